#include "directory/directory.h"
#include "test/test.h"

static struct day_off bridge[] = {
	{ { 2026, 5, 14 }, DAY_HOLIDAY, STR("Kenaikan Yesus Kristus") },
	{ { 2026, 5, 15 }, DAY_JOINT_LEAVE, STR("Kenaikan Yesus Kristus") },
};
static const struct calendar calendar = { .items = bridge, .count = COUNT(bridge) };

static int64_t at(int day, int hour, int minute)
{
	struct date d = { 2026, 5, (int8_t)day };

	return instant_of(d, hour * HOUR + minute * MINUTE, WIT);
}

static void check_lines(const struct term *t, const str *wants, size_t count)
{
	struct term_steps steps;
	struct strs lines;

	term_explain(test_arena(), &calendar, t, &steps);
	deadline_lines(test_arena(), &steps, t->zone, &lines);
	CHECK_INT("lines", lines.count, count);
	for (size_t i = 0; i < count; i++)
		CHECK_STR("line", lines.items[i], wants[i]);
}

TEST(a_deadline_is_explained_line_by_line)
{
	const struct term t = { at(13, 14, 30), 420, WIT, NULL, 0 };
	const str wants[] = {
		STR("Dihitung sejak Rabu, 13 Mei 2026 pukul 14.30 WIT dengan batas 1 hari "
		    "kerja (420 menit jam kerja)."),
		STR("Rabu, 13 Mei 2026, 14.30–15.00: 30 menit; terpakai 30 dari 420 "
		    "menit."),
		STR("Kamis, 14 Mei 2026: libur nasional (Kenaikan Yesus Kristus), tidak "
		    "dihitung."),
		STR("Jumat, 15 Mei 2026: cuti bersama (Kenaikan Yesus Kristus), tidak "
		    "dihitung."),
		STR("Sabtu, 16 Mei 2026 sampai Minggu, 17 Mei 2026: akhir pekan, tidak "
		    "dihitung."),
		STR("Senin, 18 Mei 2026, 08.00–14.30: 390 menit; terpakai 420 dari 420 "
		    "menit."),
		STR("Tenggat: Senin, 18 Mei 2026 pukul 14.30 WIT."),
	};

	check_lines(&t, wants, COUNT(wants));
}

TEST(waiting_is_explained)
{
	const struct pause pauses[] = { { at(11, 9, 0), at(11, 10, 0) },
					{ at(11, 11, 0), 0 } };
	const struct term t = { at(10, 20, 0), 90, WIT, pauses, COUNT(pauses) };
	const str wants[] = {
		STR("Dihitung sejak Minggu, 10 Mei 2026 pukul 20.00 WIT dengan batas 1 jam "
		    "30 mnt (90 menit jam kerja)."),
		STR("Di luar jam kerja 08.00–15.00: mulai dihitung Senin, 11 Mei 2026 "
		    "pukul 08.00 WIT."),
		STR("Minggu, 10 Mei 2026: akhir pekan, tidak dihitung."),
		STR("Senin, 11 Mei 2026, 08.00–09.00: 60 menit; terpakai 60 dari 90 "
		    "menit."),
		STR("Senin, 11 Mei 2026 pukul 09.00 WIT sampai Senin, 11 Mei 2026 pukul "
		    "10.00 WIT: menunggu satker, tidak dihitung."),
		STR("Senin, 11 Mei 2026, 10.00–10.30: 30 menit; terpakai 90 dari 90 "
		    "menit."),
		STR("Tenggat: Senin, 11 Mei 2026 pukul 10.30 WIT."),
	};

	check_lines(&t, wants, COUNT(wants));
}

TEST(a_clock_that_stands_is_explained)
{
	const struct pause pauses[] = { { at(11, 9, 0), 0 } };
	const struct term t = { at(11, 8, 0), 420, WIT, pauses, COUNT(pauses) };
	const str wants[] = {
		STR("Dihitung sejak Senin, 11 Mei 2026 pukul 08.00 WIT dengan batas 1 hari "
		    "kerja (420 menit jam kerja)."),
		STR("Senin, 11 Mei 2026, 08.00–09.00: 60 menit; terpakai 60 dari 420 "
		    "menit."),
		STR("Sejak Senin, 11 Mei 2026 pukul 09.00 WIT menunggu satker: waktu "
		    "berhenti."),
		STR("Belum ada tenggat: terpakai 60 dari 420 menit sampai satker "
		    "menjawab."),
	};

	check_lines(&t, wants, COUNT(wants));
}

TEST(a_calendar_that_is_missing_is_said)
{
	const struct calendar none = { 0 };
	const struct term t = { at(11, 8, 0), 420, WIT, NULL, 0 };
	struct term_steps steps;
	struct strs lines;

	term_explain(test_arena(), &none, &t, &steps);
	deadline_lines(test_arena(), &steps, WIT, &lines);
	CHECK_STR("the line", lines.items[2],
		  S("Kalender libur tahun 2026 belum ada: hanya akhir pekan dan libur "
		    "tetap yang tidak dihitung, sehingga tenggat masih dapat mundur."));
}
