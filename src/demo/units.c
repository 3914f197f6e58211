#include "demo/internal.h"
#include "directory/import.h"

enum { EVERY = 500 };

bool satker_is_listed(size_t index)
{
	return index < WHOLE || (index >= EMPTY && index % EVERY == 0);
}

err fill_codes(struct work *w, struct filling *f, size_t from, size_t to)
{
	struct buf b = buf_new(w->arena);
	struct import_report report;

	buf_add(&b, S("kode_satker,nama,kode_ba,kode_eselon1,kode_kppn,berlaku_dari\n"));
	for (size_t i = from; i < to; i++) {
		const struct demo_satker *s = &f->satker.items[i];

		buf_fmt(&b, "%.*s,%.*s,%.*s,%.*s,%.*s,%d-01-01\n", P(s->code), P(s->name),
			P(s->ba), P(s->eselon1), P(s->kppn), f->order->day.year - 6);
	}
	TRY(import_file(w, IMPORT_SATKER, buf_str(&b), false, &report));
	if (report.fault_count)
		panic("line %lld of the satker", (long long)report.faults.items[0].line);
	return OK;
}

static err fill_kpa(struct work *w, struct filling *f, str satker,
		    const struct demo_person *kpa)
{
	struct date from = { (int16_t)(f->order->day.year - 1), 1, 2 };

	return kpa_record(w, satker, kpa->name, kpa->nip, from);
}

/* Who is in a satker: each row is one person. KPA is the last. */
static const role_set whole[] = {
	ROLE_BIT(ROLE_OPERATOR), ROLE_BIT(ROLE_BENDAHARA), ROLE_BIT(ROLE_PPK),
	ROLE_BIT(ROLE_PPSPM),	 ROLE_BIT(ROLE_KPA),
};
static const role_set small[] = {
	ROLE_BIT(ROLE_OPERATOR),
	ROLE_BIT(ROLE_PPSPM),
	ROLE_BIT(ROLE_PPK) | ROLE_BIT(ROLE_KPA),
};

static err fill_team(struct work *w, struct filling *f, size_t index,
		     const role_set *team, size_t count)
{
	const struct demo_satker *s = &f->satker.items[index];
	struct post post = { .unit_kind = UNIT_SATKER,
			     .unit = s->code,
			     .basis = S("SK-DEMO"),
			     .listed = satker_is_listed(index) };
	struct demo_person p = { 0 };

	for (size_t i = 0; i < count; i++) {
		post.roles = team[i];
		TRY(fill_post(w, f, &post, &p));
	}
	return fill_kpa(w, f, s->code, &p);
}

static err fill_unit(struct work *w, struct filling *f, size_t i)
{
	const struct demo_satker *s = &f->satker.items[i];
	struct demo_person kpa;

	if (i < WHOLE)
		return fill_team(w, f, i, whole, COUNT(whole));
	if (i >= EMPTY)
		return fill_team(w, f, i, small, COUNT(small));
	kpa = demo_person(w->arena, f->people++, 0, f->order->day);
	return fill_kpa(w, f, s->code, &kpa);
}

/* The operator of the first satker works for the second and third as well. */
err fill_shared_operator(struct work *w, struct filling *f, size_t from, size_t to)
{
	const struct demo_account *first = NULL;

	(void)from;
	(void)to;
	for (size_t i = 0; i < f->accounts.count && !first; i++)
		if (f->accounts.items[i].role == ROLE_OPERATOR)
			first = &f->accounts.items[i];
	assert(first);
	for (size_t i = 1; i < 3 && i < f->satker.count; i++) {
		struct post post = { .unit_kind = UNIT_SATKER,
				     .unit = f->satker.items[i].code,
				     .roles = ROLE_BIT(ROLE_OPERATOR),
				     .basis = S("SK-DEMO"),
				     .listed = true };
		struct demo_person p = first->person;

		TRY(fill_second_post(w, f, &post, &p));
	}
	return OK;
}

err fill_satker(struct work *w, struct filling *f, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		struct arena_mark mark = arena_mark(w->arena);

		TRY(fill_unit(w, f, i));
		arena_rewind(w->arena, mark);
	}
	return OK;
}
