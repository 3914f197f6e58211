/* Names in braces: which there are, and what they stand for in a ticket. */
#include "helpdesk/internal.h"

enum { NAME_MAX_BYTES = 40 };

enum variable {
	VARIABLE_NUMBER,
	VARIABLE_SUBJECT,
	VARIABLE_CATEGORY,
	VARIABLE_ASKER,
	VARIABLE_SATKER,
	VARIABLE_SATKER_NAME,
	VARIABLE_KPPN,
	VARIABLE_ABOUT,
	VARIABLE_OFFICER,
	VARIABLES
};

static const str variable_words[VARIABLES] = {
	[VARIABLE_NUMBER] = STR("nomor"),
	[VARIABLE_SUBJECT] = STR("judul"),
	[VARIABLE_CATEGORY] = STR("kategori"),
	[VARIABLE_ASKER] = STR("pemohon"),
	[VARIABLE_SATKER] = STR("satker"),
	[VARIABLE_SATKER_NAME] = STR("nama_satker"),
	[VARIABLE_KPPN] = STR("kppn"),
	[VARIABLE_ABOUT] = STR("terkait"),
	[VARIABLE_OFFICER] = STR("petugas"),
};

static enum variable variable_of(str name)
{
	int v = 0;

	while (v < VARIABLES && !str_eq(variable_words[v], name))
		v++;
	return (enum variable)v;
}

/* ---- finding names ---- */

static bool name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/* The name in braces that s begins with; "" when it does not. */
static str name_at(str s)
{
	size_t n = 1;

	if (!str_starts(s, S("{")))
		return S("");
	while (n < s.n && n <= NAME_MAX_BYTES && name_char(s.p[n]))
		n++;
	return n < s.n && s.p[n] == '}' ? str_left(str_skip(s, 1), n - 1) : S("");
}

static bool among(const struct strs *all, str s)
{
	for (size_t i = 0; i < all->count; i++)
		if (str_eq(all->items[i], s))
			return true;
	return false;
}

struct strs variables_in(struct arena *a, str text)
{
	struct strs all = { 0 };

	for (; text.n; text = str_skip(text, 1)) {
		str name = name_at(text);
		str braced = str_left(text, name.n + 2);

		if (name.n && !among(&all, braced))
			*PUSH(a, &all) = braced;
	}
	return all;
}

static bool field_of(const struct category *c, str name)
{
	for (size_t i = 0; c && i < c->fields.count; i++)
		if (str_eq(c->fields.items[i].code, name))
			return true;
	return false;
}

bool variable_known(const struct category *c, str name)
{
	return variable_of(name) < VARIABLES || field_of(c, name);
}

str variables_offered(struct arena *a)
{
	struct buf b = buf_new(a);

	for (int v = 0; v < VARIABLES; v++)
		buf_fmt(&b, "%s{%.*s}", v ? " " : "", P(variable_words[v]));
	return buf_str(&b);
}

/* ---- filling in ---- */

static str answer_to(const struct answers *all, str code)
{
	for (size_t i = 0; i < all->count; i++)
		if (str_eq(all->items[i].code, code))
			return all->items[i].value;
	return S("");
}

static str value_of(const struct variable_values *v, str name)
{
	const struct ticket *t = v->ticket;
	const str values[VARIABLES] = {
		[VARIABLE_NUMBER] = t->number,
		[VARIABLE_SUBJECT] = t->subject,
		[VARIABLE_CATEGORY] = t->category_name,
		[VARIABLE_ASKER] = t->asker_name,
		[VARIABLE_SATKER] = t->satker,
		[VARIABLE_SATKER_NAME] = t->satker_name,
		[VARIABLE_KPPN] = t->kppn_name,
		[VARIABLE_ABOUT] = t->about.number,
		[VARIABLE_OFFICER] = v->officer,
	};
	enum variable which = variable_of(name);

	return which < VARIABLES ? values[which] : answer_to(v->answers, name);
}

str variables_filled(struct arena *a, str text, const struct variable_values *v)
{
	struct buf b = buf_new(a);

	while (text.n) {
		str name = name_at(text);
		str value = name.n ? value_of(v, name) : S("");

		if (value.n) {
			buf_add(&b, value);
			text = str_skip(text, name.n + 2);
		} else {
			buf_char(&b, text.p[0]);
			text = str_skip(text, 1);
		}
	}
	return buf_str(&b);
}
