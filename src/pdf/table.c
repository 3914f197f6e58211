/* Tables: a row is measured first, so that it can move to the next page as a whole. */
#include "pdf/internal.h"

enum { CELL_PADDING = 3, CELL_TENTHS = 85, LINE_TENTHS = 5 };

struct row {
	const str *texts;
	bool head;
	double height;
	PangoLayout **cells;
};

static double column_width(const struct flow *f, const struct pdf_table *t, size_t column)
{
	int parts = 0;

	for (size_t i = 0; i < t->column_count; i++)
		parts += t->columns[i].width;
	return flow_width(f) * t->columns[column].width / parts;
}

static void row_measure(struct flow *f, const struct pdf_table *t, struct row *r)
{
	r->cells = NEW_ARRAY(f->pdf->arena, PangoLayout *, t->column_count);
	r->height = t->row_height;
	for (size_t i = 0; i < t->column_count; i++) {
		struct pdf_style style = {
			.tenths = t->tenths ? t->tenths : CELL_TENTHS,
			.bold = r->head,
			.align = r->head ? PDF_CENTER : t->columns[i].align,
		};
		double width = column_width(f, t, i) - 2 * CELL_PADDING;
		double height;

		r->cells[i] = layout_new(f, &style, r->texts[i], width);
		height = layout_height(r->cells[i]) + 2 * CELL_PADDING;
		if (height > r->height)
			r->height = height;
	}
}

static void cell_draw(struct flow *f, double x, double width, const struct row *r,
		      PangoLayout *cell)
{
	double top = CELL_PADDING;

	if (r->head)
		top = (r->height - layout_height(cell)) / 2;
	cairo_rectangle(f->cr, x, f->y, width, r->height);
	cairo_stroke(f->cr);
	cairo_move_to(f->cr, x + CELL_PADDING, f->y + top);
	pango_cairo_show_layout(f->cr, cell);
}

static void row_draw(struct flow *f, const struct pdf_table *t, const struct row *r)
{
	double x = MARGIN_LEFT;

	cairo_set_line_width(f->cr, LINE_TENTHS / 10.0);
	for (size_t i = 0; i < t->column_count; i++) {
		double width = column_width(f, t, i);

		cell_draw(f, x, width, r, r->cells[i]);
		x += width;
	}
	f->y += r->height;
	f->fresh = false;
}

static void row_drop(const struct pdf_table *t, struct row *r)
{
	for (size_t i = 0; i < t->column_count; i++)
		g_object_unref(r->cells[i]);
}

void flow_table(struct flow *f, const struct pdf_table *t)
{
	str *heads = NEW_ARRAY(f->pdf->arena, str, t->column_count);
	struct row head = { .texts = heads, .head = true };

	for (size_t i = 0; i < t->column_count; i++)
		heads[i] = t->columns[i].head;
	row_measure(f, t, &head);
	for (size_t i = 0; i < t->row_count; i++) {
		struct row r = { .texts = &t->cells[i * t->column_count] };
		double top = i == 0 ? head.height : 0;

		row_measure(f, t, &r);
		if (!f->fresh && flow_room(f) < top + r.height) {
			flow_next_page(f);
			top = head.height;
		}
		if (top > 0)
			row_draw(f, t, &head);
		row_draw(f, t, &r);
		row_drop(t, &r);
	}
	row_drop(t, &head);
}
