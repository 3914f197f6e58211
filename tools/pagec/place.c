#include "place.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* Attributes that hold an address. */
static const char *const addresses[] = { "href",       "src",	      "action",
					 "formaction", "poster",      "cite",
					 "data",       "data-hx-get", "data-hx-post",
					 "xlink:href", "srcset",      "ping",
					 NULL };
static const char *const inputs[] = { "input", "select", "textarea", "button", NULL };
static const char *const keepers[] = { "pre", "textarea", "script", NULL };

static bool one_of(const char *name, const char *const *names)
{
	for (; *names; names++)
		if (strcmp(name, *names) == 0)
			return true;
	return false;
}

/* A name too long for its field is cut, and then is none of those looked for. */
static void append(char *name, size_t size, char c)
{
	size_t n = strlen(name);

	if (n + 1 < size) {
		name[n] = c;
		name[n + 1] = '\0';
	}
}

static char lower(char c)
{
	return (char)tolower((unsigned char)c);
}

static bool space(char c)
{
	return isspace((unsigned char)c);
}

void place_add(struct place *p, char c)
{
	append(p->value, sizeof(p->value), c);
}

bool place_keeps_space(const struct place *p)
{
	return p->where == IN_VALUE || (p->where == IN_TEXT && p->keeps[0]);
}

bool place_same(const struct place *a, const struct place *b)
{
	return a->where == b->where && (a->where != IN_VALUE || a->quote == b->quote) &&
	       strcmp(a->keeps, b->keeps) == 0 && a->form_line == b->form_line;
}

/* ---- tags ---------------------------------------------------------------- */

static const char *begin_tag_name(struct place *p, const char *at)
{
	if (at[1] == '!' && strncasecmp(at, "<!doctype", 9) != 0)
		return "HTML comments reach the reader: use {# #}";
	p->where = IN_TAG_NAME;
	p->closing = at[1] == '/';
	p->has_src = p->is_post = false;
	p->tag[0] = '\0';
	return NULL;
}

static const char *end_tag_name(struct place *p)
{
	p->where = IN_TAG;
	if (strcmp(p->tag, "style") == 0)
		return "no <style>: rules belong into static/gaya.css";
	if (p->form_line && !p->closing && one_of(p->tag, inputs))
		return "{% csrf %} comes first in a post form";
	return NULL;
}

static const char *end_tag(struct place *p, int line)
{
	p->where = IN_TEXT;
	if (p->closing && strcmp(p->tag, p->keeps) == 0)
		p->keeps[0] = '\0';
	if (p->closing && strcmp(p->tag, "form") == 0 && p->form_line)
		return "a post form without {% csrf %} ends here";
	if (p->closing)
		return NULL;
	if (strcmp(p->tag, "script") == 0 && !p->has_src)
		return "<script> without src: behaviour belongs into static/app.js";
	if (strcmp(p->tag, "form") == 0 && p->is_post)
		p->form_line = line;
	if (one_of(p->tag, keepers))
		memcpy(p->keeps, p->tag, sizeof(p->keeps));
	return NULL;
}

/* ---- attributes ---------------------------------------------------------- */

static const char *check_attr(const struct place *p)
{
	const char *a = p->attr;

	if (strcmp(a, "style") == 0 || strcmp(a, "srcdoc") == 0)
		return "no style= or srcdoc=: the content security policy blocks them";
	if (strncmp(a, "on", 2) == 0 || strstr(a, "hx-on") || strstr(a, "hx-live"))
		return "no on…= attributes: behaviour belongs into static/app.js";
	return NULL;
}

static const char *end_value(struct place *p)
{
	p->where = IN_TAG;
	if (strcmp(p->attr, "src") == 0)
		p->has_src = true;
	if (strcmp(p->attr, "method") == 0 && strcasecmp(p->value, "post") == 0)
		p->is_post = true;
	if (one_of(p->attr, addresses) && strncasecmp(p->value, "javascript:", 11) == 0)
		return "no javascript: links";
	return NULL;
}

/* Between attributes, in the name of one, or before its value. */
static const char *step_in_tag(struct place *p, char c, int line)
{
	if (p->where == BEFORE_VALUE && (c == '"' || c == '\'')) {
		p->where = IN_VALUE;
		p->quote = c;
		p->value[0] = '\0';
	} else if (p->where == BEFORE_VALUE && !space(c)) {
		return "the value of an attribute needs quotes";
	} else if (c == '>') {
		return end_tag(p, line);
	} else if (c == '=') {
		p->where = BEFORE_VALUE;
	} else if (space(c)) {
		p->where = p->where == BEFORE_VALUE ? BEFORE_VALUE : IN_TAG;
	} else if (p->where == IN_ATTR) {
		append(p->attr, sizeof(p->attr), lower(c));
	} else if (c != '/') {
		p->where = IN_ATTR;
		p->attr[0] = lower(c);
		p->attr[1] = '\0';
	}
	return p->where == IN_ATTR ? check_attr(p) : NULL;
}

/* ---- bytes --------------------------------------------------------------- */

static bool begins_tag(const struct place *p, const char *at)
{
	if (*at != '<' ||
	    !(isalpha((unsigned char)at[1]) || at[1] == '/' || at[1] == '!'))
		return false;
	if (!p->keeps[0] || strcmp(p->keeps, "pre") == 0)
		return true;
	return at[1] == '/' && strncasecmp(at + 2, p->keeps, strlen(p->keeps)) == 0;
}

static const char *step_in_text(struct place *p, const char *at)
{
	if (begins_tag(p, at))
		return begin_tag_name(p, at);
	/* With a hole behind it, it could begin one. */
	if (*at == '<')
		return "a < that begins no tag is written &lt;";
	if (strcmp(p->keeps, "script") == 0 && !space(*at))
		return "no inline script: behaviour belongs into static/app.js";
	return NULL;
}

static const char *step_in_tag_name(struct place *p, char c, int line)
{
	const char *why;

	if (!space(c) && c != '>' && c != '/')
		append(p->tag, sizeof(p->tag), lower(c));
	if (!space(c) && c != '>' && (c != '/' || !p->tag[0]))
		return NULL;
	why = end_tag_name(p);
	return why ? why : step_in_tag(p, c, line);
}

const char *place_step(struct place *p, const char *at, int line)
{
	switch (p->where) {
	case IN_TEXT:
		return step_in_text(p, at);
	case IN_TAG_NAME:
		return step_in_tag_name(p, *at, line);
	case IN_TAG:
	case IN_ATTR:
	case BEFORE_VALUE:
		return step_in_tag(p, *at, line);
	case IN_VALUE:
		if (*at == p->quote)
			return end_value(p);
		place_add(p, *at);
		return NULL;
	}
	return NULL;
}

/* ---- holes --------------------------------------------------------------- */

/* Would a hole after this much of a link stay on this site? */
static bool leads_home(const char *value)
{
	if (value[0] == '#' || value[0] == '?')
		return true;
	if (value[0] == '/')
		return value[1] && value[1] != '/' && value[1] != '\\';
	return strncmp(value, "mailto:", 7) == 0 || strncmp(value, "tel:", 4) == 0;
}

const char *place_hole(const struct place *p)
{
	if (p->where == BEFORE_VALUE)
		return "the value of an attribute needs quotes";
	if (p->where == IN_TAG_NAME || p->where == IN_TAG || p->where == IN_ATTR)
		return "a hole in the name of a tag or an attribute";
	if (strcmp(p->keeps, "script") == 0)
		return "a hole in a script";
	if (p->where == IN_VALUE && one_of(p->attr, addresses) && !leads_home(p->value))
		return "a link begins with a literal path before its first hole, or with {% path %}";
	return NULL;
}

const char *place_directive(struct place *p)
{
	enum where was = p->where;

	if (was == BEFORE_VALUE || (was == IN_TAG_NAME && !p->tag[0]))
		return "a directive in the middle of a tag or attribute";
	if (was == IN_ATTR)
		p->where = IN_TAG;
	return was == IN_TAG_NAME ? end_tag_name(p) : NULL;
}

const char *place_path(struct place *p)
{
	if (p->where != IN_VALUE || !one_of(p->attr, addresses) || p->value[0])
		return "{% path %} stands at the start of a link";
	memcpy(p->value, "/-", sizeof("/-"));
	return NULL;
}
