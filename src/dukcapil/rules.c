#include "dukcapil/internal.h"
#include "json/json.h"

static const struct nik_answer disturbed = { .outcome = NIK_GANGGUAN, .name_score = -1 };

struct nik_answer nik_answer_bare(enum nik_outcome outcome)
{
	return (struct nik_answer){ .outcome = outcome, .name_score = -1 };
}

/* Of RESPONSE_CODE; a code that nobody described is no answer. */
static const struct {
	str code;
	enum nik_outcome outcome;
} codes[] = {
	{ STR("11"), NIK_MENINGGAL },	    { STR("12"), NIK_GANDA },
	{ STR("13"), NIK_TIDAK_DITEMUKAN }, { STR("14"), NIK_NONAKTIF },
	{ STR("15"), NIK_FORMAT_SALAH },
};

static struct nik_answer read_code(const struct json *code)
{
	for (size_t i = 0; i < COUNT(codes); i++)
		if (str_eq(str_trim(json_text(code)), codes[i].code))
			return nik_answer_bare(codes[i].outcome);
	return disturbed;
}

/* The number of "(91)", -1 for "", -2 for anything else. */
static int read_score(str s)
{
	int64_t score;

	if (s.n == 0)
		return -1;
	if (s.p[0] != '(' || s.p[s.n - 1] != ')' ||
	    !str_int(str_left(str_skip(s, 1), s.n - 2), &score) || score < 0 ||
	    score > 100)
		return -2;
	return (int)score;
}

/* "Sesuai", "Tidak Sesuai (59)", …; NIK_UNKNOWN when it is neither. */
static enum nik_match read_element(const struct json *value, int64_t threshold,
				   int *ret_score)
{
	static const str same = STR("sesuai"), different = STR("tidak sesuai");
	str s = str_trim(json_text(value));
	size_t open = str_index(s, '(');
	str word = str_trim(str_left(s, open));

	*ret_score = read_score(str_skip(s, open));
	if (*ret_score == -2)
		return NIK_UNKNOWN;
	if (str_eq_nocase(word, different))
		return NIK_DIFFERENT;
	if (!str_eq_nocase(word, same))
		return NIK_UNKNOWN;
	/* "Sesuai (12)" is by a bar that is not ours. */
	return *ret_score >= 0 && *ret_score < threshold ? NIK_DIFFERENT : NIK_SAME;
}

/* Every element that was asked must be answered; the NIK itself need not be. */
static struct nik_answer read_elements(const struct json *row, int64_t threshold)
{
	struct nik_answer a = nik_answer_bare(NIK_SESUAI);
	const struct json *nik = json_get(row, S("NIK"));
	enum nik_match own = NIK_SAME;
	int score;

	a.birth_date = read_element(json_get(row, S("TGL_LHR")), threshold, &score);
	a.sex = read_element(json_get(row, S("JENIS_KLMIN")), threshold, &score);
	a.name = read_element(json_get(row, S("NAMA_LGKP")), threshold, &a.name_score);
	if (nik)
		own = read_element(nik, threshold, &score);
	if (!a.birth_date || !a.sex || !a.name || !own)
		return disturbed;
	if (a.birth_date == NIK_DIFFERENT || a.sex == NIK_DIFFERENT ||
	    a.name == NIK_DIFFERENT || own == NIK_DIFFERENT)
		a.outcome = NIK_TIDAK_SESUAI;
	return a;
}

struct nik_answer nik_answer_read(struct arena *a, str body, int64_t threshold)
{
	const struct json *content = json_get(json_read(a, body), S("content"));
	const struct json *code;

	/* More than one row would be about somebody else. */
	if (!content || content->kind != JSON_LIST || content->count != 1)
		return disturbed;
	code = json_get(&content->items[0], S("RESPONSE_CODE"));
	return code ? read_code(code) : read_elements(&content->items[0], threshold);
}

static int64_t last_two(str nik)
{
	int64_t n = 0;

	str_int(str_skip(nik, nik.n < 2 ? 0 : nik.n - 2), &n);
	return n;
}

struct nik_answer nik_answer_simulated(str nik)
{
	struct nik_answer all = { NIK_SESUAI, NIK_SAME, NIK_SAME, NIK_SAME, 100 };

	switch (last_two(nik)) {
	case 90:
		return (struct nik_answer){ NIK_TIDAK_SESUAI, NIK_DIFFERENT, NIK_SAME,
					    NIK_SAME, 41 };
	case 91:
		return nik_answer_bare(NIK_MENINGGAL);
	case 92:
		return nik_answer_bare(NIK_GANDA);
	case 93:
		return nik_answer_bare(NIK_TIDAK_DITEMUKAN);
	case 94:
		return nik_answer_bare(NIK_NONAKTIF);
	case 95:
		return nik_answer_bare(NIK_FORMAT_SALAH);
	case 98:
		return disturbed;
	default:
		return all;
	}
}

int64_t nik_simulated_at(str nik, int64_t asked_at)
{
	return last_two(nik) == 99 ? asked_at + 3 : asked_at;
}
