/* What was typed beside what the officer found and what Dukcapil said. */
#include "workbench/desk.h"

static str roles_text(struct arena *a, role_set roles)
{
	return role_set_text(a, roles, role_labels);
}

static str id_number_text(struct arena *a, const struct applicant *u)
{
	if (u->id_type == ID_NIP)
		return text_nip_groups(a, u->id_number);
	return u->id_type == ID_NRP ? u->id_number : S("tidak ada");
}

static str nik_text(struct arena *a, str nik)
{
	return str_digits(nik, 16) ? text_nik_groups(a, nik) : nik;
}

static str user_text(struct arena *a, const struct applicant *u, enum field f)
{
	switch (f) {
	case FIELD_NIK:
		return nik_text(a, u->nik);
	case FIELD_NAME:
		return u->name;
	case FIELD_ID_NUMBER:
		return id_number_text(a, u);
	case FIELD_POSITION:
		return u->position;
	case FIELD_EMAIL:
		return u->email;
	case FIELD_PHONE:
		return u->phone;
	default:
		return roles_text(a, u->roles);
	}
}

static str request_text(struct arena *a, const struct registration *r, enum field f)
{
	switch (f) {
	case FIELD_BASIS_NUMBER:
		return r->basis.number;
	case FIELD_BASIS_DATE:
		return text_date(a, r->basis.date);
	case FIELD_SIGNER_NAME:
		return r->basis.signer_name;
	case FIELD_SIGNER_NIP:
		return text_nip_groups(a, r->basis.signer_nip);
	case FIELD_SK:
		return S("terbaca, lengkap, ditandatangani KPA");
	default:
		return S("terisi sesuai data");
	}
}

static bool is_digits(enum field f)
{
	return f == FIELD_NIK || f == FIELD_ID_NUMBER || f == FIELD_PHONE ||
	       f == FIELD_SIGNER_NIP;
}

str mark_input(struct arena *a, int user, enum field f)
{
	return arena_fmt(a, "cocok-%d-%.*s", user, P(field_words[f]));
}

static void set_mark(struct arena *a, const struct marks *marks, int user, enum field f,
		     struct compared *c)
{
	const struct mark *m = mark_of(marks, user, f);

	c->input = mark_input(a, user, f);
	c->marked = m != NULL;
	c->matches = m && m->matches;
}

/* ---- results of Dukcapil ---- */

static str waiting_text(const struct nik_check *c)
{
	if (c && c->source == NIK_MANUAL && !c->tries)
		return S("Belum diperiksa petugas");
	if (!c || c->state == NIK_CLOSED || !c->tries)
		return S("Menunggu jawaban Dukcapil");
	return S("Layanan terganggu, menunggu");
}

static void set_nik_result(struct work *w, const struct nik_check *c,
			   struct compared *row)
{
	row->tone = nik_tone(c);
	row->result =
		c && c->state == NIK_ANSWERED ? nik_labels[c->outcome] : waiting_text(c);
	if (c && c->state == NIK_WAITING && c->next_try_at > w->now)
		row->detail = S("diulang otomatis tiap 5 menit");
}

static void set_match(const struct nik_check *c, enum nik_match m, struct compared *row)
{
	row->tone = match_tone(c, m);
	row->result = row->tone == TONE_OK    ? S("Sesuai")
		      : row->tone == TONE_BAD ? S("Tidak sesuai")
					      : S("belum dijawab");
	if (c && m == NIK_UNKNOWN && c->state == NIK_ANSWERED)
		row->result = S("tidak diperiksa");
}

static void set_name_result(struct arena *a, const struct nik_check *c,
			    struct compared *row)
{
	set_match(c, c ? c->name : NIK_UNKNOWN, row);
	if (row->tone == TONE_BAD && c->name_score >= 0)
		row->detail = arena_fmt(a, "kemiripan %d%%, ambang %d%%", c->name_score,
					c->threshold);
}

static void set_result(struct work *w, const struct nik_check *c, enum field f,
		       struct compared *row)
{
	if (f == FIELD_NIK)
		set_nik_result(w, c, row);
	else if (f == FIELD_NAME)
		set_name_result(w->arena, c, row);
	else
		row->result = S("tidak diperiksa");
}

/* What the NIK itself says: it was not typed, so there is nothing to tick. */
static void add_facts(struct work *w, const struct desk *d, const struct nik_check *c,
		      struct compareds *rows)
{
	struct nik_facts facts;
	struct compared *row;

	if (nik_read(d->user->nik, date_at(w->now, d->r->zone), &facts) != NIK_FINE)
		return;
	row = PUSH(w->arena, rows);
	row->label = S("Tanggal lahir");
	row->value = text_date(w->arena, facts.born);
	set_match(c, c ? c->birth_date : NIK_UNKNOWN, row);
	row = PUSH(w->arena, rows);
	row->label = S("Jenis kelamin");
	row->value = facts.female ? S("Perempuan") : S("Laki-laki");
	set_match(c, c ? c->sex : NIK_UNKNOWN, row);
}

void compare_user(struct work *w, const struct desk *d, struct compareds *ret)
{
	const struct nik_check *c = check_of(&d->checks, d->user, d->r->round);

	for (size_t i = 0; i < user_field_count; i++) {
		enum field f = user_fields[i];
		struct compared *row = PUSH(w->arena, ret);

		row->label = field_labels[f];
		row->value = user_text(w->arena, d->user, f);
		row->digits = is_digits(f);
		set_result(w, c, f, row);
		if (comparable(d->user, f))
			set_mark(w->arena, &d->marks, d->user->n, f, row);
		if (f == FIELD_NAME)
			add_facts(w, d, c, ret);
	}
}

void compare_request(struct work *w, const struct desk *d, struct compareds *ret)
{
	for (size_t i = 0; i < request_field_count; i++) {
		enum field f = request_fields[i];
		struct compared *row = PUSH(w->arena, ret);

		row->label = field_labels[f];
		row->value = request_text(w->arena, d->r, f);
		row->digits = is_digits(f);
		set_mark(w->arena, &d->marks, 0, f, row);
	}
}

/* ---- when and how Dukcapil was asked ---- */

/* Nobody is asked in mode manual: the check waits for an officer. */
static str unanswered_text(struct arena *a, const struct nik_check *c, enum zone z)
{
	if (c->source != NIK_MANUAL)
		return arena_fmt(a, "Ditanyakan %.*s, belum ada jawaban.",
				 P(text_instant(a, c->asked_at, z)));
	return c->tries ? S("Layanan Dukcapil terganggu saat diperiksa petugas. Catat "
			    "hasilnya setelah pulih.")
			: S("Periksa NIK di layanan Dukcapil, lalu catat hasilnya di "
			    "sini.");
}

err checked_text(struct work *w, const struct desk *d, str *ret)
{
	const struct nik_check *c = check_of(&d->checks, d->user, d->r->round);
	struct person *officer = NULL;

	*ret = S("Dukcapil belum diperiksa untuk putaran ini.");
	if (!c)
		return OK;
	if (c->state != NIK_ANSWERED) {
		*ret = unanswered_text(w->arena, c, d->zone);
		return OK;
	}
	if (c->source == NIK_MANUAL)
		TRY(person_find(w, c->officer, &officer));
	*ret = arena_fmt(w->arena, "Dukcapil diperiksa %.*s · %.*s%s%.*s",
			 P(text_instant(w->arena, c->answered_at, d->zone)),
			 P(nik_source_labels[c->source]), officer ? " " : "",
			 P(officer ? officer->name : S("")));
	return OK;
}
