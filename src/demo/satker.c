#include "demo/internal.h"

/* Kinds of offices and the Eselon I that has such offices. */
static const struct {
	str name;
	str ba, eselon1;
} kinds[] = {
	{ STR("Balai Prasarana Jalan"), STR("033"), STR("04") },
	{ STR("Balai Cipta Karya"), STR("033"), STR("05") },
	{ STR("Pusat Pelatihan Vokasi"), STR("026"), STR("13") },
	{ STR("Kantor Layanan Sosial"), STR("027"), STR("04") },
	{ STR("Stasiun Klimatologi"), STR("075"), STR("01") },
	{ STR("Stasiun Meteorologi"), STR("075"), STR("01") },
	{ STR("Balai Budidaya Perikanan"), STR("032"), STR("04") },
	{ STR("Pangkalan Pengawasan Perikanan"), STR("032"), STR("05") },
	{ STR("Pengadilan Contoh Kelas II"), STR("005"), STR("03") },
	{ STR("Pengadilan Agama Contoh"), STR("005"), STR("04") },
	{ STR("Politeknik Maritim"), STR("022"), STR("12") },
	{ STR("Kantor Pelabuhan"), STR("022"), STR("04") },
	{ STR("Balai Kesehatan Masyarakat"), STR("024"), STR("03") },
	{ STR("Rumah Sakit Contoh"), STR("024"), STR("04") },
	{ STR("Balai Karantina"), STR("018"), STR("12") },
	{ STR("Balai Tanaman Pangan"), STR("018"), STR("03") },
	{ STR("Kantor Statistik"), STR("054"), STR("01") },
	{ STR("Kantor Pertanahan"), STR("056"), STR("05") },
	{ STR("Balai Konservasi Alam"), STR("029"), STR("05") },
	{ STR("Madrasah Contoh"), STR("025"), STR("04") },
	{ STR("Balai Bahasa"), STR("023"), STR("13") },
	{ STR("Kantor Imigrasi Contoh"), STR("013"), STR("06") },
};

static const str surroundings[] = {
	STR(""),       STR("Muara "),  STR("Teluk "), STR("Bukit "),   STR("Hulu "),
	STR("Hilir "), STR("Lembah "), STR("Tepi "),  STR("Pesisir "), STR("Sungai "),
};

/* The names of the first ones end with none of these. */
static const str numerals[] = { STR("I"),  STR("II"),  STR("III"),  STR("IV"), STR("V"),
				STR("VI"), STR("VII"), STR("VIII"), STR("IX"), STR("X") };

/* The first satker, as the pages of the prototype know some of them. */
static const struct {
	str name;
	size_t kind;
	str kppn;
} firsts[] = {
	{ STR("Balai Prasarana Jalan Kalimantan Timur I"), 0, STR("047") },
	{ STR("Pusat Pelatihan Vokasi Teluk Balikpapan"), 2, STR("047") },
	{ STR("Kantor Layanan Sosial Wilayah Kalimantan"), 3, STR("047") },
	{ STR("Politeknik Maritim Teluk Mahakam"), 10, STR("047") },
	{ STR("Balai Karantina Pesisir Timur"), 14, STR("047") },
	{ STR("Pengadilan Contoh Kelas II Balikpapan"), 8, STR("047") },
	{ STR("Stasiun Klimatologi Muara Kencana"), 4, STR("047") },
	{ STR("Kantor Pelabuhan Teluk Balikpapan"), 11, STR("047") },
	{ STR("Balai Kesehatan Masyarakat Semarang"), 12, STR("026") },
	{ STR("Kantor Statistik Pesisir Semarang"), 16, STR("026") },
	{ STR("Madrasah Contoh Semarang"), 19, STR("026") },
	{ STR("Balai Bahasa Bukit Semarang"), 20, STR("026") },
	{ STR("Kantor Pertanahan Contoh Jakarta"), 17, STR("018") },
	{ STR("Rumah Sakit Contoh Muara Ciliwung"), 13, STR("018") },
	{ STR("Kantor Imigrasi Contoh Jakarta"), 21, STR("018") },
	{ STR("Balai Budidaya Perikanan Teluk Ambon"), 6, STR("061") },
	{ STR("Stasiun Meteorologi Pesisir Jayapura"), 5, STR("063") },
	{ STR("Balai Tanaman Pangan Mataram"), 15, STR("038") },
	{ STR("Balai Konservasi Alam Bukit Barisan"), 18, STR("011") },
	{ STR("Pengadilan Agama Contoh Medan"), 9, STR("004") },
};

/* "KPPN Semarang II" is in Semarang; the three "KPPN Khusus" are nowhere. */
static str place_of(const struct kppn *k)
{
	str name = str_skip(k->name, 5);

	while (str_ends(name, S("I")) || str_ends(name, S("V")) || str_ends(name, S(" ")))
		name.n--;
	return name;
}

static bool has_place(const struct kppn *k)
{
	return !str_starts(k->name, S("KPPN Khusus"));
}

static struct demo_satker first(struct arena *a, size_t i)
{
	return (struct demo_satker){
		.code = arena_fmt(a, "%d", 999101 + (int)i),
		.name = firsts[i].name,
		.ba = kinds[firsts[i].kind].ba,
		.eselon1 = kinds[firsts[i].kind].eselon1,
		.kppn = firsts[i].kppn,
	};
}

/* Every kind in every surrounding of every office before the next numeral. */
static struct demo_satker further(struct arena *a, const struct kppns *offices, size_t i)
{
	const struct kppn *office = &offices->items[i % offices->count];
	size_t turn = i / offices->count + i % offices->count;
	size_t kind = turn % COUNT(kinds);
	str around = surroundings[turn / COUNT(kinds) % COUNT(surroundings)];
	str numeral =
		numerals[turn / COUNT(kinds) / COUNT(surroundings) % COUNT(numerals)];

	return (struct demo_satker){
		.code = arena_fmt(a, "%d", 900001 + (int)i),
		.name = arena_fmt(a, "%.*s %.*s%.*s %.*s", P(kinds[kind].name), P(around),
				  P(place_of(office)), P(numeral)),
		.ba = kinds[kind].ba,
		.eselon1 = kinds[kind].eselon1,
		.kppn = office->code,
	};
}

void demo_satker_list(struct arena *a, const struct kppns *offices, int count,
		      struct demo_satkers *ret)
{
	struct kppns with_place = { 0 };

	*ret = (struct demo_satkers){ 0 };
	for (size_t i = 0; i < offices->count; i++)
		if (has_place(&offices->items[i]))
			*PUSH(a, &with_place) = offices->items[i];
	for (size_t i = 0; i < (size_t)count; i++)
		*PUSH(a, ret) = i < COUNT(firsts)
					? first(a, i)
					: further(a, &with_place, i - COUNT(firsts));
}
