#include "cli/internal.h"

/* What is explained stands in one column, the explanations in another. */
struct row {
	str left, right;
};
struct rows LIST_OF(struct row);

static void print_rows(const struct cli *c, const struct rows *rows)
{
	size_t width = 0;

	for (size_t i = 0; i < rows->count; i++)
		if (rows->items[i].left.n > width)
			width = rows->items[i].left.n;
	for (size_t i = 0; i < rows->count; i++)
		fprintf(c->out, "  %-*.*s  %.*s\n", (int)width, P(rows->items[i].left),
			P(rows->items[i].right));
}

static void add(const struct cli *c, struct rows *rows, str left, str right)
{
	*PUSH(c->arena, rows) = (struct row){ left, right };
}

static str spaced(const struct cli *c, str left, str right)
{
	return right.n ? arena_fmt(c->arena, "%.*s %.*s", P(left), P(right)) : left;
}

static str flag_form(const struct cli *c, const struct cli_flag *f)
{
	return spaced(c, arena_fmt(c->arena, "--%.*s", P(f->name)), f->value);
}

static void add_common(const struct cli *c, struct rows *rows)
{
	add(c, rows, S("-c BERKAS"), S("berkas setelan"));
	add(c, rows, S("--help"), S("keterangan ini"));
}

void print_help(const struct cli *c)
{
	const struct cli_program *p = c->program;
	struct rows commands = { 0 }, options = { 0 };

	for (size_t i = 0; i < p->command_count; i++)
		add(c, &commands,
		    spaced(c, p->commands[i].name, p->commands[i].arguments),
		    p->commands[i].help);
	add_common(c, &options);
	add(c, &options, S("--version"), S("versi program"));
	fprintf(c->out, "Pemakaian: %.*s [-c BERKAS] PERINTAH [ARGUMEN]\n\nPerintah:\n",
		P(p->name));
	print_rows(c, &commands);
	fprintf(c->out, "\nPilihan:\n");
	print_rows(c, &options);
}

void print_command_help(const struct cli *c)
{
	const struct command *d = c->command;
	struct rows options = { 0 };

	fprintf(c->out, "Pemakaian: %.*s %.*s", P(c->program->name), P(d->name));
	for (size_t i = 0; i < d->flag_count; i++) {
		str form = flag_form(c, &d->flags[i]);

		fprintf(c->out, " [%.*s]", P(form));
		add(c, &options, form, d->flags[i].help);
	}
	add_common(c, &options);
	fprintf(c->out, "%s%.*s\n\n%.*s\n\nPilihan:\n", d->arguments.n ? " " : "",
		P(d->arguments), P(d->help));
	print_rows(c, &options);
}
