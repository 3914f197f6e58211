#include "html/html.h"

str text_date(struct arena *a, struct date d)
{
	return arena_fmt(a, "%d %.*s %d", d.day, P(month_names[d.month]), d.year);
}

str text_short_date(struct arena *a, struct date d)
{
	return arena_fmt(a, "%d %.*s %d", d.day, P(month_shorts[d.month]), d.year);
}

str text_form_date(struct arena *a, struct date d)
{
	return d.year ? arena_fmt(a, "%02d/%02d/%04d", d.day, d.month, d.year) : S("");
}

str text_instant(struct arena *a, int64_t at, enum zone z)
{
	struct date d = date_at(at, z);
	int minute = (int)(second_of_day(at, z) / MINUTE);

	return arena_fmt(a, "%d %.*s %d pukul %02d.%02d %.*s", d.day,
			 P(month_names[d.month]), d.year, minute / 60, minute % 60,
			 P(zone_names[z]));
}

str text_minutes(struct arena *a, int64_t minutes)
{
	int64_t hours = minutes / 60, rest = minutes % 60;

	if (hours == 0)
		return arena_fmt(a, "%d mnt", (int)rest);
	if (rest == 0)
		return arena_fmt(a, "%lld jam", (long long)hours);
	return arena_fmt(a, "%lld jam %d mnt", (long long)hours, (int)rest);
}

str text_bytes(struct arena *a, int64_t bytes)
{
	int64_t kb = (bytes + 512) / 1024;
	int64_t tenths = (bytes * 10 + 512 * 1024) / (1024 * 1024);

	if (bytes < 1024)
		return arena_fmt(a, "%lld B", (long long)bytes);
	if (kb < 1024)
		return arena_fmt(a, "%lld KB", (long long)kb);
	if (tenths % 10 == 0)
		return arena_fmt(a, "%lld MB", (long long)tenths / 10);
	return arena_fmt(a, "%lld,%d MB", (long long)tenths / 10, (int)(tenths % 10));
}

str text_number(struct arena *a, int64_t number)
{
	char room[INT_DIGITS];
	str digits = str_of_int(room, number);
	struct buf b = buf_new(a);

	if (number < 0) {
		buf_add(&b, S("−"));
		digits = str_skip(digits, 1);
	}
	for (size_t i = 0; i < digits.n; i++) {
		if (i > 0 && (digits.n - i) % 3 == 0)
			buf_char(&b, '.');
		buf_char(&b, digits.p[i]);
	}
	return buf_str(&b);
}

str text_nik_mask(struct arena *a, str nik)
{
	str region = str_left(nik, 4);

	return arena_fmt(a, "%.*s••••••••••••", P(region));
}

/* digits in groups of the given sizes; of another length than theirs, as it is. */
static str groups(struct arena *a, str digits, const size_t *sizes, size_t count)
{
	struct buf b = buf_new(a);
	size_t total = 0;

	for (size_t i = 0; i < count; i++)
		total += sizes[i];
	if (digits.n != total)
		return digits;
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buf_char(&b, ' ');
		buf_add(&b, str_left(digits, sizes[i]));
		digits = str_skip(digits, sizes[i]);
	}
	return buf_str(&b);
}

str text_nik_groups(struct arena *a, str nik)
{
	static const size_t sizes[] = { 4, 4, 4, 4 };

	return groups(a, nik, sizes, COUNT(sizes));
}

str text_nip_groups(struct arena *a, str nip)
{
	static const size_t sizes[] = { 8, 6, 1, 3 };

	return groups(a, nip, sizes, COUNT(sizes));
}

/* The first code point, with an ASCII letter made capital. */
static str first_rune(struct arena *a, str word)
{
	size_t n = word.n > 0;

	while (n < word.n && ((unsigned char)word.p[n] & 0xC0) == 0x80)
		n++;
	return arena_upper(a, str_left(word, n));
}

str text_initials(struct arena *a, str name)
{
	struct buf b = buf_new(a);
	str rest = str_trim(name);

	for (int words = 0; words < 2 && rest.n > 0; rest = str_trim(rest), words++)
		buf_add(&b, first_rune(a, str_cut(&rest, ' ')));
	return buf_str(&b);
}
