/* What a caller adds is only noted here; flow.c lays it out. */
#include "pdf/internal.h"

struct pdf *pdf_new(struct arena *a, str title)
{
	struct pdf *p = NEW(a, struct pdf);

	p->arena = a;
	p->title = title;
	return p;
}

void pdf_foot(struct pdf *p, str line, str page, str of)
{
	p->foot = line;
	p->foot_page = page;
	p->foot_of = of;
}

static struct block *add(struct pdf *p, enum block_kind kind)
{
	struct block *b = PUSH(p->arena, &p->blocks);

	b->kind = kind;
	return b;
}

void pdf_text(struct pdf *p, struct pdf_style style, str text)
{
	struct block *b = add(p, BLOCK_TEXT);

	b->style = style;
	b->text = text;
}

void pdf_item(struct pdf *p, struct pdf_item item)
{
	add(p, BLOCK_ITEM)->item = item;
}

void pdf_table(struct pdf *p, struct pdf_table table)
{
	add(p, BLOCK_TABLE)->table = table;
}

void pdf_rule(struct pdf *p, int thickness_tenths)
{
	add(p, BLOCK_RULE)->amount = thickness_tenths;
}

void pdf_gap(struct pdf *p, int points)
{
	add(p, BLOCK_GAP)->amount = points;
}

void pdf_keep(struct pdf *p, int points)
{
	add(p, BLOCK_KEEP)->amount = points;
}

void pdf_page_break(struct pdf *p, enum pdf_turn turn)
{
	add(p, BLOCK_PAGE)->amount = (int)turn;
}
