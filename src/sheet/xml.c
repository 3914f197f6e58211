/* expat over one part of the file. There is no DTD, so there are no entities. */
#include "sheet/xlsx.h"

enum { TOKEN_MOST = 1 << 20 };

static struct sheet *reader_of(void *arg)
{
	return arg;
}

static const char *local(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon ? colon + 1 : name;
}

bool xml_is(const char *name, const char *wanted)
{
	return strcmp(name, wanted) == 0;
}

const char *xml_attribute(const char **attributes, const char *name)
{
	for (; *attributes; attributes += 2)
		if (xml_is(local(attributes[0]), name))
			return attributes[1];
	return NULL;
}

str xml_value(const char **attributes, const char *name)
{
	return str_from(xml_attribute(attributes, name));
}

int64_t xml_number(const char **attributes, const char *name)
{
	int64_t i;

	return str_int(xml_value(attributes, name), &i) && i >= 0 ? i : -1;
}

void xml_stop(struct sheet *s, enum sheet_outcome why)
{
	sheet_refuse(s, why);
	XML_StopParser(s->xlsx->parser, XML_FALSE);
}

void xml_pause(struct sheet *s)
{
	s->xlsx->paused = true;
	XML_StopParser(s->xlsx->parser, XML_TRUE);
}

static void on_start(void *arg, const char *name, const char **attributes)
{
	struct sheet *s = reader_of(arg);

	s->xlsx->handlers->start(s, local(name), attributes);
}

static void on_end(void *arg, const char *name)
{
	struct sheet *s = reader_of(arg);

	if (s->xlsx->handlers->end)
		s->xlsx->handlers->end(s, local(name));
}

static void on_text(void *arg, const char *p, int n)
{
	struct sheet *s = reader_of(arg);

	if (s->xlsx->handlers->text)
		s->xlsx->handlers->text(s, (str){ p, (size_t)n });
}

static void on_doctype(void *arg, const char *name, const char *system,
		       const char *public, int has_internal)
{
	(void)name, (void)system, (void)public, (void)has_internal;
	xml_stop(reader_of(arg), SHEET_FORBIDDEN);
}

bool xml_begin(struct sheet *s, str part, const struct xml_handlers *h)
{
	struct xlsx *x = s->xlsx;

	if (!zip_open_part(s, part))
		return false;
	x->parser = XML_ParserCreate(NULL);
	if (!x->parser)
		panic("no memory for an XML parser");
	x->handlers = h;
	x->fed = 0;
	x->paused = x->finished = false;
	XML_SetUserData(x->parser, s);
	XML_SetElementHandler(x->parser, on_start, on_end);
	XML_SetCharacterDataHandler(x->parser, on_text);
	XML_SetStartDoctypeDeclHandler(x->parser, on_doctype);
	return true;
}

/* A tag or comment without an end would be collected in memory. */
static bool token_too_long(const struct xlsx *x)
{
	return x->fed - XML_GetCurrentByteIndex(x->parser) > TOKEN_MOST;
}

/* Feeds one piece. */
static enum XML_Status feed(struct sheet *s)
{
	struct xlsx *x = s->xlsx;
	void *room = XML_GetBuffer(x->parser, PIECE);
	int n;

	if (!room)
		panic("no memory for XML");
	n = zip_read(s, room, PIECE);
	if (n < 0)
		return XML_STATUS_ERROR;
	x->finished = n == 0;
	x->fed += n;
	return XML_ParseBuffer(x->parser, n, n == 0);
}

bool xml_go(struct sheet *s)
{
	struct xlsx *x = s->xlsx;
	enum XML_Status status = XML_STATUS_OK;

	if (x->paused) {
		x->paused = false;
		status = XML_ResumeParser(x->parser);
	}
	while (status == XML_STATUS_OK && !x->finished) {
		if (token_too_long(x))
			return sheet_refuse(s, SHEET_TOO_LARGE);
		status = feed(s);
	}
	if (status == XML_STATUS_ERROR)
		return sheet_refuse(s, SHEET_BROKEN);
	return status == XML_STATUS_SUSPENDED;
}

void xml_end(struct sheet *s)
{
	if (s->xlsx->parser)
		XML_ParserFree(s->xlsx->parser);
	s->xlsx->parser = NULL;
	zip_close_part(s);
}

bool xml_read(struct sheet *s, str part, const struct xml_handlers *h)
{
	if (!xml_begin(s, part, h))
		return false;
	xml_go(s);
	xml_end(s);
	return s->outcome == SHEET_READ;
}
