/* Where things are in the file: relations, the workbook and its sheets. */
#include "sheet/xlsx.h"

enum { ENTRIES_MOST = 10000 };

static void relation_start(struct sheet *s, const char *name, const char **attributes)
{
	struct xlsx *x = s->xlsx;

	if (!xml_is(name, "Relationship"))
		return;
	if (x->relations.count >= ENTRIES_MOST) {
		xml_stop(s, SHEET_TOO_LARGE);
		return;
	}
	*PUSH(s->own, &x->relations) = (struct xlsx_relation){
		.id = arena_str(s->own, xml_value(attributes, "Id")),
		.type = arena_str(s->own, xml_value(attributes, "Type")),
		.target = arena_str(s->own, xml_value(attributes, "Target")),
	};
}

static const struct xml_handlers relation_handlers = { relation_start, NULL, NULL };

static void workbook_start(struct sheet *s, const char *name, const char **attributes)
{
	struct xlsx *x = s->xlsx;
	str since = xml_value(attributes, "date1904");

	if (xml_is(name, "workbookPr"))
		x->from_1904 = str_eq(since, S("1")) || str_eq(since, S("true"));
	if (!xml_is(name, "sheet"))
		return;
	if (x->sheets.count >= ENTRIES_MOST) {
		xml_stop(s, SHEET_TOO_LARGE);
		return;
	}
	*PUSH(s->own, &x->sheets) = (struct xlsx_sheet){
		.name = arena_str(s->own, xml_value(attributes, "name")),
		/* r:id: the prefix is taken off, sheetId has another name */
		.relation = arena_str(s->own, xml_value(attributes, "id")),
		.hidden = xml_value(attributes, "state").n > 0 &&
			  !str_eq(xml_value(attributes, "state"), S("visible")),
	};
	*PUSH(s->own, &s->names) = x->sheets.items[x->sheets.count - 1].name;
}

static const struct xml_handlers workbook_handlers = { workbook_start, NULL, NULL };

static const struct xlsx_relation *relation_by(const struct sheet *s, str id, str type)
{
	const struct xlsx *x = s->xlsx;

	for (size_t i = 0; i < x->relations.count; i++) {
		const struct xlsx_relation *r = &x->relations.items[i];

		if (id.n ? str_eq(r->id, id) : str_ends(r->type, type))
			return r;
	}
	return NULL;
}

static str path_of(const struct sheet *s, const struct xlsx_relation *r)
{
	if (!r)
		return S("");
	if (str_starts(r->target, S("/")))
		return str_skip(r->target, 1);
	return arena_fmt(s->own, "%.*s%.*s", P(s->xlsx->base), P(r->target));
}

str workbook_part(const struct sheet *s, str relation)
{
	return path_of(s, relation_by(s, relation, S("?")));
}

str workbook_part_of_type(const struct sheet *s, str type)
{
	return path_of(s, relation_by(s, S(""), type));
}

/* "xl/" of "xl/workbook.xml" */
static str directory_of(str part)
{
	size_t n = part.n;

	while (n > 0 && part.p[n - 1] != '/')
		n--;
	return str_left(part, n);
}

bool workbook_read(struct sheet *s)
{
	struct xlsx *x = s->xlsx;
	str workbook, name;

	if (!xml_read(s, S("_rels/.rels"), &relation_handlers))
		return sheet_refuse(s, SHEET_NOT_SHEET);
	workbook = workbook_part_of_type(s, S("/officeDocument"));
	x->base = directory_of(workbook);
	name = str_skip(workbook, x->base.n);
	x->relations.count = 0;
	if (!xml_read(s, workbook, &workbook_handlers) || x->sheets.count == 0)
		return sheet_refuse(s, SHEET_NOT_SHEET);
	if (!xml_read(s, arena_fmt(s->own, "%.*s_rels/%.*s.rels", P(x->base), P(name)),
		      &relation_handlers))
		return sheet_refuse(s, SHEET_BROKEN);
	return true;
}
