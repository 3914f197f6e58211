/* What an officer does on the desk short of deciding. */
#include "workbench/desk.h"

/* ---- for every act ---- */

struct page page_about(struct reply *rp, const struct registration *r, str title,
		       str last)
{
	struct arena *a = reply_arena(rp);
	struct crumb *crumbs = NEW_ARRAY(a, struct crumb, 3);
	size_t count = 0;

	crumbs[count++] = (struct crumb){ S("Verifikasi"), S("/verifikasi") };
	crumbs[count++] = (struct crumb){
		arena_str(a, r->number),
		last.n ? arena_fmt(a, "/verifikasi/%.*s", P(r->number)) : S(""),
	};
	if (last.n)
		crumbs[count++] = (struct crumb){ last, S("") };
	return (struct page){
		.title = title,
		.active = S("/verifikasi"),
		.crumbs = { crumbs, count },
	};
}

static str desk_path(struct work *w, const struct request *rq)
{
	return arena_fmt(w->arena, "/verifikasi/%.*s", P(path_str(rq, "number")));
}

err refuse_act(struct work *w, const struct request *rq, struct reply *rp,
	       const struct registration_result *result)
{
	if (result->why == REGISTRATION_REAUTHENTICATE)
		return password_again(w, rq, rp);
	if (registration_refusals[result->why].status != 409)
		return reply_refusal(rp, &registration_refusals[result->why]);
	reply_flash(rp, S("awas"),
		    refusal_text(w->arena, result, request_visitor(rq)->zone));
	return reply_redirect(rp, desk_path(w, rq));
}

static err back_to_desk(struct work *w, const struct request *rq, struct reply *rp,
			str said)
{
	if (said.n)
		reply_flash(rp, S("ok"), said);
	return reply_redirect(rp, desk_path(w, rq));
}

static int64_t form_number(const struct request *rq, const char *name, int64_t otherwise)
{
	int64_t n;

	return str_int(form_str(rq, name), &n) ? n : otherwise;
}

/* ---- holding ---- */

static err post_claim(struct work *w, const struct request *rq, struct reply *rp)
{
	struct registration_result result;

	TRY(registration_claim(w, path_str(rq, "number"), ANY_VERSION, &result));
	return result.why ? refuse_act(w, rq, rp, &result)
			  : back_to_desk(w, rq, rp, S(""));
}

static err post_release(struct work *w, const struct request *rq, struct reply *rp)
{
	struct registration_result result;

	TRY(registration_release(w, path_str(rq, "number"), form_number(rq, "versi", 0),
				 &result));
	if (result.why)
		return refuse_act(w, rq, rp, &result);
	reply_flash(rp, S("ok"),
		    arena_fmt(w->arena, "Permohonan %.*s dilepas ke antrean.",
			      P(result.registration->number)));
	return reply_redirect(rp, S("/verifikasi"));
}

/* ---- comparing ---- */

static void read_mark(struct arena *a, const struct request *rq, int user, enum field f,
		      struct marks *list)
{
	str found = form_str(rq, arena_cstr(a, mark_input(a, user, f)));

	if (str_eq(found, S("cocok")) || str_eq(found, S("tidak")))
		*PUSH(a, list) = (struct mark){ user, f, str_eq(found, S("cocok")) };
}

/* A form has the fields of the request and of the one user who was shown. */
static struct marks marks_typed(struct arena *a, const struct request *rq,
				const struct registration *r)
{
	struct marks list = { 0 };

	for (size_t f = 0; f < request_field_count; f++)
		read_mark(a, rq, 0, request_fields[f], &list);
	for (size_t i = 0; i < r->users.count; i++)
		for (size_t f = 0; f < user_field_count; f++)
			read_mark(a, rq, r->users.items[i].n, user_fields[f], &list);
	return list;
}

/* Whoever may return the request may say what does not match. */
static err keep_marks(struct work *w, const struct request *rq,
		      struct registration_result *result)
{
	struct marks list;

	TRY(registration_may(w, ACT_RETURN, path_str(rq, "number"), result));
	if (!result->why && !may_mark(result->registration, w->actor))
		result->why = REGISTRATION_WRONG_STATE;
	if (result->why)
		return OK;
	list = marks_typed(w->arena, rq, result->registration);
	return marks_write(w, result->registration, &list);
}

/* One press for all of a request, or for one user of it. */
static err mark_rest(struct work *w, const struct request *rq,
		     const struct registration *r)
{
	str next = form_str(rq, "lanjut");
	struct marks list;

	TRY(marks_of(w, r, w->actor->person, &list));
	if (str_starts(next, S("semua")))
		marks_complete(w->arena, r, &list);
	else if (str_eq(next, S("orang")))
		marks_complete_of(w->arena, r, (int)form_number(rq, "orang", 1), &list);
	else if (str_eq(next, S("dasar")))
		marks_complete_of(w->arena, r, 0, &list);
	return marks_write(w, r, &list);
}

static int next_user(const struct registration *r, int64_t n)
{
	for (size_t i = 0; i + 1 < r->users.count; i++)
		if (r->users.items[i].n == n)
			return r->users.items[i + 1].n;
	return (int)n;
}

static enum document_kind document_of(str word)
{
	return str_eq(word, document_kind_words[DOCUMENT_FORM]) ? DOCUMENT_FORM
								: DOCUMENT_SK;
}

static struct spot spot_typed(const struct request *rq)
{
	return (struct spot){
		.user = (int)form_number(rq, "orang", 1),
		.document = document_of(form_str(rq, "berkas")),
		.page = (int)form_number(rq, "hal", 1),
		.zoomed = str_eq(form_str(rq, "perbesar"), S("1")),
		.turned = (int)form_number(rq, "putar", 0),
	};
}

/* Where a button of the form leads; each of the last four has a page of its own. */
static str way_of(struct work *w, const struct request *rq, const struct registration *r)
{
	static const str decisions[] = { STR("setujui"), STR("kembalikan"),
					 STR("tolak") };
	str next = form_str(rq, "lanjut");
	struct spot s = spot_typed(rq);

	for (size_t i = 0; i < COUNT(decisions); i++)
		if (str_ends(next, decisions[i]))
			return arena_fmt(w->arena, "/verifikasi/%.*s/%.*s", P(r->number),
					 P(decisions[i]));
	if (str_eq(next, S("berikutnya")) || str_eq(next, S("orang")))
		s.user = next_user(r, s.user);
	return spot_path(w->arena, r->number, s);
}

static err post_marks(struct work *w, const struct request *rq, struct reply *rp)
{
	struct registration_result result;

	TRY(keep_marks(w, rq, &result));
	if (result.why)
		return refuse_act(w, rq, rp, &result);
	TRY(mark_rest(w, rq, result.registration));
	return reply_redirect(rp, way_of(w, rq, result.registration));
}

/* ---- NIK ---- */

/* -1 when none was chosen: then Dukcapil is asked again. */
static int outcome_typed(const struct request *rq)
{
	for (int i = 0; i < NIK_OUTCOMES; i++)
		if (str_eq(form_str(rq, "hasil"), nik_outcome_words[i]))
			return i;
	return -1;
}

static err post_nik(struct work *w, const struct request *rq, struct reply *rp)
{
	int user = (int)form_number(rq, "pengguna", 0), outcome = outcome_typed(rq);
	struct registration_result result;
	struct decision d = {
		.number = path_str(rq, "number"),
		.version = ANY_VERSION,
		.users = &user,
		.user_count = 1,
	};

	TRY(keep_marks(w, rq, &result));
	if (!result.why)
		TRY(registration_nik_check(w, &d, outcome, &result));
	if (result.why && result.why != REGISTRATION_NIK_MANUAL)
		return refuse_act(w, rq, rp, &result);
	if (result.why)
		reply_flash(rp, S("awas"), registration_refusals[result.why].text);
	else
		reply_flash(rp, S("ok"),
			    outcome < 0 ? S("NIK sedang diperiksa ulang. Muat ulang "
					    "halaman ini sebentar lagi.")
					: S("Hasil pemeriksaan NIK dicatat atas nama "
					    "Anda."));
	return reply_redirect(
		rp, spot_path(w->arena, path_str(rq, "number"), spot_typed(rq)));
}

/* ---- letters ---- */

static err post_resend(struct work *w, const struct request *rq, struct reply *rp)
{
	const struct applicant *u;
	struct registration *r;
	bool sent;

	TRY(registration_read(w, path_str(rq, "number"), &r));
	u = r ? user_n(r, form_number(rq, "pengguna", 0)) : NULL;
	if (!u || !u->person)
		return reply_refusal(rp, &registration_refusals[REGISTRATION_NOT_FOUND]);
	TRY(activation_resend(w, u->person, &sent));
	if (sent)
		return back_to_desk(
			w, rq, rp,
			S("Tautan aktivasi baru dikirim. Tautan lama tidak berlaku "
			  "lagi."));
	reply_flash(rp, S("info"), S("Akun ini sudah aktif, tidak perlu tautan."));
	return reply_redirect(rp, desk_path(w, rq));
}

const struct route act_routes[] = {
	{ POST, "/verifikasi/:number/ambil", CAN_CLAIM_REGISTRATION, post_claim },
	{ POST, "/verifikasi/:number/lepas", CAN_CLAIM_REGISTRATION, post_release },
	{ POST, "/verifikasi/:number/cocok", CAN_CLAIM_REGISTRATION, post_marks },
	{ POST, "/verifikasi/:number/nik", CAN_CHECK_NIK, post_nik },
	{ POST, "/verifikasi/:number/aktivasi", CAN_RESEND_ACTIVATION, post_resend },
	{ 0 },
};
