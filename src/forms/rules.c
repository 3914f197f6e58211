#include "forms/internal.h"

str or_dots(str value)
{
	return value.n ? value : S("........................................");
}

str form_date(struct arena *a, struct date d)
{
	if (!date_valid(d))
		return or_dots(S(""));
	return arena_fmt(a, "%d %.*s %d", d.day, P(month_names[d.month]), d.year);
}

/* The value of a name in a wording; false when there is no such name. */
static bool value_of(struct arena *a, const struct form_request *rq, str name, str *ret)
{
	const struct {
		str name;
		str value;
	} values[] = {
		{ S("satker"), rq->satker_name }, { S("kode_satker"), rq->satker },
		{ S("kppn"), rq->kppn.name },	  { S("kementerian"), rq->ministry },
		{ S("eselon1"), rq->eselon1 },	  { S("nomor"), rq->number },
	};

	for (size_t i = 0; i < COUNT(values); i++)
		if (str_eq_nocase(name, values[i].name)) {
			*ret = or_dots(values[i].value);
			if (str_eq(name, arena_upper(a, name)))
				*ret = arena_upper(a, *ret);
			return true;
		}
	return false;
}

/* What a value brings is not looked at again: a satker may be called "{nomor}". */
str form_fill(struct arena *a, const struct form_request *rq, str text)
{
	struct buf b = buf_new(a);

	while (text.n) {
		size_t open = str_index(text, '{');
		str rest = str_skip(text, open + 1);
		size_t close = str_index(rest, '}');
		str value;

		buf_add(&b, str_left(text, open));
		if (open == text.n)
			break;
		if (close < rest.n && value_of(a, rq, str_left(rest, close), &value)) {
			buf_add(&b, value);
			text = str_skip(rest, close + 1);
		} else {
			buf_char(&b, '{');
			text = rest;
		}
	}
	return buf_str(&b);
}
