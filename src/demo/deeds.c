#include "demo/internal.h"
#include "forms/forms.h"
#include "registration/registration.h"

/* ---- who does it ---- */

/* The nth on the list with the role in the unit. */
static const struct demo_account *account_of(const struct filling *f, enum role role,
					     str unit, int nth)
{
	for (size_t i = 0; i < f->accounts.count; i++) {
		const struct demo_account *a = &f->accounts.items[i];

		if (a->role == role && str_eq(a->unit, unit) && nth-- == 0)
			return a;
	}
	panic("nobody is %.*s of %.*s", P(role_words[role]), P(unit));
}

static err act_as(struct work *w, const struct demo_account *a)
{
	struct actor *by = NEW(w->arena, struct actor);
	struct membership *m;
	struct kppn *office;
	struct person *p;

	TRY(person_by_nik(w, a->person.nik, &p));
	TRY(membership_in(w, p->id, a->unit_kind, a->unit, &m));
	*by = (struct actor){
		.person = p->id,
		.membership = m->id,
		.unit_kind = a->unit_kind,
		.unit = a->unit,
		.roles = m->roles,
		.name = p->name,
		.authenticated_at = w->now,
		.channel = CHANNEL_WEB,
		.address = S("203.0.113.10"),
		.agent = S("Peramban Contoh/1.0"),
	};
	actor_default_grants(by);
	if (a->unit_kind == UNIT_KPPN) {
		TRY(kppn_find(w, a->unit, &office));
		by->kanwil = office->kanwil;
	}
	w->actor = by;
	return OK;
}

static const struct demo_satker *satker_of(const struct filling *f, const struct story *s)
{
	return &f->satker.items[s->satker];
}

/* The satker's operator; where nobody is yet, the desk of its KPPN. */
static err act_as_maker(struct work *w, const struct filling *f, const struct story *s)
{
	const struct demo_satker *satker = satker_of(f, s);

	if (satker_is_listed(s->satker))
		return act_as(w, account_of(f, ROLE_OPERATOR, satker->code, 0));
	return act_as(w, account_of(f, ROLE_CSO, satker->kppn, 0));
}

static err act_as_officer(struct work *w, const struct filling *f, const struct story *s)
{
	return act_as(w, account_of(f, ROLE_VERIFIKATOR, satker_of(f, s)->kppn, 0));
}

/* ---- what is typed ---- */

static struct applicant applicant_of(struct work *w, struct filling *f, struct story *s,
				     int n)
{
	static const struct {
		enum role role;
		str position;
	} places[] = {
		{ ROLE_OPERATOR, STR("Pengelola Keuangan") },
		{ ROLE_BENDAHARA, STR("Bendahara Pengeluaran") },
		{ ROLE_PPK, STR("Pejabat Pembuat Komitmen") },
	};
	struct demo_person p =
		demo_person(w->arena, f->people++, s->tails[n - 1], f->order->day);

	if (s->known)
		p = account_of(f, ROLE_PPK, f->satker.items[s->satker + 1].code, 0)
			    ->person;
	return (struct applicant){
		.n = n,
		.name = p.name,
		.nik = p.nik,
		.id_type = ID_NIP,
		.id_number = p.nip,
		.email = p.email,
		.phone = p.phone,
		.position = places[n - 1].position,
		.roles = ROLE_BIT(places[n - 1].role),
		.fields_set = ~(uint64_t)0,
	};
}

static err basis_of(struct work *w, const struct demo_satker *satker, struct basis *ret)
{
	struct date today = date_at(w->now, WIB);
	struct official *kpa;

	TRY(kpa_find(w, satker->code, today, &kpa));
	*ret = (struct basis){
		.type = BASIS_SK,
		.number = arena_fmt(w->arena, "KEP-%02d%02d/KPA.%.*s/%d", today.month,
				    today.day, P(satker->code), today.year),
		.date = date_add(today, -3),
		.signer_name = kpa->name,
		.signer_nip = kpa->nip,
	};
	return OK;
}

/* ---- the deeds ---- */

static err make_draft(struct work *w, struct filling *f, struct story *s,
		      struct registration_result *ret)
{
	const struct demo_satker *satker = satker_of(f, s);
	struct registration_input in = {
		.satker = satker->code,
		.contact_email = arena_fmt(w->arena, "keuangan.%.*s@satker.example",
					   P(satker->code)),
		.fields_set = ~(uint64_t)0,
		.users_set = true,
	};

	TRY(act_as_maker(w, f, s));
	TRY(basis_of(w, satker, &in.basis));
	for (int n = 1; n <= s->users; n++)
		*PUSH(w->arena, &in.users) = applicant_of(w, f, s, n);
	TRY(registration_create(w, &in, ret));
	if (!ret->why)
		s->number = arena_str(f->keep, ret->registration->number);
	return OK;
}

static err correct(struct work *w, const struct registration *r,
		   struct registration_result *ret)
{
	struct registration_input in = { .users_set = true };
	struct applicant last = {
		.n = (int)r->users.count,
		.email = arena_fmt(w->arena, "baru.%.*s",
				   P(r->users.items[r->users.count - 1].email)),
		.fields_set = FIELD_BIT(FIELD_EMAIL),
	};

	*PUSH(w->arena, &in.users) = last;
	return registration_change(w, r->number, r->version, &in, ret);
}

/* The e-mail of the last user differs from the SK. */
static err send_back(struct work *w, const struct registration *r,
		     struct registration_result *ret)
{
	int n = (int)r->users.count;
	struct flag flag = { .user = n,
			     .field = FIELD_EMAIL,
			     .code = S("EMAIL_BEDA_SK"),
			     .note = S("Pada SK tertulis alamat lain.") };
	struct decision d = { .number = r->number,
			      .version = r->version,
			      .users = &n,
			      .user_count = 1,
			      .flags = &flag,
			      .flag_count = 1 };

	return registration_return(w, &d, ret);
}

static err decide(struct work *w, const struct registration *r, enum deed deed,
		  struct registration_result *ret)
{
	struct decision d = { .number = r->number, .version = r->version };

	if (deed == DEED_APPROVE) {
		d.reason = S("Dicocokkan dengan kartu identitas di loket.");
		return registration_approve(w, &d, ret);
	}
	d.code = S("SK_TIDAK_SAH");
	d.reason = S("SK ditandatangani oleh yang bukan KPA.");
	return registration_reject(w, &d, ret);
}

static err do_with(struct work *w, const struct registration *r, enum deed deed,
		   struct registration_result *ret)
{
	switch (deed) {
	case DEED_SUBMIT:
		return registration_submit(w, r->number, r->version, ret);
	case DEED_CLAIM:
		return registration_claim(w, r->number, r->version, ret);
	case DEED_RETURN:
		return send_back(w, r, ret);
	case DEED_CORRECT:
		return correct(w, r, ret);
	case DEED_WITHDRAW:
		return registration_withdraw(w, r->number, r->version, ret);
	default:
		return decide(w, r, deed, ret);
	}
}

static bool is_makers(enum deed deed)
{
	return deed == DEED_SUBMIT || deed == DEED_CORRECT || deed == DEED_WITHDRAW;
}

err do_deed(struct work *w, struct filling *f, struct story *s, enum deed deed)
{
	struct registration_result result = { 0 };
	struct registration *r;

	if (deed == DEED_DRAFT) {
		TRY(make_draft(w, f, s, &result));
	} else {
		TRY(is_makers(deed) ? act_as_maker(w, f, s) : act_as_officer(w, f, s));
		TRY(registration_read(w, s->number, &r));
		TRY(do_with(w, r, deed, &result));
	}
	if (result.why)
		return FAULT(
			FAULT_INTERNAL, "demo: %.*s, deed %d: refusal %d %.*s",
			P(s->number), deed, result.why,
			P(result.findings.count ? result.findings.items[0].code : S("")));
	return OK;
}

/* ---- papers ---- */

err make_papers(struct work *w, const struct filling *f, const struct story *s,
		str ret_pdf[DOCUMENT_KINDS])
{
	struct form_request form;
	struct registration *r;

	TRY(act_as_maker(w, f, s));
	TRY(registration_read(w, s->number, &r));
	TRY(forms_request_of(w, r, &form));
	TRY(forms_make(w, FORM_SK, &form, &ret_pdf[DOCUMENT_SK]));
	return forms_make(w, FORM_REGISTRATION, &form, &ret_pdf[DOCUMENT_FORM]);
}

err attach_papers(struct work *w, const struct filling *f, const struct story *s,
		  const struct document_taken taken[DOCUMENT_KINDS])
{
	TRY(act_as_maker(w, f, s));
	for (int k = 0; k < DOCUMENT_KINDS; k++) {
		struct attached kept;

		TRY(registration_attach(w, s->number, (enum document_kind)k, &taken[k],
					&kept));
		if (kept.why)
			return FAULT(FAULT_INTERNAL, "demo: %.*s: refusal %d",
				     P(s->number), kept.why);
	}
	return OK;
}
