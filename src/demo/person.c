#include "demo/internal.h"

static const str men[] = {
	STR("Agus"),   STR("Andi"),    STR("Arif"),   STR("Bayu"),   STR("Budi"),
	STR("Cahya"),  STR("Dedi"),    STR("Dimas"),  STR("Eko"),    STR("Fajar"),
	STR("Ferry"),  STR("Galih"),   STR("Gede"),   STR("Haris"),  STR("Hendra"),
	STR("Ilham"),  STR("Irwan"),   STR("Jefri"),  STR("Joko"),   STR("Ketut"),
	STR("Lukman"), STR("Made"),    STR("Nanang"), STR("Putu"),   STR("Rahmat"),
	STR("Rizal"),  STR("Slamet"),  STR("Surya"),  STR("Taufik"), STR("Umar"),
	STR("Wahyu"),  STR("Yohanes"), STR("Yusuf"),  STR("Zainal"),
};

static const str women[] = {
	STR("Aisyah"), STR("Ani"),   STR("Bunga"),   STR("Citra"),   STR("Dewi"),
	STR("Dian"),   STR("Endah"), STR("Erna"),    STR("Farida"),  STR("Fitri"),
	STR("Gita"),   STR("Grace"), STR("Hani"),    STR("Hesti"),   STR("Ika"),
	STR("Indah"),  STR("Kadek"), STR("Kartika"), STR("Lestari"), STR("Lina"),
	STR("Maria"),  STR("Maya"),  STR("Nadia"),   STR("Nur"),     STR("Putri"),
	STR("Ratna"),  STR("Rina"),  STR("Sari"),    STR("Siti"),    STR("Umi"),
	STR("Vina"),   STR("Wulan"), STR("Yanti"),   STR("Yuliana"), STR("Zahra"),
};

static const str families[] = {
	STR("Artawan"),	  STR("Basri"),	      STR("Batubara"),	 STR("Chaniago"),
	STR("Daeng"),	  STR("Dharma"),      STR("Firmansyah"), STR("Ginting"),
	STR("Gunawan"),	  STR("Hakim"),	      STR("Halim"),	 STR("Harahap"),
	STR("Hermawan"),  STR("Hidayat"),     STR("Hutapea"),	 STR("Koto"),
	STR("Kurniawan"), STR("Latuconsina"), STR("Lubis"),	 STR("Mahendra"),
	STR("Manoppo"),	  STR("Matondang"),   STR("Nasution"),	 STR("Nugroho"),
	STR("Nurdin"),	  STR("Pane"),	      STR("Pattiasina"), STR("Permana"),
	STR("Piliang"),	  STR("Pratama"),     STR("Purnomo"),	 STR("Rahman"),
	STR("Ramadhan"),  STR("Rangkuti"),    STR("Santoso"),	 STR("Saputra"),
	STR("Setiawan"),  STR("Simanjuntak"), STR("Siregar"),	 STR("Sitompul"),
	STR("Sudrajat"),  STR("Suryadi"),     STR("Susanto"),	 STR("Tanjung"),
	STR("Tarigan"),	  STR("Tobing"),      STR("Wardana"),	 STR("Wibowo"),
	STR("Wijaya"),
};

/*
 * Serials that do not end in 00 or 90 to 99: those endings have a meaning to the
 * simulated Dukcapil. One block of people fills the serials of one district.
 */
enum { ENDINGS = 89, BLOCK = 100 * ENDINGS, YOUNGEST = 26, AGES = 40 };

static int serial_of(int64_t index, int tail)
{
	int64_t within = index % BLOCK;
	int64_t ending = tail ? tail : within % ENDINGS + 1;

	return (int)(within / ENDINGS * 100 + ending);
}

static struct date birth_of(struct chance *c, struct date day)
{
	int64_t year = day.year - YOUNGEST - chance_below(c, AGES);

	return (struct date){ (int16_t)year, (int8_t)(1 + chance_below(c, 12)),
			      (int8_t)(1 + chance_below(c, 28)) };
}

static str nik_of(struct arena *a, struct date born, bool female, int64_t index, int tail)
{
	return arena_fmt(a, "9901%02d%02d%02d%02d%04d", (int)(index / BLOCK) + 1,
			 born.day + (female ? 40 : 0), born.month, born.year % 100,
			 serial_of(index, tail));
}

static str nip_of(struct arena *a, struct chance *c, struct date born, bool female,
		  int64_t index)
{
	int64_t year = born.year + 22 + chance_below(c, 3);

	return arena_fmt(a, "%04d%02d%02d%04d%02d%d%03d", born.year, born.month, born.day,
			 (int)year, (int)(1 + chance_below(c, 12)), female ? 2 : 1,
			 (int)(index % 999) + 1);
}

struct demo_person demo_person(struct arena *a, int64_t index, int tail, struct date day)
{
	struct chance c = chance_of(S("person"), index);
	bool female = chance_once_in(&c, 2);
	str first = female ? women[chance_below(&c, COUNT(women))]
			   : men[chance_below(&c, COUNT(men))];
	str family = families[chance_below(&c, COUNT(families))];
	struct date born = birth_of(&c, day);

	if (index >= PEOPLE_MAX)
		panic("more than %d people", PEOPLE_MAX);
	return (struct demo_person){
		.name = arena_fmt(a, "%.*s %.*s", P(first), P(family)),
		.nik = nik_of(a, born, female, index, tail),
		.nip = nip_of(a, &c, born, female, index),
		.email = arena_lower(a, arena_fmt(a, "%.*s.%.*s.%05d@pegawai.example",
						  P(first), P(family), (int)index)),
		.phone = arena_fmt(a, "080000%06d", (int)index),
	};
}
