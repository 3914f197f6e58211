#include "json/json.h"

static void begin_value(struct json_out *o)
{
	if (o->comma)
		buf_char(o->buf, ',');
	o->comma = true;
}

void json_open(struct json_out *o, char bracket)
{
	begin_value(o);
	buf_char(o->buf, bracket);
	o->comma = false;
}

void json_close(struct json_out *o, char bracket)
{
	buf_char(o->buf, bracket);
	o->comma = true;
}

static void write_special(struct buf *b, unsigned char c)
{
	if (c == '"' || c == '\\') {
		buf_char(b, '\\');
		buf_char(b, (char)c);
	} else if (c == '\n') {
		buf_add(b, S("\\n"));
	} else {
		buf_fmt(b, "\\u%04x", c);
	}
}

static void write_text(struct buf *b, str s)
{
	size_t from = 0;

	buf_char(b, '"');
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f)
			continue;
		buf_add(b, (str){ s.p + from, i - from });
		write_special(b, c);
		from = i + 1;
	}
	buf_add(b, (str){ s.p + from, s.n - from });
	buf_char(b, '"');
}

void json_name(struct json_out *o, str name)
{
	begin_value(o);
	write_text(o->buf, name);
	buf_char(o->buf, ':');
	o->comma = false;
}

void json_put_str(struct json_out *o, str value)
{
	begin_value(o);
	write_text(o->buf, value);
}

void json_put_int(struct json_out *o, int64_t value)
{
	begin_value(o);
	buf_int(o->buf, value);
}

void json_put_bool(struct json_out *o, bool value)
{
	begin_value(o);
	buf_add(o->buf, value ? S("true") : S("false"));
}

void json_put_null(struct json_out *o)
{
	begin_value(o);
	buf_add(o->buf, S("null"));
}

void json_put_instant(struct json_out *o, int64_t instant)
{
	if (instant)
		json_put_str(o, instant_rfc3339(o->buf->arena, instant));
	else
		json_put_null(o);
}

void json_put_date(struct json_out *o, struct date d)
{
	if (d.year)
		json_put_str(o, date_iso(o->buf->arena, d));
	else
		json_put_null(o);
}
