/* What is told about a request besides what stands in it: not to everybody the same. */
#include "registration/api.h"

/* ---- what the rules and Dukcapil say ---- */

/* Who typed it, or works for the satker it was typed for. */
static bool told_of_input(const struct registration *r, const struct actor *a)
{
	return registration_mine(r, a) || a->unit_kind == UNIT_SATKER;
}

err registration_warnings(struct work *w, const struct registration *r,
			  struct findings *ret)
{
	struct findings all;

	TRY(registration_checks(w, r, ret));
	if (ret->count || !told_of_input(r, w->actor))
		return OK;
	TRY(registration_review(w, r, &all));
	for (size_t i = 0; i < all.count; i++)
		if (all.items[i].severity != SEVERITY_REFUSE)
			*PUSH(w->arena, ret) = all.items[i];
	return OK;
}

/* The public form asks nothing of Dukcapil: it would be an oracle for names and NIKs. */
err registration_answers(struct work *w, const struct registration *r,
			 struct nik_checks *ret)
{
	struct ids ids = { 0 };

	*ret = (struct nik_checks){ 0 };
	if (!actor_can(w->actor, CAN_CHECK_NIK))
		return OK;
	for (size_t i = 0; i < r->users.count; i++)
		*PUSH(w->arena, &ids) = r->users.items[i].id;
	return ids.count ? dukcapil_answers(w, ids.items, ids.count, ret) : OK;
}

/* ---- files ---- */

err registration_files(struct work *w, const struct registration *r,
		       struct documents *ret)
{
	*ret = (struct documents){ 0 };
	return actor_can(w->actor, CAN_OPEN_SK)
		       ? documents_of(w, S("registration"), r->id, ret)
		       : OK;
}

static err record_download(struct work *w, const struct registration *r,
			   const struct document *d, str reason)
{
	struct changes list = { 0 };

	note(w, &list, document_kind_words[d->kind], S(""), d->id);
	return record(w, r, S("registration.document_downloaded"), reason, &list);
}

err registration_open_file(struct work *w, str id, str reason, struct opened_file *ret)
{
	struct registration *r = NULL;
	struct document *d;

	*ret = (struct opened_file){ .why = REGISTRATION_NOT_FOUND };
	TRY(documents_find(w, id, &d));
	if (d && str_eq(d->subject_kind, S("registration")))
		TRY(registration_reached(w, d->subject, CAN_OPEN_SK, &r));
	if (!r)
		return OK;
	ret->why = REGISTRATION_NO_REASON;
	if (actor_grant(w->actor, CAN_OPEN_SK).modifiers & GRANT_REASON &&
	    str_blank(reason))
		return OK;
	ret->why = REGISTRATION_GRANTED;
	ret->document = d;
	TRY(documents_read(w, d, &ret->bytes));
	return record_download(w, r, d, reason);
}
