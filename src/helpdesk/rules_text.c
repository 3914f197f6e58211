#include "helpdesk/internal.h"

enum { KEY_PREFIX = 4 };

/*
 * Marks that make text read in another order than it is written (U+202A to
 * U+202E, U+2066 to U+2069): a subject could pass for another one.
 */
static bool overrides_direction(str s)
{
	unsigned char last;

	if (s.n < 3 || s.p[0] != '\xe2')
		return false;
	last = (unsigned char)s.p[2];
	return (s.p[1] == '\x80' && last >= 0xaa && last <= 0xae) ||
	       (s.p[1] == '\x81' && last >= 0xa6 && last <= 0xa9);
}

static str without_overrides(struct arena *a, str s)
{
	struct buf b = buf_new(a);

	while (s.n) {
		if (overrides_direction(s)) {
			s = str_skip(s, 3);
			continue;
		}
		buf_char(&b, s.p[0]);
		s = str_skip(s, 1);
	}
	return buf_str(&b);
}

str subject_tidy(struct arena *a, str typed)
{
	return str_trim(without_overrides(a, typed));
}

str body_tidy(struct arena *a, str typed)
{
	struct buf b = buf_new(a);
	str s = str_trim(without_overrides(a, typed));

	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '\r')
			buf_char(&b, s.p[i]);
		else if (i + 1 == s.n || s.p[i + 1] != '\n')
			buf_char(&b, '\n');
	return buf_str(&b);
}

/* Lines of valid UTF-8 without control characters but the tabulator. */
static bool is_text(str s)
{
	while (s.n) {
		str line = str_cut(&s, '\n');

		while (line.n)
			if (!str_one_line(str_cut(&line, '\t')))
				return false;
	}
	return true;
}

struct input {
	str field; /* its name in forms and the API */
	str what;  /* and for people */
	size_t max;
};

static void check_length(struct arena *a, const struct input *in, str s,
			 struct ticket_faults *ret)
{
	if (!s.n)
		fault_add(a, ret, FAULT_EMPTY, in->field, in->what);
	else if (str_runes(s) > in->max)
		fault_add(a, ret, FAULT_TOO_LONG, in->field,
			  arena_fmt(a, "%.*s paling banyak %zu karakter", P(in->what),
				    in->max));
}

void check_subject(struct arena *a, str subject, struct ticket_faults *ret)
{
	static const struct input in = { STR("subject"), STR("judul"), SUBJECT_MAX };

	if (!str_one_line(subject))
		fault_add(a, ret, FAULT_NOT_TEXT, in.field, in.what);
	else
		check_length(a, &in, subject, ret);
}

void check_body(struct arena *a, str body, struct ticket_faults *ret)
{
	static const struct input in = { STR("body"), STR("isi pesan"), BODY_MAX };

	if (!is_text(body))
		fault_add(a, ret, FAULT_NOT_TEXT, in.field, in.what);
	else
		check_length(a, &in, body, ret);
}

void check_title(struct arena *a, str title, size_t max, struct ticket_faults *ret)
{
	const struct input in = { S("title"), S("judul"), max };

	if (!str_one_line(title))
		fault_add(a, ret, FAULT_NOT_TEXT, in.field, in.what);
	else
		check_length(a, &in, title, ret);
}

void check_filled(struct arena *a, str body, struct ticket_faults *ret)
{
	struct strs left = variables_in(a, body);

	for (size_t i = 0; i < left.count; i++)
		fault_add(a, ret, FAULT_UNFILLED, S("body"), left.items[i]);
}

void check_comment(struct arena *a, str comment, struct ticket_faults *ret)
{
	static const struct input in = { STR("comment"), STR("komentar"), COMMENT_MAX };

	if (!is_text(comment))
		fault_add(a, ret, FAULT_NOT_TEXT, in.field, in.what);
	else if (comment.n)
		check_length(a, &in, comment, ret);
}

/* ---- the form of the category ---- */

static str answer_to(const struct answers *typed, str code)
{
	for (size_t i = 0; i < typed->count; i++)
		if (str_eq(typed->items[i].code, code))
			return str_trim(typed->items[i].value);
	return S("");
}

static bool has_choice(const struct strs *choices, str value)
{
	for (size_t i = 0; i < choices->count; i++)
		if (str_eq(choices->items[i], value))
			return true;
	return choices->count == 0;
}

static void check_answer(struct arena *a, const struct category_field *f, str value,
			 struct ticket_faults *ret)
{
	struct input in = { arena_fmt(a, "fields.%.*s", P(f->code)), f->label,
			    ANSWER_MAX };

	if (!value.n && !f->required)
		return;
	if (!value.n && !f->choices.count)
		fault_add(a, ret, FAULT_EMPTY, in.field, in.what);
	else if (!str_one_line(value))
		fault_add(a, ret, FAULT_NOT_TEXT, in.field, in.what);
	else if (!has_choice(&f->choices, value))
		fault_add(a, ret, FAULT_NOT_CHOSEN, in.field, in.what);
	else
		check_length(a, &in, value, ret);
}

void check_answers(struct arena *a, const struct category *c, const struct answers *typed,
		   struct answers *ret, struct ticket_faults *ret_faults)
{
	*ret = (struct answers){ 0 };
	for (size_t i = 0; i < c->fields.count; i++) {
		const struct category_field *f = &c->fields.items[i];
		str value = answer_to(typed, f->code);

		check_answer(a, f, value, ret_faults);
		if (value.n)
			*PUSH(a, ret) = (struct answer){ f->code, f->label, value };
	}
}

static bool given(const struct strs *all, str code)
{
	for (size_t i = 0; i < all->count; i++)
		if (str_eq(all->items[i], code))
			return true;
	return false;
}

static bool asks_for(const struct category *c, str code)
{
	for (size_t i = 0; i < c->documents.count; i++)
		if (str_eq(c->documents.items[i].code, code))
			return true;
	return code.n == 0;
}

void check_documents(struct arena *a, const struct category *c, const struct strs *have,
		     struct ticket_faults *ret)
{
	for (size_t i = 0; i < c->documents.count; i++) {
		const struct requirement *r = &c->documents.items[i];

		if (r->required && !given(have, r->code))
			fault_add(a, ret, FAULT_NO_DOCUMENT,
				  arena_fmt(a, "files.%.*s", P(r->code)), r->label);
	}
	for (size_t i = 0; i < have->count; i++)
		if (!asks_for(c, have->items[i]))
			fault_add(a, ret, FAULT_NOT_CHOSEN,
				  arena_fmt(a, "files.%.*s", P(have->items[i])),
				  S("jenis berkas"));
}

/* ---- keys of threads ---- */

static bool key_character(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '2' && c <= '7');
}

bool thread_key_shaped(str key)
{
	if (key.n != THREAD_KEY_LENGTH || !str_starts(key, S("hai-")))
		return false;
	for (size_t i = KEY_PREFIX; i < key.n; i++)
		if (!key_character(key.p[i]))
			return false;
	return true;
}

/* A key that is part of a longer word is none. */
static bool key_ends(str text, size_t at)
{
	return at == text.n || !(key_character(text.p[at]) || text.p[at] == '-');
}

str ticket_key_in(str text)
{
	for (size_t i = 0; i + THREAD_KEY_LENGTH <= text.n; i++) {
		str key = { text.p + i, THREAD_KEY_LENGTH };

		if (thread_key_shaped(key) && key_ends(text, i + THREAD_KEY_LENGTH) &&
		    (i == 0 || !key_character(text.p[i - 1])))
			return key;
	}
	return S("");
}
