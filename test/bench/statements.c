#include "test/bench/statements.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct reading {
	char *at, *end;
	struct statements *into;
};

static void refuse(const char *why)
{
	fprintf(stderr, "statements: %s\n", why);
	exit(1);
}

/* Private and writable: texts get their terminators in place. */
static struct reading open_file(const char *path, struct statements *into)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	char *p;

	if (fd < 0 || fstat(fd, &st) != 0 || st.st_size == 0)
		refuse("the file is empty or not there");
	p = mmap(NULL, (size_t)st.st_size, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
	if (p == MAP_FAILED)
		refuse("the file cannot be mapped");
	close(fd);
	return (struct reading){ p, p + st.st_size, into };
}

static const char *take(struct reading *r, long long n)
{
	char *p = r->at;

	if (r->end - r->at <= n)
		refuse("a text is cut short");
	r->at += n + 1;
	p[n] = '\0';
	return p;
}

static struct run *new_run(struct statements *s, const char *sql)
{
	struct run *run = &s->runs[s->count];

	if (s->count == STATEMENTS_MAX)
		refuse("more statements than fit");
	*run = (struct run){ .sql = sql, .same = s->count };
	for (size_t i = 0; i < s->count && run->same == s->count; i++)
		if (strcmp(s->runs[i].sql, sql) == 0)
			run->same = i;
	s->count++;
	return run;
}

static void add_argument(struct reading *r, struct run *run, char kind, long long n)
{
	struct argument a = { .kind = kind, .i = n };

	if (run->count == ARGS_MAX)
		refuse("more arguments than fit");
	if (kind == 't' || kind == 'b') {
		a.n = (size_t)n;
		a.p = take(r, n);
	}
	run->args[run->count++] = a;
}

void statements_read(const char *path, struct statements *ret)
{
	struct reading r = open_file(path, ret);
	struct run *run = NULL;

	while (r.at < r.end) {
		char kind = *r.at;
		char *after;
		long long n = strtoll(r.at + 1, &after, 10);

		r.at = after + 1;
		if (kind == 'S')
			run = new_run(ret, take(&r, n));
		else if (!run)
			refuse("it does not begin with a statement");
		else if (kind == 'Y')
			run->waits = true;
		else
			add_argument(&r, run, kind, n);
	}
}
