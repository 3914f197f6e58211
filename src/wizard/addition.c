/* A user whom the satker adds itself: how it begins, and the word of its KPA. */
#include "wizard/internal.h"

enum { REASON_LENGTH = 500 };

/* ---- how it begins ---- */

static struct page add_page(struct arena *a, str title)
{
	struct crumb *crumbs = NEW_ARRAY(a, struct crumb, 2);

	crumbs[0] = (struct crumb){ S("Manajemen Pengguna"), S("/pengguna") };
	crumbs[1] = (struct crumb){ title, S("") };
	return (struct page){ .title = title,
			      .active = S("/pengguna"),
			      .crumbs = { crumbs, 2 } };
}

/* Who may not add is told why, who may instead, and the way that is left. */
static err get_add(struct work *w, const struct request *rq, struct reply *rp)
{
	struct add_view v = { .unit = request_visitor(rq)->unit_name,
			      .may = actor_can(w->actor, CAN_ADD_COLLEAGUE) };
	struct satker *satker;
	struct kppn *kppn = NULL;

	if (w->actor->unit_kind != UNIT_SATKER)
		return wizard_refuse(rp, REGISTRATION_NOT_FOUND);
	TRY(registration_outlook(w, &v.outlook));
	TRY(satker_find(w, w->actor->unit, &satker));
	if (satker)
		TRY(kppn_find(w, satker->kppn, &kppn));
	v.kppn = kppn;
	page_addition_begin(reply_page(rp, 200, add_page(w->arena, S("Tambah pengguna"))),
			    &v);
	return OK;
}

static err post_add(struct work *w, const struct request *rq, struct reply *rp)
{
	(void)rq;
	return wizard_begin(w, rp);
}

/* ---- what its KPA sees ---- */

/* To enter the password and back, to the request as it is now, or to an error page. */
static err refuse_decision(struct work *w, const struct request *rq, struct reply *rp,
			   enum registration_refusal why)
{
	str number = path_str(rq, "number");

	if (why == REGISTRATION_REAUTHENTICATE)
		return password_again(w, rq, rp);
	if (registration_refusals[why].status != 409)
		return wizard_refuse(rp, why);
	reply_flash(rp, S("awas"), registration_refusals[why].text);
	return reply_redirect(rp, arena_fmt(w->arena, "/permohonan/%.*s", P(number)));
}

static err get_decision(struct work *w, const struct request *rq, struct reply *rp)
{
	struct registration_result asked;
	struct decision_view v = { 0 };
	struct documents all;
	struct person *maker;

	TRY(registration_may(w, ACT_CONFIRM, path_str(rq, "number"), &asked));
	if (asked.why)
		return refuse_decision(w, rq, rp, asked.why);
	v.r = asked.registration;
	TRY(person_find(w, v.r->made_by, &maker));
	v.maker = maker ? maker->name : S("");
	TRY(documents_of(w, S("registration"), v.r->id, &all));
	v.sk = documents_current(&all, DOCUMENT_SK);
	v.form = documents_current(&all, DOCUMENT_FORM);
	page_addition_asked(wizard_reply(rp, 200,
					 add_page(w->arena, S("Konfirmasi penambahan")),
					 v.r),
			    &v);
	return OK;
}

static int64_t version_seen(const struct request *rq)
{
	int64_t version;

	return str_int(form_str(rq, "versi"), &version) && version >= 0 ? version : 0;
}

static err post_confirm(struct work *w, const struct request *rq, struct reply *rp)
{
	struct registration_result done;
	str number = path_str(rq, "number");

	TRY(registration_confirm(w, number, version_seen(rq), &done));
	if (done.why)
		return refuse_decision(w, rq, rp, done.why);
	if (done.registration->way == WAY_OWN)
		reply_flash(rp, S("ok"),
			    S("Penambahan dikonfirmasi dan berlaku. KPPN diberi tahu."));
	else
		reply_flash(rp, S("info"),
			    S("Penambahan ini perlu diperiksa dan diteruskan ke KPPN."));
	return reply_redirect(rp, arena_fmt(w->arena, "/permohonan/%.*s", P(number)));
}

static err show_decline(struct work *w, const struct request *rq, struct reply *rp,
			const struct registration *r, str wrong)
{
	struct decline_view v = { .r = r,
				  .reason = { .id = S("alasan"),
					      .label = S("Alasan"),
					      .hint = S("Dikirim ke pengusul"),
					      .value = form_str(rq, "alasan"),
					      .error = wrong,
					      .maxlength = REASON_LENGTH,
					      .required = true } };
	struct page page = add_page(w->arena, S("Tolak penambahan"));

	if (wrong.n)
		*PUSH(w->arena, &v.errors) =
			(struct complaint){ .field = S("alasan"), .message = wrong };
	page.has_errors = wrong.n > 0;
	page_addition_declined(wizard_reply(rp, wrong.n ? 422 : 200, page, r), &v);
	return OK;
}

static err get_decline(struct work *w, const struct request *rq, struct reply *rp)
{
	struct registration_result asked;

	TRY(registration_may(w, ACT_DECLINE, path_str(rq, "number"), &asked));
	return asked.why ? refuse_decision(w, rq, rp, asked.why)
			 : show_decline(w, rq, rp, asked.registration, S(""));
}

static err post_decline(struct work *w, const struct request *rq, struct reply *rp)
{
	struct registration_result done;
	str number = path_str(rq, "number");

	TRY(registration_decline(w, number, version_seen(rq), form_str(rq, "alasan"),
				 &done));
	if (registration_refusals[done.why].status == 422)
		return show_decline(w, rq, rp, done.registration,
				    registration_refusals[done.why].text);
	if (done.why)
		return refuse_decision(w, rq, rp, done.why);
	reply_flash(rp, S("ok"),
		    S("Penambahan tidak dikonfirmasi. Pengusul diberi tahu."));
	return reply_redirect(rp, arena_fmt(w->arena, "/permohonan/%.*s", P(number)));
}

/* ---- how far it is ---- */

struct ui_tag request_tag(enum registration_state s, enum way way)
{
	if (s == STATE_DRAFT && way)
		return (struct ui_tag){ .tone = S("info"),
					.icon = S("hourglass"),
					.label = way_labels[way] };
	return state_tag(s);
}

struct ui_progress addition_progress(struct arena *a, const struct registration *r)
{
	struct ui_event *steps = NEW_ARRAY(a, struct ui_event, 4);
	bool active = r->state == STATE_ACTIVE || r->state == STATE_DONE;
	size_t n = 0;

	steps[n++] = (struct ui_event){ .state = S("usai"),
					.title = S("Dikirim"),
					.at = r->added_at };
	steps[n++] =
		(struct ui_event){ .state = r->way == WAY_NIK ? S("kini") : S("usai"),
				   .title = r->way == WAY_NIK ? S("NIK diperiksa")
							      : S("NIK sesuai") };
	if (r->way == WAY_KPA)
		steps[n++] = (struct ui_event){
			.state = r->state == STATE_REJECTED ? S("gagal") : S("kini"),
			.title = r->state == STATE_REJECTED ? S("Tidak dikonfirmasi KPA")
							    : S("Konfirmasi KPA"),
			.at = r->closed_at,
		};
	steps[n++] = (struct ui_event){ .state = active ? S("usai") : S("nanti"),
					.title = S("Aktif"),
					.at = active ? r->submitted_at : 0 };
	return (struct ui_progress){ steps, n };
}

const struct route wizard_addition_routes[] = {
	{ GET, "/pengguna/tambah", CAN_LIST_USERS, get_add },
	{ POST, "/pengguna/tambah", CAN_ADD_COLLEAGUE, post_add },
	{ GET, "/pengguna/tambah/:number", CAN_CONFIRM_COLLEAGUE, get_decision },
	{ POST, "/pengguna/tambah/:number", CAN_CONFIRM_COLLEAGUE, post_confirm },
	{ GET, "/pengguna/tambah/:number/tolak", CAN_CONFIRM_COLLEAGUE, get_decline },
	{ POST, "/pengguna/tambah/:number/tolak", CAN_CONFIRM_COLLEAGUE, post_decline },
	{ 0 },
};
