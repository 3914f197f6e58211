/* One request on the desk: its documents, its data, and what may be done with it. */
#include "workbench/desk.h"
#include "directory/directory.h"
#include "workbench/pages.h"

/* ---- reading ---- */

/* The first one unless another is asked for. */
static const struct applicant *user_asked(const struct registration *r, str n)
{
	const struct applicant *u;
	int64_t number = 0;

	str_int(n, &number);
	u = user_n(r, number);
	return u ? u : &r->users.items[0];
}

static int number_asked(const struct request *rq, const char *name, int least, int most)
{
	int64_t n = least;

	str_int(query_str(rq, name), &n);
	return n < least ? least : n > most ? most : (int)n;
}

static struct spot spot_asked(const struct request *rq, const struct desk *d)
{
	struct spot s = {
		.user = d->user->n,
		.page = number_asked(rq, "hal", 1, DOCUMENT_PAGES),
		.zoomed = str_eq(query_str(rq, "perbesar"), S("1")),
		.turned = number_asked(rq, "putar", 0, 270) / 90 * 90,
	};

	for (int k = 0; k < DOCUMENT_KINDS; k++)
		if (str_eq(query_str(rq, "berkas"), document_kind_words[k]))
			s.document = (enum document_kind)k;
	return s;
}

static err read_checks(struct work *w, const struct registration *r,
		       struct nik_checks *ret)
{
	int64_t ids[USERS_MAX];

	for (size_t i = 0; i < r->users.count; i++)
		ids[i] = r->users.items[i].id;
	return dukcapil_answers(w, ids, r->users.count, ret);
}

err read_evidence(struct work *w, struct desk *d)
{
	const struct comparison *last;
	int64_t officer = w->actor->person;

	TRY(read_checks(w, d->r, &d->checks));
	TRY(comparisons_of(w, d->r->id, &d->comparisons));
	last = last_comparison(d);
	if (last && !may_mark(d->r, w->actor))
		officer = last->officer;
	TRY(marks_of(w, d->r, officer, &d->marks));
	return registration_checks(w, d->r, &d->findings);
}

struct evidence evidence_of(const struct desk *d)
{
	return (struct evidence){ d->r, &d->marks, &d->checks, &d->findings };
}

/* ---- who is here ---- */

static void add_notice(struct work *w, struct desk_view *v, str tone, str title, str text)
{
	*PUSH(w->arena, &v->notices) = (struct ui_notice){ tone, title, text };
}

static void tell_holder(struct work *w, const struct desk *d, struct desk_view *v)
{
	const struct registration *r = d->r;

	if (r->state == STATE_VERIFYING && !v->mine)
		add_notice(
			w, v, S("awas"),
			arena_fmt(w->arena, "Diambil %.*s sejak %.*s.",
				  P(r->claimed_name),
				  P(text_instant(w->arena, r->claimed_at, d->zone))),
			v->may_take_over ? S("Anda dapat mengambil alih permohonan ini.")
			: v->may_second
				? S("Persetujuannya menunggu petugas kedua: Anda dapat "
				    "memutusnya.")
				: S("Anda dapat melihat, tetapi tidak memutus."));
}

static err tell_lookers(struct work *w, const struct desk *d, struct desk_view *v)
{
	struct lookers all;

	TRY(registration_look(w, d->r->id, &all));
	for (size_t i = 0; i < all.count; i++)
		add_notice(
			w, v, S("info"),
			arena_fmt(w->arena,
				  "%.*s juga membuka permohonan ini, terakhir %.*s.",
				  P(all.items[i].name),
				  P(text_instant(w->arena, all.items[i].since, d->zone))),
			S(""));
	return OK;
}

/* Which buttons are worth showing; the rules decide when one is pressed. */
static void set_rights(struct work *w, const struct registration *r, struct desk_view *v)
{
	bool verifying = r->state == STATE_VERIFYING;

	v->mine = may_mark(r, w->actor);
	v->may_claim = r->state == STATE_SUBMITTED;
	v->may_take_over =
		verifying && !v->mine &&
		(w->actor->roles & ROLE_BIT(ROLE_KEPALA) || w->now >= r->claim_until);
	v->may_check = v->mine && v->user->state == USER_WAITING &&
		       actor_can(w->actor, CAN_CHECK_NIK);
	for (size_t i = 0; i < r->users.count; i++) {
		const struct applicant *u = &r->users.items[i];

		if (u->state != USER_WAITING)
			continue;
		if (!u->waits_for_second)
			v->may_approve = v->mine;
		else if (u->first_by != w->actor->person)
			v->may_second = verifying;
	}
}

/* ---- people ---- */

static const struct ui_tag verdicts[TONES] = {
	[TONE_OK] = { .tone = STR("ok"), .label = STR("NIK sesuai") },
	[TONE_WARN] = { .tone = STR("awas"), .label = STR("Perlu perhatian") },
	[TONE_BAD] = { .tone = STR("bahaya"), .label = STR("Ada yang tidak sesuai") },
};

static void show_people(struct work *w, const struct desk *d, struct spot s,
			struct desk_view *v)
{
	struct evidence e = evidence_of(d);

	for (size_t i = 0; i < d->r->users.count; i++) {
		const struct applicant *u = &d->r->users.items[i];
		struct spot there = s;

		there.user = u->n;
		*PUSH(w->arena, &v->people) = (struct person_tab){
			.initials = text_initials(w->arena, u->name),
			.name = u->name,
			.path = spot_path(w->arena, d->r->number, there),
			.tone = user_tone(&e, u),
			.state = verdicts[user_tone(&e, u)].label,
			.current = u == d->user,
		};
		if (u == d->user) {
			v->number = (int)i + 1;
			v->verdict = verdicts[user_tone(&e, u)];
		} else if (v->number && !v->next_user) {
			v->next_user = u->n;
		}
	}
	v->count = (int)d->r->users.count;
}

static void set_summary(struct work *w, const struct desk *d, struct desk_view *v)
{
	struct evidence e = evidence_of(d);
	struct flags flags;

	suggested_flags(w->arena, &e, &flags);
	v->should_return = flags.count > 0;
	if (flags.count)
		v->summary =
			arena_fmt(w->arena,
				  "Ada %zu data tidak sesuai. Kembalikan agar satker "
				  "memperbaikinya.",
				  flags.count);
	else if (v->doubtful)
		v->summary = S("Ada yang perlu perhatian pada pemeriksaan otomatis.");
	else
		v->summary = S("Cocokkan setiap isian dengan dokumen, lalu putuskan.");
}

static void set_outcomes(struct work *w, struct desk_view *v)
{
	v->manual = str_eq(w->settings->dukcapil, S("manual"));
	v->outcome =
		(struct ui_select){ .id = S("hasil"),
				    .form = S("cocok"),
				    .label = S("Hasil yang Anda lihat di Dukcapil") };
	*PUSH(w->arena, &v->outcome.options) =
		(struct ui_option){ .label = S("Pilih hasil") };
	for (int i = 0; i < NIK_OUTCOMES; i++)
		*PUSH(w->arena, &v->outcome.options) = (struct ui_option){
			.value = nik_outcome_words[i],
			.label = nik_labels[i],
		};
}

/* ---- the deadline ---- */

static struct ui_reasons why_of(const struct deadline_state *s)
{
	return (struct ui_reasons){
		.title = S("Mengapa tenggat ini?"),
		.lines = s ? s->lines : (struct strs){ 0 },
	};
}

/* Asking what one may do leaves no trace and shows no NIK. */
static err get_deadline(struct work *w, const struct request *rq, struct reply *rp)
{
	struct deadline_state *deadline = NULL;
	struct registration_result result;
	struct deadline_view v = { 0 };

	TRY(registration_may(w, ACT_CLAIM, path_str(rq, "number"), &result));
	v.r = result.registration;
	if (v.r)
		TRY(registration_deadline(w, v.r, &deadline));
	if (!deadline)
		return reply_refusal(rp, &registration_refusals[REGISTRATION_NOT_FOUND]);
	v.deadline = deadline;
	v.why = why_of(deadline);
	v.why.open = true;
	v.path = arena_fmt(w->arena, "/verifikasi/%.*s", P(v.r->number));
	page_deadline(
		reply_page(rp, 200,
			   page_about(rp, v.r,
				      arena_fmt(w->arena, "Tenggat %.*s", P(v.r->number)),
				      S("Tenggat"))),
		&v);
	return OK;
}

/* ---- the page ---- */

static err fill(struct work *w, struct desk *d, struct spot s, struct desk_view *v)
{
	struct deadline_state *deadline;
	struct calendar calendar;

	TRY(calendar_from(w, date_at(w->now, d->zone), &calendar));
	v->spot = s;
	v->left = remaining_of(&calendar, d->r->due_at, w->now, d->zone);
	TRY(registration_deadline(w, d->r, &deadline));
	v->why = why_of(deadline);
	v->waits = d->r->state == STATE_SUBMITTED || d->r->state == STATE_VERIFYING;
	set_rights(w, d->r, v);
	tell_holder(w, d, v);
	TRY(tell_lookers(w, d, v));
	show_documents(w, d, s, &v->viewer);
	show_people(w, d, s, v);
	compare_user(w, d, &v->fields);
	compare_request(w, d, &v->basis_fields);
	v->user_progress = progress_text(w->arena, d, d->user->n);
	v->basis_progress = progress_text(w->arena, d, 0);
	TRY(checked_text(w, d, &v->checked));
	set_outcomes(w, v);
	show_checks(w, d, v);
	TRY(show_asked(w, d, &v->asked));
	TRY(show_changes(w, d, &v->changes));
	show_register(w, d, &v->registered);
	TRY(show_letters(w, d, &v->letters));
	TRY(show_history(w, d, 0, &v->history));
	set_summary(w, d, v);
	return OK;
}

static err get_desk(struct work *w, const struct request *rq, struct reply *rp)
{
	struct desk d = { .zone = request_visitor(rq)->zone };
	struct desk_view v = { 0 };
	struct page page;

	TRY(registration_read(w, path_str(rq, "number"), &d.r));
	if (!d.r || !d.r->round || !d.r->users.count)
		return reply_refusal(rp, &registration_refusals[REGISTRATION_NOT_FOUND]);
	d.user = user_asked(d.r, query_str(rq, "orang"));
	v.r = d.r;
	v.user = d.user;
	v.path = arena_fmt(w->arena, "/verifikasi/%.*s", P(d.r->number));
	v.state = state_tags[d.r->state];
	v.user_state = user_tags[d.user->state];
	TRY(documents_of(w, S("registration"), d.r->id, &d.documents));
	TRY(read_evidence(w, &d));
	TRY(fill(w, &d, spot_asked(rq, &d), &v));
	page = page_about(rp, d.r, arena_fmt(w->arena, "Verifikasi %.*s", P(d.r->number)),
			  S(""));
	page.rail = true;
	page_desk(reply_page(rp, 200, page), &v);
	return OK;
}

const struct route desk_routes[] = {
	{ GET, "/verifikasi/:number", CAN_CLAIM_REGISTRATION, get_desk, ROUTE_WRITES },
	{ GET, "/verifikasi/:number/tenggat", CAN_CLAIM_REGISTRATION, get_deadline },
	{ 0 },
};
