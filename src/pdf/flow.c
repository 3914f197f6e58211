/*
 * From blocks to pages. The blocks run twice: once to count the pages, because
 * the foot of the first page tells how many there are, and once to draw them.
 */
#include "pdf/internal.h"

#include <cairo-pdf.h>
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>

/* Fontconfig keeps its settings by offsets, which the leak checker cannot follow. */
const char *__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\n";
}

const char *__lsan_default_options(void)
{
	return "print_suppressions=0";
}
#endif

enum { A4_SHORT = 595, A4_LONG = 842, TEXT_TENTHS = 105, FOOT_TENTHS = 70 };
enum {
	NUMBER_TOP = 34,
	FOOT_ABOVE_EDGE = 36,
	FEWEST_LINES = 2,
	MARK_WIDTH = 22,
	COLON = 10
};

static const struct pdf_style foot_left = { .tenths = FOOT_TENTHS };
static const struct pdf_style foot_right = { .tenths = FOOT_TENTHS, .align = PDF_RIGHT };
static const struct pdf_style number_style = { .align = PDF_CENTER };

/* ---- text ---- */

static PangoAttrList *attributes(const struct pdf_style *style)
{
	PangoAttrList *list = pango_attr_list_new();

	/* Ligatures and added hyphens would not read back as what was written. */
	pango_attr_list_insert(list, pango_attr_font_features_new("liga=0, clig=0"));
	pango_attr_list_insert(list, pango_attr_insert_hyphens_new(FALSE));
	if (style->underline)
		pango_attr_list_insert(list,
				       pango_attr_underline_new(PANGO_UNDERLINE_SINGLE));
	return list;
}

static void set_font(PangoLayout *l, const struct pdf_style *style)
{
	PangoFontDescription *font = pango_font_description_new();
	int tenths = style->tenths ? style->tenths : TEXT_TENTHS;

	pango_font_description_set_family(font, "DejaVu Serif, DejaVu Sans");
	pango_font_description_set_absolute_size(font, tenths * PANGO_SCALE / 10.0);
	if (style->bold)
		pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
	pango_layout_set_font_description(l, font);
	pango_font_description_free(font);
}

/* The edge lets no other text in; should it, one letter is lost and not the whole. */
static str readable(struct arena *a, str text)
{
	char *valid;

	if (str_utf8(text))
		return text;
	valid = g_utf8_make_valid(text.p, (gssize)text.n);
	text = arena_str(a, str_from(valid));
	g_free(valid);
	return text;
}

PangoLayout *layout_new(struct flow *f, const struct pdf_style *style, str text,
			double width)
{
	static const PangoAlignment aligns[] = {
		[PDF_LEFT] = PANGO_ALIGN_LEFT,
		[PDF_CENTER] = PANGO_ALIGN_CENTER,
		[PDF_RIGHT] = PANGO_ALIGN_RIGHT,
		[PDF_JUSTIFY] = PANGO_ALIGN_LEFT,
	};
	PangoLayout *l = pango_layout_new(f->fonts);
	PangoAttrList *list = attributes(style);

	set_font(l, style);
	pango_layout_set_attributes(l, list);
	pango_attr_list_unref(list);
	pango_layout_set_auto_dir(l, FALSE);
	pango_layout_set_alignment(l, aligns[style->align]);
	pango_layout_set_justify(l, style->align == PDF_JUSTIFY);
	pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
	if (width > 0)
		pango_layout_set_width(l, (int)(width * PANGO_SCALE));
	pango_layout_set_indent(l, -style->hanging * PANGO_SCALE);
	text = readable(f->pdf->arena, text);
	pango_layout_set_text(l, text.n ? text.p : "", (int)text.n);
	return l;
}

double layout_height(PangoLayout *l)
{
	int height;

	pango_layout_get_size(l, NULL, &height);
	return (double)height / PANGO_SCALE;
}

static void draw_at(struct flow *f, double x, double y, PangoLayout *l)
{
	cairo_move_to(f->cr, x, y);
	pango_cairo_show_layout(f->cr, l);
}

static void text_at(struct flow *f, double y, const struct pdf_style *style, str text)
{
	PangoLayout *l = layout_new(f, style, text, flow_width(f));

	draw_at(f, MARGIN_LEFT, y, l);
	g_object_unref(l);
}

/* ---- pages ---- */

double flow_width(const struct flow *f)
{
	return f->width - MARGIN_LEFT - MARGIN_RIGHT;
}

double flow_room(const struct flow *f)
{
	return f->height - MARGIN_BOTTOM - f->y;
}

static void page_begin(struct flow *f, enum pdf_turn turn)
{
	bool wide = turn == PDF_LANDSCAPE;

	f->width = wide ? A4_LONG : A4_SHORT;
	f->height = wide ? A4_SHORT : A4_LONG;
	cairo_pdf_surface_set_size(f->surface, f->width, f->height);
	f->y = MARGIN_TOP;
	f->fresh = true;
	f->page++;
	if (f->page > 1)
		text_at(f, NUMBER_TOP, &number_style,
			arena_fmt(f->pdf->arena, "- %d -", f->page));
}

static void page_end(struct flow *f)
{
	const struct pdf *p = f->pdf;
	double y = f->height - FOOT_ABOVE_EDGE;

	if (p->foot_page.n) {
		text_at(f, y, &foot_left, p->foot);
		text_at(f, y, &foot_right,
			arena_fmt(p->arena, "%.*s %d %.*s %d", P(p->foot_page), f->page,
				  P(p->foot_of), f->pages));
	}
	cairo_show_page(f->cr);
}

void flow_next_page(struct flow *f)
{
	enum pdf_turn turn = f->width > f->height ? PDF_LANDSCAPE : PDF_PORTRAIT;

	page_end(f);
	page_begin(f, turn);
}

static void need(struct flow *f, double points)
{
	if (!f->fresh && flow_room(f) < points)
		flow_next_page(f);
}

/* ---- blocks ---- */

/* How high the lines are that must not stand alone at the end of a page. */
static double first_lines(PangoLayout *l)
{
	int lines = pango_layout_get_line_count(l);
	int kept = lines <= FEWEST_LINES + 1 ? lines : FEWEST_LINES;

	return layout_height(l) * kept / lines;
}

static void draw_line(struct flow *f, double x, PangoLayoutIter *at)
{
	PangoRectangle where;
	int top, bottom;
	double height;

	pango_layout_iter_get_line_yrange(at, &top, &bottom);
	pango_layout_iter_get_line_extents(at, NULL, &where);
	height = (double)(bottom - top) / PANGO_SCALE;
	need(f, height);
	cairo_move_to(f->cr, x + (double)where.x / PANGO_SCALE,
		      f->y + (double)(pango_layout_iter_get_baseline(at) - top) /
				      PANGO_SCALE);
	pango_cairo_show_layout_line(f->cr, pango_layout_iter_get_line_readonly(at));
	f->y += height;
	f->fresh = false;
}

static void flow_layout(struct flow *f, double x, PangoLayout *l)
{
	PangoLayoutIter *at = pango_layout_get_iter(l);

	need(f, first_lines(l));
	do
		draw_line(f, x, at);
	while (pango_layout_iter_next_line(at));
	pango_layout_iter_free(at);
}

static void flow_text(struct flow *f, const struct block *b)
{
	PangoLayout *l =
		layout_new(f, &b->style, b->text, flow_width(f) - b->style.indent);

	flow_layout(f, MARGIN_LEFT + b->style.indent, l);
	f->y += b->style.space_after;
	g_object_unref(l);
}

static void item_part(struct flow *f, double x, double width, str text)
{
	static const struct pdf_style plain = { 0 };
	PangoLayout *l = layout_new(f, &plain, text, width);

	draw_at(f, x, f->y, l);
	g_object_unref(l);
}

static void flow_item(struct flow *f, const struct pdf_item *item)
{
	double colon = MARGIN_LEFT + item->label_width;
	double mark = colon + COLON;
	double x = mark + (item->mark.n ? MARK_WIDTH : 0);
	struct pdf_style style = { .align = item->align };
	PangoLayout *l = layout_new(f, &style, item->text, f->width - MARGIN_RIGHT - x);

	need(f, first_lines(l));
	if (item->label.n) {
		item_part(f, MARGIN_LEFT, item->label_width, item->label);
		item_part(f, colon, COLON, S(":"));
	}
	item_part(f, mark, MARK_WIDTH, item->mark);
	flow_layout(f, x, l);
	f->y += item->space_after;
	g_object_unref(l);
}

static void flow_rule(struct flow *f, int tenths)
{
	double thickness = tenths / 10.0;

	need(f, thickness);
	cairo_set_line_width(f->cr, thickness);
	cairo_move_to(f->cr, MARGIN_LEFT, f->y + thickness / 2);
	cairo_rel_line_to(f->cr, flow_width(f), 0);
	cairo_stroke(f->cr);
	f->y += thickness;
	f->fresh = false;
}

/* Before anything stands on the first page, that page is turned. */
static void flow_page(struct flow *f, enum pdf_turn turn)
{
	if (f->page == 1 && f->fresh)
		f->page = 0;
	else
		page_end(f);
	page_begin(f, turn);
}

static void flow_block(struct flow *f, const struct block *b)
{
	switch (b->kind) {
	case BLOCK_TEXT:
		flow_text(f, b);
		break;
	case BLOCK_ITEM:
		flow_item(f, &b->item);
		break;
	case BLOCK_TABLE:
		flow_table(f, &b->table);
		break;
	case BLOCK_RULE:
		flow_rule(f, b->amount);
		break;
	case BLOCK_GAP:
		f->y += b->amount;
		break;
	case BLOCK_KEEP:
		need(f, b->amount);
		break;
	case BLOCK_PAGE:
		flow_page(f, (enum pdf_turn)b->amount);
		break;
	}
}

/* ---- the two runs ---- */

static cairo_status_t keep_bytes(void *closure, const unsigned char *p, unsigned int n)
{
	buf_add(closure, (str){ (const char *)p, n });
	return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t drop_bytes(void *closure, const unsigned char *p, unsigned int n)
{
	(void)closure;
	(void)p;
	(void)n;
	return CAIRO_STATUS_SUCCESS;
}

static void surface_describe(cairo_surface_t *s, const struct pdf *p)
{
	cairo_pdf_surface_restrict_to_version(s, CAIRO_PDF_VERSION_1_5);
	cairo_pdf_surface_set_metadata(
		s, CAIRO_PDF_METADATA_TITLE,
		arena_cstr(p->arena, readable(p->arena, p->title)));
	/* Without this cairo writes the clock, and the same letter is never the same
	 * file. */
	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATE_DATE, NULL);
}

/* The same lines on every machine: no hints of its screen, no locale of its own. */
static PangoContext *fonts_plain(PangoFontMap *map)
{
	PangoContext *c = pango_font_map_create_context(map);
	cairo_font_options_t *o = cairo_font_options_create();

	cairo_font_options_set_hint_style(o, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(o, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(c, o);
	pango_cairo_context_set_resolution(c, 72);
	pango_context_set_round_glyph_positions(c, FALSE);
	pango_context_set_language(c, pango_language_from_string("id"));
	cairo_font_options_destroy(o);
	return c;
}

/* *pages is what the foot says, and how many there were afterwards. */
static cairo_status_t run(const struct pdf *p, PangoContext *fonts, int *pages,
			  struct buf *out)
{
	struct flow f = { .pdf = p, .fonts = fonts, .pages = *pages };
	cairo_status_t status;

	f.surface = cairo_pdf_surface_create_for_stream(out ? keep_bytes : drop_bytes,
							out, A4_SHORT, A4_LONG);
	surface_describe(f.surface, p);
	f.cr = cairo_create(f.surface);
	page_begin(&f, PDF_PORTRAIT);
	for (size_t i = 0; i < p->blocks.count; i++)
		flow_block(&f, &p->blocks.items[i]);
	page_end(&f);
	cairo_surface_finish(f.surface);
	status = cairo_status(f.cr);
	if (!status)
		status = cairo_surface_status(f.surface);
	cairo_destroy(f.cr);
	cairo_surface_destroy(f.surface);
	*pages = f.page;
	return status;
}

err pdf_finish(struct pdf *p, str *ret)
{
	/* Our own and not the thread's: it goes when the letter is made. */
	PangoFontMap *map = pango_cairo_font_map_new();
	PangoContext *fonts = fonts_plain(map);
	struct buf out = buf_new(p->arena);
	cairo_status_t status;
	int pages = 0;

	status = run(p, fonts, &pages, NULL);
	if (!status)
		status = run(p, fonts, &pages, &out);
	g_object_unref(fonts);
	g_object_unref(map);
	if (status)
		return FAULT(FAULT_INTERNAL, "pdf: %s", cairo_status_to_string(status));
	*ret = buf_str(&out);
	return OK;
}
