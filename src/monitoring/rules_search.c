/* A number as people write it: with or without satker and year, with blanks or dots. */
#include "monitoring/internal.h"

static str without(struct arena *a, str s, str signs)
{
	struct buf b = buf_new(a);

	for (size_t i = 0; i < s.n; i++)
		if (str_index(signs, s.p[i]) == signs.n)
			buf_char(&b, s.p[i]);
	return buf_str(&b);
}

static bool is_sp2d(str digits)
{
	return str_digits(digits, 15);
}

struct search search_read(struct arena *a, str q)
{
	str s = str_trim(q), bare = without(a, s, S(" .'"));
	struct spm_number n;

	if (s.n == 0)
		return (struct search){ SEARCH_NOTHING, s };
	if (is_sp2d(bare))
		return (struct search){ SEARCH_SP2D, bare };
	bare = arena_upper(a, bare);
	if (!spm_number_parse(bare, &n))
		return (struct search){ SEARCH_WORDS, s };
	if (n.satker.n == 0)
		return (struct search){ SEARCH_SERIAL, n.serial };
	return (struct search){ SEARCH_NUMBER, arena_fmt(a, "%.*s/%.*s/%d", P(n.serial),
							 P(n.satker), (int)n.year) };
}
