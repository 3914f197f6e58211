#include "identity/office_command.h"

#include "base/csv.h"
#include "identity/office.h"

enum { COLUMNS = 4 };

static const str column_names[COLUMNS] = { STR("nik"), STR("nama"), STR("email"),
					   STR("nip") };

static bool head_fits(const struct strs *head)
{
	for (size_t i = 0; i < COLUMNS; i++)
		if (head->count != COLUMNS ||
		    !str_eq(str_trim(head->items[i]), column_names[i]))
			return false;
	return true;
}

static struct office_request person_of(struct arena *a, const struct strs *row)
{
	return (struct office_request){
		.nik = nik_plain(a, row->items[0]),
		.name = str_trim(row->items[1]),
		.email = str_trim(row->items[2]),
		.nip = nik_plain(a, row->items[3]),
		.unit_kind = UNIT_PUSAT,
		.unit = S("DJPB"),
		.roles = ROLE_BIT(ROLE_PUSAT),
		.reason = S("Pemasangan awal"),
	};
}

static bool read_two(struct arena *a, str text, struct office_request two[2])
{
	struct csv csv = csv_open(text);
	struct strs row;

	if (csv_next(&csv, a, &row) != CSV_ROW || !head_fits(&row))
		return false;
	for (int i = 0; i < 2; i++) {
		if (csv_next(&csv, a, &row) != CSV_ROW || row.count != COLUMNS)
			return false;
		two[i] = person_of(a, &row);
	}
	return csv_next(&csv, a, &row) == CSV_END;
}

static const str refusal_words[OFFICE_REFUSALS] = {
	[OFFICE_DECIDED] = STR(
		"basis data sudah berisi orang; peran berikutnya diberikan lewat halaman Peran Kantor"),
	[OFFICE_NIK] = STR("NIK harus 16 angka yang sah"),
	[OFFICE_NAME] = STR("nama harus diisi"),
	[OFFICE_NAME_HIDES] = STR("nama memuat karakter yang tidak terlihat"),
	[OFFICE_EMAIL] = STR("email harus alamat yang sah"),
	[OFFICE_NIP] = STR("NIP harus 18 angka"),
	[OFFICE_SAME_PERSON] = STR("kedua orang harus berbeda"),
};

err office_start(struct work *w, str text, struct office_started *ret)
{
	struct office_request two[2];
	enum office_refusal why;

	*ret = (struct office_started){
		.refused =
			S("berkas berisi baris nik,nama,email,nip lalu tepat dua orang")
	};
	if (!read_two(w->arena, text, two))
		return OK;
	TRY(office_bootstrap(w, two, &why, ret->links));
	for (int i = 0; i < 2; i++)
		ret->names[i] = two[i].name;
	ret->refused = why ? refusal_words[why] : S("");
	if (why && ret->refused.n == 0)
		ret->refused = S("data salah satu orang tidak lengkap");
	return OK;
}
