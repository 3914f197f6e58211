#include "directory/directory.h"
#include "workbench/internal.h"

/* ---- the time that is left ---- */

struct remaining remaining_of(const struct calendar *c, int64_t due, int64_t now,
			      enum zone z)
{
	int64_t left = calendar_seconds(c, now, due, z) / MINUTE;
	int64_t apart = due > now ? due - now : now - due;

	if (left > OFFICE_DAY_MINUTES)
		left = OFFICE_DAY_MINUTES;
	return (struct remaining){
		.urgency = due <= now			   ? URGENCY_LATE
			   : left * 2 > OFFICE_DAY_MINUTES ? URGENCY_OK
							   : URGENCY_SOON,
		.minutes = apart / MINUTE,
		.used = 100 - left * 100 / OFFICE_DAY_MINUTES,
	};
}

/* ---- comparing with the documents ---- */

const enum field user_fields[] = {
	FIELD_NIK,   FIELD_NAME,  FIELD_ID_NUMBER, FIELD_POSITION,
	FIELD_EMAIL, FIELD_PHONE, FIELD_ROLES,
};
const size_t user_field_count = COUNT(user_fields);

const enum field request_fields[] = {
	FIELD_BASIS_NUMBER, FIELD_BASIS_DATE, FIELD_SIGNER_NAME,
	FIELD_SIGNER_NIP,   FIELD_SK,	      FIELD_FORM,
};
const size_t request_field_count = COUNT(request_fields);

const struct applicant *user_n(const struct registration *r, int64_t n)
{
	for (size_t i = 0; i < r->users.count; i++)
		if (r->users.items[i].n == n)
			return &r->users.items[i];
	return NULL;
}

bool comparable(const struct applicant *u, enum field f)
{
	return (f != FIELD_PHONE || u->phone.n) &&
	       (f != FIELD_ID_NUMBER || u->id_type != ID_NONE);
}

bool may_mark(const struct registration *r, const struct actor *a)
{
	return r->state == STATE_VERIFYING && r->claimed_by == a->person;
}

const struct mark *mark_of(const struct marks *list, int user, enum field f)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].user == user && list->items[i].field == f)
			return &list->items[i];
	return NULL;
}

static void complete_one(struct arena *a, struct marks *list, int user, enum field f)
{
	if (!mark_of(list, user, f))
		*PUSH(a, list) = (struct mark){ user, f, true };
}

/* The fields that are compared of a user, or of the request itself. */
static struct compared_fields {
	const struct applicant *user;
	const enum field *items;
	size_t count;
} fields_of(const struct registration *r, int user)
{
	if (user == 0)
		return (struct compared_fields){ NULL, request_fields,
						 request_field_count };
	return (struct compared_fields){ user_n(r, user), user_fields, user_field_count };
}

void marks_complete_of(struct arena *a, const struct registration *r, int user,
		       struct marks *list)
{
	struct compared_fields all = fields_of(r, user);

	if (user && (!all.user || all.user->state != USER_WAITING))
		return;
	for (size_t i = 0; i < all.count; i++)
		if (!all.user || comparable(all.user, all.items[i]))
			complete_one(a, list, user, all.items[i]);
}

void marks_complete(struct arena *a, const struct registration *r, struct marks *list)
{
	marks_complete_of(a, r, 0, list);
	for (size_t i = 0; i < r->users.count; i++)
		marks_complete_of(a, r, r->users.items[i].n, list);
}

struct tally tally_of(const struct registration *r, const struct marks *list, int user)
{
	struct compared_fields all = fields_of(r, user);
	struct tally t = { 0 };

	for (size_t i = 0; i < all.count; i++) {
		const struct mark *m = mark_of(list, user, all.items[i]);

		if (all.user && !comparable(all.user, all.items[i]))
			continue;
		t.missing += !m;
		t.matching += m && m->matches;
		t.differing += m && !m->matches;
	}
	return t;
}

/* ---- what Dukcapil said ---- */

const struct nik_check *check_of(const struct nik_checks *all, const struct applicant *u,
				 int round)
{
	const struct nik_check *c = nik_check_of(all, u->id);

	return c && c->round == round ? c : NULL;
}

enum tone nik_tone(const struct nik_check *c)
{
	static const enum tone tones[NIK_OUTCOMES] = {
		[NIK_SESUAI] = TONE_OK,		  [NIK_TIDAK_SESUAI] = TONE_BAD,
		[NIK_TIDAK_DITEMUKAN] = TONE_BAD, [NIK_MENINGGAL] = TONE_BAD,
		[NIK_GANDA] = TONE_BAD,		  [NIK_NONAKTIF] = TONE_BAD,
		[NIK_FORMAT_SALAH] = TONE_BAD,	  [NIK_GANGGUAN] = TONE_WARN,
	};

	return c && c->state == NIK_ANSWERED ? tones[c->outcome] : TONE_WARN;
}

enum tone match_tone(const struct nik_check *c, enum nik_match m)
{
	if (!c || c->state != NIK_ANSWERED || m == NIK_UNKNOWN)
		return TONE_NONE;
	return m == NIK_SAME ? TONE_OK : TONE_BAD;
}

/* ---- what should be corrected ---- */

str usual_reason(enum field f)
{
	for (size_t i = 0; i < return_reason_count; i++)
		if (return_reasons[i].field == f)
			return return_reasons[i].code;
	return S("LAINNYA");
}

static void suggest(struct arena *a, struct flags *list, struct flag f)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].user == f.user && list->items[i].field == f.field)
			return;
	if (!f.code.n)
		f.code = usual_reason(f.field);
	*PUSH(a, list) = f;
}

static void suggest_by_nik(struct arena *a, const struct nik_check *c, int user,
			   struct flags *list)
{
	if (!c || c->state != NIK_ANSWERED || nik_tone(c) != TONE_BAD)
		return;
	if (c->name == NIK_DIFFERENT)
		suggest(a, list, (struct flag){ .user = user, .field = FIELD_NAME });
	if (c->name != NIK_DIFFERENT || c->birth_date == NIK_DIFFERENT ||
	    c->sex == NIK_DIFFERENT)
		suggest(a, list, (struct flag){ .user = user, .field = FIELD_NIK });
}

/*
 * Findings that only the satker can put right, as flags; the field is FIELD_NONE
 * for others. That an address is somebody else's is not the satker's to know.
 */
static struct flag flag_of(const struct finding *f)
{
	static const struct {
		str finding;
		enum field field;
		str code; /* "" is the usual one of the field */
	} flags[] = {
		{ STR("nik_nip_birth"), FIELD_ID_NUMBER, STR("") },
		{ STR("nik_nip_sex"), FIELD_ID_NUMBER, STR("") },
		{ STR("email_taken"), FIELD_EMAIL, STR("LAINNYA") },
		{ STR("roles_here"), FIELD_ROLES, STR("LAINNYA") },
	};

	for (size_t i = 0; i < COUNT(flags); i++)
		if (f->user && str_eq(flags[i].finding, f->code))
			return (struct flag){ .user = f->user,
					      .field = flags[i].field,
					      .code = flags[i].code };
	return (struct flag){ 0 };
}

/* The request itself always does; who is decided does not. */
static bool waits(const struct registration *r, int n)
{
	const struct applicant *u = user_n(r, n);

	return u ? u->state == USER_WAITING : n == 0;
}

void suggested_flags(struct arena *a, const struct evidence *e, struct flags *ret)
{
	*ret = (struct flags){ 0 };
	for (size_t i = 0; i < e->marks->count; i++) {
		const struct mark *m = &e->marks->items[i];

		if (!m->matches && waits(e->r, m->user))
			suggest(a, ret,
				(struct flag){ .user = m->user, .field = m->field });
	}
	for (size_t i = 0; i < e->r->users.count; i++) {
		const struct applicant *u = &e->r->users.items[i];

		if (u->state == USER_WAITING)
			suggest_by_nik(a, check_of(e->checks, u, e->r->round), u->n, ret);
	}
	for (size_t i = 0; i < e->findings->count; i++) {
		struct flag f = flag_of(&e->findings->items[i]);

		if (f.field && waits(e->r, f.user))
			suggest(a, ret, f);
	}
}

/* ---- one user at a glance ---- */

static bool doubted(const struct evidence *e, int user)
{
	for (size_t i = 0; i < e->findings->count; i++)
		if (e->findings->items[i].user == user &&
		    e->findings->items[i].severity == SEVERITY_WARN)
			return true;
	return false;
}

enum tone user_tone(const struct evidence *e, const struct applicant *u)
{
	enum tone nik = nik_tone(check_of(e->checks, u, e->r->round));

	for (size_t i = 0; i < e->marks->count; i++)
		if (e->marks->items[i].user == u->n && !e->marks->items[i].matches)
			return TONE_BAD;
	return nik == TONE_OK && doubted(e, u->n) ? TONE_WARN : nik;
}
