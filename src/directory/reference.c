#include "directory/reference.h"

#include "audit/audit.h"
#include "base/csv.h"
#include "directory/internal.h"

static err add_kanwil(struct work *w, const str *cells)
{
	return kanwil_add(w, cells[0], cells[1]);
}

static err add_kppn(struct work *w, const str *cells)
{
	struct kppn k = { .code = cells[0], .name = cells[1], .kanwil = cells[2] };

	if (!zone_parse(cells[4], &k.zone))
		panic("kppn.csv: zone %.*s", P(cells[4]));
	return kppn_add(w, &k);
}

static err add_ministry(struct work *w, const str *cells)
{
	return ministry_add(w, cells[0], cells[1]);
}

static err add_eselon1(struct work *w, const str *cells)
{
	return eselon1_add(w, cells[0], cells[1], cells[2]);
}

static err add_akun(struct work *w, const str *cells)
{
	return akun_add(w, cells[2], cells[1], cells[3]);
}

static err add_day_off(struct work *w, const str *cells)
{
	struct day_off d = { .kind = day_off_kind(cells[1]), .note = cells[2] };

	if (!date_parse_iso(cells[0], &d.day) || d.kind == DAY_WORKING)
		panic("kalender.csv: %.*s", P(cells[0]));
	return day_off_add(w, &d);
}

/* In the order that references between them ask for. */
static const struct {
	str file;
	size_t columns;
	err (*add)(struct work *w, const str *cells);
} loads[] = {
	{ STR("kanwil.csv"), 4, add_kanwil }, { STR("kppn.csv"), 5, add_kppn },
	{ STR("ba.csv"), 2, add_ministry },   { STR("eselon1.csv"), 3, add_eselon1 },
	{ STR("akun.csv"), 4, add_akun },     { STR("kalender.csv"), 3, add_day_off },
};

static str text_of(str name)
{
	for (size_t i = 0; i < reference_file_count; i++)
		if (str_eq(reference_files[i].name, name))
			return reference_files[i].text;
	panic("no reference file %.*s", P(name));
}

static err add_rows(struct work *w, size_t load)
{
	struct csv csv = csv_open(text_of(loads[load].file));
	struct strs row;

	csv_next(&csv, w->arena, &row);
	for (;;) {
		struct arena_mark mark = arena_mark(w->arena);
		enum csv_step step = csv_next(&csv, w->arena, &row);

		if (step == CSV_END)
			return OK;
		if (step != CSV_ROW || row.count != loads[load].columns)
			panic("%.*s, line %lld", P(loads[load].file),
			      (long long)csv.line);
		TRY(loads[load].add(w, row.items));
		arena_rewind(w->arena, mark);
	}
}

static err load_file(struct work *w, size_t load)
{
	str name = loads[load].file, now = sha256_hex(w->arena, text_of(name)), before;
	struct audit_change change = { .field = S("sha256"), .after = now };

	TRY(reference_loaded(w, name, &before));
	if (str_eq(before, now))
		return OK;
	change.before = before;
	TRY(add_rows(w, load));
	TRY(reference_note(w, name, now));
	return audit_record(w, &(struct audit_act){
				       .event = S("directory.loaded"),
				       .subject_kind = S("directory"),
				       .subject = name,
				       .changes = &change,
				       .change_count = 1,
			       });
}

err directory_load_reference(struct work *w)
{
	for (size_t i = 0; i < COUNT(loads); i++)
		TRY(load_file(w, i));
	return OK;
}
