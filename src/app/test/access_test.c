#include "app/test/routes.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static const str methods[METHODS] = { [GET] = STR("GET"),
				      [POST] = STR("POST"),
				      [PATCH] = STR("PATCH"),
				      [DELETE] = STR("DELETE") };

static const struct route *route_at(size_t i)
{
	const struct feature *ignored;

	return web_route(i, &ignored);
}

/* "GET /tiket 3.2 READ_TICKET" and a cell per role, "." where the role is refused. */
static void print_route(struct buf *b, const struct route *r)
{
	buf_fmt(b, "%-6.*s %-52s %-5.*s %-22.*s", P(methods[r->method]), r->path,
		P(permission_rows[r->permission]),
		P(r->permission == CAN_ANYONE ? S("ANYONE")
					      : permission_names[r->permission]));
	for (int role = 0; role < ROLES; role++) {
		struct grant g = grant_default((enum role)role, r->permission);
		str cell = grant_text(test_arena(), g);

		buf_fmt(b, " %-7.*s", P(g.scope == SCOPE_NONE ? S(".") : cell));
	}
	while (b->n && b->p[b->n - 1] == ' ')
		b->n--;
	buf_char(b, '\n');
}

static str printed(void)
{
	struct buf b = buf_new(test_arena());

	buf_fmt(&b, "%-88s", "method and path, row of the access matrix and permission");
	for (int role = 0; role < ROLES; role++)
		buf_fmt(&b, " %-7.7s", role_words[role].p);
	while (b.p[b.n - 1] == ' ')
		b.n--;
	buf_char(&b, '\n');
	for (size_t i = 0; route_at(i); i++)
		print_route(&b, route_at(i));
	return buf_str(&b);
}

static str first_difference(str got, str want)
{
	while (got.n || want.n) {
		str line = str_cut(&got, '\n'), wanted = str_cut(&want, '\n');

		if (!str_eq(line, wanted))
			return line.n ? line : wanted;
	}
	return S("");
}

/* MYINTRESS_TEST_WRITE=1 writes the file anew: a change of access is a visible one. */
TEST(who_may_try_what_is_what_the_golden_file_says)
{
	enum { MOST = 256 * 1024 };
	const char *path = "test/golden/access.txt";
	char *file = arena_alloc(test_arena(), MOST);
	bool write_it = getenv("MYINTRESS_TEST_WRITE") != NULL;
	int fd = open(path, write_it ? O_RDWR | O_CREAT | O_TRUNC : O_RDONLY, 0644);
	ssize_t n;
	str got;

	start_all();
	got = printed();
	if (write_it)
		CHECK("written", write(fd, got.p, got.n) == (ssize_t)got.n);
	n = pread(fd, file, MOST, 0);
	close(fd);
	CHECK("read", n > 0);
	CHECK_STR("MYINTRESS_TEST_WRITE=1 make unit-app writes it",
		  first_difference(got, (str){ file, (size_t)n }), S(""));
}

/* Doors without a row of the matrix, said aloud. */
static bool needs_no_row(const struct route *r)
{
	static const char *const open[] = {
		"/healthz", "/readyz",	    "/metrics", "/a/*file",	  "/masuk",
		"/keluar",  "/favicon.ico", "/tema",	"/api/v1/session"
	};

	for (size_t i = 0; i < COUNT(open); i++)
		if (str_eq(str_from(open[i]), str_from(r->path)))
			return true;
	return false;
}

TEST(every_route_names_a_row_of_the_matrix)
{
	start_all();
	for (size_t i = 0; route_at(i); i++)
		if (!needs_no_row(route_at(i)))
			CHECK(route_at(i)->path,
			      permission_rows[route_at(i)->permission].n > 0);
}

/* A second route of the same method and path would never be reached. */
TEST(no_route_hides_another)
{
	start_all();
	for (size_t i = 0; route_at(i); i++)
		for (size_t j = 0; j < i; j++)
			CHECK(route_at(i)->path,
			      route_at(i)->method != route_at(j)->method ||
				      !str_eq(str_from(route_at(i)->path),
					      str_from(route_at(j)->path)));
}
