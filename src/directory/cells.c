/* What may stand in one cell of an imported file. */
#include "directory/importing.h"

enum { TEXT_MAX = 300 };

static const str fine = STR("");

str refuse_code2(const struct known *k, str value)
{
	(void)k;
	return str_digits(value, 2) ? fine : S("harus 2 angka, termasuk nol di depan");
}

str refuse_code3(const struct known *k, str value)
{
	(void)k;
	return str_digits(value, 3) ? fine : S("harus 3 angka, termasuk nol di depan");
}

str refuse_code6(const struct known *k, str value)
{
	(void)k;
	return str_digits(value, 6) ? fine : S("harus 6 angka, termasuk nol di depan");
}

str refuse_text(const struct known *k, str value)
{
	(void)k;
	if (!str_one_line(value))
		return S("bukan satu baris teks UTF-8");
	if (str_hides(value))
		return S("memuat karakter yang tidak terlihat");
	return value.n <= TEXT_MAX ? fine : S("lebih dari 300 bita");
}

str refuse_date(const struct known *k, str value)
{
	struct date d;

	(void)k;
	return date_parse(value, &d) ? fine
				     : S("bukan tanggal; tulis seperti 2026-11-23");
}

str refuse_zone(const struct known *k, str value)
{
	enum zone z;

	(void)k;
	return zone_parse(value, &z) ? fine : S("harus WIB, WITA, atau WIT");
}

str refuse_email(const struct known *k, str value)
{
	size_t at = str_index(value, '@');
	bool shaped = at > 0 && at + 1 < value.n && str_index(value, ' ') == value.n &&
		      str_index(str_skip(value, at + 1), '@') == value.n - at - 1;

	return shaped ? refuse_text(k, value) : S("bukan alamat email");
}

str refuse_day_off_kind(const struct known *k, str value)
{
	(void)k;
	return day_off_kind(value) == DAY_WORKING ? S("harus libur atau cuti_bersama")
						  : fine;
}

str refuse_tier(const struct known *k, str value)
{
	(void)k;
	for (size_t i = 0; i < TIERS; i++)
		if (str_eq(value, tier_words[i]))
			return fine;
	return S("harus kppn, kanwil, atau pusat");
}

/* At most a working year. */
str refuse_minutes(const struct known *k, str value)
{
	int64_t n;

	(void)k;
	return str_int(value, &n) && n > 0 && n <= 260 * OFFICE_DAY_MINUTES
		       ? fine
		       : S("harus menit jam kerja, 1 sampai 109200");
}

static bool among(const struct strs *codes, str code)
{
	size_t low = 0, high = codes->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_cmp(codes->items[middle], code);

		if (order == 0)
			return true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

str refuse_kppn(const struct known *k, str value)
{
	str shape = refuse_code3(k, value);

	if (shape.n)
		return shape;
	return among(&k->kppn, value) ? fine : S("KPPN tidak dikenal");
}

str refuse_ministry(const struct known *k, str value)
{
	str shape = refuse_code3(k, value);

	if (shape.n)
		return shape;
	return among(&k->ministry, value) ? fine : S("bagian anggaran tidak dikenal");
}
