/* The parent's side: asks a child, and believes nothing that it says. */
#include "mail/arriving.h"

#include <string.h>

#include "cage/cage.h"
#include "mail/internal.h"
#include "mail/pieces.h"

enum { DEADLINE_MS = 20000 };

/* What may stand in one line, or in many, and the rest as spaces. */
static str cleaned(struct arena *a, str s, bool many_lines)
{
	struct buf b = buf_new(a);

	while (s.n) {
		size_t n = 1;

		while (n < s.n && ((unsigned char)s.p[n] & 0xc0) == 0x80)
			n++;
		if (str_one_line(str_left(s, n)) ||
		    (many_lines && (s.p[0] == '\n' || s.p[0] == '\t')))
			buf_add(&b, str_left(s, n));
		else if (s.p[0] != '\r')
			buf_char(&b, ' ');
		s = str_skip(s, n);
	}
	return str_trim(buf_str(&b));
}

static void add(struct arena *a, struct strs *list, str s)
{
	if (s.n && list->count < 2 * PIECE_LIST)
		*PUSH(a, list) = s;
}

static void add_id(struct arena *a, struct strs *list, str id)
{
	if (message_id_valid(id))
		add(a, list, id);
}

static bool take_file(struct arena *a, struct arrived *m, str name, str bytes)
{
	if (m->files.count == ARRIVED_FILES || bytes.n > ARRIVED_FILE_BYTES)
		return false;
	*PUSH(a, &m->files) = (struct arrived_file){ name, bytes };
	return true;
}

static bool take_line(struct arena *a, struct arrived *m, enum piece_kind k, str s)
{
	if (s.n > PIECE_LINE_BYTES)
		return false;
	s = cleaned(a, s, false);
	switch (k) {
	case PIECE_FROM:
		m->from = s;
		return true;
	case PIECE_FROM_NAME:
		m->from_name = s;
		return true;
	case PIECE_OTHER:
		add(a, &m->others, s);
		return true;
	case PIECE_SUBJECT:
		m->subject = s;
		return true;
	case PIECE_ID:
		m->message_id = message_id_valid(s) ? s : S("");
		return true;
	case PIECE_REFERENCE:
		add_id(a, &m->references, s);
		return true;
	case PIECE_AUTOMATIC:
		m->automatic = true;
		return true;
	case PIECE_BOUNCE:
		m->bounce = true;
		return true;
	case PIECE_BOUNCED:
		add_id(a, &m->bounced, s);
		return true;
	case PIECE_LEFT_OUT:
		add(a, &m->left_out, s);
		return true;
	default:
		return false;
	}
}

/* False when the child says what it may not. */
static bool take(struct arena *a, struct arrived *m, enum piece_kind k, str s,
		 str *file_name)
{
	switch (k) {
	case PIECE_TEXT:
		m->text = cleaned(a, str_left(s, PIECE_TEXT_BYTES), true);
		return true;
	case PIECE_FILE_NAME:
		*file_name = cleaned(a, str_left(s, PIECE_LINE_BYTES), false);
		return true;
	case PIECE_FILE:
		return take_file(a, m, *file_name, s);
	default:
		return take_line(a, m, k, s);
	}
}

/* True when the last piece is the end. */
static bool take_all(struct arena *a, str all, struct arrived *m)
{
	str file_name = S("");
	struct piece_head h;

	while (all.n >= sizeof(h)) {
		memcpy(&h, all.p, sizeof(h));
		all = str_skip(all, sizeof(h));
		if (h.length > all.n)
			return false;
		if (h.kind == PIECE_END)
			return all.n == 0;
		if (!take(a, m, (enum piece_kind)h.kind, str_left(all, h.length),
			  &file_name))
			return false;
		all = str_skip(all, h.length);
	}
	return false;
}

err mail_read(struct arena *a, int fd, struct arrived *ret)
{
	static const char *const argv[] = { "myintress", "read-mail", NULL };
	struct cage_call call = { argv, fd, ARRIVED_BYTES, DEADLINE_MS };
	str all;

	TRY(cage_ask(a, &call, &all));
	*ret = (struct arrived){ 0 };
	if (take_all(a, all, ret) && mail_address_valid(ret->from))
		ret->readable = true;
	return OK;
}
