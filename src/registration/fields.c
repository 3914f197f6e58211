#include "html/html.h"
#include "registration/internal.h"

const struct applicant *applicant_n(const struct applicants *users, int n)
{
	for (size_t i = 0; i < users->count; i++)
		if (users->items[i].n == n)
			return &users->items[i];
	return NULL;
}

static str word_or_none(const str *words, size_t count, unsigned i)
{
	return i < count ? words[i] : S("");
}

/* "1, 2, 4": who is in it, so that coming and going is a difference. */
static str numbers_of(struct arena *a, const struct applicants *users)
{
	struct buf b = buf_new(a);

	for (size_t i = 0; i < users->count; i++)
		buf_fmt(&b, "%s%d", i ? ", " : "", users->items[i].n);
	return buf_str(&b);
}

static str request_text(struct arena *a, const struct registration *r, enum field f)
{
	switch (f) {
	case FIELD_SATKER:
		return r->satker;
	case FIELD_KIND:
		return word_or_none(WORDS(kind_words), r->kind);
	case FIELD_BASIS_TYPE:
		return word_or_none(WORDS(basis_words), r->basis.type);
	case FIELD_BASIS_NUMBER:
		return r->basis.number;
	case FIELD_BASIS_DATE:
		return r->basis.date.year ? date_iso(a, r->basis.date) : S("");
	case FIELD_SIGNER_NAME:
		return r->basis.signer_name;
	case FIELD_SIGNER_NIP:
		return r->basis.signer_nip;
	case FIELD_CONTACT_EMAIL:
		return r->contact_email;
	case FIELD_USERS:
		return numbers_of(a, &r->users);
	default:
		return S("");
	}
}

static str user_text(struct arena *a, const struct applicant *u, enum field f)
{
	switch (f) {
	case FIELD_NAME:
		return u->name;
	case FIELD_NIK:
		return u->nik;
	case FIELD_ID_TYPE:
		return word_or_none(WORDS(id_type_words), u->id_type);
	case FIELD_ID_NUMBER:
		return u->id_number;
	case FIELD_EMAIL:
		return u->email;
	case FIELD_PHONE:
		return u->phone;
	case FIELD_POSITION:
		return u->position;
	case FIELD_ROLES:
		return role_set_text(a, u->roles, role_words);
	case FIELD_NOTE:
		return u->note;
	default:
		return S("");
	}
}

str field_text(struct arena *a, const struct registration *r, int user, enum field f)
{
	const struct applicant *u = user ? applicant_n(&r->users, user) : NULL;

	if (!user)
		return request_text(a, r, f);
	return u ? user_text(a, u, f) : S("");
}

bool field_personal(enum field f)
{
	return FIELD_BIT(f) &
	       (FIELD_BIT(FIELD_SIGNER_NAME) | FIELD_BIT(FIELD_SIGNER_NIP) |
		FIELD_BIT(FIELD_CONTACT_EMAIL) | FIELD_BIT(FIELD_NAME) |
		FIELD_BIT(FIELD_NIK) | FIELD_BIT(FIELD_ID_NUMBER) |
		FIELD_BIT(FIELD_EMAIL) | FIELD_BIT(FIELD_PHONE));
}

/* ---- putting an input over a request ---- */

static bool given(uint64_t set, enum field f)
{
	return set & FIELD_BIT(f);
}

static void merge_basis(struct basis *b, const struct registration_input *in)
{
	if (given(in->fields_set, FIELD_BASIS_TYPE))
		b->type = in->basis.type;
	if (given(in->fields_set, FIELD_BASIS_NUMBER))
		b->number = in->basis.number;
	if (given(in->fields_set, FIELD_BASIS_DATE))
		b->date = in->basis.date;
	if (given(in->fields_set, FIELD_SIGNER_NAME))
		b->signer_name = in->basis.signer_name;
	if (given(in->fields_set, FIELD_SIGNER_NIP))
		b->signer_nip = in->basis.signer_nip;
}

/* Whoever may see the mask only sends it back when he did not touch the NIK. */
static bool is_mask_of(struct arena *a, str typed, str nik)
{
	return nik.n && str_eq(typed, text_nik_mask(a, nik));
}

static void merge_user(struct arena *a, struct applicant *u, const struct applicant *in)
{
	if (given(in->fields_set, FIELD_NAME))
		u->name = in->name;
	if (given(in->fields_set, FIELD_NIK) && !is_mask_of(a, in->nik, u->nik))
		u->nik = in->nik;
	if (given(in->fields_set, FIELD_ID_TYPE))
		u->id_type = in->id_type;
	if (given(in->fields_set, FIELD_ID_NUMBER))
		u->id_number = in->id_number;
	if (u->id_type == ID_NONE)
		u->id_number = S("");
	if (given(in->fields_set, FIELD_EMAIL))
		u->email = in->email;
	if (given(in->fields_set, FIELD_PHONE))
		u->phone = in->phone;
	if (given(in->fields_set, FIELD_POSITION))
		u->position = in->position;
	if (given(in->fields_set, FIELD_ROLES))
		u->roles = in->roles;
	if (given(in->fields_set, FIELD_NOTE))
		u->note = in->note;
}

/* Users keep their order by n, whatever the order of the input. */
static struct applicants merge_users(struct arena *a, const struct registration *r,
				     const struct applicants *in)
{
	struct applicants users = { 0 };

	for (int n = 1; n <= USERS_MAX; n++) {
		const struct applicant *old = applicant_n(&r->users, n);
		const struct applicant *typed = applicant_n(in, n);
		struct applicant u = { .n = n,
				       .id_type = ID_TYPES,
				       .added_in = r->round };

		if (!typed && (!old || r->state == STATE_DRAFT))
			continue;
		if (old)
			u = *old;
		if (typed)
			merge_user(a, &u, typed);
		*PUSH(a, &users) = u;
	}
	return users;
}

struct registration merged(struct arena *a, const struct registration *r,
			   const struct registration_input *in)
{
	struct registration next = *r;

	if (given(in->fields_set, FIELD_SATKER))
		next.satker = in->satker;
	if (given(in->fields_set, FIELD_KIND))
		next.kind = in->kind;
	if (given(in->fields_set, FIELD_CONTACT_EMAIL))
		next.contact_email = in->contact_email;
	merge_basis(&next.basis, in);
	if (in->users_set)
		next.users = merge_users(a, r, &in->users);
	return next;
}

/* ---- differences ---- */

struct registration nothing_typed(void)
{
	return (struct registration){ .kind = KINDS, .basis = { .type = BASIS_TYPES } };
}

static void compare(struct arena *a, const struct registration *before,
		    const struct registration *after, struct difference d,
		    struct differences *ret)
{
	d.before = field_text(a, before, d.user, d.field);
	d.after = field_text(a, after, d.user, d.field);
	if (!str_eq(d.before, d.after))
		*PUSH(a, ret) = d;
}

void differences_between(struct arena *a, const struct registration *before,
			 const struct registration *after, struct differences *ret)
{
	for (int f = FIELD_SATKER; f <= FIELD_USERS; f++)
		compare(a, before, after, (struct difference){ .field = (enum field)f },
			ret);
	for (int n = 1; n <= USERS_MAX; n++) {
		if (!applicant_n(&before->users, n) && !applicant_n(&after->users, n))
			continue;
		for (int f = FIELD_NAME; f < FIELDS; f++)
			compare(a, before, after,
				(struct difference){ .user = n, .field = (enum field)f },
				ret);
	}
}
