#include "crypto/internal.h"
#include "test/test.h"

#include <string.h>

static const struct keys *open_keys(void)
{
	const struct keys *k = NULL;

	CHECK_OK(
		keys_open(arena_fmt(test_arena(), "%.*s/keys", P(test_dir())), true, &k));
	return k;
}

static const str nik_place = STR("person|nik|7");
static const str nik = STR("9901012311900001");

TEST(a_sealed_value_opens_at_its_place)
{
	const struct keys *k = open_keys();
	struct arena *a = test_arena();
	str plain = S("");

	CHECK("opens", unseal(k, a, nik_place, seal(k, a, nik_place, nik), &plain));
	CHECK_STR("what was sealed", plain, nik);
	CHECK("nothing opens",
	      unseal(k, a, nik_place, seal(k, a, nik_place, S("")), &plain));
	CHECK_STR("as nothing", plain, S(""));
}

TEST(a_sealed_value_does_not_show_its_plain_text)
{
	const struct keys *k = open_keys();
	struct arena *a = test_arena();
	str once = seal(k, a, nik_place, nik), again = seal(k, a, nik_place, nik);

	CHECK("plain text", !str_has(once, nik));
	CHECK("sealed twice it differs", !str_eq(once, again));
	CHECK_INT("the key's id is in front", sealed_key(once), 1);
	CHECK_INT("nothing has no key", sealed_key(S("")), 0);
}

TEST(a_sealed_value_moved_to_another_place_is_refused)
{
	const struct keys *k = open_keys();
	struct arena *a = test_arena();
	str sealed = seal(k, a, nik_place, nik), plain;

	CHECK("another row", !unseal(k, a, S("person|nik|8"), sealed, &plain));
	CHECK("another column", !unseal(k, a, S("person|npwp|7"), sealed, &plain));
	CHECK("no place", !unseal(k, a, S(""), sealed, &plain));
}

TEST(each_changed_bit_of_a_sealed_value_is_refused)
{
	const struct keys *k = open_keys();
	struct arena *a = test_arena();
	str sealed = seal(k, a, nik_place, nik), plain;

	for (size_t i = 0; i < sealed.n * 8; i++) {
		char *changed = arena_cstr(a, sealed);

		changed[i / 8] = (char)(changed[i / 8] ^ 1 << i % 8);
		CHECK("a changed bit",
		      !unseal(k, a, nik_place, (str){ changed, sealed.n }, &plain));
	}
}

TEST(a_cut_or_extended_sealed_value_is_refused)
{
	const struct keys *k = open_keys();
	struct arena *a = test_arena();
	str sealed = seal(k, a, nik_place, nik), plain;

	for (size_t n = 0; n < sealed.n; n++)
		CHECK("cut", !unseal(k, a, nik_place, str_left(sealed, n), &plain));
	CHECK("extended", !unseal(k, a, nik_place,
				  (str){ arena_cstr(a, sealed), sealed.n + 1 }, &plain));
}

TEST(a_keyed_hash_depends_on_key_domain_value)
{
	const struct keys *k = open_keys();
	struct arena *a = test_arena();
	str h = keyed_hash(k, a, KEY_LOOKUP, S("nik"), nik);

	CHECK("the key's id in front", str_starts(h, S("1:")));
	CHECK_INT("hex of 256 bits behind it", h.n, 2 + 64);
	CHECK_STR("always the same", keyed_hash(k, a, KEY_LOOKUP, S("nik"), nik), h);
	CHECK("another value",
	      !str_eq(keyed_hash(k, a, KEY_LOOKUP, S("nik"), S("9901012311900002")), h));
	CHECK("another domain",
	      !str_eq(keyed_hash(k, a, KEY_LOOKUP, S("email"), nik), h));
	CHECK("another purpose", !str_eq(keyed_hash(k, a, KEY_AUDIT, S("nik"), nik), h));
	CHECK("no sliding between domain and value",
	      !str_eq(keyed_hash(k, a, KEY_LOOKUP, S("ab"), S("c")),
		      keyed_hash(k, a, KEY_LOOKUP, S("a"), S("bc"))));
}

TEST(sha256_known_answers)
{
	struct arena *a = test_arena();
	str abc = S("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

	CHECK_STR("empty", sha256_hex(a, S("")),
		  S("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
	CHECK_STR("abc", sha256_hex(a, S("abc")), abc);
	CHECK_STR("a then bc", sha256_chain_hex(a, S("a"), S("bc")), abc);
}

TEST(base64url_both_ways)
{
	static const struct {
		str bytes, text;
	} cases[] = {
		{ STR(""), STR("") },
		{ STR("f"), STR("Zg") },
		{ STR("fo"), STR("Zm8") },
		{ STR("foo"), STR("Zm9v") },
		{ STR("\xfb\xff\xfe"), STR("-__-") },
	};
	str bytes = S("");

	for (size_t i = 0; i < COUNT(cases); i++) {
		CHECK_STR("written", base64url(test_arena(), cases[i].bytes),
			  cases[i].text);
		CHECK("read", base64url_read(test_arena(), cases[i].text, &bytes));
		CHECK_STR("back", bytes, cases[i].bytes);
	}
}

TEST(base64url_has_one_text_for_each_value)
{
	static const str wrong[] = { STR("Zg=="),
				     STR("Zh"),
				     STR("Z"),
				     STR("Zm 9v"),
				     STR("+//+"),
				     STR("Zm9v\n"),
				     STR("\xb3\xab\xb6\x85") };
	str bytes;

	for (size_t i = 0; i < COUNT(wrong); i++)
		CHECK(wrong[i].p, !base64url_read(test_arena(), wrong[i], &bytes));
}

static bool only(str s, const char *alphabet)
{
	for (size_t i = 0; i < s.n; i++)
		if (!strchr(alphabet, s.p[i]))
			return false;
	return true;
}

TEST(tokens_are_distinct_and_of_the_alphabet)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				       "abcdefghijklmnopqrstuvwxyz0123456789-_";
	str last = S("");

	for (int i = 0; i < 200; i++) {
		str token = token_new(test_arena());

		CHECK_INT("43 characters", token.n, 43);
		CHECK("base64url", only(token, alphabet));
		CHECK("not the one before", !str_eq(token, last));
		last = token;
	}
}

TEST(codes_are_digits_with_leading_zeros)
{
	bool zero = false;
	str last = S("");
	int same = 0;

	for (int i = 0; i < 500; i++) {
		str code = code_new(test_arena(), 6);

		CHECK("six digits", str_digits(code, 6));
		zero = zero || code.p[0] == '0';
		same += str_eq(code, last);
		last = code;
	}
	CHECK("some begin with 0", zero);
	CHECK("they differ", same < 5);
}

TEST(random_ids_are_positive_and_of_62_bits)
{
	int64_t all = 0;

	for (int i = 0; i < 500; i++) {
		int64_t id = random_id();

		CHECK("positive", id > 0);
		all |= id;
	}
	CHECK_INT("every bit is used", all, ((int64_t)1 << 62) - 1);
}
