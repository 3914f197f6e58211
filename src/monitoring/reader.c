#include "monitoring/reader.h"

void reader_refuse(struct reader *r, size_t at, str why)
{
	if (r->why.n)
		return;
	r->why = why;
	r->c->wrong = at;
}

str reader_plain(const struct reader *r, size_t at)
{
	return cell_plain(r->c->cells[at]);
}

str reader_kept(const struct reader *r, str s, size_t most)
{
	while (most > 0 && most < s.n && ((unsigned char)s.p[most] & 0xc0) == 0x80)
		most--;
	return arena_str(r->c->arena, str_left(s, most));
}

void reader_rupiah(struct reader *r, size_t at, int64_t *ret)
{
	if (!cell_rupiah(r->c->cells[at], ret))
		reader_refuse(r, at, S("bukan jumlah rupiah yang bulat"));
}

void reader_day(struct reader *r, size_t at, int64_t *ret)
{
	struct date d;

	if (!cell_day(r->c->cells[at], &d) ||
	    (d.year && (d.year < YEAR_FIRST || d.year > YEAR_LAST)))
		reader_refuse(r, at, S("bukan tanggal"));
	else if (d.year)
		*ret = date_days(d);
}

void reader_code(struct reader *r, size_t at, size_t digits, str *ret)
{
	if (!cell_code(r->c->arena, r->c->cells[at], digits, ret))
		reader_refuse(
			r, at,
			arena_fmt(r->c->arena, "bukan kode dengan %zu angka", digits));
}
