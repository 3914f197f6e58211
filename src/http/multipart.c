#include "http/multipart.h"

#include <string.h>

static bool boundary_char(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	       (c >= 'a' && c <= 'z') || (c && strchr("'()+_,-./:=?", c));
}

static bool boundary_fine(str b)
{
	for (size_t i = 0; i < b.n; i++)
		if (!boundary_char(b.p[i]))
			return false;
	return b.n > 0 && b.n <= MULTIPART_BOUNDARY_MAX;
}

/*
 * Takes one "; name=value" or "; name="value"" off the text. A backslash
 * escapes a quote only: browsers write file names with plain backslashes.
 */
static bool cut_parameter(struct arena *a, str *rest, str *ret_name, str *ret_value)
{
	struct buf value;
	size_t i = 1;

	*rest = str_trim(*rest);
	if (!str_starts(*rest, S(";")))
		return false;
	*rest = str_trim(str_skip(*rest, 1));
	*ret_name = str_left(*rest, str_index(*rest, '='));
	*rest = str_skip(*rest, ret_name->n + 1);
	if (!str_starts(*rest, S("\""))) {
		*ret_value = str_trim(str_left(*rest, str_index(*rest, ';')));
		*rest = str_skip(*rest, str_index(*rest, ';'));
		return ret_name->n > 0 && ret_value->n > 0;
	}
	value = buf_new(a);
	for (; i < rest->n && rest->p[i] != '"'; i++) {
		if (rest->p[i] == '\\' && i + 1 < rest->n && rest->p[i + 1] == '"')
			i++;
		buf_char(&value, rest->p[i]);
	}
	if (i >= rest->n)
		return false;
	*rest = str_skip(*rest, i + 1);
	*ret_value = buf_str(&value);
	return ret_name->n > 0;
}

bool multipart_boundary(str content_type, str *ret)
{
	str rest = content_type;
	str type = str_cut(&rest, ';');
	size_t at;

	if (!str_eq_nocase(str_trim(type), S("multipart/form-data")))
		return false;
	while (rest.n) {
		str parameter = str_trim(str_cut(&rest, ';'));

		at = str_index(parameter, '=');
		if (!str_eq_nocase(str_left(parameter, at), S("boundary")))
			continue;
		*ret = str_skip(parameter, at + 1);
		if (ret->n > 2 && str_starts(*ret, S("\"")) && str_ends(*ret, S("\"")))
			*ret = str_left(str_skip(*ret, 1), ret->n - 2);
		return boundary_fine(*ret);
	}
	return false;
}

struct multipart *multipart_new(struct arena *a, str boundary,
				const struct multipart_sink *to, void *sink)
{
	struct multipart *m = NEW(a, struct multipart);

	m->arena = a;
	m->to = to;
	m->sink = sink;
	memcpy(m->border, "\r\n--", 4);
	memcpy(m->border + 4, boundary.p, boundary.n);
	m->border_n = boundary.n + 4;
	/* The first border stands at the very beginning, without a line end before it. */
	m->matched = 2;
	return m;
}

static bool read_disposition(struct arena *a, str value, struct multipart_part *part)
{
	str rest = value;
	str kind = str_cut(&rest, ';');
	bool named = false;

	rest = str_skip(value, kind.n);
	if (!str_eq_nocase(str_trim(kind), S("form-data")))
		return false;
	while (str_trim(rest).n) {
		str name, text;

		if (!cut_parameter(a, &rest, &name, &text))
			return false;
		if (str_eq_nocase(name, S("name")) && !named) {
			part->name = text;
			named = true;
		} else if (str_eq_nocase(name, S("filename")) && !part->is_file) {
			part->file_name = text;
			part->is_file = true;
		} else {
			/* Also filename*, which RFC 7578 forbids: two names would differ.
			 */
			return false;
		}
	}
	return named && str_one_line(part->name) && str_one_line(part->file_name);
}

static bool read_head_line(struct arena *a, str line, struct multipart_part *part,
			   bool *disposed)
{
	size_t colon = str_index(line, ':');
	str name = str_left(line, colon);
	str value = str_trim(str_skip(line, colon + 1));

	if (colon == 0 || colon == line.n || !str_one_line(line))
		return false;
	if (str_eq_nocase(name, S("Content-Disposition"))) {
		if (*disposed)
			return false;
		*disposed = true;
		return read_disposition(a, value, part);
	}
	if (str_eq_nocase(name, S("Content-Type")))
		part->type = value;
	return !str_eq_nocase(name, S("Content-Transfer-Encoding"));
}

static int begin_part(struct multipart *m)
{
	str rest = arena_str(m->arena, (str){ m->head, m->head_n - 4 });
	struct multipart_part part = { 0 };
	bool disposed = false;

	if (++m->parts > MULTIPART_PARTS_MAX)
		return 400;
	while (rest.n) {
		str line = str_cut(&rest, '\n');

		if (str_ends(line, S("\r")))
			line.n--;
		else if (rest.n)
			return 400;
		if (!read_head_line(m->arena, line, &part, &disposed))
			return 400;
	}
	m->head_n = 0;
	m->state = AT_DATA;
	return disposed ? m->to->begin(m->sink, &part) : 400;
}

/* Takes bytes of a part's head; *used tells how many. */
static int add_head(struct multipart *m, str bytes, size_t *used)
{
	for (*used = 0; *used < bytes.n;) {
		if (m->head_n == sizeof(m->head))
			return 400;
		m->head[m->head_n++] = bytes.p[(*used)++];
		if (m->head_n >= 4 && memcmp(m->head + m->head_n - 4, "\r\n\r\n", 4) == 0)
			return begin_part(m);
	}
	return 0;
}

static int add_border(struct multipart *m, str bytes, size_t *used)
{
	for (*used = 0; *used < bytes.n && m->after_n < 2;)
		m->after[m->after_n++] = bytes.p[(*used)++];
	if (m->after_n < 2)
		return 0;
	m->after_n = 0;
	if (memcmp(m->after, "\r\n", 2) == 0)
		m->state = AT_HEAD;
	else if (memcmp(m->after, "--", 2) == 0)
		m->state = AT_END;
	else
		return 400;
	return 0;
}

static int give(struct multipart *m, const char *p, size_t n)
{
	if (n == 0)
		return 0;
	/* Bytes before the first border. */
	if (m->parts == 0)
		return 400;
	return m->to->bytes(m->sink, (str){ p, n });
}

static int border_found(struct multipart *m)
{
	m->matched = 0;
	m->state = AT_BORDER;
	return m->parts ? m->to->end(m->sink) : 0;
}

/*
 * Looks for the border. It has its CR at the first place only, so a match
 * that fails can begin again at no earlier byte than the one that failed.
 */
static int add_data(struct multipart *m, str bytes, size_t *used)
{
	size_t before = m->matched; /* bytes of the match that came with earlier input */
	size_t i = 0;
	int status;

	while (i < bytes.n) {
		if (m->matched == 0)
			i += str_index(str_skip(bytes, i), '\r');
		if (i == bytes.n)
			break;
		if (bytes.p[i] == m->border[m->matched]) {
			i++;
			if (++m->matched < m->border_n)
				continue;
			*used = i;
			status = give(m, bytes.p, before ? 0 : i - m->border_n);
			return status ? status : border_found(m);
		}
		if (before && (status = give(m, m->border, before)) != 0)
			return status;
		before = m->matched = 0;
	}
	*used = bytes.n;
	return give(m, bytes.p, before ? 0 : bytes.n - m->matched);
}

int multipart_add(struct multipart *m, str bytes)
{
	while (bytes.n) {
		size_t used = 0;
		int status = 0;

		switch (m->state) {
		case AT_DATA:
			status = add_data(m, bytes, &used);
			break;
		case AT_BORDER:
			status = add_border(m, bytes, &used);
			break;
		case AT_HEAD:
			status = add_head(m, bytes, &used);
			break;
		case AT_END:
			return str_blank(bytes) ? 0 : 400;
		}
		if (status)
			return status;
		bytes = str_skip(bytes, used);
	}
	return 0;
}

int multipart_end(const struct multipart *m)
{
	return m->state == AT_END ? 0 : 400;
}
