#include "registration/internal.h"

static uint64_t users_who_can(const struct registration *r, enum act a)
{
	uint64_t set = 0;

	for (size_t i = 0; i < r->users.count; i++) {
		const struct applicant *u = &r->users.items[i];

		if (u->state == USER_WAITING && (a != ACT_SECOND || u->waits_for_second))
			set |= USER_BIT(u->n);
	}
	return set;
}

enum registration_refusal decision_users(const struct registration *r, enum act a,
					 const struct decision *d, uint64_t *ret)
{
	uint64_t can = users_who_can(r, a);

	*ret = d->users ? 0 : can;
	for (size_t i = 0; d->users && i < d->user_count; i++) {
		if (!applicant_n(&r->users, d->users[i]))
			return REGISTRATION_NO_SUCH_USER;
		*ret |= USER_BIT(d->users[i]);
	}
	return !*ret || *ret & ~can ? REGISTRATION_WRONG_STATE : REGISTRATION_GRANTED;
}

bool all_wait_for_second(const struct applicants *users, uint64_t set)
{
	for (size_t i = 0; i < users->count; i++)
		if (set & USER_BIT(users->items[i].n) &&
		    !users->items[i].waits_for_second)
			return false;
	return set != 0;
}

/* ---- what is to be corrected ---- */

static const struct reason *in_list(const struct reason *list, size_t count, str code)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(list[i].code, code))
			return &list[i];
	return NULL;
}

/* The satker and the kind are not corrected: another request is made. */
static bool can_be_flagged(enum field f)
{
	return f > FIELD_KIND && f < FIELDS;
}

static bool needs_words(const struct reason *reason)
{
	return str_eq(reason->code, S("LAINNYA"));
}

static bool prose_fits(str s)
{
	return str_utf8(s) && str_runes(s) <= REASON_MAX;
}

/* What is wrong with one flag, FINDINGS when nothing; *f is made whole. */
static enum finding_kind flag_fault(const struct decision *d, uint64_t users,
				    struct flag *f)
{
	const struct reason *reason;

	if (!f->code.n)
		f->code = d->code;
	reason = in_list(return_reasons, return_reason_count, f->code);
	if (!reason)
		return FINDING_REASON_UNKNOWN;
	if (f->field == FIELD_NONE)
		f->field = reason->field;
	if (!can_be_flagged(f->field))
		return FINDING_FLAG_UNKNOWN;
	if (!field_of_user(f->field))
		f->user = 0;
	else if (f->user < 1 || f->user > USERS_MAX || !(users & USER_BIT(f->user)))
		return FINDING_FLAG_UNKNOWN;
	if (needs_words(reason) && str_blank(f->note) && str_blank(d->reason))
		return FINDING_REASON_MISSING;
	return prose_fits(f->note) ? FINDINGS : FINDING_TOO_LONG;
}

static const struct flag *flag_at(const struct flags *list, int user, enum field f)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].user == user && list->items[i].field == f)
			return &list->items[i];
	return NULL;
}

static void keep_flag(struct arena *a, struct flag f, struct flags *list)
{
	if (!flag_at(list, f.user, f.field))
		*PUSH(a, list) = f;
}

/* A return that names only its reason: the field that reason usually is about. */
static void flags_of_code(struct arena *a, const struct reason *reason, uint64_t users,
			  struct flags *ret)
{
	struct flag f = { .field = reason->field, .code = reason->code };

	if (!field_of_user(f.field)) {
		keep_flag(a, f, ret);
		return;
	}
	for (f.user = 1; f.user <= USERS_MAX; f.user++)
		if (users & USER_BIT(f.user))
			keep_flag(a, f, ret);
}

enum registration_refusal return_check(struct arena *a, const struct decision *d,
				       uint64_t users, struct flags *ret,
				       struct findings *ret_found)
{
	const struct reason *reason =
		in_list(return_reasons, return_reason_count, d->code);

	*ret = (struct flags){ 0 };
	if (d->code.n && !reason)
		return REGISTRATION_BAD_REASON;
	if (!prose_fits(d->reason))
		return REGISTRATION_BAD_REASON;
	for (size_t i = 0; i < d->flag_count; i++) {
		struct flag f = d->flags[i];
		enum finding_kind fault = flag_fault(d, users, &f);

		if (fault != FINDINGS)
			*PUSH(a, ret_found) =
				finding_of(fault, f.user, f.field, S(""), S(""));
		else
			keep_flag(a, f, ret);
	}
	if (ret_found->count)
		return REGISTRATION_BAD_REASON;
	if (!ret->count && reason && reason->field != FIELD_NONE)
		flags_of_code(a, reason, users, ret);
	return ret->count ? REGISTRATION_GRANTED : REGISTRATION_NO_REASON;
}

/* The other one of a type and its number; FIELD_NONE for what stands alone. */
static enum field partner_of(enum field f)
{
	return f == FIELD_ID_TYPE     ? FIELD_ID_NUMBER
	       : f == FIELD_ID_NUMBER ? FIELD_ID_TYPE
				      : FIELD_NONE;
}

bool reopened(const struct flags *flags, int user, enum field f)
{
	enum field partner = partner_of(f);

	return flag_at(flags, user, f) || (partner && flag_at(flags, user, partner));
}

static bool fixed_by_start(const struct registration *r, enum field f)
{
	return f == FIELD_SATKER || f == FIELD_KIND ||
	       (f == FIELD_CONTACT_EMAIL && r->origin == ORIGIN_PUBLIC);
}

bool registration_open(const struct registration *r, const struct flags *flags, int user,
		       enum field f)
{
	const struct applicant *u = user ? applicant_n(&r->users, user) : NULL;

	if (fixed_by_start(r, f))
		return false;
	if (r->state == STATE_DRAFT || reopened(flags, user, f))
		return true;
	return user && (u ? u->added_in == r->round : reopened(flags, 0, FIELD_USERS));
}

void change_faults(struct arena *a, const struct registration *r,
		   const struct flags *flags, const struct differences *changes,
		   struct findings *ret)
{
	for (size_t i = 0; i < changes->count; i++) {
		const struct difference *d = &changes->items[i];

		if (!registration_open(r, flags, d->user, d->field))
			*PUSH(a, ret) = finding_of(fixed_by_start(r, d->field)
							   ? FINDING_FIXED_BY_START
							   : FINDING_NOT_REOPENED,
						   d->user, d->field, S(""), S(""));
	}
}

/* ---- what was to be corrected ---- */

void answer_faults(struct arena *a, const struct flags *flags,
		   const struct flags *answers, struct findings *ret)
{
	for (size_t i = 0; i < answers->count; i++) {
		const struct flag *f = &answers->items[i];

		if (!flag_at(flags, f->user, f->field))
			*PUSH(a, ret) = finding_of(FINDING_NOT_REOPENED, f->user,
						   f->field, S(""), S(""));
		else if (!prose_fits(f->answer))
			*PUSH(a, ret) = finding_of(FINDING_TOO_LONG, f->user, f->field,
						   arena_fmt(a, "%d", REASON_MAX), S(""));
	}
}

void flags_left(struct arena *a, const struct flags *flags, struct findings *ret)
{
	for (size_t i = 0; i < flags->count; i++) {
		const struct flag *f = &flags->items[i];

		if (!f->fixed && str_blank(f->answer))
			*PUSH(a, ret) = finding_of(FINDING_NOT_CORRECTED, f->user,
						   f->field, S(""), S(""));
	}
}

static str sent_text(const struct differences *sent, int user, enum field f)
{
	for (size_t i = 0; i < sent->count; i++)
		if (sent->items[i].user == user && sent->items[i].field == f)
			return sent->items[i].after;
	return S("");
}

bool flag_settled(struct arena *a, const struct flag *f, const struct differences *sent,
		  const struct registration *now)
{
	enum field partner = partner_of(f->field);

	return !str_eq(sent_text(sent, f->user, f->field),
		       field_text(a, now, f->user, f->field)) ||
	       (partner && !str_eq(sent_text(sent, f->user, partner),
				   field_text(a, now, f->user, partner)));
}

unsigned reject_check(const struct decision *d, const struct reason **ret)
{
	unsigned wrong = 0;

	*ret = in_list(reject_reasons, reject_reason_count,
		       d->code.n ? d->code : S("LAINNYA"));
	if (!*ret)
		wrong |= REJECT_CODE;
	if ((!*ret || needs_words(*ret)) && str_blank(d->reason))
		wrong |= REJECT_WORDS;
	if (!prose_fits(d->reason))
		wrong |= REJECT_LONG;
	return wrong;
}

/* ---- what stands in the way of an approval ---- */

static enum obstacle nik_obstacle(const struct nik_check *check, int round)
{
	if (!check || check->round != round || check->state != NIK_ANSWERED)
		return OBSTACLE_NIK;
	if (check->outcome == NIK_MENINGGAL || check->outcome == NIK_FORMAT_SALAH)
		return OBSTACLE_NEVER;
	return check->outcome == NIK_SESUAI ? OBSTACLE_NONE : OBSTACLE_NIK;
}

enum obstacle approval_obstacle(const struct registration *r, const struct applicant *u,
				const struct nik_check *check, struct date today)
{
	/* Who is in the register was asked about when he came into it. */
	enum obstacle nik = r->kind == KIND_PENDAFTARAN ? nik_obstacle(check, r->round)
							: OBSTACLE_NONE;

	if (r->kind == KIND_PENGHAPUSAN)
		return OBSTACLE_NONE;
	if (nik)
		return nik;
	return appoints_himself(r, u) || nik_nip_differ(u, today) ? OBSTACLE_SECOND
								  : OBSTACLE_NONE;
}
