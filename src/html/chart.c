/* Numbers as shapes of SVG. Pure; whole units of the picture. */
#include "html/chart.h"

/* Room for the labels at the left and below. */
enum { LINES = 4, MONTHS = 12 };

/* The smallest of 1, 2, 5, 10, 20 … that four lines of it reach the top of the data. */
static int64_t step_of(int64_t most)
{
	static const int64_t steps[] = { 1, 2, 5 };
	int64_t unit = 1;

	for (;;) {
		for (size_t i = 0; i < COUNT(steps); i++)
			if (steps[i] * unit * LINES >= most)
				return steps[i] * unit;
		unit *= 10;
	}
}

/* "150 M": rupiah as people read them on an axis (juta, miliar, triliun). */
str short_rupiah(struct arena *a, int64_t amount)
{
	static const struct {
		int64_t unit;
		const char *word;
	} sizes[] = { { 1000000000000, "T" }, { 1000000000, "M" }, { 1000000, "jt" } };

	for (size_t i = 0; i < COUNT(sizes); i++) {
		int64_t tenths = amount / (sizes[i].unit / 10);

		if (amount < sizes[i].unit)
			continue;
		return tenths % 10 == 0 || tenths >= 1000
			       ? arena_fmt(a, "%.*s %s", P(text_number(a, tenths / 10)),
					   sizes[i].word)
			       : arena_fmt(a, "%.*s,%lld %s",
					   P(text_number(a, tenths / 10)),
					   (long long)(tenths % 10), sizes[i].word);
	}
	return text_number(a, amount);
}

static int64_t x_of(const struct chart *c, size_t month)
{
	return c->left + (int64_t)month * (c->right - c->left) / (MONTHS - 1);
}

/* Beyond 2^63 / 300 a height cannot be multiplied first; no treasury is so rich. */
static int64_t y_of(const struct chart *c, int64_t value, int64_t top)
{
	return c->bottom - value / (top / (c->bottom - c->top) + 1);
}

static void add_marks(struct arena *a, struct chart *c, int64_t step, int every)
{
	for (int i = 0; i <= LINES; i++)
		*PUSH(a, &c->lines) =
			(struct chart_mark){ y_of(c, step * i, step * LINES),
					     i ? short_rupiah(a, step * i) : S("0") };
	for (int m = 0; m < MONTHS; m += every)
		*PUSH(a, &c->months) =
			(struct chart_mark){ x_of(c, (size_t)m), month_shorts[m + 1] };
}

void chart_draw(struct arena *a, const int64_t *sums, size_t months, bool small,
		struct chart *ret)
{
	struct buf line = buf_new(a);
	int64_t most = months ? sums[months - 1] : 0, step;

	*ret = small ? (struct chart){ .width = 360,
				       .height = 250,
				       .left = 56,
				       .right = 344,
				       .top = 14,
				       .bottom = 222 }
		     : (struct chart){ .width = 820,
				       .height = 300,
				       .left = 64,
				       .right = 804,
				       .top = 14,
				       .bottom = 272 };
	for (size_t i = 0; i < months; i++)
		most = sums[i] > most ? sums[i] : most;
	step = step_of(most > 0 ? most : 1000000);
	add_marks(a, ret, step, small ? 2 : 1);
	for (size_t i = 0; i < months; i++) {
		ret->end_x = x_of(ret, i);
		ret->end_y = y_of(ret, sums[i] > 0 ? sums[i] : 0, step * LINES);
		buf_fmt(&line, "%c%lld %lld", i ? 'L' : 'M', (long long)ret->end_x,
			(long long)ret->end_y);
	}
	ret->line = buf_str(&line);
	if (months)
		ret->area = arena_fmt(a, "%.*sL%lld %lldL%lld %lldZ", P(ret->line),
				      (long long)ret->end_x, (long long)ret->bottom,
				      (long long)ret->left, (long long)ret->bottom);
	ret->end_label = short_rupiah(a, most);
}

/* ---- columns ---- */

static struct chart_column column_of(const struct columns *c, const struct chart_pair *p,
				     int64_t x, int64_t width, int64_t top)
{
	int64_t room = c->bottom - c->top;
	struct chart_column one = { .x = x, .width = width };

	one.height = p->whole * room / top;
	one.part_height = p->part * room / top;
	one.y = c->bottom - one.height;
	one.part_y = c->bottom - one.part_height;
	return one;
}

void columns_draw(struct arena *a, const struct chart_pair *pairs, size_t count,
		  bool small, struct columns *ret)
{
	int64_t most = LINES, step, each;

	*ret = small ? (struct columns){ .width = 360,
					 .height = 220,
					 .left = 40,
					 .right = 352,
					 .top = 14,
					 .bottom = 192 }
		     : (struct columns){ .width = 820,
					 .height = 260,
					 .left = 48,
					 .right = 812,
					 .top = 14,
					 .bottom = 232 };
	for (size_t i = 0; i < count; i++)
		most = pairs[i].whole > most ? pairs[i].whole : most;
	step = step_of(most);
	each = (ret->right - ret->left) / (int64_t)count;
	for (int i = 0; i <= LINES; i++)
		*PUSH(a, &ret->lines) = (struct chart_mark){
			ret->bottom - i * (ret->bottom - ret->top) / LINES,
			text_number(a, step * i),
		};
	for (size_t i = 0; i < count; i++) {
		int64_t x = ret->left + (int64_t)i * each;

		*PUSH(a, &ret->all) = column_of(ret, &pairs[i], x + each / 6,
						each - each / 3, step * LINES);
		if (pairs[i].label.n && (!small || i % 2 == 0))
			*PUSH(a, &ret->labels) =
				(struct chart_mark){ x + each / 2, pairs[i].label };
	}
}
