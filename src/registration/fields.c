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

static str request_text(struct arena *a, const struct registration *r, enum field f)
{
	switch (f) {
	case FIELD_SATKER:
		return r->satker;
	case FIELD_KIND:
		return kind_words[r->kind];
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
