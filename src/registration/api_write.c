/* From what the operations give to an answer. */
#include "registration/api.h"

/* ---- small parts ---- */

void put_some(struct json_out *o, str name, str text)
{
	json_name(o, name);
	if (text.n)
		json_put_str(o, text);
	else
		json_put_null(o);
}

void put_at(struct json_out *o, str name, int64_t instant)
{
	json_name(o, name);
	json_put_instant(o, instant);
}

static void put_waiting(struct json_out *o, bool waits)
{
	put_some(o, S("waiting_for"), waits ? S("second") : S(""));
}

void put_roles(struct json_out *o, role_set roles)
{
	json_name(o, S("roles"));
	json_open(o, '[');
	for (int r = 0; r < ROLES; r++)
		if (roles & ROLE_BIT(r))
			json_put_str(o, role_words[r]);
	json_close(o, ']');
}

static void put_basis(struct json_out *o, const struct basis *b)
{
	json_name(o, S("basis"));
	json_open(o, '{');
	put_some(o, S("type"), b->type < BASIS_TYPES ? basis_words[b->type] : S(""));
	json_put(o, S("number"), b->number);
	json_put(o, S("date"), b->date);
	json_put(o, S("signer_name"), b->signer_name);
	json_put(o, S("signer_nip"), b->signer_nip);
	json_close(o, '}');
}

/* ---- users ---- */

static void put_elements(struct json_out *o, const struct nik_check *c)
{
	json_name(o, S("elements"));
	json_open(o, '{');
	put_some(o, S("name"), nik_match_words[c->name]);
	put_some(o, S("birth_date"), nik_match_words[c->birth_date]);
	put_some(o, S("sex"), nik_match_words[c->sex]);
	json_close(o, '}');
}

static void put_check(struct json_out *o, const struct nik_check *c)
{
	bool tried = c && (c->state == NIK_ANSWERED || c->tries);

	json_name(o, S("nik_check"));
	if (!c) {
		json_put_null(o);
		return;
	}
	json_open(o, '{');
	json_put(o, S("state"), nik_state_words[c->state]);
	put_some(o, S("outcome"), tried ? nik_outcome_words[c->outcome] : S(""));
	put_some(o, S("source"), tried ? nik_source_words[c->source] : S(""));
	json_put(o, S("round"), c->round);
	put_at(o, S("answered_at"), c->answered_at);
	put_elements(o, c);
	json_close(o, '}');
}

/* Semula: what the register said of him when the request was sent. */
static void put_before(struct json_out *o, enum registration_kind kind,
		       const struct registered *was)
{
	json_name(o, S("before"));
	if (kind == KIND_PENDAFTARAN || !was->membership) {
		json_put_null(o);
		return;
	}
	json_open(o, '{');
	json_put(o, S("membership"), was->membership);
	json_put(o, S("name"), was->name);
	json_put(o, S("email"), was->email);
	json_put(o, S("phone"), was->phone);
	json_put(o, S("position"), was->position);
	put_roles(o, was->roles);
	json_put(o, S("basis"), was->basis);
	json_close(o, '}');
}

static void put_user(struct json_out *o, enum registration_kind kind,
		     const struct applicant *u, const struct nik_checks *checks)
{
	json_open(o, '{');
	json_put(o, S("n"), u->n);
	json_put(o, S("state"), user_state_words[u->state]);
	json_put(o, S("name"), u->name);
	json_put(o, S("nik"), u->nik);
	put_some(o, S("id_type"),
		 u->id_type < ID_TYPES ? id_type_words[u->id_type] : S(""));
	json_put(o, S("id_number"), u->id_number);
	json_put(o, S("email"), u->email);
	json_put(o, S("phone"), u->phone);
	json_put(o, S("position"), u->position);
	put_roles(o, u->roles);
	json_put(o, S("note"), u->note);
	put_before(o, kind, &u->was);
	json_put(o, S("reason_code"), u->reason_code);
	json_put(o, S("reason"), u->reason);
	put_waiting(o, u->waits_for_second);
	put_check(o, nik_check_of(checks, u->id));
	json_close(o, '}');
}

/* ---- what stands beside the request ---- */

void put_document(struct json_out *o, const struct document *d)
{
	json_open(o, '{');
	json_put(o, S("id"), d->id);
	json_put(o, S("kind"), document_kind_words[d->kind]);
	json_put(o, S("file_name"), d->file_name);
	json_put(o, S("sha256"), d->sha256);
	json_put(o, S("bytes"), d->bytes);
	json_put(o, S("pages"), d->pages);
	json_put(o, S("scan"), document_scan_words[d->scan]);
	json_put(o, S("round"), d->round);
	json_put(o, S("current"), (bool)(d->replaced_at == 0));
	put_at(o, S("uploaded_at"), d->created_at);
	json_close(o, '}');
}

static void put_documents(struct json_out *o, const struct documents *all)
{
	json_name(o, S("documents"));
	json_open(o, '[');
	for (size_t i = 0; i < all->count; i++)
		put_document(o, &all->items[i]);
	json_close(o, ']');
}

static void put_flags(struct json_out *o, const struct flags *flags)
{
	json_name(o, S("flags"));
	json_open(o, '[');
	for (size_t i = 0; i < flags->count; i++) {
		const struct flag *f = &flags->items[i];

		json_open(o, '{');
		json_put(o, S("user"), f->user);
		json_put(o, S("field"), field_words[f->field]);
		json_put(o, S("code"), f->code);
		json_put(o, S("note"), f->note);
		json_put(o, S("fixed"), f->fixed);
		json_put(o, S("answer"), f->answer);
		json_close(o, '}');
	}
	json_close(o, ']');
}

/* As warnings their place is "field", as complaints of a problem "name". */
void put_findings(struct json_out *o, str list, str place, const struct findings *found)
{
	struct arena *a = o->buf->arena;

	json_name(o, list);
	json_open(o, '[');
	for (size_t i = 0; i < found->count; i++) {
		json_open(o, '{');
		json_put(o, place, finding_path(a, &found->items[i]));
		json_put(o, S("code"), found->items[i].code);
		json_put(o, S("message"), finding_text(a, &found->items[i]));
		json_close(o, '}');
	}
	json_close(o, ']');
}

/* ---- the request ---- */

/* What is read besides the request itself. */
struct beside {
	struct nik_checks checks;
	struct documents documents;
	struct flags flags;
	struct findings warnings;
};

static err read_beside(struct work *w, const struct registration *r, struct beside *b)
{
	*b = (struct beside){ 0 };
	TRY(registration_answers(w, r, &b->checks));
	TRY(registration_files(w, r, &b->documents));
	TRY(registration_flags(w, r->id, &b->flags));
	return registration_warnings(w, r, &b->warnings);
}

static void put_head(struct json_out *o, const struct registration *r)
{
	json_put(o, S("number"), r->number);
	json_put(o, S("kind"), kind_words[r->kind]);
	json_put(o, S("state"), state_words[r->state]);
	json_put(o, S("version"), r->version);
	json_put(o, S("satker"), r->satker);
	json_put(o, S("satker_name"), r->satker_name);
	json_put(o, S("kppn"), r->kppn);
	json_put(o, S("kppn_name"), r->kppn_name);
	put_basis(o, &r->basis);
	json_put(o, S("contact_email"), r->contact_email);
}

static void put_course(struct json_out *o, const struct registration *r)
{
	bool waits = false;

	for (size_t i = 0; i < r->users.count; i++)
		waits |= r->users.items[i].waits_for_second;
	json_put(o, S("round"), r->round);
	json_put(o, S("way"), way_words[r->way]);
	json_put(o, S("ticket"), r->ticket);
	put_at(o, S("created_at"), r->created_at);
	put_at(o, S("submitted_at"), r->submitted_at);
	put_at(o, S("due_at"), r->due_at);
	put_at(o, S("fix_until"), r->fix_until);
	put_some(o, S("claimed_by"), r->claimed_by ? r->claimed_name : S(""));
	put_at(o, S("claimed_at"), r->claimed_by ? r->claimed_at : 0);
	put_at(o, S("closed_at"), r->closed_at);
	json_put(o, S("reason_code"), r->reason_code);
	json_put(o, S("reason"), r->reason);
	put_waiting(o, waits);
}

err put_request(struct work *w, struct json_out *o, const struct registration *r)
{
	struct beside b;

	TRY(read_beside(w, r, &b));
	json_open(o, '{');
	put_head(o, r);
	put_course(o, r);
	json_name(o, S("users"));
	json_open(o, '[');
	for (size_t i = 0; i < r->users.count; i++)
		put_user(o, r->kind, &r->users.items[i], &b.checks);
	json_close(o, ']');
	put_documents(o, &b.documents);
	put_flags(o, &b.flags);
	put_findings(o, S("warnings"), S("field"), &b.warnings);
	json_close(o, '}');
	return OK;
}
