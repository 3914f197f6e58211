#include "demo/internal.h"
#include "directory/import.h"

/* As "import kppn" takes it: the offices as they are, with what makes a letterhead. */
static err fill_addresses(struct work *w, struct filling *f)
{
	struct buf b = buf_new(w->arena);
	struct import_report report;

	buf_add(&b,
		S("kode_kppn,nama,kode_kanwil,nama_kanwil,zona,alamat,telepon,email\n"));
	for (size_t i = 0; i < f->offices.count; i++) {
		const struct kppn *k = &f->offices.items[i];

		buf_fmt(&b, "%.*s,%.*s,%.*s,%.*s,%.*s,", P(k->code), P(k->name),
			P(k->kanwil), P(k->kanwil_name), P(zone_names[k->zone]));
		buf_fmt(&b,
			"Jalan Contoh Nomor %.*s,(000) 000-%.*s,cso.%.*s@kppn.example\n",
			P(k->code), P(k->code), P(k->code));
	}
	TRY(import_file(w, IMPORT_KPPN, buf_str(&b), false, &report));
	if (report.fault_count)
		panic("line %lld of the KPPN", (long long)report.faults.items[0].line);
	return OK;
}

/* How many people of which roles an office has. */
struct seat {
	role_set roles;
	int people;
};

static err fill_office(struct work *w, struct filling *f, enum unit_kind kind, str unit,
		       const struct seat *seat)
{
	struct post post = { .unit_kind = kind,
			     .unit = unit,
			     .roles = seat->roles,
			     .basis = S("PERAN-DEMO"),
			     .listed = true };

	for (int i = 0; i < seat->people; i++) {
		struct arena_mark mark = arena_mark(w->arena);
		struct demo_person p;

		TRY(fill_post(w, f, &post, &p));
		arena_rewind(w->arena, mark);
	}
	return OK;
}

static err fill_kppn(struct work *w, struct filling *f)
{
	static const struct seat seats[] = {
		{ ROLE_BIT(ROLE_CSO), 1 },
		{ ROLE_BIT(ROLE_VERIFIKATOR), 2 },
		{ ROLE_BIT(ROLE_KEPALA), 1 },
	};

	for (size_t i = 0; i < f->offices.count; i++)
		for (size_t s = 0; s < COUNT(seats); s++)
			TRY(fill_office(w, f, UNIT_KPPN, f->offices.items[i].code,
					&seats[s]));
	return OK;
}

/* Once each, though the offices are by code and a Kanwil has several. */
static err fill_kanwil(struct work *w, struct filling *f)
{
	static const struct seat seat = { ROLE_BIT(ROLE_KANWIL), 1 };
	bool done[100] = { false };

	for (size_t i = 0; i < f->offices.count; i++) {
		str code = f->offices.items[i].kanwil;
		int64_t n;

		if (!str_int(code, &n) || done[n])
			continue;
		done[n] = true;
		TRY(fill_office(w, f, UNIT_KANWIL, code, &seat));
	}
	return OK;
}

err fill_offices(struct work *w, struct filling *f, size_t from, size_t to)
{
	static const struct {
		enum unit_kind kind;
		str unit;
		struct seat seat;
	} others[] = {
		{ UNIT_PUSAT, STR("DJPB"), { ROLE_BIT(ROLE_PUSAT), 3 } },
		{ UNIT_PUSAT, STR("DJPB"), { ROLE_BIT(ROLE_AUDITOR), 2 } },
		{ UNIT_ESELON1, STR("03304"), { ROLE_BIT(ROLE_ESELON1), 1 } },
		{ UNIT_ESELON1, STR("02204"), { ROLE_BIT(ROLE_ESELON1), 1 } },
		{ UNIT_KL, STR("033"), { ROLE_BIT(ROLE_KL), 1 } },
		{ UNIT_KL, STR("022"), { ROLE_BIT(ROLE_KL), 1 } },
	};

	(void)from;
	(void)to;
	TRY(fill_addresses(w, f));
	for (size_t i = 0; i < COUNT(others); i++)
		TRY(fill_office(w, f, others[i].kind, others[i].unit, &others[i].seat));
	TRY(fill_kanwil(w, f));
	return fill_kppn(w, f);
}
