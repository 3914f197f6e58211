#include "registration/internal.h"

enum { AGE_MIN = 17, AGE_MAX = 75, NIP_DIGITS = 18 };

/* ---- tidying what was typed ---- */

static bool one_of(char c, str set)
{
	return str_index(set, c) < set.n;
}

static str without(struct arena *a, str s, str drop)
{
	struct buf b = buf_new(a);

	for (size_t i = 0; i < s.n; i++)
		if (!one_of(s.p[i], drop))
			buf_char(&b, s.p[i]);
	return buf_str(&b);
}

str phone_plain(struct arena *a, str typed)
{
	str s = without(a, typed, S(" .-()\t"));

	if (str_starts(s, S("+62")))
		return arena_fmt(a, "0%.*s", P(str_skip(s, 3)));
	if (str_starts(s, S("62")))
		return arena_fmt(a, "0%.*s", P(str_skip(s, 2)));
	return s;
}

static str id_number_plain(struct arena *a, enum id_type t, str typed)
{
	if (t == ID_NONE)
		return S("");
	if (t == ID_NRP)
		return arena_upper(a, without(a, typed, S(" \t")));
	return without(a, typed, S(" .-\t"));
}

static void tidy_user(struct arena *a, struct applicant *u)
{
	u->name = str_trim(u->name);
	u->nik = nik_plain(a, str_trim(u->nik));
	u->id_number = id_number_plain(a, u->id_type, u->id_number);
	u->email = str_trim(u->email);
	u->phone = phone_plain(a, u->phone);
	u->position = str_trim(u->position);
	u->note = str_trim(u->note);
}

void input_tidy(struct arena *a, struct registration_input *in)
{
	in->satker = str_trim(in->satker);
	in->basis.number = str_trim(in->basis.number);
	in->basis.signer_name = str_trim(in->basis.signer_name);
	in->basis.signer_nip = without(a, in->basis.signer_nip, S(" \t"));
	in->contact_email = str_trim(in->contact_email);
	for (size_t i = 0; i < in->users.count; i++) {
		tidy_user(a, &in->users.items[i]);
		if (!in->users.items[i].n)
			in->users.items[i].n = (int)i + 1;
	}
}

/* Letters and digits only, in capitals: what people put between them is no part of it. */
static str characters(struct arena *a, str typed)
{
	struct buf b = buf_new(a);

	for (size_t i = 0; i < typed.n; i++) {
		char c = typed.p[i];

		if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
		    (c >= 'a' && c <= 'z'))
			buf_char(&b, c);
	}
	return arena_upper(a, buf_str(&b));
}

str registration_number_plain(struct arena *a, str typed)
{
	str s = characters(a, typed);

	/* REG, year, office, at least five digits of the series */
	if (s.n < 15 || !str_starts(s, S("REG")) || !str_digits(str_skip(s, 3), s.n - 3))
		return str_trim(typed);
	return arena_fmt(a, "REG-%.4s-%.3s-%.*s", s.p + 3, s.p + 7, P(str_skip(s, 10)));
}

str registration_secret_plain(struct arena *a, str typed)
{
	str s = characters(a, typed);

	return s.n == 12 ? arena_fmt(a, "%.4s-%.4s-%.4s", s.p, s.p + 4, s.p + 8)
			 : str_trim(typed);
}

/* ---- the shapes of single values ---- */

static bool phone_shape(str s)
{
	return s.n >= 10 && s.n <= 15 && str_digits(s, s.n) && str_starts(s, S("08"));
}

static bool nrp_shape(str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!(s.p[i] >= '0' && s.p[i] <= '9') &&
		    !(s.p[i] >= 'A' && s.p[i] <= 'Z') && !one_of(s.p[i], S("/.-")))
			return false;
	return s.n >= 5 && s.n <= 20;
}

/* The signatory has no type field: fifteen digits and more must be a whole NIP. */
static bool signer_shape(str s)
{
	return str_digits(s, NIP_DIGITS) ||
	       (nrp_shape(s) && !(s.n > 14 && str_digits(s, s.n)));
}

static const enum finding_kind nik_findings[NIK_FAULTS] = {
	[NIK_EMPTY] = FINDING_EMPTY,	   [NIK_NOT_DIGITS] = FINDING_NIK_DIGITS,
	[NIK_LENGTH] = FINDING_NIK_LENGTH, [NIK_DATE] = FINDING_NIK_DATE,
	[NIK_SERIAL] = FINDING_NIK_SERIAL, [NIK_SAME_DIGIT] = FINDING_NIK_SAME_DIGIT,
};

/* ---- what cannot be kept ---- */

static void check_text(struct arena *a, int user, enum field f, str s,
		       struct findings *ret)
{
	if (!str_one_line(s))
		*PUSH(a, ret) = finding_of(FINDING_NOT_TEXT, user, f, S(""), S(""));
	else if (str_hides(s))
		*PUSH(a, ret) = finding_of(FINDING_HIDDEN, user, f, S(""), S(""));
	else if (str_runes(s) > TEXT_MAX)
		*PUSH(a, ret) = finding_of(FINDING_TOO_LONG, user, f,
					   arena_fmt(a, "%d", TEXT_MAX), S(""));
}

static str any_of(struct arena *a, const str *words, size_t count)
{
	struct buf b = buf_new(a);

	for (size_t i = 0; i < count; i++)
		buf_fmt(&b, "%s%.*s", i ? ", " : "", P(words[i]));
	return buf_str(&b);
}

static void check_user_texts(struct arena *a, const struct applicant *u,
			     struct findings *ret)
{
	check_text(a, u->n, FIELD_NAME, u->name, ret);
	check_text(a, u->n, FIELD_NIK, u->nik, ret);
	if (u->id_type > ID_TYPES)
		*PUSH(a, ret) = finding_of(FINDING_UNKNOWN_WORD, u->n, FIELD_ID_TYPE,
					   any_of(a, WORDS(id_type_words)), S(""));
	check_text(a, u->n, FIELD_ID_NUMBER, u->id_number, ret);
	check_text(a, u->n, FIELD_EMAIL, u->email, ret);
	check_text(a, u->n, FIELD_PHONE, u->phone, ret);
	check_text(a, u->n, FIELD_POSITION, u->position, ret);
	check_text(a, u->n, FIELD_NOTE, u->note, ret);
	if (u->roles & ~unit_roles(UNIT_SATKER))
		*PUSH(a, ret) =
			finding_of(FINDING_ROLE_UNKNOWN, u->n, FIELD_ROLES, S(""), S(""));
}

static void check_numbers(struct arena *a, const struct applicants *users,
			  struct findings *ret)
{
	uint64_t seen = 0;

	for (size_t i = 0; i < users->count; i++) {
		int n = users->items[i].n;

		if (n < 1 || n > USERS_MAX || seen & USER_BIT(n)) {
			*PUSH(a, ret) = finding_of(FINDING_USER_NUMBER, 0, FIELD_USERS,
						   S(""), S(""));
			return;
		}
		seen |= USER_BIT(n);
	}
}

void input_unkept(struct arena *a, const struct registration_input *in,
		  struct findings *ret)
{
	const struct basis *b = &in->basis;

	if (in->kind >= KINDS)
		*PUSH(a, ret) = finding_of(FINDING_UNKNOWN_WORD, 0, FIELD_KIND,
					   any_of(a, WORDS(kind_words)), S(""));
	if (b->type > BASIS_TYPES)
		*PUSH(a, ret) = finding_of(FINDING_UNKNOWN_WORD, 0, FIELD_BASIS_TYPE,
					   any_of(a, WORDS(basis_words)), S(""));
	check_text(a, 0, FIELD_BASIS_NUMBER, b->number, ret);
	if (b->date.year && !date_valid(b->date))
		*PUSH(a, ret) =
			finding_of(FINDING_DATE_SHAPE, 0, FIELD_BASIS_DATE, S(""), S(""));
	check_text(a, 0, FIELD_SIGNER_NAME, b->signer_name, ret);
	check_text(a, 0, FIELD_SIGNER_NIP, b->signer_nip, ret);
	check_text(a, 0, FIELD_CONTACT_EMAIL, in->contact_email, ret);
	if (in->users.count > USERS_MAX)
		*PUSH(a, ret) = finding_of(FINDING_USERS_MANY, 0, FIELD_USERS,
					   arena_fmt(a, "%d", USERS_MAX), S(""));
	else
		check_numbers(a, &in->users, ret);
	for (size_t i = 0; i < in->users.count; i++)
		check_user_texts(a, &in->users.items[i], ret);
}

/* ---- the request itself ---- */

/* What the checks of one request share. */
struct checking {
	struct arena *a;
	const struct registration *r;
	const struct input_world *world;
	struct findings *found;
};

static void add(struct checking *c, struct finding f)
{
	*PUSH(c->a, c->found) = f;
}

/* True when there is something; else it is found missing. */
static bool filled(struct checking *c, int user, enum field f, str value)
{
	if (str_blank(value))
		add(c, finding_of(FINDING_EMPTY, user, f, S(""), S("")));
	return !str_blank(value);
}

static void check_date(struct checking *c)
{
	struct date d = c->r->basis.date;

	if (!d.year)
		add(c, finding_of(FINDING_EMPTY, 0, FIELD_BASIS_DATE, S(""), S("")));
	else if (date_cmp(d, c->world->today) > 0)
		add(c,
		    finding_of(FINDING_DATE_FUTURE, 0, FIELD_BASIS_DATE, S(""), S("")));
}

static bool removes(const struct checking *c)
{
	return c->r->kind == KIND_PENGHAPUSAN;
}

static void check_basis(struct checking *c)
{
	const struct basis *b = &c->r->basis;
	bool letter = removes(c); /* neither SK nor ST, and one may name several */

	if (b->type >= BASIS_TYPES && !letter)
		add(c, finding_of(FINDING_EMPTY, 0, FIELD_BASIS_TYPE, S(""), S("")));
	if (filled(c, 0, FIELD_BASIS_NUMBER, b->number) && c->world->basis_used_by.n &&
	    !letter)
		add(c, finding_of(FINDING_BASIS_USED, 0, FIELD_BASIS_NUMBER, b->number,
				  c->world->basis_used_by));
	check_date(c);
	filled(c, 0, FIELD_SIGNER_NAME, b->signer_name);
	if (filled(c, 0, FIELD_SIGNER_NIP, b->signer_nip) && !signer_shape(b->signer_nip))
		add(c,
		    finding_of(FINDING_SIGNER_SHAPE, 0, FIELD_SIGNER_NIP, S(""), S("")));
}

/* Each kind is asked for with its own letter and form (domain report 1.5, F1 to F3). */
static void check_file(struct checking *c, enum field f, bool there)
{
	static const str names[KINDS][2] = {
		[KIND_PERUBAHAN] = { STR(""), STR("Formulir Perubahan") },
		[KIND_PENGHAPUSAN] = { STR("surat permohonan penghapusan"),
				       STR("Formulir Penghapusan") },
	};
	str name = names[c->r->kind][f == FIELD_FORM];

	if (!there)
		add(c, finding_of(name.n ? FINDING_FILE_EMPTY : FINDING_EMPTY, 0, f, name,
				  S("")));
}

static void check_left(struct checking *c)
{
	str others = c->world->successors;
	str proposal =
		others.n ? arena_fmt(c->a, ". Dapat dipertimbangkan: %.*s", P(others))
			 : S("");

	if (!removes(c) || c->world->active_left > 1)
		return;
	add(c,
	    finding_of(c->world->active_left > 0 ? FINDING_FEW_USERS : FINDING_LAST_USER,
		       0, FIELD_USERS, S(""), proposal));
}

static void check_request(struct checking *c)
{
	if (!str_digits(c->r->satker, 6))
		add(c, finding_of(FINDING_SATKER_SHAPE, 0, FIELD_SATKER, S(""), S("")));
	check_basis(c);
	if (filled(c, 0, FIELD_CONTACT_EMAIL, c->r->contact_email) &&
	    !c->world->address_valid(c->r->contact_email))
		add(c, finding_of(FINDING_EMAIL_SHAPE, 0, FIELD_CONTACT_EMAIL, S(""),
				  S("")));
	check_file(c, FIELD_SK, c->world->has_sk);
	check_file(c, FIELD_FORM, c->world->has_form);
	if (!c->r->users.count)
		add(c, finding_of(FINDING_EMPTY, 0, FIELD_USERS, S(""), S("")));
	check_left(c);
}

/* ---- one user ---- */

static int age_on(struct date born, struct date day)
{
	bool before_birthday =
		day.month < born.month || (day.month == born.month && day.day < born.day);

	return day.year - born.year - before_birthday;
}

static void hint_nik(struct checking *c, int n, const struct nik_facts *facts)
{
	int age = age_on(facts->born, c->world->today);
	bool sample = c->world->samples && str_starts(facts->region, S("99"));

	if (age < AGE_MIN || age > AGE_MAX)
		add(c, finding_of(FINDING_AGE, n, FIELD_NIK, arena_fmt(c->a, "%d", age),
				  S("")));
	if (!facts->region_known && !sample)
		add(c, finding_of(FINDING_REGION, n, FIELD_NIK, facts->region, S("")));
}

/*
 * A NIP begins with the birth date and has the sex at its 15th digit:
 * 19870314 201012 1 003. A PPPK's number has both at the same places.
 */
static bool birth_differs(str nip, const struct nik_facts *facts)
{
	int64_t born = 0;

	str_int(str_left(nip, 8), &born);
	return born !=
	       facts->born.year * 10000 + facts->born.month * 100 + facts->born.day;
}

static bool sex_differs(str nip, const struct nik_facts *facts)
{
	return nip.p[14] == (facts->female ? '1' : '2');
}

static void compare_nip(struct checking *c, const struct applicant *u,
			const struct nik_facts *facts)
{
	str nip = u->id_number;

	if (birth_differs(nip, facts))
		add(c, finding_of(FINDING_NIK_NIP_BIRTH, u->n, FIELD_ID_NUMBER,
				  arena_fmt(c->a, "%02d/%02d/%04d", facts->born.day,
					    facts->born.month, facts->born.year),
				  arena_fmt(c->a, "%.2s/%.2s/%.4s", nip.p + 6, nip.p + 4,
					    nip.p)));
	if (sex_differs(nip, facts))
		add(c,
		    finding_of(FINDING_NIK_NIP_SEX, u->n, FIELD_ID_NUMBER, S(""), S("")));
}

static void check_nik(struct checking *c, const struct applicant *u)
{
	struct nik_facts facts;
	enum nik_fault fault = nik_read(u->nik, c->world->today, &facts);

	if (fault) {
		add(c, finding_of(nik_findings[fault], u->n, FIELD_NIK,
				  arena_fmt(c->a, "%zu", u->nik.n), S("")));
		return;
	}
	hint_nik(c, u->n, &facts);
	if (u->id_type == ID_NIP && str_digits(u->id_number, NIP_DIGITS))
		compare_nip(c, u, &facts);
}

static void check_id_number(struct checking *c, const struct applicant *u)
{
	if (u->id_type >= ID_TYPES) {
		add(c, finding_of(FINDING_EMPTY, u->n, FIELD_ID_TYPE, S(""), S("")));
		return;
	}
	if (u->id_type == ID_NONE || !filled(c, u->n, FIELD_ID_NUMBER, u->id_number))
		return;
	if (u->id_type == ID_NIP && !str_digits(u->id_number, NIP_DIGITS))
		add(c,
		    finding_of(FINDING_NIP_SHAPE, u->n, FIELD_ID_NUMBER, S(""), S("")));
	if (u->id_type == ID_NRP && !nrp_shape(u->id_number))
		add(c,
		    finding_of(FINDING_NRP_SHAPE, u->n, FIELD_ID_NUMBER, S(""), S("")));
}

static void check_roles(struct checking *c, const struct applicant *u)
{
	enum role one, other;

	if (!u->roles)
		add(c, finding_of(FINDING_EMPTY, u->n, FIELD_ROLES, S(""), S("")));
	else if (roles_forbidden(u->roles, &one, &other))
		add(c, finding_of(FINDING_ROLE_CONFLICT, u->n, FIELD_ROLES,
				  role_labels[one], role_labels[other]));
}

/* Of who goes it only matters who he is: the register knows the rest. */
static void check_user(struct checking *c, const struct applicant *u)
{
	if (removes(c)) {
		if (!u->was.membership)
			check_nik(c, u);
		return;
	}
	filled(c, u->n, FIELD_NAME, u->name);
	check_nik(c, u);
	check_id_number(c, u);
	if (filled(c, u->n, FIELD_EMAIL, u->email) && !c->world->address_valid(u->email))
		add(c, finding_of(FINDING_EMAIL_SHAPE, u->n, FIELD_EMAIL, S(""), S("")));
	if (u->phone.n && !phone_shape(u->phone))
		add(c, finding_of(FINDING_PHONE_SHAPE, u->n, FIELD_PHONE, S(""), S("")));
	filled(c, u->n, FIELD_POSITION, u->position);
	check_roles(c, u);
	if (appoints_himself(c->r, u))
		add(c, finding_of(FINDING_SELF_APPOINTED, u->n, FIELD_ID_NUMBER, u->name,
				  S("")));
}

/* ---- users against each other ---- */

/* What two users of one request may not share. */
static const struct {
	enum field field;
	enum finding_kind finding;
} unshared[] = {
	{ FIELD_NIK, FINDING_NIK_REPEATED },
	{ FIELD_ID_NUMBER, FINDING_NIP_REPEATED },
	{ FIELD_EMAIL, FINDING_EMAIL_REPEATED },
};

static void check_pair(struct checking *c, const struct applicant *first,
		       const struct applicant *second)
{
	for (size_t i = 0; i < COUNT(unshared); i++) {
		str one = field_text(c->a, c->r, first->n, unshared[i].field);
		str other = field_text(c->a, c->r, second->n, unshared[i].field);

		if (one.n && str_eq_nocase(one, other))
			add(c, finding_of(unshared[i].finding, second->n,
					  unshared[i].field, S(""), first->name));
	}
}

static void check_doubles(struct checking *c)
{
	const struct applicants *users = &c->r->users;

	for (size_t i = 1; i < users->count; i++)
		for (size_t j = 0; j < i; j++)
			check_pair(c, &users->items[j], &users->items[i]);
}

void request_findings(struct arena *a, const struct registration *r,
		      const struct input_world *world, struct findings *ret)
{
	struct checking c = { a, r, world, ret };

	check_request(&c);
	for (size_t i = 0; i < r->users.count; i++)
		check_user(&c, &r->users.items[i]);
	check_doubles(&c);
	kind_findings(a, r, ret);
}

bool nik_nip_differ(const struct applicant *u, struct date today)
{
	struct nik_facts facts;

	return u->id_type == ID_NIP && str_digits(u->id_number, NIP_DIGITS) &&
	       nik_read(u->nik, today, &facts) == NIK_FINE &&
	       (birth_differs(u->id_number, &facts) || sex_differs(u->id_number, &facts));
}

bool appoints_himself(const struct registration *r, const struct applicant *u)
{
	return u->id_number.n && str_eq_nocase(r->basis.signer_nip, u->id_number);
}

bool findings_refuse(const struct findings *f)
{
	for (size_t i = 0; i < f->count; i++)
		if (f->items[i].severity == SEVERITY_REFUSE)
			return true;
	return false;
}
