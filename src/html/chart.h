/* Pictures of numbers: a line over the months of a year, and columns side by side. */
#pragma once

#include "html/html.h"

struct chart_mark {
	int64_t at; /* in units of the picture */
	str label;
};
struct chart_marks LIST_OF(struct chart_mark);

struct chart {
	int64_t width, height, left, right, top, bottom;
	str line, area; /* SVG paths; "" without months */
	struct chart_marks lines, months;
	int64_t end_x, end_y; /* of the last month */
	str end_label;
};

/* sums[0] is January's; those below zero are drawn on the axis. */
void chart_draw(struct arena *a, const int64_t *sums, size_t months, bool small,
		struct chart *ret);

/* "142,8 M", "5 jt", "900": rupiah as they stand on an axis. */
str short_rupiah(struct arena *a, int64_t amount);

/* One column: what stands on the axis is a part of the whole. */
struct chart_pair {
	str label; /* below it; "" for none */
	int64_t whole, part;
};

struct chart_column {
	int64_t x, width;
	int64_t y, height;	     /* of the whole */
	int64_t part_y, part_height; /* of the part */
};

struct columns {
	int64_t width, height, left, right, top, bottom;
	struct chart_marks lines, labels;
	struct {
		struct chart_column *items;
		size_t count, cap;
	} all;
};

/* Counts, none below zero; count is 1 at least. */
void columns_draw(struct arena *a, const struct chart_pair *pairs, size_t count,
		  bool small, struct columns *ret);
