/*
 * Compiles pages to C: pagec FEATURE OUTDIR FILE.html...
 * writes OUTDIR/pages.h and OUTDIR/pages.c.
 *
 * A page is HTML with typed holes:
 *
 *	{% page name(const struct x *v) %}	page_name(struct html *out, const struct x
 **v)
 *	{{ expr }}				html(out, expr), in text and quoted
 *attributes
 *	{% if c %} {% elif c %} {% else %} {% end %}
 *	{% each struct t *x : list %} {% end %}	x_index counts from 0; a bare name is a
 *pointer to a list, any other expression is a list
 *	{% include name(args) %}		another page
 *	{% path expr %}				at the start of a link: a path of this
 *site, else "/"
 *	{% csrf %} {% icon "name" %} {% icon-s "name" %} {% icon-l "name" %} {# comment #}
 *
 * It follows the state of the HTML as a browser would, so that it knows what a
 * hole stands in, and refuses what could not be escaped or what the content
 * security policy would block.
 */
#include <ctype.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "place.h"

struct block {
	const char *word; /* "if" or "each" */
	int line;
	struct place place; /* where it began; every branch ends in the like */
};

enum { MAX_DEPTH = 32 };

struct compiler {
	const char *file;
	const char *at;
	const char *begin;
	int line;
	struct place place;
	struct block blocks[MAX_DEPTH];
	int depth;
	bool in_page;
	char space;	     /* white space seen but not yet written */
	char literal[16384]; /* HTML not yet written */
	size_t literal_n;
	FILE *c, *h;
};

static _Noreturn void fail(const struct compiler *p, int line, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* why is NULL when there is nothing to complain about. */
static void check(const struct compiler *p, int line, const char *why)
{
	if (why)
		fail(p, line, "%s", why);
}

static void fail(const struct compiler *p, int line, const char *fmt, ...)
{
	va_list args;

	fprintf(stderr, "%s:%d: ", p->file, line);
	va_start(args, fmt);
	vfprintf(stderr, fmt, args);
	va_end(args);
	fputc('\n', stderr);
	exit(1);
}

/* ---- writing C ----------------------------------------------------------- */

static void write_escaped(FILE *f, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\n' && i + 1 < n)
			fputs("\\n\"\n\t\t\"", f);
		else if (s[i] == '\n')
			fputs("\\n", f);
		else if (s[i] == '"' || s[i] == '\\')
			fprintf(f, "\\%c", s[i]);
		else
			fputc(s[i], f);
	}
}

static void flush_literal(struct compiler *p)
{
	if (p->space)
		p->literal[p->literal_n++] = p->space;
	p->space = '\0';
	if (p->literal_n == 0)
		return;
	fputs("\thtml_literal(out, \"", p->c);
	write_escaped(p->c, p->literal, p->literal_n);
	fprintf(p->c, "\", %zu);\n", p->literal_n);
	p->literal_n = 0;
}

static void add_literal(struct compiler *p, char c)
{
	if (p->literal_n + 2 >= sizeof(p->literal))
		flush_literal(p);
	p->literal[p->literal_n++] = c;
}

static void write_line(const struct compiler *p, int line)
{
	fprintf(p->c, "#line %d \"%s\"\n", line, p->file);
}

/* ---- HTML ----------------------------------------------------------------- */

/* White space between tags, of which one byte counts; it waits for what follows it. */
static void add_space(struct compiler *p, char c)
{
	if (p->space != '\n')
		p->space = c == '\n' ? '\n' : ' ';
}

/* In a tag, exactly one space stands before each attribute, however it was written. */
static void page_byte(struct compiler *p, char c)
{
	enum where was = p->place.where;
	bool keeps = place_keeps_space(&p->place) || !isspace((unsigned char)c);

	check(p, p->line, place_step(&p->place, p->at, p->line));
	if (!keeps) {
		if (was == IN_TEXT)
			add_space(p, c);
		return;
	}
	if (p->space)
		add_literal(p, p->space);
	p->space = '\0';
	if (was != IN_ATTR && p->place.where == IN_ATTR)
		add_literal(p, ' ');
	add_literal(p, c);
}

static void literal_byte(struct compiler *p)
{
	char c = *p->at;

	if (p->in_page)
		page_byte(p, c);
	else if (!isspace((unsigned char)c))
		fail(p, p->line, "text before the first {%% page %%}");
	p->line += c == '\n';
	p->at++;
}

/* ---- holes --------------------------------------------------------------- */

/* The text up to the closing bytes, trimmed, NUL-terminated in place of them. */
static char *take_until(struct compiler *p, const char *close)
{
	static char word[4096];
	const char *from = p->at + 2, *to = strstr(from, close);
	size_t n;

	if (!to)
		fail(p, p->line, "%.2s without %s", p->at, close);
	for (const char *s = p->at; s < to; s++)
		p->line += *s == '\n';
	p->at = to + 2;
	while (from < to && isspace((unsigned char)*from))
		from++;
	while (to > from && isspace((unsigned char)to[-1]))
		to--;
	n = (size_t)(to - from);
	if (n >= sizeof(word))
		fail(p, p->line, "more than %zu bytes between %s", sizeof(word), close);
	memcpy(word, from, n);
	word[n] = '\0';
	return word;
}

static void hole(struct compiler *p)
{
	int line = p->line;
	char *expr;

	if (!p->in_page)
		fail(p, line, "a hole outside a page");
	check(p, line, place_hole(&p->place));
	flush_literal(p);
	expr = take_until(p, "}}");
	if (!*expr)
		fail(p, line, "an empty hole");
	write_line(p, line);
	fprintf(p->c, "\thtml(out, (%s));\n", expr);
	place_add(&p->place, '-');
}

/* ---- directives ---------------------------------------------------------- */

static void begin_block(struct compiler *p, const char *word, int line)
{
	if (p->depth == MAX_DEPTH)
		fail(p, line, "blocks more than %d deep", MAX_DEPTH);
	p->blocks[p->depth++] = (struct block){ word, line, p->place };
}

/* The innermost block, whose branch ends here. */
static struct block *end_branch(struct compiler *p, const char *word, int line)
{
	struct block *b;

	if (p->depth == 0)
		fail(p, line, "{%% %s %%} without a beginning", word);
	b = &p->blocks[p->depth - 1];
	if (!place_same(&b->place, &p->place))
		fail(p, line,
		     "the {%% %s %%} of line %d ends in the middle of a tag, value or form",
		     b->word, b->line);
	p->place = b->place;
	return b;
}

static void end_page(struct compiler *p)
{
	if (!p->in_page)
		return;
	if (p->depth)
		fail(p, p->blocks[p->depth - 1].line, "{%% %s %%} without {%% end %%}",
		     p->blocks[p->depth - 1].word);
	if (p->place.where != IN_TEXT)
		fail(p, p->line, "the page ends inside <%s>", p->place.tag);
	if (p->place.form_line)
		fail(p, p->place.form_line, "post form without {%% csrf %%}");
	flush_literal(p);
	fputs("}\n", p->c);
}

/* Splits "name(args)"; args lose their outer brackets. */
static char *split_call(struct compiler *p, char *call, int line)
{
	char *open = strchr(call, '('), *last = strrchr(call, ')');

	if (!open || !last || last < open || last[1])
		fail(p, line, "name(arguments) is wanted, not \"%s\"", call);
	*open = '\0';
	*last = '\0';
	for (char *s = call; *s; s++)
		if (!isalnum((unsigned char)*s) && *s != '_')
			fail(p, line, "\"%s\" is no name", call);
	return open + 1;
}

static void do_page(struct compiler *p, char *rest, int line)
{
	char *args;

	end_page(p);
	args = split_call(p, rest, line);
	fprintf(p->h, "void page_%s(struct html *out%s%s);\n", rest, *args ? ", " : "",
		args);
	fputc('\n', p->c);
	write_line(p, line);
	fprintf(p->c, "void page_%s(struct html *out%s%s)\n{\n", rest, *args ? ", " : "",
		args);
	p->place = (struct place){ 0 };
	p->in_page = true;
	p->space = '\0';
}

static void do_if(struct compiler *p, char *rest, int line)
{
	begin_block(p, "if", line);
	write_line(p, line);
	fprintf(p->c, "\tif (%s) {\n", rest);
}

static void do_elif(struct compiler *p, char *rest, int line)
{
	if (strcmp(end_branch(p, "elif", line)->word, "if") != 0)
		fail(p, line, "{%% elif %%} of an each");
	write_line(p, line);
	fprintf(p->c, "\t} else if (%s) {\n", rest);
}

static void do_else(struct compiler *p, char *rest, int line)
{
	if (*rest)
		fail(p, line, "{%% else %%} takes nothing: use {%% elif %%}");
	if (strcmp(end_branch(p, "else", line)->word, "if") != 0)
		fail(p, line, "{%% else %%} of an each");
	fputs("\t} else {\n", p->c);
}

static void do_end(struct compiler *p, char *rest, int line)
{
	const struct block *b = end_branch(p, "end", line);

	if (*rest)
		fail(p, line, "{%% end %%} takes nothing");
	fputs(strcmp(b->word, "each") == 0 ? "\t}}\n" : "\t}\n", p->c);
	p->depth--;
}

static void do_each(struct compiler *p, char *rest, int line)
{
	char *colon = strstr(rest, " : "), *star = strchr(rest, '*');
	const char *name, *list;
	bool bare = true;

	if (!colon || !star || star > colon)
		fail(p, line, "{%% each type *name : list %%} is wanted");
	*colon = '\0';
	name = star + 1 + strspn(star + 1, " ");
	list = colon + 3 + strspn(colon + 3, " ");
	for (const char *s = list; *s; s++)
		bare = bare && (isalnum((unsigned char)*s) || *s == '_');
	begin_block(p, "each", line);
	write_line(p, line);
	fprintf(p->c, "\t{ const __auto_type %s_list = %s(%s);", name, bare ? "*" : "",
		list);
	fprintf(p->c,
		" for (size_t %s_index = 0; %s_index < %s_list.count; %s_index++) {",
		name, name, name, name);
	fprintf(p->c, " %s%s = &%s_list.items[%s_index];\n",
		strncmp(rest, "const ", 6) == 0 ? "" : "const ", rest, name, name);
}

static void do_include(struct compiler *p, char *rest, int line)
{
	const char *args = split_call(p, rest, line);

	if (p->place.where != IN_TEXT)
		fail(p, line, "{%% include %%} inside a tag");
	write_line(p, line);
	fprintf(p->c, "\tpage_%s(out%s%s);\n", rest, *args ? ", " : "", args);
}

static void do_path(struct compiler *p, char *rest, int line)
{
	check(p, line, place_path(&p->place));
	write_line(p, line);
	fprintf(p->c, "\thtml_path(out, (%s));\n", rest);
}

static void do_csrf(struct compiler *p, char *rest, int line)
{
	if (*rest || !p->place.form_line)
		fail(p, line, "{%% csrf %%} stands alone, first in a post form");
	fputs("\thtml_csrf(out);\n", p->c);
	p->place.form_line = 0;
}

/* A name that static/build.mjs did not find is an undeclared ICON_ to the compiler. */
static void write_icon(struct compiler *p, char *rest, int line, const char *function)
{
	size_t n = strlen(rest);

	if (n < 3 || rest[0] != '"' || rest[n - 1] != '"')
		fail(p, line, "{%% icon \"name\" %%} is wanted");
	if (p->place.where != IN_TEXT)
		fail(p, line, "{%% icon %%} inside a tag");
	write_line(p, line);
	fprintf(p->c, "\t%s(out, ICON_", function);
	for (size_t i = 1; i < n - 1; i++)
		fputc(rest[i] == '-' ? '_' : toupper((unsigned char)rest[i]), p->c);
	fputs(");\n", p->c);
}

static void do_icon(struct compiler *p, char *rest, int line)
{
	write_icon(p, rest, line, "html_icon");
}

static void do_icon_large(struct compiler *p, char *rest, int line)
{
	write_icon(p, rest, line, "html_icon_large");
}

static void do_icon_small(struct compiler *p, char *rest, int line)
{
	write_icon(p, rest, line, "html_icon_small");
}

static const struct {
	const char *word;
	void (*run)(struct compiler *p, char *rest, int line);
	bool wants; /* an expression after it */
} directives[] = {
	{ "page", do_page, true },	   { "if", do_if, true },
	{ "elif", do_elif, true },	   { "else", do_else, false },
	{ "end", do_end, false },	   { "each", do_each, true },
	{ "include", do_include, true },   { "path", do_path, true },
	{ "csrf", do_csrf, false },	   { "icon", do_icon, true },
	{ "icon-s", do_icon_small, true }, { "icon-l", do_icon_large, true },
};

/* A directive alone on its line leaves no white space behind. */
static void skip_own_line(struct compiler *p, const char *start)
{
	const char *end = p->at;

	if (place_keeps_space(&p->place))
		return;
	while (start > p->begin && (start[-1] == ' ' || start[-1] == '\t'))
		start--;
	while (*end == ' ' || *end == '\t')
		end++;
	if ((start > p->begin && start[-1] != '\n') || *end != '\n')
		return;
	for (; isspace((unsigned char)*p->at); p->at++)
		p->line += *p->at == '\n';
}

static void directive(struct compiler *p)
{
	const char *start = p->at;
	int line = p->line;
	char *text, *rest;

	text = take_until(p, "%}");
	rest = text + strcspn(text, " \t\n");
	if (*rest)
		*rest++ = '\0';
	rest += strspn(rest, " \t\n");
	if (!p->in_page && strcmp(text, "page") != 0)
		fail(p, line, "{%% %s %%} outside a page", text);
	check(p, line, place_directive(&p->place));
	flush_literal(p);
	for (size_t i = 0; i < sizeof(directives) / sizeof(directives[0]); i++)
		if (strcmp(directives[i].word, text) == 0) {
			if (directives[i].wants && !*rest)
				fail(p, line, "{%% %s %%} wants more", text);
			directives[i].run(p, rest, line);
			skip_own_line(p, start);
			return;
		}
	fail(p, line, "unknown {%% %s %%}", text);
}

static void comment(struct compiler *p)
{
	const char *start = p->at;

	take_until(p, "#}");
	skip_own_line(p, start);
}

/* ---- files --------------------------------------------------------------- */

static void compile(struct compiler *p)
{
	while (*p->at) {
		if (p->at[0] == '{' && p->at[1] == '{')
			hole(p);
		else if (p->at[0] == '{' && p->at[1] == '%')
			directive(p);
		else if (p->at[0] == '{' && p->at[1] == '#')
			comment(p);
		else
			literal_byte(p);
	}
	end_page(p);
	if (!p->in_page)
		fail(p, 1, "no {%% page %%}");
}

static void compile_file(const char *file, FILE *c, FILE *h)
{
	struct compiler p = { .file = file, .line = 1, .c = c, .h = h };
	FILE *f = fopen(file, "r");
	char *text = NULL;
	size_t size = 0;
	ssize_t n;

	if (!f) {
		perror(file);
		exit(1);
	}
	n = getdelim(&text, &size, '\0', f);
	if (n <= 0 || memchr(text, '\0', (size_t)n))
		fail(&p, 1, "empty, or with a NUL byte");
	p.at = p.begin = text;
	compile(&p);
	fclose(f);
	free(text);
}

static void write_file(const char *dir, const char *name, const char *text)
{
	char path[4096];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = fopen(path, "w");
	if (!f || fputs(text, f) < 0 || fclose(f) != 0) {
		perror(path);
		exit(1);
	}
}

static const char preamble[] =
	"/* Made by tools/pagec from the pages of %1$s. */\n"
	"#pragma once\n\n"
	"#include \"html/html.h\"\n"
	"#if __has_include(\"%1$s/%1$s.h\")\n#include \"%1$s/%1$s.h\"\n#endif\n"
	"#if __has_include(\"%1$s/views.h\")\n#include \"%1$s/views.h\"\n#endif\n\n";

static const char includes[] =
	"/* Made by tools/pagec from the pages of %1$s. */\n"
	"#include \"%1$s/pages.h\"\n"
	"#include \"icons.h\"\n"
	"#if __has_include(\"web/pages.h\")\n#include \"web/pages.h\"\n#endif\n";

int main(int argc, char **argv)
{
	char *c_text, *h_text;
	size_t c_size, h_size;
	FILE *c = open_memstream(&c_text, &c_size), *h = open_memstream(&h_text, &h_size);

	if (argc < 4 || !c || !h) {
		fputs("usage: pagec FEATURE OUTDIR FILE.html...\n", stderr);
		return 2;
	}
	fprintf(h, preamble, argv[1]);
	fprintf(c, includes, argv[1]);
	for (int i = 3; i < argc; i++)
		compile_file(argv[i], c, h);
	fclose(c);
	fclose(h);
	write_file(argv[2], "pages.h", h_text);
	write_file(argv[2], "pages.c", c_text);
	free(c_text);
	free(h_text);
	return 0;
}
