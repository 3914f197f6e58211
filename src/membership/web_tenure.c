/* Tangguhkan, pulihkan, akhiri sesi, tampilkan NIK. */
#include "membership/pages.h"

enum { REASON_LENGTH = 1000 };

/* What the form of an act says; {nama} has the name put in front. */
struct wording {
	str rest; /* of the path */
	str title, button, tone, notice, text;
	bool dangerous;
};

static const struct wording suspending = {
	STR("/tangguhkan"),
	STR("Tangguhkan akses"),
	STR("Tangguhkan akses"),
	STR("awas"),
	STR("Akses dihentikan seketika"),
	STR("Sesi yang sedang berjalan berakhir. Riwayat dan dokumen tetap tersimpan. Pengguna dan KPA satker mendapat email berisi alasan Anda."),
	true,
};
static const struct wording resuming = {
	STR("/pulihkan"),
	STR("Pulihkan akses"),
	STR("Pulihkan akses"),
	STR("info"),
	STR("Peran sebelumnya berlaku kembali"),
	STR("Pengguna dan KPA satker mendapat email berisi alasan Anda."),
	false,
};

static err show(struct work *w, struct reply *rp, const struct wording *words,
		const struct unit_user *u, const struct complaint *wrong)
{
	int64_t id = u->membership.id;
	struct reason_view v = {
		.title = arena_fmt(w->arena, "%.*s %.*s?", P(words->title), P(u->name)),
		.button = words->button,
		.path = member_path(w->arena, id, words->rest),
		.back_path = member_path(w->arena, id, S("")),
		.dangerous = words->dangerous,
		.notice = { words->tone, words->notice, words->text },
		.reason = { .id = S("alasan"),
			    .label = S("Alasan"),
			    .maxlength = REASON_LENGTH,
			    .required = true },
	};
	struct page page = member_page(w->arena, u, words->title);

	if (wrong) {
		*PUSH(w->arena, &v.errors) = *wrong;
		v.reason.error = wrong->message;
		page.has_errors = true;
	}
	page_reason(reply_page(rp, wrong ? 422 : 200, page), &v);
	return OK;
}

/* A refusal for want of a reason is the form again; any other leads elsewhere. */
static err refuse(struct work *w, const struct request *rq, struct reply *rp,
		  const struct wording *words, const struct member_result *r)
{
	struct complaint wrong = { S("alasan"), member_refusals[r->why].code,
				   member_refusals[r->why].text };

	if (r->why == MEMBER_NO_REASON)
		return show(w, rp, words, r->user, &wrong);
	return member_refuse(w, rq, rp, r->why);
}

static err no_number(struct reply *rp)
{
	return reply_refusal(rp, &member_refusals[MEMBER_NOT_FOUND]);
}

/* ---- suspend, resume ---- */

static err get_suspend(struct work *w, const struct request *rq, struct reply *rp)
{
	struct member_result r;
	int64_t id;

	if (!member_id(rq, &id))
		return no_number(rp);
	TRY(member_may_suspend(w, id, &r));
	return r.why ? refuse(w, rq, rp, &suspending, &r)
		     : show(w, rp, &suspending, r.user, NULL);
}

static err post_suspend(struct work *w, const struct request *rq, struct reply *rp)
{
	struct member_result r;
	int64_t id;

	if (!member_id(rq, &id))
		return no_number(rp);
	TRY(member_suspend(w, id, form_str(rq, "alasan"), &r));
	if (r.why)
		return refuse(w, rq, rp, &suspending, &r);
	reply_flash(
		rp, r.left > 1 ? S("ok") : S("awas"),
		r.left > 1
			? S("Akses ditangguhkan dan sesinya diakhiri.")
			: S("Akses ditangguhkan. Satker ini kini hanya memiliki satu pengguna aktif."));
	return reply_redirect(rp, member_path(w->arena, id, S("")));
}

static err get_resume(struct work *w, const struct request *rq, struct reply *rp)
{
	struct member_result r;
	int64_t id;

	if (!member_id(rq, &id))
		return no_number(rp);
	TRY(member_may_resume(w, id, &r));
	return r.why ? refuse(w, rq, rp, &resuming, &r)
		     : show(w, rp, &resuming, r.user, NULL);
}

static err post_resume(struct work *w, const struct request *rq, struct reply *rp)
{
	struct member_result r;
	int64_t id;

	if (!member_id(rq, &id))
		return no_number(rp);
	TRY(member_resume(w, id, form_str(rq, "alasan"), &r));
	if (r.why)
		return refuse(w, rq, rp, &resuming, &r);
	reply_flash(rp, S("ok"), S("Akses dipulihkan."));
	return reply_redirect(rp, member_path(w->arena, id, S("")));
}

/* ---- sessions ---- */

static err post_end_sessions(struct work *w, const struct request *rq, struct reply *rp)
{
	struct member_result r;
	int64_t id, count;

	if (!member_id(rq, &id))
		return no_number(rp);
	TRY(member_end_sessions(w, id, &r, &count));
	if (r.why)
		return member_refuse(w, rq, rp, r.why);
	reply_flash(rp, S("ok"),
		    count ? S("Semua sesi pengguna ini diakhiri.")
			  : S("Pengguna ini tidak sedang masuk."));
	return reply_redirect(rp, member_path(w->arena, id, S("")));
}

const struct route tenure_routes[] = {
	{ GET, "/pengguna/:id/tangguhkan", CAN_DISABLE_USER, get_suspend },
	{ POST, "/pengguna/:id/tangguhkan", CAN_DISABLE_USER, post_suspend },
	{ GET, "/pengguna/:id/pulihkan", CAN_DISABLE_USER, get_resume },
	{ POST, "/pengguna/:id/pulihkan", CAN_DISABLE_USER, post_resume },
	{ POST, "/pengguna/:id/akhiri-sesi", CAN_END_SESSIONS, post_end_sessions },
	{ 0 },
};
