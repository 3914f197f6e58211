#include "cli/internal.h"

#include <unistd.h>

#define CLEAR_LINE "\r\033[K"

/* 20000 as "20.000" */
static str grouped(struct arena *a, int64_t n)
{
	str digits = arena_fmt(a, "%lld", (long long)n);
	struct buf b = buf_new(a);

	for (size_t i = 0; i < digits.n; i++) {
		if (i && (digits.n - i) % 3 == 0)
			buf_char(&b, '.');
		buf_char(&b, digits.p[i]);
	}
	return buf_str(&b);
}

/* Of an unknown total each thousand counts as a step. */
static int64_t step_of(int64_t done, int64_t total)
{
	return total > 0 ? done * 100 / total : done / 1000;
}

static void show(struct cli *c, int64_t done, int64_t total, str what)
{
	struct arena_mark mark = arena_mark(c->arena);
	str so_far = grouped(c->arena, done), all = grouped(c->arena, total);

	if (total > 0)
		fprintf(c->program->errors, CLEAR_LINE "%.*s: %.*s dari %.*s (%lld%%)",
			P(what), P(so_far), P(all), (long long)step_of(done, total));
	else
		fprintf(c->program->errors, CLEAR_LINE "%.*s: %.*s", P(what), P(so_far));
	fflush(c->program->errors);
	arena_rewind(c->arena, mark);
}

void cli_progress(struct cli *c, int64_t done, int64_t total, str what)
{
	int64_t step = step_of(done, total);

	if (step == c->step_shown || !isatty(fileno(c->program->errors)))
		return;
	c->step_shown = step;
	show(c, done, total, what);
}

void progress_end(struct cli *c)
{
	if (c->step_shown >= 0)
		fputs(CLEAR_LINE, c->program->errors);
	c->step_shown = -1;
}
