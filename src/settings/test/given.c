#include "settings/test/given.h"

#include <fcntl.h>
#include <unistd.h>

str given_file(const char *name, str text)
{
	str path = arena_fmt(test_arena(), "%.*s/%s", P(test_dir()), name);
	int fd = open(path.p, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	CHECK_INT("written", write(fd, text.p, text.n), (int64_t)text.n);
	close(fd);
	return path;
}

struct given given(str file_text, const char *environment)
{
	char *variables[16] = { NULL };
	str rest = str_from(environment);
	struct given g = { .path = given_file("myintress.conf", file_text) };

	for (size_t i = 0; rest.n; i++)
		variables[i] = arena_cstr(test_arena(), str_cut(&rest, ','));
	CHECK_OK(settings_read_from(test_arena(), g.path, variables, &g.s, &g.why));
	return g;
}
