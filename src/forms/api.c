/* The SK and the form of a request, to be printed and signed. */
#include "forms/forms.h"
#include "registration/registration.h"
#include "web/web.h"

/* Anybody may make drafts, so the door is open; behind it one is somebody. */
static const struct refusal nobody = {
	401, STR("unauthenticated"),
	STR("Kirim Authorization: Bearer dengan token sesi atau draf.")
};

static err send_form(struct work *w, const struct request *rq, struct reply *rp,
		     bool letter)
{
	struct form_request form;
	struct registration *r;
	enum form_kind kind;
	str pdf;

	if (!w->actor->person && !w->actor->draft)
		return reply_refusal(rp, &nobody);
	TRY(registration_read(w, path_str(rq, "number"), &r));
	if (!r)
		return reply_refusal(rp, &registration_refusals[REGISTRATION_NOT_FOUND]);
	TRY(forms_request_of(w, r, &form));
	kind = letter ? form.basis : form.form;
	TRY(forms_make(w, kind, &form, &pdf));
	return reply_download(rp, S("application/pdf"),
			      arena_fmt(w->arena, "%.*s-%.*s.pdf",
					P(form_kind_words[kind]), P(r->number)),
			      pdf);
}

static err get_letter(struct work *w, const struct request *rq, struct reply *rp)
{
	return send_form(w, rq, rp, true);
}

static err get_form(struct work *w, const struct request *rq, struct reply *rp)
{
	return send_form(w, rq, rp, false);
}

static const struct api_operation letter_says = {
	.summary = STR(
		"SK, Surat Tugas, atau surat permohonan penghapusan dari isian, siap cetak"),
	.status = 200,
	.type = STR("application/pdf"),
};
static const struct api_operation form_says = {
	.summary = STR(
		"Formulir Pendaftaran, Perubahan, atau Penghapusan dari isian, siap cetak"),
	.status = 200,
	.type = STR("application/pdf"),
};

const struct feature forms_feature = {
	.name = STR("forms"),
	.routes = { (const struct route[]){
		{ GET, "/api/v1/registrations/:number/forms/sk.pdf",
		  CAN_DRAFT_REGISTRATION, get_letter, ROUTE_WRITES | ROUTE_SLOW,
		  .api = &letter_says },
		{ GET, "/api/v1/registrations/:number/forms/formulir.pdf",
		  CAN_DRAFT_REGISTRATION, get_form, ROUTE_WRITES | ROUTE_SLOW,
		  .api = &form_says },
		{ 0 },
	} },
};
