/* Checking the answers, sending, withdrawing. */
#include "wizard/internal.h"

/* Where it can be changed. */
static str page_of(struct arena *a, const struct registration *r, int user)
{
	return wizard_path(a, r, user ? arena_fmt(a, "/pengguna/%d", user) : S("/sk"));
}

static err show_check(struct work *w, struct reply *rp, const struct registration *r,
		      const struct findings *found, str statement_error)
{
	struct check_view v = { .r = r, .returned = r->state == STATE_RETURNED };
	struct page page = wizard_page(w->arena, S("Periksa jawaban Anda"));
	struct documents all;
	struct satker *satker;

	TRY(satker_find(w, r->satker, &satker));
	TRY(documents_of(w, S("registration"), r->id, &all));
	TRY(registration_foresee(w, r, &v.way));
	v.satker = satker;
	v.today = date_at(w->now, r->zone);
	v.sk = documents_current(&all, DOCUMENT_SK);
	v.form = documents_current(&all, DOCUMENT_FORM);
	for (size_t i = 0; i < found->count; i++) {
		const struct finding *f = &found->items[i];

		if (f->severity == SEVERITY_REFUSE)
			*PUSH(w->arena, &v.errors) = (struct complaint){
				f->user ? arena_fmt(w->arena, "orang-%d", f->user)
					: S("dasar"),
				f->code,
				named(w->arena, r, f->user, finding_text(w->arena, f))
			};
		else
			*PUSH(w->arena, &v.warnings) = (struct remark){
				.user = f->user,
				.path = page_of(w->arena, r, f->user),
				.text = named(w->arena, r, f->user,
					      finding_text(w->arena, f))
			};
	}
	v.statement = (struct ui_check){
		.id = S("setuju"),
		.label = S(
			"Saya menyatakan data di atas benar dan sesuai dengan SK atau Surat Tugas. Data pribadi pengguna diproses KPPN untuk verifikasi NIK melalui Dukcapil."),
		.error = statement_error,
		.card = true,
		.required = true,
	};
	if (statement_error.n)
		*PUSH(w->arena, &v.errors) =
			(struct complaint){ .field = S("setuju"),
					    .message = statement_error };
	page.has_errors = v.errors.count > 0;
	page_check(wizard_reply(rp, page.has_errors ? 422 : 200, page, r), &v);
	return OK;
}

static err get_check(struct work *w, const struct request *rq, struct reply *rp)
{
	struct registration *r;
	struct findings found;

	TRY(open_draft(w, rq, rp, &r));
	if (!r)
		return OK;
	TRY(registration_review(w, r, &found));
	return show_check(w, rp, r, &found, S(""));
}

static err post_check(struct work *w, const struct request *rq, struct reply *rp)
{
	bool own = str_eq(form_str(rq, "aksi"), S("mandiri"));
	struct registration_result result;
	struct registration *r;
	struct findings none = { 0 };

	TRY(open_draft(w, rq, rp, &r));
	if (!r)
		return OK;
	if (!form_has(rq, "setuju"))
		return show_check(w, rp, r, &none,
				  S("Centang pernyataan untuk melanjutkan"));
	TRY((own ? registration_add : registration_submit)(w, r->number, r->version,
							   &result));
	if (result.why == REGISTRATION_INCOMPLETE)
		return show_check(w, rp, r, &result.findings, S(""));
	if (result.why)
		return wizard_refuse(rp, result.why);
	return own ? reply_redirect(rp,
				    arena_fmt(w->arena, "/permohonan/%.*s", P(r->number)))
		   : reply_redirect(rp, wizard_path(w->arena, r, S("/terkirim")));
}

static err get_sent(struct work *w, const struct request *rq, struct reply *rp)
{
	struct page page = wizard_page(w->arena, S("Permohonan terkirim"));
	struct sent_view v = { 0 };
	struct registration *r;

	TRY(open_request(w, rq, rp, &r));
	if (!r)
		return OK;
	if (r->submitted_at == 0)
		return reply_redirect(rp, wizard_path(w->arena, r, S("")));
	v.r = r;
	v.by_mailbox = w->actor->draft != 0;
	page.exit_path = S("");
	page_sent(wizard_reply(rp, 200, page, r), &v);
	return OK;
}

static err get_withdraw(struct work *w, const struct request *rq, struct reply *rp)
{
	struct sent_view v = { 0 };
	struct registration *r;

	TRY(open_request(w, rq, rp, &r));
	if (!r)
		return OK;
	v.r = r;
	page_withdraw(
		wizard_reply(rp, 200, wizard_page(w->arena, S("Batalkan permohonan")), r),
		&v);
	return OK;
}

static err post_withdraw(struct work *w, const struct request *rq, struct reply *rp)
{
	struct registration_result result;
	struct registration *r;

	TRY(open_request(w, rq, rp, &r));
	if (!r)
		return OK;
	TRY(registration_withdraw(w, r->number, r->version, &result));
	if (result.why)
		return wizard_refuse(rp, result.why);
	reply_flash(rp, S("ok"), S("Permohonan dibatalkan."));
	return reply_redirect(rp, arena_fmt(w->arena, "/permohonan/%.*s", P(r->number)));
}

const struct route wizard_send_routes[] = {
	{ GET, "/pendaftaran/:number/periksa", CAN_DRAFT_REGISTRATION, get_check,
	  ROUTE_WRITES },
	{ POST, "/pendaftaran/:number/periksa", CAN_SUBMIT_REGISTRATION, post_check },
	{ GET, "/pendaftaran/:number/terkirim", CAN_DRAFT_REGISTRATION, get_sent,
	  ROUTE_WRITES },
	{ GET, "/pendaftaran/:number/batal", CAN_WITHDRAW_REGISTRATION, get_withdraw,
	  ROUTE_WRITES },
	{ POST, "/pendaftaran/:number/batal", CAN_WITHDRAW_REGISTRATION, post_withdraw },
	{ 0 },
};
