#include "json/json.h"

#include "test/test.h"

static str nested(char open, char close, int depth)
{
	struct buf b = buf_new(test_arena());

	for (int i = 0; i < depth; i++)
		buf_char(&b, open);
	for (int i = 0; i < depth; i++)
		buf_char(&b, close);
	return buf_str(&b);
}

TEST(what_is_json)
{
	static const struct {
		const char *what;
		str text;
		bool good;
	} cases[] = {
		{ "an object", STR("{\"a\":1}"), true },
		{ "a list", STR("[1,\"x\",true,false,null,{}]"), true },
		{ "a plain value", STR(" \"x\" "), true },
		{ "nothing", STR(""), false },
		{ "space only", STR("  "), false },
		{ "a name twice", STR("{\"a\":1,\"a\":2}"), false },
		{ "a name twice, escaped", STR("{\"a\":1,\"\\u0061\":2}"), false },
		{ "a name twice, deeper", STR("[{\"a\":{\"b\":1,\"b\":1}}]"), false },
		{ "a real", STR("[1.5]"), false },
		{ "a real that is whole", STR("[1e3]"), false },
		{ "past int64", STR("[9223372036854775808]"), false },
		{ "a lone high surrogate", STR("\"\\ud800\""), false },
		{ "a lone low surrogate", STR("\"\\udc00\""), false },
		{ "a pair of surrogates", STR("\"\\ud83d\\ude00\""), true },
		{ "an escaped NUL", STR("\"a\\u0000b\""), false },
		{ "a NUL byte", STR("\"a\0b\""), false },
		{ "a NUL name", STR("{\"a\\u0000\":1}"), false },
		{ "not UTF-8", STR("\"\xff\""), false },
		{ "overlong UTF-8", STR("\"\xc0\xaf\""), false },
		{ "a control byte", STR("\"a\tb\""), false },
		{ "something after it", STR("{} x"), false },
		{ "two values", STR("{}{}"), false },
		{ "a NUL after it", STR("{}\0"), false },
		{ "a comma too many", STR("[1,]"), false },
		{ "a leading zero", STR("[01]"), false },
		{ "a comment", STR("[1/**/]"), false },
		{ "a single quote", STR("['a']"), false },
		{ "a byte order mark", STR("\xef\xbb\xbf{}"), false },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		CHECK_INT(cases[i].what, json_read(test_arena(), cases[i].text) != NULL,
			  cases[i].good);
}

TEST(at_most_32_deep)
{
	CHECK("32 lists", json_read(test_arena(), nested('[', ']', 32)));
	CHECK("33 lists", !json_read(test_arena(), nested('[', ']', 33)));
	CHECK("3000 lists", !json_read(test_arena(), nested('[', ']', 3000)));
}

TEST(values_are_read)
{
	const struct json *j =
		json_read(test_arena(),
			  S("{\"big\":9007199254740993,\"small\":-9223372036854775808,"
			    "\"text\":\"a\\\"\\u00e9\\n\",\"yes\":true,\"no\":false,"
			    "\"none\":null,\"list\":[1,[2]],\"object\":{\"x\":\"y\"}}"));

	CHECK_INT("count", j->count, 8);
	CHECK_INT("more than a double holds", json_int(json_get(j, S("big"))),
		  9007199254740993);
	CHECK_INT("smallest", json_int(json_get(j, S("small"))), INT64_MIN);
	CHECK_STR("text", json_text(json_get(j, S("text"))), S("a\"é\n"));
	CHECK_INT("yes", json_get(j, S("yes"))->number, 1);
	CHECK_INT("no", json_get(j, S("no"))->number, 0);
	CHECK_INT("null", json_get(j, S("none"))->kind, JSON_NULL);
	CHECK_INT("list", json_get(j, S("list"))->items[1].items[0].number, 2);
	CHECK_STR("object", json_text(json_get(json_get(j, S("object")), S("x"))),
		  S("y"));
	CHECK_STR("names keep their order", j->names[1], S("small"));
}

TEST(what_is_not_there)
{
	const struct json *j = json_read(test_arena(), S("{\"a\":1}"));

	CHECK("no member", !json_get(j, S("b")));
	CHECK("member of nothing", !json_get(NULL, S("b")));
	CHECK("member of a number", !json_get(json_get(j, S("a")), S("b")));
	CHECK_STR("a number is no text", json_text(json_get(j, S("a"))), S(""));
	CHECK_INT("nothing is no number", json_int(NULL), 0);
}

TEST(writing)
{
	struct buf b = buf_new(test_arena());
	struct json_out o = { .buf = &b };

	json_open(&o, '{');
	json_put(&o, S("text"), S("a\"\\\n\x01\x7fé</script>"));
	json_put(&o, S("big"), (int64_t)9007199254740993);
	json_put(&o, S("yes"), (bool)true);
	json_put(&o, S("date"), ((struct date){ 2026, 11, 23 }));
	json_put(&o, S("no_date"), ((struct date){ 0 }));
	json_name(&o, S("at"));
	json_put_instant(&o, TEST_NOW);
	json_name(&o, S("never"));
	json_put_instant(&o, 0);
	json_name(&o, S("list"));
	json_open(&o, '[');
	json_put_int(&o, 1);
	json_open(&o, '{');
	json_close(&o, '}');
	json_put_null(&o);
	json_close(&o, ']');
	json_name(&o, S("empty"));
	json_open(&o, '[');
	json_close(&o, ']');
	json_close(&o, '}');
	CHECK_STR("json", buf_str(&b),
		  S("{\"text\":\"a\\\"\\\\\\n\\u0001\\u007fé</script>\","
		    "\"big\":9007199254740993,\"yes\":true,\"date\":\"2026-11-23\","
		    "\"no_date\":null,\"at\":\"2026-11-23T01:14:00Z\",\"never\":null,"
		    "\"list\":[1,{},null],\"empty\":[]}"));
	CHECK("is read again", json_read(test_arena(), buf_str(&b)));
}
