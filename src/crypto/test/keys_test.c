#include "crypto/internal.h"
#include "test/test.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static str keys_dir(void)
{
	return arena_fmt(test_arena(), "%.*s/keys", P(test_dir()));
}

static const struct keys *open_keys(void)
{
	const struct keys *k = NULL;

	CHECK_OK(keys_open(keys_dir(), true, &k));
	return k;
}

static const char *in_keys(const char *name)
{
	return arena_fmt(test_arena(), "%.*s/%s", P(keys_dir()), name).p;
}

static mode_t mode_of(const char *path)
{
	struct stat st = { 0 };

	CHECK_INT(path, stat(path, &st), 0);
	return st.st_mode & 07777;
}

static void write_file(const char *path, str text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	CHECK_INT(path, write(fd, text.p, text.n), (int64_t)text.n);
	close(fd);
}

TEST(new_key_files_are_private)
{
	open_keys();
	CHECK_INT("directory", mode_of(in_keys("")), 0700);
	CHECK_INT("field", mode_of(in_keys("field.keys")), 0600);
	CHECK_INT("lookup", mode_of(in_keys("lookup.keys")), 0600);
	CHECK_INT("session", mode_of(in_keys("session.keys")), 0600);
	CHECK_INT("audit", mode_of(in_keys("audit.keys")), 0600);
}

TEST(a_key_file_others_may_read_is_refused)
{
	static const mode_t modes[] = { 0640, 0604, 0620, 0601 };
	const struct keys *k;
	err e;

	open_keys();
	for (size_t i = 0; i < COUNT(modes); i++) {
		CHECK_INT("chmod", chmod(in_keys("lookup.keys"), modes[i]), 0);
		e = keys_open(keys_dir(), true, &k);
		CHECK("refused", e && strstr(e->text, "chmod 600") &&
					 strstr(e->text, "lookup.keys"));
	}
	CHECK_INT("chmod", chmod(in_keys("lookup.keys"), 0400), 0);
	CHECK_OK(keys_open(keys_dir(), true, &k));
}

TEST(a_key_directory_others_may_write_is_refused)
{
	const struct keys *k;
	err e;

	open_keys();
	CHECK_INT("chmod", chmod(in_keys(""), 0770), 0);
	e = keys_open(keys_dir(), true, &k);
	CHECK("refused", e && strstr(e->text, "chmod 700"));
}

TEST(missing_keys_are_not_made_unasked)
{
	const struct keys *k;

	CHECK("no directory", keys_open(keys_dir(), false, &k));
	open_keys();
	CHECK_INT("unlink", unlink(in_keys("audit.keys")), 0);
	CHECK("no audit keys", keys_open(keys_dir(), false, &k));
	CHECK("nor by a rotation", keys_rotate(keys_dir(), KEY_AUDIT, 0));
	CHECK("still none", access(in_keys("audit.keys"), F_OK) != 0);
}

TEST(keys_opened_again_are_the_same)
{
	struct arena *a = test_arena();
	str sealed = seal(open_keys(), a, S("t|c|1"), S("isi")), plain;

	CHECK("opens", unseal(open_keys(), a, S("t|c|1"), sealed, &plain));
}

TEST(each_purpose_has_its_own_key)
{
	const struct keys *k = open_keys();

	for (int p = 1; p < KEYS; p++)
		CHECK("differs from the field key",
		      memcmp(key_current(k, (enum key_purpose)p)->bytes,
			     key_current(k, KEY_FIELD)->bytes, KEY_BYTES) != 0);
}

TEST(after_a_rotation_old_values_open)
{
	struct arena *a = test_arena();
	str old = seal(open_keys(), a, S("t|c|1"), S("lama")), new, plain = S("");
	const struct keys *before = open_keys(), *after;

	CHECK_OK(keys_rotate(keys_dir(), KEY_FIELD, TEST_NOW));
	after = open_keys();
	new = seal(after, a, S("t|c|1"), S("baru"));
	CHECK_INT("new values have the new key", sealed_key(new), 2);
	CHECK("the old one opens", unseal(after, a, S("t|c|1"), old, &plain));
	CHECK_STR("as it was", plain, S("lama"));
	CHECK("so does the new one", unseal(after, a, S("t|c|1"), new, &plain));
	CHECK("who has not read the keys again cannot open it",
	      !unseal(before, a, S("t|c|1"), new, &plain));
	CHECK_STR("other purposes keep theirs",
		  str_left(keyed_hash(after, a, KEY_LOOKUP, S("nik"), S("1")), 2),
		  S("1:"));
}

TEST(after_a_rotation_look_ups_find_old_hashes)
{
	struct arena *a = test_arena();
	str old = keyed_hash(open_keys(), a, KEY_LOOKUP, S("nik"), S("9901"));
	const struct keys *k;
	struct strs all;

	CHECK_OK(keys_rotate(keys_dir(), KEY_LOOKUP, TEST_NOW));
	k = open_keys();
	all = keyed_hashes(k, a, KEY_LOOKUP, S("nik"), S("9901"));
	CHECK_INT("one a key", all.count, 2);
	CHECK_STR("the current one first", all.items[0],
		  keyed_hash(k, a, KEY_LOOKUP, S("nik"), S("9901")));
	CHECK("it has the new id", str_starts(all.items[0], S("2:")));
	CHECK_STR("the old one after it", all.items[1], old);
}

TEST(a_key_that_is_not_in_use_can_be_retired)
{
	const struct keys *k = open_keys();
	str sealed = seal(k, test_arena(), S("a|b|1"), S("rahasia")), plain;
	bool gone;

	CHECK_OK(keys_retire(keys_dir(), KEY_FIELD, 1, &gone));
	CHECK("not the one in use", !gone);
	CHECK_OK(keys_rotate(keys_dir(), KEY_FIELD, TEST_NOW));
	CHECK_OK(keys_retire(keys_dir(), KEY_FIELD, 7, &gone));
	CHECK("not one that is none", !gone);
	CHECK_OK(keys_retire(keys_dir(), KEY_FIELD, 1, &gone));
	CHECK("the old one", gone);
	k = open_keys();
	CHECK_INT("in use", key_in_use(k, KEY_FIELD), 2);
	CHECK("what it made is lost",
	      !unseal(k, test_arena(), S("a|b|1"), sealed, &plain));
	CHECK_OK(keys_rotate(keys_dir(), KEY_FIELD, TEST_NOW));
	CHECK_INT("its number is not used again", key_in_use(open_keys(), KEY_FIELD), 3);
}

TEST(a_hash_tells_its_key)
{
	const struct keys *k = open_keys();

	CHECK_INT("of ours",
		  hashed_key(keyed_hash(k, test_arena(), KEY_LOOKUP, S("x"), S("y"))), 1);
	CHECK_INT("of two digits", hashed_key(S("27:ab")), 27);
	CHECK_INT("none", hashed_key(S("")), 0);
	CHECK_INT("not one", hashed_key(S("abc")), 0);
}

TEST(listed_keys_tell_age_and_use)
{
	struct key_lines all;

	open_keys();
	CHECK_OK(keys_rotate(keys_dir(), KEY_SESSION, TEST_NOW));
	CHECK_OK(keys_list(test_arena(), keys_dir(), &all));
	CHECK_INT("five keys", all.count, 5);
	CHECK_INT("session's first", all.items[2].purpose, KEY_SESSION);
	CHECK("is out of use", !all.items[2].current);
	CHECK_INT("session's second", all.items[3].purpose, KEY_SESSION);
	CHECK_INT("has the next id", all.items[3].id, 2);
	CHECK_INT("was made now", all.items[3].created, TEST_NOW);
	CHECK("is in use", all.items[3].current);
}

TEST(unsound_key_files_are_refused_with_their_line)
{
#define GOOD "1 1700000000 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"
	static const struct {
		const char *what;
		str text;
		const char *why;
	} cases[] = {
		{ "empty", STR(""), "tidak berisi kunci" },
		{ "words", STR(GOOD "x\n"), ".keys:2:" },
		{ "id 0",
		  STR("0 1700000000 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"),
		  ".keys:1:" },
		{ "id 256",
		  STR("256 1700000000 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"),
		  ".keys:1:" },
		{ "short key", STR("1 1700000000 AAEC\n"), ".keys:1:" },
		{ "an id twice", STR(GOOD GOOD), ".keys:2:" },
		{ "an empty line", STR(GOOD "\n"), ".keys:2:" },
	};
	const struct keys *k;

	open_keys();
	for (size_t i = 0; i < COUNT(cases); i++) {
		err e;

		write_file(in_keys("field.keys"), cases[i].text);
		e = keys_open(keys_dir(), true, &k);
		CHECK(cases[i].what, e && strstr(e->text, cases[i].why));
	}
	write_file(in_keys("field.keys"), S(GOOD));
	CHECK_OK(keys_open(keys_dir(), true, &k));
}

TEST(ids_run_out_with_a_fault)
{
	const struct keys *k;

	open_keys();
	for (int id = 2; id <= KEY_IDS; id++)
		CHECK_OK(keys_rotate(keys_dir(), KEY_FIELD, TEST_NOW));
	CHECK("no id is left", keys_rotate(keys_dir(), KEY_FIELD, TEST_NOW));
	CHECK_OK(keys_open(keys_dir(), false, &k));
	CHECK_INT("the last is in use", key_current(k, KEY_FIELD)->id, KEY_IDS);
}

/* Children end by _exit: the parent's tests are not theirs to go on with. */
static void fork_each(int count, bool (*act)(void))
{
	int *pids = NEW_ARRAY(test_arena(), int, (size_t)count);
	int status, good = 0;

	for (int i = 0; i < count; i++) {
		pids[i] = fork();
		if (pids[i] == 0)
			_exit(act() ? 0 : 1);
	}
	for (int i = 0; i < count; i++)
		good += waitpid(pids[i], &status, 0) == pids[i] && status == 0;
	CHECK_INT("every child did it", good, count);
}

static bool rotate_five_times(void)
{
	for (int i = 0; i < 5; i++)
		if (keys_rotate(keys_dir(), KEY_FIELD, TEST_NOW))
			return false;
	return true;
}

TEST(rotations_at_once_lose_no_key)
{
	const struct keys *k;

	open_keys();
	fork_each(6, rotate_five_times);
	CHECK_OK(keys_open(keys_dir(), false, &k));
	CHECK_INT("all are there", k->rings[KEY_FIELD].count, 1 + 6 * 5);
}

/* Leaves a file named as the hash its keys make: who has other keys makes another. */
static bool say_hash(void)
{
	const struct keys *k;
	str h;

	if (keys_open(keys_dir(), true, &k))
		return false;
	h = keyed_hash(k, test_arena(), KEY_LOOKUP, S("nik"), S("9901"));
	write_file(arena_fmt(test_arena(), "%.*s/%.*s", P(test_dir()), P(h)).p, S(""));
	return true;
}

static int files_in(str dir)
{
	DIR *d = opendir(arena_cstr(test_arena(), dir));
	int n = 0;

	while (d && readdir(d))
		n++;
	closedir(d);
	return n - 2; /* "." and ".." */
}

TEST(processes_starting_at_once_agree_on_new_keys)
{
	str dir = test_dir(); /* made before the children would each make theirs */

	fork_each(8, say_hash);
	CHECK_INT("one hash beside the keys", files_in(dir), 2);
	CHECK_INT("four files and the lock, nothing half done", files_in(keys_dir()), 5);
}
