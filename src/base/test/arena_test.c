#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test/test.h"

enum { CEILING = 100 * 1024 };

TEST(what_is_taken_is_zeroed_and_apart)
{
	struct arena *a = arena_new(CEILING);
	char *one = arena_alloc(a, 1000), *other;

	memset(one, 'x', 1000);
	other = arena_alloc(a, 50000);
	CHECK_INT("zeroed", other[0] | other[49999], 0);
	CHECK_INT("apart", one[999], 'x');
	arena_free(a);
}

TEST(high_water_is_the_most_in_use)
{
	struct arena *a = arena_new(CEILING);
	struct arena_mark mark;

	arena_alloc(a, 16);
	mark = arena_mark(a);
	arena_alloc(a, 40000);
	CHECK_INT("in two chunks", arena_high_water(a), 40016);
	arena_rewind(a, mark);
	arena_alloc(a, 32);
	CHECK_INT("after a rewind", arena_high_water(a), 40016);
	arena_reset(a);
	arena_alloc(a, 48000);
	CHECK_INT("after a reset", arena_high_water(a), 48000);
	arena_free(a);
}

/* In a process of its own: 0 when it could take them all. */
static int take_in_pieces(size_t piece, size_t count)
{
	int status = -1;
	pid_t pid = fork();

	if (pid == 0) {
		struct arena *a = arena_new(CEILING);

		for (size_t i = 0; i < count; i++)
			arena_alloc(a, piece);
		arena_free(a);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	return status;
}

TEST(the_ceiling_is_exact)
{
	CHECK_INT("in one piece", take_in_pieces(CEILING, 1), 0);
	CHECK_INT("in many", take_in_pieces(1024, CEILING / 1024), 0);
	CHECK("one byte more", take_in_pieces(CEILING + 1, 1) != 0);
	CHECK("one piece more", take_in_pieces(1024, CEILING / 1024 + 1) != 0);
}

TEST(the_newest_grows_where_it_is)
{
	struct arena *a = arena_new(CEILING);
	char *p = arena_grow(a, NULL, (struct arena_growth){ 0, 0, 64 });
	char *moved;

	memcpy(p, "isi", 3);
	CHECK("in place",
	      arena_grow(a, p, (struct arena_growth){ 3, 64, 256 }) == (void *)p);
	arena_alloc(a, 16);
	moved = arena_grow(a, p, (struct arena_growth){ 3, 256, 512 });
	CHECK("behind another it moves", moved != p);
	CHECK_STR("with what it holds", ((str){ moved, 3 }), S("isi"));
	arena_free(a);
}
