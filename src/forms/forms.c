#include "forms/internal.h"

#include "directory/directory.h"
#include "registration/registration.h"

static void (*const writers[FORM_KINDS])(struct letter *l) = {
	[FORM_SK] = write_sk,
	[FORM_ST] = write_st,
	[FORM_LETTER] = write_removal_letter,
	[FORM_REGISTRATION] = write_registration,
	[FORM_CHANGE] = write_registration,
	[FORM_REMOVAL] = write_registration,
};

static const str titles[FORM_KINDS] = {
	[FORM_SK] = STR("Keputusan Penetapan Pengguna MyIntress"),
	[FORM_ST] = STR("Surat Tugas Pengguna MyIntress"),
	[FORM_LETTER] = STR("Surat Permohonan Penghapusan Pengguna MyIntress"),
	[FORM_REGISTRATION] = STR("Formulir Pendaftaran Pengguna MyIntress"),
	[FORM_CHANGE] = STR("Formulir Perubahan Pengguna MyIntress"),
	[FORM_REMOVAL] = STR("Formulir Penghapusan Pengguna MyIntress"),
};

/* "MyIntress SK REG-2026-047-00318": by it a signed copy is recognised. */
static str foot(struct arena *a, enum form_kind k, const struct form_request *rq)
{
	str draft = rq->draft.n ? rq->draft : S("KOSONG");

	return arena_fmt(a, "MyIntress %.*s %.*s", P(arena_upper(a, form_kind_words[k])),
			 P(draft));
}

err forms_make(struct work *w, enum form_kind k, const struct form_request *rq,
	       str *ret_pdf)
{
	struct date day = date_valid(rq->date) ? rq->date : date_at(w->now, WIB);
	struct letter l = { .arena = w->arena,
			    .pdf = pdf_new(w->arena, titles[k]),
			    .kind = k,
			    .rq = rq };

	TRY(store_texts(w, k, day, &l.texts));
	for (size_t i = 0; i < l.texts.count; i++)
		l.texts.items[i].text = form_fill(w->arena, rq, l.texts.items[i].text);
	pdf_foot(l.pdf, foot(w->arena, k, rq), S("halaman"), S("dari"));
	writers[k](&l);
	return pdf_finish(l.pdf, ret_pdf);
}

err forms_blank(struct work *w, enum form_kind k, const struct form_office *kppn,
		str *ret_pdf)
{
	struct form_request blank = { .kppn = *kppn };

	return forms_make(w, k, &blank, ret_pdf);
}

/* ---- from a registration ---- */

static err add_units(struct work *w, const struct registration *r,
		     struct form_request *ret)
{
	struct satker *s;
	struct kppn *k;

	if (date_valid(r->basis.date))
		TRY(satker_find_on(w, r->satker, r->basis.date, &s));
	else
		TRY(satker_find(w, r->satker, &s));
	if (s) {
		ret->ministry = s->ba_name;
		ret->eselon1 = s->eselon1_name;
	}
	TRY(kppn_find(w, r->kppn, &k));
	ret->kppn.name = r->kppn_name;
	if (k)
		ret->kppn =
			(struct form_office){ k->name, k->address, k->phone, k->email };
	return OK;
}

static struct form_user user_of(struct arena *a, const struct applicant *u)
{
	return (struct form_user){
		.name = u->name,
		.nik = u->nik,
		.id_number = u->id_number,
		.email = u->email,
		.phone = u->phone,
		.position = u->position,
		.roles = role_set_text(a, u->roles, role_labels),
		.note = u->note,
	};
}

/* The same person as the register has him. */
static struct form_user user_before(struct arena *a, const struct applicant *u)
{
	struct form_user was = user_of(a, u);

	was.email = u->was.email;
	was.phone = u->was.phone;
	was.position = u->was.position;
	was.roles = role_set_text(a, u->was.roles, role_labels);
	was.note = S("");
	return was;
}

static enum form_kind basis_of(const struct registration *r)
{
	if (r->kind == KIND_PENGHAPUSAN)
		return FORM_LETTER;
	return r->basis.type == BASIS_ST ? FORM_ST : FORM_SK;
}

err forms_request_of(struct work *w, const struct registration *r,
		     struct form_request *ret)
{
	static const enum form_kind of[KINDS] = {
		[KIND_PENDAFTARAN] = FORM_REGISTRATION,
		[KIND_PERUBAHAN] = FORM_CHANGE,
		[KIND_PENGHAPUSAN] = FORM_REMOVAL,
	};

	*ret = (struct form_request){
		.draft = r->number,
		.basis = basis_of(r),
		.form = of[r->kind],
		.number = r->basis.number,
		.date = r->basis.date,
		.satker = r->satker,
		.satker_name = r->satker_name,
		.signer_name = r->basis.signer_name,
		.signer_nip = r->basis.signer_nip,
	};
	for (size_t i = 0; i < r->users.count; i++) {
		const struct applicant *u = &r->users.items[i];

		*PUSH(w->arena, &ret->users) = user_of(w->arena, u);
		if (r->kind == KIND_PERUBAHAN)
			*PUSH(w->arena, &ret->was) = user_before(w->arena, u);
	}
	return add_units(w, r, ret);
}
