#include <stdlib.h>

#include "fetch/fetch.h"
#include "test/server.h"
#include "test/test.h"

enum { LIMIT = 10000 };

static struct fetch_call get(struct server s, const char *scheme, const char *path)
{
	return (struct fetch_call){
		.url = arena_fmt(test_arena(), "%s127.0.0.1:%d%s", scheme, s.port, path),
		.method = S("GET"),
		.connect_ms = 2000,
		.total_ms = 20000,
		.limit = LIMIT,
	};
}

static const struct {
	const char *path;
	enum fetch_outcome want;
	int status;
} behaviours[] = {
	{ "/status/200", FETCH_ANSWERED, 200 }, { "/status/404", FETCH_ANSWERED, 404 },
	{ "/status/500", FETCH_ANSWERED, 500 }, { "/redirect", FETCH_ANSWERED, 302 },
	{ "/reset", FETCH_BROKEN, 0 },		{ "/truncated", FETCH_BROKEN, 0 },
	{ "/garbage", FETCH_BROKEN, 0 },	{ "/nothing", FETCH_BROKEN, 0 },
	{ "/huge", FETCH_TOO_LARGE, 0 },	{ "/huge-said", FETCH_TOO_LARGE, 0 },
	{ "/headers", FETCH_TOO_LARGE, 0 },
};

TEST(every_behaviour_of_a_server_has_an_outcome)
{
	struct server s = server_start("test/servers/website.py", NULL);

	for (size_t i = 0; i < COUNT(behaviours); i++) {
		struct fetch_call call = get(s, "http://", behaviours[i].path);
		struct fetch_answer answer = fetch_http(test_arena(), &call);

		CHECK_INT(behaviours[i].path, answer.outcome, behaviours[i].want);
		CHECK_INT(behaviours[i].path, answer.status, behaviours[i].status);
		CHECK(behaviours[i].path,
		      answer.outcome == FETCH_ANSWERED || answer.detail.n);
	}
	server_stop(&s);
}

TEST(the_deadline_ends_silence_as_well_as_drips)
{
	struct server s = server_start("test/servers/website.py", NULL);
	struct fetch_call slow = get(s, "http://", "/slow");
	struct fetch_call drip = get(s, "http://", "/drip");

	slow.total_ms = drip.total_ms = 300;
	CHECK_INT("silence", fetch_http(test_arena(), &slow).outcome, FETCH_TIMEOUT);
	CHECK_INT("drips", fetch_http(test_arena(), &drip).outcome, FETCH_TIMEOUT);
	server_stop(&s);
}

TEST(a_body_of_exactly_the_limit_is_taken)
{
	struct server s = server_start("test/servers/website.py", NULL);
	struct fetch_call call = get(s, "http://", "/status/200");

	call.limit = S("body of 200").n;
	CHECK_STR("body", fetch_http(test_arena(), &call).body, S("body of 200"));
	call.limit--;
	CHECK_INT("less", fetch_http(test_arena(), &call).outcome, FETCH_TOO_LARGE);
	server_stop(&s);
}

TEST(a_post_carries_its_body_and_type)
{
	struct server s = server_start("test/servers/website.py", NULL);
	struct fetch_call call = get(s, "http://", "/echo");

	call.method = S("POST");
	call.content_type = S("application/json");
	call.body = S("{\"nama\":\"Siti\"}");
	CHECK_STR(
		"echo", fetch_http(test_arena(), &call).body,
		S("POST /echo HTTP/1.1\ncontent-type: application/json\n{\"nama\":\"Siti\"}"));
	call.body = S("");
	CHECK_STR("empty", fetch_http(test_arena(), &call).body,
		  S("POST /echo HTTP/1.1\ncontent-type: application/json\n"));
	server_stop(&s);
}

TEST(a_password_comes_from_the_address_only)
{
	struct server s = server_start("test/servers/website.py", NULL);
	struct fetch_call with = get(s, "http://user:pass@", "/echo");
	struct fetch_call without = get(s, "http://", "/echo");

	CHECK_STR("with", fetch_http(test_arena(), &with).body,
		  S("GET /echo HTTP/1.1\nauthorization: basic dxnlcjpwyxnz\n"));
	CHECK_STR("without", fetch_http(test_arena(), &without).body,
		  S("GET /echo HTTP/1.1\n"));
	server_stop(&s);
}

TEST(a_proxy_of_the_environment_is_not_used)
{
	struct server s = server_start("test/servers/website.py", NULL);
	struct fetch_call call = get(s, "http://", "/status/200");

	setenv("http_proxy", "http://127.0.0.1:1", 1);
	CHECK_INT("direct", fetch_http(test_arena(), &call).status, 200);
	unsetenv("http_proxy");
	server_stop(&s);
}

TEST(a_certificate_nobody_signed_is_refused)
{
	const char *dir = arena_cstr(test_arena(), test_dir());
	struct server s = server_start("test/servers/website.py",
				       (const char *const[]){ "tls", dir, NULL });
	struct fetch_call call = get(s, "https://", "/status/200");

	CHECK_INT("tls", fetch_http(test_arena(), &call).outcome, FETCH_BROKEN);
	server_stop(&s);
}

TEST(other_protocols_are_refused)
{
	struct fetch_call call = {
		.method = S("GET"), .connect_ms = 1000, .total_ms = 1000, .limit = LIMIT
	};
	const str urls[] = { STR("file:///etc/passwd"), STR("smtp://127.0.0.1:1"),
			     STR("gopher://127.0.0.1:1/"), STR("") };

	for (size_t i = 0; i < COUNT(urls); i++) {
		call.url = urls[i];
		CHECK_INT("refused", fetch_http(test_arena(), &call).outcome,
			  FETCH_BROKEN);
	}
}

TEST(a_closed_port_is_unreachable)
{
	struct server s = server_start("test/servers/website.py", NULL);
	struct fetch_call call = get(s, "http://", "/status/200");

	server_stop(&s);
	CHECK_INT("closed", fetch_http(test_arena(), &call).outcome, FETCH_UNREACHABLE);
}
