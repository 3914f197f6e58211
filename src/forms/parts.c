#include "forms/internal.h"

enum {
	LABEL = 84,
	HALF = 236,
	SIGNING_ROOM = 52,
	SIGNING_ROOM_WIDE = 40,
	BLANK_ROWS = 5,
	BLANK_ROW = 18
};

static str upper(const struct letter *l, str s)
{
	return arena_upper(l->arena, s);
}

bool letter_blank(const struct letter *l)
{
	return !l->rq->draft.n;
}

/* Dots that are stretched to the margin leave holes between the words. */
enum pdf_align letter_align(const struct letter *l)
{
	return letter_blank(l) ? PDF_LEFT : PDF_JUSTIFY;
}

static str head_line(const struct letter *l, str label, str value)
{
	if (value.n || !letter_blank(l))
		return upper(l, value);
	return arena_fmt(l->arena, "%.*s %.*s", P(label), P(or_dots(value)));
}

void letter_head(struct letter *l)
{
	static const struct pdf_style style = { .tenths = 120,
						.bold = true,
						.align = PDF_CENTER };
	const str lines[] = {
		head_line(l, S("KEMENTERIAN/LEMBAGA"), l->rq->ministry),
		head_line(l, S("UNIT ESELON I"), l->rq->eselon1),
		head_line(l, S("SATUAN KERJA"), l->rq->satker_name),
	};

	for (size_t i = 0; i < COUNT(lines); i++)
		if (lines[i].n)
			pdf_text(l->pdf, style, lines[i]);
	pdf_gap(l->pdf, 5);
	pdf_rule(l->pdf, 20);
	pdf_gap(l->pdf, 1);
	pdf_rule(l->pdf, 6);
	pdf_gap(l->pdf, 16);
}

void letter_title(struct letter *l, str text)
{
	static const struct pdf_style line = { .bold = true, .align = PDF_CENTER };

	pdf_text(l->pdf, line, text);
}

str letter_text(const struct letter *l, enum part part)
{
	for (size_t i = 0; i < l->texts.count; i++)
		if (l->texts.items[i].part == part)
			return l->texts.items[i].text;
	return S("");
}

size_t letter_count(const struct letter *l, enum part part)
{
	size_t n = 0;

	for (size_t i = 0; i < l->texts.count; i++)
		n += l->texts.items[i].part == part;
	return n;
}

static str mark_of(const struct letter *l, enum marks marks, int n)
{
	switch (marks) {
	case MARKS_LETTERS:
		return arena_fmt(l->arena, "%c.", 'a' + (n - 1) % 26);
	case MARKS_NUMBERS:
		return arena_fmt(l->arena, "%d.", n);
	case MARKS_NONE:
		break;
	}
	return S("");
}

void letter_list(struct letter *l, str label, enum part part, enum marks marks)
{
	int n = 0;

	for (size_t i = 0; i < l->texts.count; i++) {
		if (l->texts.items[i].part != part)
			continue;
		n++;
		pdf_item(l->pdf, (struct pdf_item){ .label = n == 1 ? label : S(""),
						    .mark = mark_of(l, marks, n),
						    .text = l->texts.items[i].text,
						    .label_width = LABEL,
						    .space_after = 4,
						    .align = letter_align(l) });
	}
}

void letter_signature(struct letter *l, enum pdf_turn turn, str verb)
{
	const struct form_request *rq = l->rq;
	struct pdf_style right = { .indent = turn == PDF_LANDSCAPE ? 2 * HALF : HALF };
	struct pdf_style name = { .indent = right.indent, .bold = true };

	pdf_keep(l->pdf, SIGNATURE);
	pdf_gap(l->pdf, 12);
	pdf_text(l->pdf, right,
		 arena_fmt(l->arena, "%.*s %.*s", P(verb), P(or_dots(rq->place))));
	pdf_text(l->pdf, right,
		 arena_fmt(l->arena, "pada tanggal %.*s",
			   P(form_date(l->arena, rq->date))));
	pdf_gap(l->pdf, 6);
	pdf_text(l->pdf, right, S("KUASA PENGGUNA ANGGARAN,"));
	pdf_gap(l->pdf, turn == PDF_LANDSCAPE ? SIGNING_ROOM_WIDE : SIGNING_ROOM);
	pdf_text(l->pdf, name, or_dots(rq->signer_name));
	pdf_text(l->pdf, right,
		 arena_fmt(l->arena, "NIP %.*s", P(or_dots(rq->signer_nip))));
}

static const struct pdf_column columns[] = {
	{ .head = STR("No."), .width = 30, .align = PDF_RIGHT },
	{ .head = STR("Nama"), .width = 112 },
	{ .head = STR("NIK"), .width = 91 },
	{ .head = STR("NIP/NRP"), .width = 101 },
	{ .head = STR("Email"), .width = 142 },
	{ .head = STR("No. HP"), .width = 72 },
	{ .head = STR("Jabatan"), .width = 88 },
	{ .head = STR("Peran"), .width = 85 },
};

/* Narrower, so that the remark has room. */
static const struct pdf_column remarked[] = {
	{ .head = STR("No."), .width = 30, .align = PDF_RIGHT },
	{ .head = STR("Nama"), .width = 102 },
	{ .head = STR("NIK"), .width = 88 },
	{ .head = STR("NIP/NRP"), .width = 99 },
	{ .head = STR("Email"), .width = 122 },
	{ .head = STR("No. HP"), .width = 68 },
	{ .head = STR("Jabatan"), .width = 76 },
	{ .head = STR("Peran"), .width = 70 },
	{ .head = STR("Keterangan"), .width = 66 },
};

static void fill_row(const struct form_user *u, str *cell)
{
	cell[1] = u->name;
	cell[2] = u->nik;
	cell[3] = u->id_number.n ? u->id_number : S("-");
	cell[4] = u->email;
	cell[5] = u->phone.n ? u->phone : S("-");
	cell[6] = u->position;
	cell[7] = u->roles;
}

static void users_table(struct letter *l, const struct form_users *users,
			const struct pdf_column *of, size_t width)
{
	size_t rows = users->count ? users->count : BLANK_ROWS;
	str *cells = NEW_ARRAY(l->arena, str, rows * width);

	for (size_t i = 0; i < rows; i++) {
		str *cell = &cells[i * width];

		cell[0] = arena_fmt(l->arena, "%zu", i + 1);
		if (users->count)
			fill_row(&users->items[i], cell);
		if (users->count && width > COUNT(columns))
			cell[COUNT(columns)] = users->items[i].note;
	}
	pdf_table(l->pdf,
		  (struct pdf_table){ .columns = of,
				      .column_count = width,
				      .cells = cells,
				      .row_count = rows,
				      .tenths = 80,
				      .row_height = users->count ? 0 : BLANK_ROW });
}

void letter_users(struct letter *l)
{
	users_table(l, &l->rq->users, columns, COUNT(columns));
}

void letter_remarked(struct letter *l, const struct form_users *users)
{
	users_table(l, users, remarked, COUNT(remarked));
}

str letter_contact(const struct letter *l, str before)
{
	const struct form_office *k = &l->rq->kppn;
	struct buf b = buf_new(l->arena);

	buf_fmt(&b, "%.*s CSO %.*s", P(before), P(k->name));
	if (k->address.n)
		buf_fmt(&b, ", %.*s", P(k->address));
	if (k->phone.n)
		buf_fmt(&b, ", telepon %.*s", P(k->phone));
	if (k->email.n)
		buf_fmt(&b, ", email %.*s", P(k->email));
	buf_char(&b, '.');
	return buf_str(&b);
}

/* Of a blank letter alone: a signed one names no office that only keeps it. */
void letter_destination(struct letter *l)
{
	if (!letter_blank(l) || !l->rq->kppn.name.n)
		return;
	pdf_gap(l->pdf, 10);
	pdf_text(l->pdf, (struct pdf_style){ .tenths = 80 },
		 letter_contact(l, S("Setelah ditandatangani, sampaikan kepada")));
}
