/* The pages on which a request is decided, each with an address of its own. */
#include "workbench/decide.h"
#include "workbench/pages.h"

static const struct {
	str word; /* last part of the path */
	enum act act;
	err (*run)(struct work *w, const struct decision *d,
		   struct registration_result *ret);
	str title, crumb, lead, button, icon;
	str done; /* after the number of the request */
} kinds[DECIDING] = {
	[DECIDE_RETURN] = { STR("kembalikan"), ACT_RETURN, registration_return,
			    STR("Kembalikan permohonan untuk perbaikan?"),
			    STR("Kembalikan"),
			    STR("Tandai yang perlu diperbaiki. Pilihan awal berasal dari "
				"hasil pencocokan."),
			    STR("Kembalikan permohonan"), STR("arrow-back-up"),
			    STR("dikembalikan untuk perbaikan.") },
	[DECIDE_REJECT] = { STR("tolak"), ACT_REJECT, registration_reject,
			    STR("Tolak permohonan?"), STR("Tolak"),
			    STR("Pilih penolakan hanya bila perbaikan tidak mungkin."),
			    STR("Tolak permohonan"), STR("ban"), STR("ditolak.") },
	[DECIDE_APPROVE] = { STR("setujui"), ACT_APPROVE, registration_approve,
			     STR("Setujui permohonan?"), STR("Setujui"),
			     STR("Periksa kembali siapa yang disetujui."),
			     STR("Setujui pengguna"), STR("check"), STR("disetujui.") },
	[DECIDE_SECOND] = { STR("kedua"), ACT_SECOND, registration_second,
			    STR("Setujui sebagai petugas kedua?"), STR("Petugas kedua"),
			    STR("Permohonan ini hanya berlaku bila dua petugas "
				"menyetujuinya."),
			    STR("Setujui pengguna"), STR("user-check"),
			    STR("disetujui dua petugas.") },
};

/* ---- showing ---- */

static int64_t number_typed(const struct request *rq, const char *name)
{
	int64_t n = 0;

	str_int(form_str(rq, name), &n);
	return n;
}

static void complain(struct arena *a, struct decision_view *v, str field, str message)
{
	*PUSH(a, &v->errors) = (struct complaint){ .field = field, .message = message };
}

/* The input that a refusal is about, as far as it is about one. */
static str field_of(enum deciding k, enum registration_refusal why)
{
	switch (why) {
	case REGISTRATION_NO_REASON:
		return k == DECIDE_RETURN ? S("tandai-1") : S("alasan");
	case REGISTRATION_NIK_WAITING:
		return S("alasan");
	case REGISTRATION_BAD_REASON:
		return k == DECIDE_REJECT ? S("kode") : S("alasan");
	case REGISTRATION_NO_SUCH_USER:
		return S("pengguna");
	default:
		return S("");
	}
}

/* A flag that says "Lainnya" is explained by nothing but the officer's words. */
static bool lacks_words(const struct registration_result *result)
{
	for (size_t i = 0; i < result->findings.count; i++)
		if (str_eq(result->findings.items[i].code, S("reason_missing")))
			return true;
	return false;
}

static str message_of(struct arena *a, enum deciding k,
		      const struct registration_result *result, enum zone z)
{
	if (k == DECIDE_RETURN && result->why == REGISTRATION_NO_REASON)
		return S("Pilih paling sedikit satu isian yang perlu diperbaiki");
	if (k == DECIDE_RETURN && lacks_words(result))
		return S("Jelaskan pada pesan untuk satker apa yang perlu diperbaiki");
	if (k == DECIDE_APPROVE && result->why == REGISTRATION_NO_REASON)
		return S("Isi alasan menyetujui untuk petugas kedua");
	return refusal_text(a, result, z);
}

static str about_text(struct arena *a, const struct finding *f)
{
	str field = f->field ? field_labels[f->field] : S("");

	return arena_fmt(
		a, "%.*s%.*s%s%.*s",
		P(f->user ? arena_fmt(a, "Pengguna %d%s", f->user, field.n ? ", " : ": ")
			  : S("")),
		P(field), field.n ? ": " : "", P(finding_text(a, f)));
}

/* Code and words are two inputs: both are said in one try. */
static void set_reject_errors(struct arena *a, unsigned faults, struct decision_view *v)
{
	if (faults & REJECT_CODE)
		v->codes.error = S("Pilih alasan penolakan");
	if (faults & REJECT_WORDS)
		v->reason.error = S("Isi penjelasan untuk satker");
	if (faults & REJECT_LONG)
		v->reason.error = S("Penjelasan paling banyak 1.000 karakter");
	if (v->codes.error.n)
		complain(a, v, S("kode"), v->codes.error);
	if (v->reason.error.n)
		complain(a, v, S("alasan"), v->reason.error);
}

static void set_errors(struct arena *a, enum deciding k,
		       const struct registration_result *result, enum zone z,
		       struct decision_view *v)
{
	str field = field_of(k, result->why), text = message_of(a, k, result, z);

	if (result->reject_faults) {
		set_reject_errors(a, result->reject_faults, v);
		return;
	}
	complain(a, v, field, text);
	for (size_t i = 0; i < result->findings.count; i++)
		complain(a, v, S(""), about_text(a, &result->findings.items[i]));
	if (str_eq(field, S("alasan")))
		v->reason.error = text;
	if (str_eq(field, S("kode")))
		v->codes.error = text;
	if (str_eq(field, S("pengguna")))
		v->people.error = text;
}

/* What happened while the form lay open; nothing that was typed is lost. */
static err set_conflict(struct work *w, const struct request *rq, enum deciding k,
			const struct desk *d, struct decision_view *v)
{
	struct registration_result now;

	TRY(show_history(w, d, number_typed(rq, "dibuka"), &v->since));
	TRY(registration_may(w, kinds[k].act, v->r->number, &now));
	v->final |=
		now.why != REGISTRATION_GRANTED && now.why != REGISTRATION_REAUTHENTICATE;
	return OK;
}

/* A form to be shown: typed is NULL for one that begins. */
struct shown {
	enum deciding kind;
	const struct typed *typed;
	const struct registration_result *result;
	struct complaints uncompared; /* asked by the page, not by the operation */
};

static err show(struct work *w, const struct request *rq, struct reply *rp,
		struct shown shown)
{
	const struct registration_result *result = shown.result;
	const struct typed *t = shown.typed;
	enum deciding k = shown.kind;
	struct desk d = { .r = result->registration, .zone = request_visitor(rq)->zone };
	int status = result->why	      ? registration_refusals[result->why].status
		     : shown.uncompared.count ? 422
					      : 200;
	struct decision_view v = {
		.r = d.r,
		.path = arena_fmt(w->arena, "/verifikasi/%.*s", P(d.r->number)),
		.word = kinds[k].word,
		.title = kinds[k].title,
		.lead = kinds[k].lead,
		.button = kinds[k].button,
		.icon = kinds[k].icon,
		.errors = shown.uncompared,
		.opened_at = status == 409 || !number_typed(rq, "dibuka")
				     ? w->now
				     : number_typed(rq, "dibuka"),
	};
	struct page page = page_about(rp, d.r, kinds[k].title, kinds[k].crumb);
	struct typed first;

	TRY(read_evidence(w, &d));
	if (!t)
		first_typed(w->arena, k, &d, &first);
	TRY(fill_decision(w, k, &d, t ? t : &first, &v));
	if (result->why)
		set_errors(w->arena, k, result, d.zone, &v);
	if (status == 409)
		TRY(set_conflict(w, rq, k, &d, &v));
	page.has_errors = status != 200;
	page_decision(reply_page(rp, status, page), &v);
	return OK;
}

/* Asked for the password before the officer types, not after. */
static err get_decision(struct work *w, const struct request *rq, struct reply *rp,
			enum deciding k)
{
	struct registration_result result;

	TRY(registration_may(w, kinds[k].act, path_str(rq, "number"), &result));
	return result.why
		       ? refuse_act(w, rq, rp, &result)
		       : show(w, rq, rp, (struct shown){ .kind = k, .result = &result });
}

/* ---- deciding ---- */

static struct typed typed_of(struct arena *a, const struct request *rq)
{
	return (struct typed){
		.flags = form_all(a, rq, "tandai[]"),
		.users = form_all(a, rq, "pengguna[]"),
		.code = form_str(rq, "kode"),
		.reason = form_str(rq, "alasan"),
	};
}

/* What a decision points to; it lives as long as the decision. */
struct parts {
	struct flags flags;
	int users[USERS_MAX];
	size_t user_count;
};

static void add_user(struct parts *p, int n)
{
	for (size_t i = 0; i < p->user_count; i++)
		if (p->users[i] == n)
			return;
	if (p->user_count < USERS_MAX)
		p->users[p->user_count++] = n;
}

static void read_users(const struct typed *t, struct parts *p)
{
	for (size_t i = 0; i < t->users.count; i++) {
		int64_t n = 0;

		str_int(t->users.items[i], &n);
		add_user(p, n > 0 && n <= USERS_MAX ? (int)n : 0);
	}
}

/* A return is about the users it flags, and about all when it flags the request. */
static void read_flags(struct arena *a, const struct typed *t, struct parts *p)
{
	bool whole = false;

	for (size_t i = 0; i < t->flags.count; i++) {
		struct flag f = flag_read(t->flags.items[i]);

		*PUSH(a, &p->flags) = f;
		add_user(p, f.user);
		whole |= f.user == 0;
	}
	if (whole)
		p->user_count = 0;
}

static err decide(struct work *w, const struct request *rq, enum deciding k,
		  const struct typed *t, struct registration_result *ret)
{
	struct parts p = { 0 };
	struct decision d = {
		.number = path_str(rq, "number"),
		.version = number_typed(rq, "versi"),
		/* The API's default of no code at all is not for who has a list before
		   him. */
		.code = t->code.n || k != DECIDE_REJECT ? t->code : S("-"),
		.reason = t->reason,
	};

	if (k == DECIDE_RETURN)
		read_flags(w->arena, t, &p);
	else
		read_users(t, &p);
	d.flags = p.flags.items;
	d.flag_count = p.flags.count;
	d.users = p.user_count ? p.users : NULL;
	d.user_count = p.user_count;
	/* No box ticked is nobody; only a form without boxes means all. */
	if (form_has(rq, "memilih") && !p.user_count) {
		TRY(registration_may(w, kinds[k].act, d.number, ret));
		if (!ret->why)
			ret->why = REGISTRATION_NO_SUCH_USER;
		return OK;
	}
	return kinds[k].run(w, &d, ret);
}

/* "Siti, Budi": the users of that state. */
static str names_in(struct arena *a, const struct registration *r, enum user_state s)
{
	struct buf b = buf_new(a);

	for (size_t i = 0; i < r->users.count; i++)
		if (r->users.items[i].state == s)
			buf_fmt(&b, "%s%.*s", b.n ? ", " : "", P(r->users.items[i].name));
	return buf_str(&b);
}

static bool any_approved(const struct registration *r)
{
	for (size_t i = 0; i < r->users.count; i++)
		if (r->users.items[i].state == USER_APPROVED)
			return true;
	return false;
}

/* What was decided, and about whom nothing was. */
static str done_text(struct arena *a, enum deciding k,
		     const struct registration_result *result)
{
	const struct registration *r = result->registration;
	str waiting = names_in(a, r, USER_WAITING);
	bool approves = k == DECIDE_APPROVE || k == DECIDE_SECOND;

	if (result->waiting_for_second && !any_approved(r))
		return S("menunggu petugas kedua. Persetujuan Anda tercatat.");
	if (k == DECIDE_RETURN || !waiting.n)
		return kinds[k].done;
	return arena_fmt(a, "%s sebagian. Belum diputus: %.*s.",
			 approves ? "disetujui" : "ditolak", P(waiting));
}

static err tell_done(struct work *w, struct reply *rp, enum deciding k,
		     const struct registration_result *result)
{
	const struct registration *r = result->registration;
	bool goes_on = r->state == STATE_VERIFYING && r->claimed_by == w->actor->person &&
		       !result->waiting_for_second;

	reply_flash(rp, goes_on ? S("awas") : S("ok"),
		    arena_fmt(w->arena, "Permohonan %.*s %.*s", P(r->number),
			      P(done_text(w->arena, k, result))));
	return reply_redirect(
		rp, goes_on ? arena_fmt(w->arena, "/verifikasi/%.*s", P(r->number))
			    : S("/verifikasi"));
}

/* Who may approve is asked first: the others hear why not. */
static err find_uncompared(struct work *w, const struct request *rq,
			   const struct typed *t, struct registration_result *ret,
			   struct complaints *ret_lacks)
{
	struct desk d = { .zone = request_visitor(rq)->zone };
	struct parts p = { 0 };

	TRY(registration_may(w, ACT_APPROVE, path_str(rq, "number"), ret));
	if (ret->why)
		return OK;
	d.r = ret->registration;
	TRY(marks_of(w, d.r, w->actor->person, &d.marks));
	read_users(t, &p);
	/* Nobody chosen is said by the decision itself. */
	if (p.user_count)
		lacks_comparison(w->arena, &d, p.users, p.user_count, ret_lacks);
	return OK;
}

static bool shows_form(enum registration_refusal why)
{
	int status = registration_refusals[why].status;

	return status == 409 || status == 422;
}

static err post_decision(struct work *w, const struct request *rq, struct reply *rp,
			 enum deciding k)
{
	struct typed t = typed_of(w->arena, rq);
	struct shown shown = { .kind = k, .typed = &t };
	struct registration_result result;

	if (k == DECIDE_APPROVE) {
		TRY(find_uncompared(w, rq, &t, &result, &shown.uncompared));
		shown.result = &result;
		if (shown.uncompared.count)
			return show(w, rq, rp, shown);
	}
	TRY(decide(w, rq, k, &t, &result));
	if (!result.why)
		return tell_done(w, rp, k, &result);
	if (!shows_form(result.why))
		return refuse_act(w, rq, rp, &result);
	return show(w, rq, rp,
		    (struct shown){ .kind = k, .typed = &t, .result = &result });
}

/* ---- routes ---- */

static err get_return(struct work *w, const struct request *rq, struct reply *rp)
{
	return get_decision(w, rq, rp, DECIDE_RETURN);
}

static err post_return(struct work *w, const struct request *rq, struct reply *rp)
{
	return post_decision(w, rq, rp, DECIDE_RETURN);
}

static err get_reject(struct work *w, const struct request *rq, struct reply *rp)
{
	return get_decision(w, rq, rp, DECIDE_REJECT);
}

static err post_reject(struct work *w, const struct request *rq, struct reply *rp)
{
	return post_decision(w, rq, rp, DECIDE_REJECT);
}

static err get_approve(struct work *w, const struct request *rq, struct reply *rp)
{
	return get_decision(w, rq, rp, DECIDE_APPROVE);
}

static err post_approve(struct work *w, const struct request *rq, struct reply *rp)
{
	return post_decision(w, rq, rp, DECIDE_APPROVE);
}

static err get_second(struct work *w, const struct request *rq, struct reply *rp)
{
	return get_decision(w, rq, rp, DECIDE_SECOND);
}

static err post_second(struct work *w, const struct request *rq, struct reply *rp)
{
	return post_decision(w, rq, rp, DECIDE_SECOND);
}

const struct route decision_routes[] = {
	{ GET, "/verifikasi/:number/kembalikan", CAN_RETURN_REGISTRATION, get_return },
	{ POST, "/verifikasi/:number/kembalikan", CAN_RETURN_REGISTRATION, post_return },
	{ GET, "/verifikasi/:number/tolak", CAN_REJECT_REGISTRATION, get_reject },
	{ POST, "/verifikasi/:number/tolak", CAN_REJECT_REGISTRATION, post_reject },
	{ GET, "/verifikasi/:number/setujui", CAN_APPROVE_REGISTRATION, get_approve },
	{ POST, "/verifikasi/:number/setujui", CAN_APPROVE_REGISTRATION, post_approve },
	{ GET, "/verifikasi/:number/kedua", CAN_APPROVE_REGISTRATION, get_second },
	{ POST, "/verifikasi/:number/kedua", CAN_APPROVE_REGISTRATION, post_second },
	{ 0 },
};
