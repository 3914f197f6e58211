#include "crypto/internal.h"
#include "test/test.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 64 * 1024, SEALED_CHUNK = CHUNK + 17, FRONT = 30, LIMIT = 4 * CHUNK };

static const struct keys *open_keys(void)
{
	const struct keys *k = NULL;

	CHECK_OK(
		keys_open(arena_fmt(test_arena(), "%.*s/keys", P(test_dir())), true, &k));
	return k;
}

static struct sealed_at at(const char *name, const char *place)
{
	return (struct sealed_at){
		.path = arena_fmt(test_arena(), "%.*s/%s", P(test_dir()), name),
		.place = str_from(place),
	};
}

/* n bytes that differ from chunk to chunk. */
static str sample(size_t n)
{
	char *p = arena_alloc(test_arena(), n + 1);

	for (size_t i = 0; i < n; i++)
		p[i] = (char)(i * 7 + i / CHUNK * 31);
	return (str){ p, n };
}

static str file_bytes(str path)
{
	int fd = open(arena_cstr(test_arena(), path), O_RDONLY);
	char *p = arena_alloc(test_arena(), LIMIT * 2);
	size_t n = 0;

	CHECK_OK(file_read(fd, p, LIMIT * 2, &n));
	close(fd);
	return (str){ p, n };
}

static void put_file(str path, str bytes)
{
	int fd = open(arena_cstr(test_arena(), path), O_WRONLY | O_CREAT | O_TRUNC, 0600);

	CHECK_INT("written", write(fd, bytes.p, bytes.n), (int64_t)bytes.n);
	close(fd);
}

static const size_t sizes[] = { 0,	   1,	      CHUNK - 1,    CHUNK,
				CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 5 };

TEST(sealed_bytes_come_back_as_they_were)
{
	const struct keys *k = open_keys();

	for (size_t i = 0; i < COUNT(sizes); i++) {
		struct sealed_at f = at("a.sealed", "document|1");
		struct sealed_file made;
		str plain = sample(sizes[i]), back = S("?");

		CHECK_OK(sealed_file_write_bytes(k, f, plain, &made));
		CHECK_INT("size", made.bytes, plain.n);
		CHECK_STR("hash", str_from(made.sha256), sha256_hex(test_arena(), plain));
		CHECK_OK(sealed_file_read(k, test_arena(), f, LIMIT, &back));
		CHECK("the same bytes", str_eq(back, plain));
	}
}

TEST(a_sealed_file_comes_back_as_it_was)
{
	const struct keys *k = open_keys();
	struct sealed_at plain_at = at("plain", "");

	for (size_t i = 0; i < COUNT(sizes); i++) {
		struct sealed_at f = at("a.sealed", "document|1");
		struct sealed_file made;
		str plain = sample(sizes[i]), back = S("?");

		put_file(plain_at.path, plain);
		CHECK_OK(sealed_file_write(k, f, plain_at.path, &made));
		CHECK_STR("hash", str_from(made.sha256), sha256_hex(test_arena(), plain));
		CHECK_OK(sealed_file_read(k, test_arena(), f, LIMIT, &back));
		CHECK("the same bytes", str_eq(back, plain));
	}
}

TEST(a_sealed_file_does_not_show_its_plain_text)
{
	const struct keys *k = open_keys();
	struct sealed_at f = at("a.sealed", "document|1");
	struct sealed_file made;
	struct stat st;

	CHECK_OK(sealed_file_write_bytes(k, f, S("KANARI-9901012311900001"), &made));
	CHECK("no plain text", !str_has(file_bytes(f.path), S("KANARI")));
	CHECK_INT("stat", stat(f.path.p, &st), 0);
	CHECK_INT("private", st.st_mode & 07777, 0600);
}

static bool opens(const struct keys *k, struct sealed_at f)
{
	str back;

	return !sealed_file_read(k, test_arena(), f, LIMIT, &back);
}

TEST(a_sealed_file_of_another_place_is_refused)
{
	const struct keys *k = open_keys();
	struct sealed_file made;

	CHECK_OK(sealed_file_write_bytes(k, at("a.sealed", "document|1"), S("isi"),
					 &made));
	CHECK("its own place", opens(k, at("a.sealed", "document|1")));
	CHECK("another place", !opens(k, at("a.sealed", "document|2")));
	CHECK("no place", !opens(k, at("a.sealed", "")));
}

TEST(each_changed_byte_of_a_sealed_file_is_refused)
{
	const struct keys *k = open_keys();
	struct sealed_at f = at("a.sealed", "document|1");
	struct sealed_file made;
	str bytes;

	CHECK_OK(sealed_file_write_bytes(k, f, S("isi dokumen"), &made));
	bytes = file_bytes(f.path);
	for (size_t i = 0; i < bytes.n; i++) {
		char *changed = arena_cstr(test_arena(), bytes);

		changed[i] = (char)(changed[i] ^ 1);
		put_file(f.path, (str){ changed, bytes.n });
		CHECK("a changed byte", !opens(k, f));
	}
	put_file(f.path, bytes);
	CHECK("the file itself", opens(k, f));
}

TEST(a_cut_or_extended_sealed_file_is_refused)
{
	static const size_t cuts[] = {
		0,
		3,
		FRONT - 1,
		FRONT,
		FRONT + 16,
		FRONT + 17,
		FRONT + SEALED_CHUNK,
		FRONT + 2 * SEALED_CHUNK,
		FRONT + 2 * SEALED_CHUNK + 17,
		FRONT + 3 * SEALED_CHUNK,
		FRONT + 3 * SEALED_CHUNK + 16,
	};
	const struct keys *k = open_keys();
	struct sealed_at f = at("a.sealed", "document|1");
	struct sealed_file made;
	str bytes;

	CHECK_OK(sealed_file_write_bytes(k, f, sample(3 * CHUNK), &made));
	bytes = file_bytes(f.path);
	CHECK_INT("three chunks and a final one", bytes.n, FRONT + 3 * SEALED_CHUNK + 17);
	for (size_t i = 0; i < COUNT(cuts); i++) {
		put_file(f.path, str_left(bytes, cuts[i]));
		CHECK_INT("cut at", opens(k, f) ? cuts[i] : 0, 0);
	}
	put_file(f.path, (str){ arena_cstr(test_arena(), bytes), bytes.n + 1 });
	CHECK("one byte more", !opens(k, f));
}

/* The file with its chunks in the order given. */
static str reordered(str bytes, const size_t *order, size_t count)
{
	struct buf b = buf_new(test_arena());

	buf_add(&b, str_left(bytes, FRONT));
	for (size_t i = 0; i < count; i++)
		buf_add(&b, str_left(str_skip(bytes, FRONT + order[i] * SEALED_CHUNK),
				     SEALED_CHUNK));
	return buf_str(&b);
}

TEST(swapped_chunks_are_refused)
{
	static const size_t orders[][4] = {
		{ 1, 0, 2, 3 }, { 0, 2, 1, 3 }, { 0, 0, 2, 3 }, { 0, 1, 1, 3 }
	};
	static const size_t same[] = { 0, 1, 2, 3 };
	const struct keys *k = open_keys();
	struct sealed_at f = at("a.sealed", "document|1");
	struct sealed_file made;
	str bytes;

	CHECK_OK(sealed_file_write_bytes(k, f, sample(3 * CHUNK + 100), &made));
	bytes = file_bytes(f.path);
	for (size_t i = 0; i < COUNT(orders); i++) {
		put_file(f.path, reordered(bytes, orders[i], 4));
		CHECK("another order", !opens(k, f));
	}
	put_file(f.path, reordered(bytes, same, 4));
	CHECK("the same order", opens(k, f));
}

TEST(two_files_of_one_place_cannot_lend_chunks)
{
	const struct keys *k = open_keys();
	struct sealed_at f = at("a.sealed", "document|1"),
			 g = at("b.sealed", "document|1");
	struct sealed_file made;
	struct buf b = buf_new(test_arena());

	CHECK_OK(sealed_file_write_bytes(k, f, sample(CHUNK + 1), &made));
	CHECK_OK(sealed_file_write_bytes(k, g, sample(CHUNK + 1), &made));
	buf_add(&b, str_left(file_bytes(f.path), FRONT + SEALED_CHUNK));
	buf_add(&b, str_skip(file_bytes(g.path), FRONT + SEALED_CHUNK));
	put_file(f.path, buf_str(&b));
	CHECK("one's front, the other's end", !opens(k, f));
}

TEST(a_sealed_file_past_the_limit_is_refused)
{
	const struct keys *k = open_keys();
	struct sealed_at f = at("a.sealed", "document|1");
	struct sealed_file made;
	str back;

	CHECK_OK(sealed_file_write_bytes(k, f, sample(1000), &made));
	CHECK("one byte too many", sealed_file_read(k, test_arena(), f, 999, &back));
	CHECK_OK(sealed_file_read(k, test_arena(), f, 1000, &back));
}

TEST(files_of_old_keys_open_after_a_rotation)
{
	struct sealed_at old = at("a.sealed", "document|1"),
			 new = at("b.sealed", "document|2");
	struct sealed_file made;
	const struct keys *k = open_keys();

	CHECK_OK(sealed_file_write_bytes(k, old, S("lama"), &made));
	CHECK_OK(keys_rotate(arena_fmt(test_arena(), "%.*s/keys", P(test_dir())),
			     KEY_FIELD, TEST_NOW));
	k = open_keys();
	CHECK_OK(sealed_file_write_bytes(k, new, S("baru"), &made));
	CHECK_INT("sealed by the new key", file_bytes(new.path).p[5], 2);
	CHECK("the old file opens", opens(k, old));
	CHECK("the new one, too", opens(k, new));
}

static int files_in_test_dir(void)
{
	DIR *d = opendir(arena_cstr(test_arena(), test_dir()));
	int n = 0;

	while (d && readdir(d))
		n++;
	closedir(d);
	return n - 2;
}

TEST(what_could_not_be_written_leaves_nothing)
{
	const struct keys *k = open_keys();
	struct sealed_at f = at("a.sealed", "document|1"),
			 none = at("none/a", "document|1");
	struct sealed_file made;

	CHECK("no plain file", sealed_file_write(k, f, at("none", "").path, &made));
	CHECK("a directory to read", sealed_file_write(k, f, test_dir(), &made));
	CHECK("no directory to write", sealed_file_write_bytes(k, none, S("isi"), &made));
	CHECK_INT("the keys alone", files_in_test_dir(), 1);
	CHECK_OK(sealed_file_write_bytes(k, f, S("isi"), &made));
	CHECK_INT("and the sealed file", files_in_test_dir(), 2);
}

TEST(a_failed_writing_leaves_the_old_file)
{
	const struct keys *k = open_keys();
	struct sealed_at f = at("a.sealed", "document|1");
	struct sealed_file made;

	CHECK_OK(sealed_file_write_bytes(k, f, S("isi"), &made));
	CHECK("fails", sealed_file_write(k, f, test_dir(), &made));
	CHECK("still opens", opens(k, f));
}
