#include "dukcapil/internal.h"
#include "test/test.h"

#define ROW(row) "{\"content\":[" row "],\"totalElements\":1,\"sort\":null}"
#define CODE(code) ROW("{\"RESPON\":\"Data\",\"RESPONSE_CODE\":" code "}")
#define FLAGS(name, date, sex)                                                           \
	ROW("{\"NIK\":\"Sesuai\",\"NAMA_LGKP\":\"" name "\",\"TGL_LHR\":\"" date         \
	    "\",\"JENIS_KLMIN\":\"" sex "\"}")

static const struct {
	const char *rule;
	const char *body;
	enum nik_outcome outcome;
	enum nik_match name, birth_date, sex;
	int score;
} answers[] = {
	{ "all the same", FLAGS("Sesuai (100)", "Sesuai", "Sesuai"), NIK_SESUAI, 1, 1, 1,
	  100 },
	{ "a score at the bar", FLAGS("Sesuai (95)", "Sesuai", "Sesuai"), NIK_SESUAI, 1,
	  1, 1, 95 },
	{ "a score under it", FLAGS("Sesuai (94)", "Sesuai", "Sesuai"), NIK_TIDAK_SESUAI,
	  2, 1, 1, 94 },
	{ "no score", FLAGS("Sesuai", "Sesuai", "Sesuai"), NIK_SESUAI, 1, 1, 1, -1 },
	{ "small letters", FLAGS("sesuai(100)", " SESUAI ", "sesuai"), NIK_SESUAI, 1, 1,
	  1, 100 },
	{ "the name differs", FLAGS("Tidak Sesuai (59)", "Sesuai", "Sesuai"),
	  NIK_TIDAK_SESUAI, 2, 1, 1, 59 },
	{ "it differs at 100", FLAGS("Tidak Sesuai (100)", "Sesuai", "Sesuai"),
	  NIK_TIDAK_SESUAI, 2, 1, 1, 100 },
	{ "the date differs", FLAGS("Sesuai (100)", "Tidak Sesuai", "Sesuai"),
	  NIK_TIDAK_SESUAI, 1, 2, 1, 100 },
	{ "the sex differs", FLAGS("Sesuai (100)", "Sesuai", "Tidak Sesuai"),
	  NIK_TIDAK_SESUAI, 1, 1, 2, 100 },
	{ "the NIK differs",
	  ROW("{\"NIK\":\"Tidak Sesuai\",\"NAMA_LGKP\":\"Sesuai\",\"TGL_LHR\":\"Sesuai\",\"JENIS_KLMIN\":\"Sesuai\"}"),
	  NIK_TIDAK_SESUAI, 1, 1, 1, -1 },
	{ "the NIK is not repeated",
	  ROW("{\"NAMA_LGKP\":\"Sesuai\",\"TGL_LHR\":\"Sesuai\",\"JENIS_KLMIN\":\"Sesuai\"}"),
	  NIK_SESUAI, 1, 1, 1, -1 },
	{ "11", CODE("\"11\""), NIK_MENINGGAL, 0, 0, 0, -1 },
	{ "12", CODE("\"12\""), NIK_GANDA, 0, 0, 0, -1 },
	{ "13", CODE("\"13\""), NIK_TIDAK_DITEMUKAN, 0, 0, 0, -1 },
	{ "14", CODE("\"14\""), NIK_NONAKTIF, 0, 0, 0, -1 },
	{ "15", CODE("\"15\""), NIK_FORMAT_SALAH, 0, 0, 0, -1 },
	{ "RESPONSE instead of RESPON",
	  ROW("{\"RESPONSE\":\"x\",\"RESPONSE_CODE\":\"13\"}"), NIK_TIDAK_DITEMUKAN, 0, 0,
	  0, -1 },
	{ "08 is not described", CODE("\"08\""), NIK_GANGGUAN, 0, 0, 0, -1 },
	{ "an unknown code", CODE("\"77\""), NIK_GANGGUAN, 0, 0, 0, -1 },
	{ "a code that is none", CODE("[11]"), NIK_GANGGUAN, 0, 0, 0, -1 },
	{ "code and green flags",
	  ROW("{\"RESPONSE_CODE\":\"00\",\"NAMA_LGKP\":\"Sesuai\",\"TGL_LHR\":\"Sesuai\",\"JENIS_KLMIN\":\"Sesuai\"}"),
	  NIK_GANGGUAN, 0, 0, 0, -1 },
	{ "an element is missing",
	  ROW("{\"NAMA_LGKP\":\"Sesuai\",\"TGL_LHR\":\"Sesuai\"}"), NIK_GANGGUAN, 0, 0, 0,
	  -1 },
	{ "an element is a number",
	  ROW("{\"NAMA_LGKP\":1,\"TGL_LHR\":\"Sesuai\",\"JENIS_KLMIN\":\"Sesuai\"}"),
	  NIK_GANGGUAN, 0, 0, 0, -1 },
	{ "a word of its own", FLAGS("Hampir Sesuai", "Sesuai", "Sesuai"), NIK_GANGGUAN,
	  0, 0, 0, -1 },
	{ "a score above 100", FLAGS("Sesuai (900)", "Sesuai", "Sesuai"), NIK_GANGGUAN, 0,
	  0, 0, -1 },
	{ "a score below 0", FLAGS("Sesuai (-1)", "Sesuai", "Sesuai"), NIK_GANGGUAN, 0, 0,
	  0, -1 },
	{ "half a score", FLAGS("Sesuai (", "Sesuai", "Sesuai"), NIK_GANGGUAN, 0, 0, 0,
	  -1 },
	{ "an empty element", FLAGS("", "Sesuai", "Sesuai"), NIK_GANGGUAN, 0, 0, 0, -1 },
	{ "the NIK is nonsense",
	  ROW("{\"NIK\":\"?\",\"NAMA_LGKP\":\"Sesuai\",\"TGL_LHR\":\"Sesuai\",\"JENIS_KLMIN\":\"Sesuai\"}"),
	  NIK_GANGGUAN, 0, 0, 0, -1 },
	{ "no row", ROW(""), NIK_GANGGUAN, 0, 0, 0, -1 },
	{ "two rows", ROW("{\"RESPONSE_CODE\":\"13\"},{\"RESPONSE_CODE\":\"13\"}"),
	  NIK_GANGGUAN, 0, 0, 0, -1 },
	{ "a row that is none", ROW("\"Sesuai\""), NIK_GANGGUAN, 0, 0, 0, -1 },
	{ "no list", "{\"content\":{\"RESPONSE_CODE\":\"13\"}}", NIK_GANGGUAN, 0, 0, 0,
	  -1 },
	{ "no content", "{}", NIK_GANGGUAN, 0, 0, 0, -1 },
	{ "nothing", "", NIK_GANGGUAN, 0, 0, 0, -1 },
	{ "a page", "<html>Sesuai</html>", NIK_GANGGUAN, 0, 0, 0, -1 },
};

TEST(what_an_answer_means)
{
	for (size_t i = 0; i < COUNT(answers); i++) {
		struct nik_answer a =
			nik_answer_read(test_arena(), str_from(answers[i].body), 95);

		CHECK_INT(answers[i].rule, a.outcome, answers[i].outcome);
		CHECK_INT(answers[i].rule, a.name, answers[i].name);
		CHECK_INT(answers[i].rule, a.birth_date, answers[i].birth_date);
		CHECK_INT(answers[i].rule, a.sex, answers[i].sex);
		CHECK_INT(answers[i].rule, a.name_score, answers[i].score);
	}
}

static const struct {
	const char *nik;
	enum nik_outcome outcome;
	int64_t after;
} simulated[] = {
	{ "9901014107900001", NIK_SESUAI, 0 },
	{ "9901014107900089", NIK_SESUAI, 0 },
	{ "9901014107900090", NIK_TIDAK_SESUAI, 0 },
	{ "9901014107900091", NIK_MENINGGAL, 0 },
	{ "9901014107900092", NIK_GANDA, 0 },
	{ "9901014107900093", NIK_TIDAK_DITEMUKAN, 0 },
	{ "9901014107900094", NIK_NONAKTIF, 0 },
	{ "9901014107900095", NIK_FORMAT_SALAH, 0 },
	{ "9901014107900096", NIK_SESUAI, 0 },
	{ "9901014107900098", NIK_GANGGUAN, 0 },
	{ "9901014107900099", NIK_SESUAI, 3 },
};

TEST(the_last_two_digits_choose_the_simulated_answer)
{
	for (size_t i = 0; i < COUNT(simulated); i++) {
		str nik = str_from(simulated[i].nik);

		CHECK_INT(simulated[i].nik, nik_answer_simulated(nik).outcome,
			  simulated[i].outcome);
		CHECK_INT(simulated[i].nik, nik_simulated_at(nik, TEST_NOW) - TEST_NOW,
			  simulated[i].after);
	}
}
