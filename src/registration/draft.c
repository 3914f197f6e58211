/*
 * The public way: a mailbox instead of an account. A code proves the mailbox,
 * a token continues the draft, links in letters give a new token. Only hashes
 * are kept, and answers never say whether a number or an address is known.
 */
#include "directory/directory.h"
#include "mail/mail.h"
#include "registration/letters.h"

enum {
	CODE_SECONDS = 10 * MINUTE,
	CODE_TRIES = 5,
	CODES_A_DRAFT = 3, /* so that guessing is not made easier without end */
	DRAFTS_A_DAY = 5,
	LINK_SECONDS = DAY,
	LINKS_AN_HOUR = 4, /* the one that every draft is sent, and three asked for */
	SECRET_FAILURES = 10,
};

/* Keyed: six digits could be tried out against a plain hash. */
static str code_hash(struct work *w, str draft, str code)
{
	str both = arena_fmt(w->arena, "%.*s|%.*s", P(draft), P(code));

	return keyed_hash(w->keys, w->arena, KEY_LOOKUP, S("draft.code"), both);
}

static err start_check(struct work *w, const struct satker *s, str email,
		       enum start_refusal *ret, bool *ret_quiet)
{
	int64_t by_mailbox, by_address;

	*ret_quiet = false;
	*ret = !s			   ? START_NO_SATKER
	       : mail_address_valid(email) ? START_TAKEN
					   : START_BAD_EMAIL;
	if (*ret)
		return OK;
	TRY(drafts_started(w, email, w->now - DAY, &by_mailbox, &by_address));
	if (by_address >= DRAFTS_A_DAY)
		*ret = START_TOO_MANY;
	*ret_quiet = by_mailbox >= DRAFTS_A_DAY;
	return OK;
}

/*
 * A mailbox that had enough today gets no letter, but the client the same answer:
 * it must not learn what others did with the address (S01).
 */
err draft_start(struct work *w, str satker, str email, enum start_refusal *ret,
		str *ret_draft)
{
	str code = code_new(w->arena, 6);
	struct draft d = {
		.id = str_left(token_new(w->arena), 24),
		.satker = satker,
		.mailbox = email,
	};
	struct satker *s;
	bool quiet;

	TRY(satker_find(w, satker, &s));
	TRY(start_check(w, s, email, ret, &quiet));
	if (*ret)
		return OK;
	d.code_hash = code_hash(w, d.id, code);
	*ret_draft = d.id;
	TRY(draft_insert(w, &d));
	return quiet ? OK : letter_code(w, email, s->name, code);
}

err draft_waiting(struct work *w, str draft, str *ret_mailbox)
{
	struct draft *d;

	TRY(draft_unconfirmed(w, draft, &d));
	*ret_mailbox = d ? d->mailbox : S("");
	return OK;
}

err draft_code_again(struct work *w, str draft, bool *ret_sent)
{
	str code = code_new(w->arena, 6);
	int64_t by_mailbox, by_address;
	struct satker *s;
	struct draft *d;

	*ret_sent = false;
	TRY(draft_unconfirmed(w, draft, &d));
	if (!d)
		return OK;
	TRY(drafts_started(w, d->mailbox, w->now - DAY, &by_mailbox, &by_address));
	TRY(draft_set_code(w, d->id, code_hash(w, d->id, code), CODES_A_DRAFT, ret_sent));
	/* The fifth draft of a mailbox is its last that gets letters: see draft_start().
	 */
	if (!*ret_sent || by_mailbox > DRAFTS_A_DAY)
		return OK;
	TRY(satker_find(w, d->satker, &s));
	return s ? letter_code(w, d->mailbox, s->name, code) : OK;
}

static err empty_request(struct work *w, const struct draft *d, struct registration *ret)
{
	struct changes list = { 0 };
	bool known;

	TRY(new_request(w, d->satker, ret, &known));
	if (!known)
		return FAULT(FAULT_INTERNAL, "satker %.*s has ended", P(d->satker));
	ret->origin = ORIGIN_PUBLIC;
	ret->contact_email = d->mailbox;
	TRY(registration_insert(w, ret));
	note(w, &list, field_words[FIELD_CONTACT_EMAIL], S(""),
	     audit_hash(w, d->mailbox));
	return record(w, ret, S("registration.begun"), S(""), &list);
}

/* A new token ends the one before: a draft is continued in one place. */
static err give_token(struct work *w, str draft, str *ret_token)
{
	*ret_token = token_new(w->arena);
	return draft_set_token(w, draft, sha256_hex(w->arena, *ret_token),
			       w->now + DRAFT_DAYS * (int64_t)DAY);
}

err draft_confirm(struct work *w, str draft, str code, str *ret_token)
{
	struct registration r;
	struct draft *d;
	bool first;

	*ret_token = S("");
	TRY(draft_try(w, draft, w->now - CODE_SECONDS, CODE_TRIES, &d));
	if (!d ||
	    !str_eq_secret(d->code_hash,
			   code_hash(w, d->id, nik_plain(w->arena, str_trim(code)))))
		return OK;
	TRY(empty_request(w, d, &r));
	TRY(draft_set_registration(w, d->id, r.id, &first));
	if (!first)
		return FAULT(FAULT_BUSY, "the draft's code was used at the same moment");
	return give_token(w, d->id, ret_token);
}

err draft_by_token(struct work *w, str token, int64_t *ret)
{
	return draft_of_token(w, sha256_hex(w->arena, token), ret);
}

err draft_leave(struct work *w, str token)
{
	return draft_end_token(w, sha256_hex(w->arena, token));
}

/* The empty draft is filled with what is known already, so that it has a number. */
static err number_it(struct work *w, const struct registration *r,
		     struct registration **ret)
{
	const struct actor *visitor = w->actor;
	struct actor bearer = *visitor;
	struct registration_result result;
	struct registration_input in = {
		.satker = r->satker,
		.kind = r->kind,
		.contact_email = r->contact_email,
		.fields_set = FIELD_BIT(FIELD_SATKER) | FIELD_BIT(FIELD_KIND) |
			      FIELD_BIT(FIELD_CONTACT_EMAIL),
	};
	err e;

	bearer.draft = r->id;
	w->actor = &bearer;
	e = registration_create(w, &in, &result);
	w->actor = visitor;
	*ret = !e && !result.why ? result.registration : NULL;
	return e;
}

err draft_enter(struct work *w, str token, struct registration **ret)
{
	int64_t id;

	*ret = NULL;
	TRY(draft_by_token(w, token, &id));
	if (!id)
		return OK;
	TRY(registration_find_id(w, id, ret));
	return *ret && (*ret)->number.n == 0 ? number_it(w, *ret, ret) : OK;
}

/* ---- by mail ---- */

static err begin_by_mail(struct work *w, struct draft *d, struct registration **ret)
{
	struct registration r;
	bool first;

	/* Nobody has this code: the mailbox gets a link instead. */
	d->code_hash = code_hash(w, d->id, token_new(w->arena));
	TRY(draft_insert(w, d));
	TRY(empty_request(w, d, &r));
	TRY(draft_set_registration(w, d->id, r.id, &first));
	TRY(registration_find_id(w, r.id, ret));
	TRY(number_it(w, *ret, ret));
	return *ret ? OK : FAULT(FAULT_INTERNAL, "the new request cannot be read");
}

err draft_by_mail(struct work *w, str satker, str mailbox, struct mail_draft *ret)
{
	struct draft d = { .id = str_left(token_new(w->arena), 24),
			   .satker = satker,
			   .mailbox = mailbox };
	int64_t by_mailbox, by_address;

	*ret = (struct mail_draft){ .why = START_BAD_EMAIL };
	if (!mail_address_valid(mailbox))
		return OK;
	TRY(drafts_started(w, mailbox, w->now - DAY, &by_mailbox, &by_address));
	ret->why = by_mailbox >= DRAFTS_A_DAY ? START_TOO_MANY : START_TAKEN;
	if (ret->why)
		return OK;
	TRY(begin_by_mail(w, &d, &ret->registration));
	return resume_link(w, ret->registration->id, &ret->link);
}

err draft_again_by_mail(struct work *w, int64_t registration, str mailbox,
			struct mail_draft *ret)
{
	struct registration *r;

	*ret = (struct mail_draft){ 0 };
	TRY(registration_find_id(w, registration, &r));
	if (!r || !str_eq_nocase(r->contact_email, mailbox))
		return OK;
	ret->registration = r;
	return r->state == STATE_DRAFT ? resume_link(w, r->id, &ret->link) : OK;
}

err draft_attach(struct work *w, const struct registration *r, enum document_kind k,
		 const struct document_taken *t, enum registration_refusal *ret)
{
	const struct actor *nobody = w->actor;
	struct actor bearer = *nobody;
	struct attached result = { 0 };
	err e;

	/* As if he held the draft's token: the link of the answer gives him one. */
	bearer.roles = ROLE_BIT(ROLE_PUBLIC);
	actor_default_grants(&bearer);
	bearer.draft = r->id;
	w->actor = &bearer;
	e = registration_attach(w, r->number, k, t, &result);
	w->actor = nobody;
	*ret = result.why;
	return e;
}

/* ---- links in letters ---- */

static err new_link(struct work *w, str draft, str *ret_token)
{
	*ret_token = token_new(w->arena);
	return resume_insert(w, draft, sha256_hex(w->arena, *ret_token));
}

err resume_link(struct work *w, int64_t registration, str *ret_token)
{
	struct draft *d;

	*ret_token = S("");
	TRY(draft_of_registration(w, registration, &d));
	return d ? new_link(w, d->id, ret_token) : OK;
}

err draft_resume_ask(struct work *w, str number_or_draft)
{
	struct registration *r;
	struct draft *d;
	int64_t sent;
	str token;

	TRY(draft_of_number(w, registration_number_plain(w->arena, number_or_draft), &d));
	if (!d)
		TRY(draft_of_id(w, str_trim(number_or_draft), &d));
	if (!d)
		return OK;
	TRY(resumes_since(w, d->id, w->now - HOUR, &sent));
	if (sent >= LINKS_AN_HOUR)
		return OK;
	TRY(registration_find_id(w, d->registration, &r));
	TRY(new_link(w, d->id, &token));
	return letter_resume(w, r, token);
}

err draft_resume(struct work *w, str link, str *ret_token)
{
	struct draft *d;
	str id;

	*ret_token = S("");
	TRY(resume_use(w, sha256_hex(w->arena, link), w->now - LINK_SECONDS, &id));
	if (id.n == 0)
		return OK;
	TRY(draft_of_id(w, id, &d));
	return d ? give_token(w, d->id, ret_token) : OK;
}

/* ---- the status page ---- */

str secret_new(struct arena *a)
{
	static const char letters[] = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
	unsigned char b[12];
	char t[12];

	random_bytes(b, sizeof(b));
	for (size_t i = 0; i < sizeof(b); i++)
		t[i] = letters[b[i] % (sizeof(letters) - 1)];
	return arena_fmt(a, "%.4s-%.4s-%.4s", t, t + 4, t + 8);
}

static const str secret_domain = STR("registration.secret");

str secret_hash_of(struct work *w, str secret)
{
	return keyed_hash(w->keys, w->arena, KEY_LOOKUP, secret_domain,
			  registration_secret_plain(w->arena, secret));
}

/* Nobody else has the code: when it is typed its hash comes under the key in use. */
static err find_by_secret(struct work *w, str number, str secret, int64_t *ret)
{
	struct strs hashes = keyed_hashes(w->keys, w->arena, KEY_LOOKUP, secret_domain,
					  registration_secret_plain(w->arena, secret));

	*ret = 0;
	for (size_t i = 0; i < hashes.count && !*ret; i++) {
		TRY(registration_by_secret_hash(w, number, hashes.items[i], ret));
		if (*ret && i)
			TRY(registration_set_secret_hash(w, *ret, hashes.items[0]));
	}
	return OK;
}

static struct registration *without_people(struct registration *r)
{
	for (size_t i = 0; i < r->users.count; i++) {
		struct applicant *u = &r->users.items[i];

		*u = (struct applicant){ .n = u->n,
					 .roles = u->roles,
					 .state = u->state };
	}
	r->contact_email = r->basis.signer_name = r->basis.signer_nip = S("");
	return r;
}

err registration_by_secret(struct work *w, str number, str secret,
			   struct registration **ret, int64_t *ret_wait)
{
	str bucket = arena_fmt(w->arena, "status:%.*s",
			       P(client_class(w->arena, w->actor->address)));
	int64_t id = 0;

	*ret = NULL;
	TRY(throttle_wait(w, bucket, ret_wait));
	if (*ret_wait)
		return OK;
	number = registration_number_plain(w->arena, number);
	TRY(find_by_secret(w, number, secret, &id));
	if (!id)
		return throttle_count(w, bucket, SECRET_FAILURES, 15 * MINUTE);
	TRY(registration_find_id(w, id, ret));
	*ret = without_people(*ret);
	return OK;
}
