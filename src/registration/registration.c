/* What the applicant types and hands in. */
#include "directory/directory.h"
#include "mail/mail.h"
#include "registration/letters.h"

/* ---- what the rules need to know ---- */

/* Only who works for the satker is told of its other requests, and never the public form.
 */
static err find_basis_used(struct work *w, const struct registration *r, str *ret)
{
	*ret = S("");
	return r->origin == ORIGIN_PUBLIC ? OK : registration_basis_used(w, r, ret);
}

err input_world_of(struct work *w, const struct registration *r, struct input_world *ret)
{
	struct documents files;

	TRY(documents_of(w, S("registration"), r->id, &files));
	*ret = (struct input_world){
		.today = date_at(w->now, r->zone),
		.samples = w->settings->mode != MODE_PRODUCTION,
		.has_sk = documents_current(&files, DOCUMENT_SK) != NULL,
		.has_form = documents_current(&files, DOCUMENT_FORM) != NULL,
		.address_valid = mail_address_valid,
	};
	ret->active_left = INT64_MAX;
	if (r->kind == KIND_PENGHAPUSAN)
		TRY(register_left(w, r, ~(uint64_t)0, &ret->active_left,
				  &ret->successors));
	return find_basis_used(w, r, &ret->basis_used_by);
}

err find_faults(struct work *w, const struct registration *r, struct findings *ret)
{
	struct input_world world;
	struct flags flags;

	TRY(input_world_of(w, r, &world));
	request_findings(w->arena, r, &world, ret);
	if (r->state != STATE_RETURNED)
		return OK;
	TRY(flags_of(w, r->id, r->round, &flags));
	flags_left(w->arena, &flags, ret);
	return OK;
}

/* About a field that the input gave (no input gives files), and that nothing is said
 * about yet. */
static bool is_news(const struct finding *f, const struct registration_input *in,
		    const struct findings *said)
{
	const struct applicant *u = f->user ? applicant_n(&in->users, f->user) : NULL;
	uint64_t given = u ? u->fields_set : f->user ? 0 : in->fields_set;

	for (size_t i = 0; i < said->count; i++)
		if (said->items[i].user == f->user && said->items[i].field == f->field)
			return false;
	return f->severity == SEVERITY_REFUSE && given & FIELD_BIT(f->field) &&
	       f->field != FIELD_SK && f->field != FIELD_FORM;
}

/* What is refused hides nothing else that is wrong with what was typed. */
static err say_the_rest(struct work *w, const struct registration *next,
			const struct registration_input *in, struct findings *ret)
{
	struct findings all = { 0 };

	TRY(find_faults(w, next, &all));
	for (size_t i = 0; i < all.count; i++)
		if (is_news(&all.items[i], in, ret))
			*PUSH(w->arena, ret) = all.items[i];
	return OK;
}

/* ---- the satker and its office ---- */

/* *ret_known is false when the satker does not exist today. */
err set_satker(struct work *w, str code, struct registration *r, bool *ret_known)
{
	struct satker *satker;
	struct kppn *kppn;

	TRY(satker_find(w, code, &satker));
	*ret_known = satker != NULL;
	if (!satker)
		return OK;
	TRY(kppn_find(w, satker->kppn, &kppn));
	r->satker = satker->code;
	r->satker_name = satker->name;
	r->kppn = satker->kppn;
	r->kppn_name = satker->kppn_name;
	r->kanwil = kppn->kanwil;
	r->zone = satker->zone;
	return OK;
}

err new_request(struct work *w, str satker, struct registration *r, bool *ret_known)
{
	*r = (struct registration){
		.kind = KIND_PENDAFTARAN,
		.basis = { .type = BASIS_TYPES },
	};
	return set_satker(w, satker, r, ret_known);
}

static err give_number(struct work *w, struct registration *r)
{
	return registration_number(w, r->kppn, date_at(w->now, r->zone).year, &r->number);
}

/* ---- creating ---- */

static err record_created(struct work *w, const struct registration *before,
			  const struct registration *r)
{
	struct differences all = { 0 };
	struct changes list = { 0 };

	note(w, &list, S("state"), S(""), state_words[STATE_DRAFT]);
	note(w, &list, S("satker"), S(""), r->satker);
	differences_between(w->arena, before, r, &all);
	note_differences(w, &list, &all);
	return record(w, r, S("registration.created"), S(""), &list);
}

static err finish_creation(struct work *w, const struct registration *before,
			   struct registration *r, struct registration_result *ret)
{
	TRY(record_created(w, before, r));
	TRY(find_faults(w, r, &ret->findings));
	answer(w, r, ret);
	return OK;
}

/* The satker a signed-in maker may draft for; "" for none. */
static str own_satker(const struct actor *a, const struct registration_input *in)
{
	if (a->unit_kind != UNIT_SATKER)
		return in->satker;
	return in->satker.n && !str_eq(in->satker, a->unit) ? S("") : a->unit;
}

static bool may_draft_for(const struct actor *a, const struct registration *r)
{
	switch (actor_grant(a, CAN_DRAFT_REGISTRATION).scope) {
	case SCOPE_SATKER:
		return str_eq(r->satker, a->unit);
	case SCOPE_KPPN:
		return str_eq(r->kppn, a->unit);
	default:
		return false;
	}
}

/* Whom it cannot be about, when the kind was named; what is not typed yet says nothing.
 */
static bool is_wrong_kind(const struct finding *f)
{
	return finding_is(f, FINDING_KIND_NEW) || finding_is(f, FINDING_KIND_CHANGE) ||
	       finding_is(f, FINDING_KIND_REMOVAL) || finding_is(f, FINDING_NOT_MEMBER);
}

static void check_kind(struct work *w, const struct registration *r, struct findings *ret)
{
	struct findings all = { 0 };

	kind_findings(w->arena, r, &all);
	for (size_t i = 0; i < all.count; i++)
		if (is_wrong_kind(&all.items[i]))
			*PUSH(w->arena, ret) = all.items[i];
}

/* Without a word for it, it is what the users make of it. */
static enum registration_kind derived_kind(const struct applicants *users)
{
	enum registration_kind k = KIND_PENDAFTARAN;

	for (size_t i = 0; i < users->count; i++) {
		k = kind_of(&users->items[i]);
		if (k != KINDS && k != KIND_PENDAFTARAN)
			return k;
	}
	return k == KINDS ? KIND_PERUBAHAN : k;
}

/* Draws the users from the register and settles which kind it is. */
static err settle_kind(struct work *w, const struct registration_input *in,
		       struct registration *r, struct registration_result *ret)
{
	bool named = in->fields_set & FIELD_BIT(FIELD_KIND);

	/* Of the kind that takes over most; then it is known which one it is. */
	if (!named)
		r->kind = KIND_PERUBAHAN;
	TRY(register_look(w, r, in, &ret->findings));
	if (named)
		check_kind(w, r, &ret->findings);
	else
		r->kind = derived_kind(&r->users);
	if (r->kind == KIND_PERUBAHAN && !actor_can(w->actor, CAN_SUBMIT_REGISTRATION))
		ret->why = REGISTRATION_NOT_ALLOWED;
	if (r->kind == KIND_PENGHAPUSAN && !actor_can(w->actor, CAN_ASK_REMOVAL))
		ret->why = REGISTRATION_NOT_ALLOWED;
	return OK;
}

static err create_by_account(struct work *w, const struct registration_input *in,
			     struct registration_result *ret)
{
	const struct actor *a = w->actor;
	struct registration *r = NEW(w->arena, struct registration);
	struct registration empty;
	bool known;

	TRY(new_request(w, own_satker(a, in), r, &known));
	ret->why = REGISTRATION_NOT_PARTNER;
	if (!known || !may_draft_for(a, r))
		return OK;
	ret->why = REGISTRATION_GRANTED;
	r->origin = a->unit_kind == UNIT_SATKER ? ORIGIN_SATKER : ORIGIN_KPPN;
	r->made_by = a->person;
	empty = *r;
	*r = merged(w->arena, r, in);
	r->satker = empty.satker;
	TRY(settle_kind(w, in, r, ret));
	if (ret->why)
		return OK;
	if (ret->findings.count) {
		ret->why = REGISTRATION_INCOMPLETE;
		return say_the_rest(w, r, in, &ret->findings);
	}
	TRY(give_number(w, r));
	TRY(registration_insert(w, r));
	return finish_creation(w, &empty, r, ret);
}

static err insert_users(struct work *w, struct registration *r)
{
	for (size_t i = 0; i < r->users.count; i++)
		TRY(applicant_insert(w, r->id, &r->users.items[i]));
	return OK;
}

static err tell_mailbox(struct work *w, const struct registration *r)
{
	str link;

	/* Begun by a mail, it is told in the answer to that mail. */
	if (w->actor->channel == CHANNEL_JOB)
		return OK;
	TRY(resume_link(w, r->id, &link));
	return letter_draft(w, r, link);
}

/* The one request that the draft's token opens: filled once, changed afterwards. */
static err create_by_draft(struct work *w, const struct registration_input *in,
			   struct registration_result *ret)
{
	struct registration *empty, *r = NEW(w->arena, struct registration);
	struct differences changes = { 0 };

	TRY(registration_find_id(w, w->actor->draft, &empty));
	ret->why = REGISTRATION_NOT_FOUND;
	if (!empty)
		return OK;
	ret->why = REGISTRATION_WRONG_STATE;
	answer(w, empty, ret);
	if (empty->state != STATE_DRAFT || empty->number.n)
		return OK;
	*r = merged(w->arena, empty, in);
	differences_between(w->arena, empty, r, &changes);
	change_faults(w->arena, empty, &(struct flags){ 0 }, &changes, &ret->findings);
	if (in->kind != KIND_PENDAFTARAN)
		*PUSH(w->arena, &ret->findings) =
			finding_of(FINDING_KIND_ELSEWHERE, 0, FIELD_KIND, S(""), S(""));
	ret->why = ret->findings.count ? REGISTRATION_INCOMPLETE : REGISTRATION_GRANTED;
	if (ret->why)
		return say_the_rest(w, r, in, &ret->findings);
	TRY(give_number(w, r));
	TRY(act_write(w, r, ret));
	if (ret->why)
		return OK;
	TRY(insert_users(w, r));
	TRY(tell_mailbox(w, r));
	return finish_creation(w, empty, r, ret);
}

err registration_create(struct work *w, const struct registration_input *in,
			struct registration_result *ret)
{
	struct registration_input tidy = *in;

	*ret = (struct registration_result){ .why = REGISTRATION_NOT_ALLOWED };
	if (!w->actor->draft &&
	    (!w->actor->person || !actor_can(w->actor, CAN_DRAFT_REGISTRATION)))
		return OK;
	input_tidy(w->arena, &tidy);
	input_unkept(w->arena, &tidy, &ret->findings);
	return w->actor->draft ? create_by_draft(w, &tidy, ret)
			       : create_by_account(w, &tidy, ret);
}

/* ---- changing ---- */

static err write_users(struct work *w, const struct registration *before,
		       struct registration *after)
{
	for (size_t i = 0; i < before->users.count; i++)
		if (!applicant_n(&after->users, before->users.items[i].n))
			TRY(applicant_delete(w, before->users.items[i].id));
	for (size_t i = 0; i < after->users.count; i++)
		if (after->users.items[i].id)
			TRY(applicant_update(w, &after->users.items[i]));
		else
			TRY(applicant_insert(w, after->id, &after->users.items[i]));
	return OK;
}

static bool is_file(enum field f)
{
	return f == FIELD_SK || f == FIELD_FORM;
}

/* What was typed back to what had been sent is not corrected any more. */
static err mark_flags(struct work *w, const struct registration *r,
		      const struct flags *flags)
{
	struct differences sent = { 0 };

	if (flags->count)
		TRY(sent_in(w, r->id, r->round, &sent));
	for (size_t i = 0; i < flags->count; i++) {
		struct flag f = flags->items[i];

		if (!is_file(f.field))
			f.fixed = flag_settled(w->arena, &f, &sent, r);
		TRY(flag_update(w, r->id, r->round, &f));
	}
	return OK;
}

/* Takes the answers over into the flags; what differs goes into the list. */
static void take_answers(struct work *w, const struct flags *answers, struct flags *flags,
			 struct changes *list)
{
	for (size_t i = 0; i < answers->count; i++)
		for (size_t k = 0; k < flags->count; k++) {
			struct flag *f = &flags->items[k];
			struct finding place = { .user = f->user, .field = f->field };
			str text = str_trim(answers->items[i].answer);

			if (f->user != answers->items[i].user ||
			    f->field != answers->items[i].field ||
			    str_eq(f->answer, text))
				continue;
			note(w, list,
			     arena_fmt(w->arena, "answer %.*s",
				       P(finding_path(w->arena, &place))),
			     f->answer.n ? audit_hash(w, f->answer) : S(""),
			     text.n ? audit_hash(w, text) : S(""));
			f->answer = text;
		}
}

/* A change on its way: the request before and after it, and what was flagged. */
struct changing {
	const struct registration *before;
	struct registration *after;
	struct differences changes;
	struct flags flags;
	struct changes trail; /* of the answers */
};

static err write_change(struct work *w, struct changing *c,
			struct registration_result *ret)
{
	TRY(act_write(w, c->after, ret));
	if (ret->why)
		return OK;
	TRY(write_users(w, c->before, c->after));
	TRY(mark_flags(w, c->after, &c->flags));
	note_differences(w, &c->trail, &c->changes);
	TRY(record(w, c->after, S("registration.changed"), S(""), &c->trail));
	answer(w, c->after, ret);
	return OK;
}

static err change(struct work *w, const struct registration *r,
		  const struct registration_input *in, struct registration_result *ret)
{
	struct changing c = { .before = r, .after = NEW(w->arena, struct registration) };
	bool unkept = ret->findings.count > 0;

	*c.after = merged(w->arena, r, in);
	TRY(register_look(w, c.after, in, &ret->findings));
	differences_between(w->arena, r, c.after, &c.changes);
	if (r->state == STATE_RETURNED)
		TRY(flags_of(w, r->id, r->round, &c.flags));
	change_faults(w->arena, r, &c.flags, &c.changes, &ret->findings);
	answer_faults(w->arena, &c.flags, &in->answers, &ret->findings);
	if (ret->findings.count) {
		ret->why = unkept || r->state == STATE_DRAFT ? REGISTRATION_INCOMPLETE
							     : REGISTRATION_NOT_REOPENED;
		return say_the_rest(w, c.after, in, &ret->findings);
	}
	take_answers(w, &in->answers, &c.flags, &c.trail);
	if (c.changes.count || c.trail.count)
		TRY(write_change(w, &c, ret));
	return ret->why ? OK : find_faults(w, c.after, &ret->findings);
}

err registration_change(struct work *w, str number, int64_t version,
			const struct registration_input *in,
			struct registration_result *ret)
{
	struct registration_input tidy = *in;
	struct decision d = { .number = number, .version = version };
	struct begun begun;

	TRY(act_begin(w, ACT_CHANGE, &d, &begun, ret));
	if (ret->why)
		return OK;
	input_tidy(w->arena, &tidy);
	input_unkept(w->arena, &tidy, &ret->findings);
	return change(w, begun.r, &tidy, ret);
}

/* ---- files ---- */

static const enum field file_fields[DOCUMENT_KINDS] = {
	[DOCUMENT_SK] = FIELD_SK,
	[DOCUMENT_FORM] = FIELD_FORM,
};

static err attach_begin(struct work *w, str number, enum document_kind k,
			struct begun *begun, enum registration_refusal *ret)
{
	struct decision d = { .number = number, .version = ANY_VERSION };
	struct registration_result result;
	struct flags flags;

	TRY(act_begin(w, ACT_CHANGE, &d, begun, &result));
	*ret = result.why;
	if (result.why || begun->r->state == STATE_DRAFT)
		return OK;
	TRY(flags_of(w, begun->r->id, begun->r->round, &flags));
	if (!reopened(&flags, 0, file_fields[k]))
		*ret = REGISTRATION_NOT_REOPENED;
	return OK;
}

err registration_may_attach(struct work *w, str number, enum document_kind k,
			    enum registration_refusal *ret)
{
	struct begun begun;

	return attach_begin(w, number, k, &begun, ret);
}

static err keep_file(struct work *w, const struct registration *r, enum document_kind k,
		     const struct document_taken *t, struct document *ret)
{
	struct flags flags;
	struct document_place place = {
		.owner = { S("registration"), r->id, r->number,
			   arena_fmt(w->arena, "satker:%.*s", P(r->satker)) },
		.kind = k,
		.round = r->round,
	};

	TRY(documents_keep(w, &place, t, ret));
	TRY(flags_of(w, r->id, r->round, &flags));
	for (size_t i = 0; i < flags.count; i++)
		if (flags.items[i].field == file_fields[k]) {
			flags.items[i].fixed = true;
			TRY(flag_update(w, r->id, r->round, &flags.items[i]));
		}
	return OK;
}

/* Conditional on the version, so that no file slips in behind a submission. */
err registration_attach(struct work *w, str number, enum document_kind k,
			const struct document_taken *t, struct attached *ret)
{
	struct begun begun;
	bool current;

	TRY(attach_begin(w, number, k, &begun, &ret->why));
	if (ret->why)
		return OK;
	TRY(registration_touch(w, begun.r, &current));
	if (!current) {
		ret->why = REGISTRATION_STALE;
		return OK;
	}
	return keep_file(w, begun.r, k, t, &ret->document);
}
