#include "wire.h"

#include <sys/socket.h>
#include <unistd.h>

#include "test/server.h"

#define HOST "Host: a.example\r\n"
#define FAST_WAITING S("http_waiting{lane=\"fast\"}")
#define WRITING_WAITING S("http_waiting{lane=\"writing\"}")
#define GET(path) S("GET " path " HTTP/1.1\r\n" HOST "\r\n")

TEST(serve_keeps_the_connection)
{
	struct wire w;

	wire_start(wire_config(), S(""));
	w = wire_open();
	for (int i = 0; i < 3; i++) {
		struct answer a;

		wire_send(&w, GET("/echo?again"));
		a = wire_read(&w);
		CHECK_INT("status", a.status, 200);
		CHECK_STR("body", a.body, S("GET /echo ?again by 127.0.0.1: \n"));
		CHECK_STR("type", answer_header(&a, S("Content-Type")), S("text/plain"));
		CHECK("date", str_ends(answer_header(&a, S("Date")), S(" GMT")));
		CHECK_STR("no word about the server", answer_header(&a, S("Server")),
			  S(""));
	}
	wire_send(&w, S("GET /echo HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n"));
	CHECK_INT("the last", wire_read(&w).status, 200);
	CHECK("closed as asked", wire_closed(&w));
	wire_close(&w);
	CHECK_OK(wire_stop());
}

TEST(serve_answers_a_pipeline_in_order)
{
	struct wire w;

	wire_start(wire_config(), S(""));
	w = wire_open();
	wire_send(&w, S("GET /echo?1 HTTP/1.1\r\n" HOST "\r\n"
			"POST /echo?2 HTTP/1.1\r\n" HOST "Content-Length: 3\r\n\r\nabc"
			"GET /page HTTP/1.1\r\n" HOST "\r\n"
			"GET /no HTTP/1.1\r\n" HOST "\r\n"
			"GET /echo?3 HTTP/1.1\r\n" HOST "\r\n"));
	CHECK_STR("1", wire_read(&w).body, S("GET /echo ?1 by 127.0.0.1: \n"));
	CHECK_STR("2", wire_read(&w).body, S("POST /echo ?2 by 127.0.0.1: abc\n"));
	CHECK_INT("a page", (int64_t)wire_read(&w).body.n, WIRE_PAGE);
	CHECK_STR("a refusal", wire_read(&w).body, S("refused 403\n"));
	CHECK_STR("3", wire_read(&w).body, S("GET /echo ?3 by 127.0.0.1: \n"));
	wire_close(&w);
	CHECK_OK(wire_stop());
}

TEST(serve_reads_a_request_byte_by_byte)
{
	str request = S("POST /echo?q HTTP/1.1\r\n" HOST "Content-Length: 3\r\n\r\nabc");
	struct wire w;

	wire_start(wire_config(), S(""));
	w = wire_open();
	for (size_t i = 0; i < request.n; i++)
		wire_send(&w, (str){ request.p + i, 1 });
	CHECK_STR("the body", wire_read(&w).body, S("POST /echo ?q by 127.0.0.1: abc\n"));
	wire_close(&w);
	CHECK_OK(wire_stop());
}

TEST(serve_tells_head_the_length)
{
	struct answer a;
	struct wire w;

	wire_start(wire_config(), S(""));
	w = wire_open();
	wire_send(&w, S("HEAD /page HTTP/1.1\r\n" HOST "\r\n"));
	a = wire_read_head_only(&w);
	CHECK_STR("length", answer_header(&a, S("Content-Length")), S("6000"));
	wire_send(&w, GET("/echo"));
	CHECK_STR("no body before the next answer", wire_read(&w).body,
		  S("GET /echo ? by 127.0.0.1: \n"));
	wire_send(&w, S("HEAD /a%00 HTTP/1.1\r\n" HOST "\r\n"));
	a = wire_read_head_only(&w);
	CHECK_INT("refused", a.status, 400);
	CHECK("without a body", wire_closed(&w));
	wire_close(&w);
	CHECK_OK(wire_stop());
}

TEST(serve_knows_seven_methods)
{
	static const char *const known[] = { "GET",   "POST",	"PUT",
					     "PATCH", "DELETE", "OPTIONS" };

	wire_start(wire_config(), S(""));
	for (size_t i = 0; i < COUNT(known); i++) {
		str request = arena_fmt(test_arena(), "%s /echo HTTP/1.1\r\n" HOST "\r\n",
					known[i]);

		CHECK_INT(known[i], wire_ask(request).status, 200);
	}
	CHECK_OK(wire_stop());
}

TEST(serve_speaks_http_1_0)
{
	struct wire w;

	wire_start(wire_config(), S(""));
	w = wire_open();
	wire_send(&w, S("GET /echo HTTP/1.0\r\n" HOST "\r\n"));
	CHECK_INT("status", wire_read(&w).status, 200);
	CHECK("closed, since nobody asked to keep it", wire_closed(&w));
	wire_close(&w);
	CHECK_OK(wire_stop());
}

/* ---- lanes ----------------------------------------------------------------- */

TEST(lane_that_is_full_sheds_while_the_other_answers)
{
	struct http_config c = wire_config();
	struct wire w[6];
	struct answer a;

	c.queue = 4;
	wire_start(c, S(""));
	for (int i = 0; i < 6; i++) {
		w[i] = wire_open();
		wire_send(&w[i], GET("/wait"));
		AWAIT("one after the other", i >= 2 || wire_waiting() == i + 1);
	}
	/* Two are with a worker; what comes after the four that wait is one too many. */
	AWAIT("four wait", wire_metric(FAST_WAITING) == 4);
	a = wire_ask(S("POST /echo HTTP/1.1\r\n" HOST "Content-Length: 3\r\n\r\n"));
	CHECK_INT("shed, before its body has come", a.status, 503);
	CHECK_STR("when to come again", answer_header(&a, S("Retry-After")), S("1"));
	CHECK_INT("shed", wire_ask(GET("/echo")).status, 503);
	CHECK_INT("the other lane", wire_ask(GET("/slow")).status, 200);
	wire_release(6);
	for (int i = 0; i < 6; i++) {
		CHECK_INT("those accepted", wire_read(&w[i]).status, 200);
		wire_close(&w[i]);
	}
	CHECK_INT("after the rush", wire_ask(GET("/echo")).status, 200);
	CHECK_OK(wire_stop());
}

TEST(lane_of_one_writes_while_pages_are_served)
{
	struct http_config c = wire_config();
	struct wire a, b;

	c.writing_workers = 1;
	wire_start(c, S(""));
	a = wire_open();
	b = wire_open();
	wire_send(&a, GET("/write"));
	AWAIT("the first writes", wire_waiting() == 1);
	wire_send(&b, GET("/write"));
	AWAIT("the second waits", wire_metric(WRITING_WAITING) == 1);
	CHECK_INT("pages", wire_ask(GET("/echo")).status, 200);
	CHECK_INT("one at a time", wire_waiting(), 1);
	wire_release(2);
	CHECK_INT("the first", wire_read(&a).status, 200);
	CHECK_INT("the second", wire_read(&b).status, 200);
	wire_close(&a);
	wire_close(&b);
	CHECK_OK(wire_stop());
}

TEST(lane_without_workers_is_the_fast_one)
{
	wire_start(wire_config(), S(""));
	wire_release(1);
	CHECK_INT("answered", wire_ask(GET("/write")).status, 200);
	CHECK_OK(wire_stop());
}

TEST(lane_refuses_who_has_waited_beyond_the_deadline)
{
	struct http_config c = wire_config();
	struct wire a, b, late;

	c.deadline_ms = 50;
	wire_start(c, S(""));
	a = wire_open();
	b = wire_open();
	late = wire_open();
	wire_send(&a, GET("/wait"));
	wire_send(&b, GET("/wait"));
	AWAIT("both workers are taken", wire_waiting() == 2);
	wire_send(&late, GET("/echo"));
	usleep(200 * 1000);
	wire_release(2);
	CHECK_INT("too late", wire_read(&late).status, 503);
	CHECK_INT("not handled", wire_handled(), 2);
	wire_close(&a);
	wire_close(&b);
	wire_close(&late);
	CHECK_OK(wire_stop());
}

TEST(lane_survives_clients_that_leave)
{
	struct wire w[2];

	wire_start(wire_config(), S(""));
	for (int i = 0; i < 2; i++) {
		w[i] = wire_open();
		wire_send(&w[i], GET("/wait"));
	}
	AWAIT("both workers are taken", wire_waiting() == 2);
	wire_close(&w[0]);
	wire_close(&w[1]);
	wire_release(2);
	AWAIT("both are free", wire_waiting() == 0);
	CHECK_INT("the next", wire_ask(GET("/echo")).status, 200);
	CHECK_OK(wire_stop());
}

/* ---- stopping --------------------------------------------------------------- */

TEST(stop_finishes_what_runs)
{
	struct wire running, waiting[2], idle;
	struct answer a;

	wire_start(wire_config(), S(""));
	idle = wire_open();
	wire_send(&idle, GET("/echo"));
	wire_read(&idle);
	running = wire_open();
	wire_send(&running, GET("/wait"));
	AWAIT("it runs", wire_waiting() == 1);
	for (int i = 0; i < 2; i++) {
		waiting[i] = wire_open();
		wire_send(&waiting[i], GET("/wait"));
	}
	AWAIT("another runs", wire_waiting() == 2);
	wire_begin_stop();
	CHECK("an idle connection is closed", wire_closed(&idle));
	wire_release(3);
	a = wire_read(&running);
	CHECK_INT("answered", a.status, 200);
	CHECK_STR("and closed", answer_header(&a, S("Connection")), S("close"));
	CHECK_INT("that which waited", wire_read(&waiting[0]).status, 200);
	CHECK_INT("likewise", wire_read(&waiting[1]).status, 200);
	wire_close(&idle);
	wire_close(&running);
	wire_close(&waiting[0]);
	wire_close(&waiting[1]);
	CHECK_OK(wire_stop());
	CHECK_INT("nothing is left on disk", wire_upload_files(), 0);
}

/* ---- who asks --------------------------------------------------------------- */

static const struct {
	const char *what;
	const char *proxies;
	const char *headers;
	str address;
} hops[] = {
	{ "nobody is trusted", "", "X-Forwarded-For: 9.9.9.9\r\n", STR("127.0.0.1") },
	{ "another is trusted", "10.0.0.0/8, ::1", "X-Forwarded-For: 9.9.9.9\r\n",
	  STR("127.0.0.1") },
	{ "no header", "127.0.0.1", "", STR("127.0.0.1") },
	{ "one hop", "127.0.0.1", "X-Forwarded-For: 9.9.9.9\r\n", STR("9.9.9.9") },
	{ "what the client wrote stays behind", "127.0.0.1",
	  "X-Forwarded-For: 1.1.1.1, 9.9.9.9\r\n", STR("9.9.9.9") },
	{ "two proxies", "127.0.0.0/8 10.1.0.0/16",
	  "x-forwarded-for: 1.1.1.1, 9.9.9.9, 10.1.2.3\r\n", STR("9.9.9.9") },
	{ "a proxy of another network", "127.0.0.0/8,10.1.0.0/16",
	  "X-Forwarded-For: 9.9.9.9, 10.2.2.3\r\n", STR("10.2.2.3") },
	{ "all are trusted", "127.0.0.0/8, 10.0.0.0/8",
	  "X-Forwarded-For: 10.1.1.1, 10.1.1.2\r\n", STR("10.1.1.1") },
	{ "two headers", "127.0.0.1, 10.0.0.0/8",
	  "X-Forwarded-For: 9.9.9.9\r\nX-Forwarded-For: 8.8.8.8, 10.0.0.1\r\n",
	  STR("8.8.8.8") },
	{ "a port", "127.0.0.1", "X-Forwarded-For: 9.9.9.9:4711\r\n", STR("9.9.9.9") },
	{ "IPv6", "127.0.0.1, 2001:db8::/33",
	  "X-Forwarded-For: 9.9.9.9, 2001:db8:8000::1, 2001:db8:7fff::1\r\n",
	  STR("2001:db8:8000::1") },
	{ "IPv6 with a port", "127.0.0.1", "X-Forwarded-For: [2001:db8::1]:4711\r\n",
	  STR("2001:db8::1") },
	{ "words end the walk", "127.0.0.1, 10.0.0.0/8",
	  "X-Forwarded-For: 9.9.9.9, unknown, 10.0.0.1\r\n", STR("10.0.0.1") },
	{ "words alone", "127.0.0.1", "X-Forwarded-For: ';drop\r\n", STR("127.0.0.1") },
	{ "an open bracket", "127.0.0.1", "X-Forwarded-For: [\r\n", STR("127.0.0.1") },
	{ "nothing", "127.0.0.1", "X-Forwarded-For: ,\r\n", STR("127.0.0.1") },
};

TEST(address_comes_from_trusted_proxies_only)
{
	for (size_t i = 0; i < COUNT(hops); i++) {
		struct http_config c = wire_config();
		str request =
			arena_fmt(test_arena(), "GET /echo HTTP/1.1\r\n" HOST "%s\r\n",
				  hops[i].headers);
		str body;

		c.trusted_proxies = str_from(hops[i].proxies);
		wire_start(c, S(""));
		body = wire_ask(request).body;
		CHECK_STR(hops[i].what, str_skip(body, sizeof("GET /echo ? by ") - 1),
			  arena_fmt(test_arena(), "%.*s: \n", P(hops[i].address)));
		CHECK_OK(wire_stop());
	}
}

TEST(address_of_a_unix_socket_is_local)
{
	str path = arena_fmt(test_arena(), "%.*s/s", P(test_dir()));
	struct http_config c = wire_config();
	str forwarded =
		S("GET /echo HTTP/1.1\r\n" HOST "X-Forwarded-For: 9.9.9.9\r\n\r\n");

	wire_start(c, path);
	CHECK_STR("not trusted", wire_ask(forwarded).body, S("GET /echo ? by local: \n"));
	CHECK_OK(wire_stop());
	/* Over the socket that the first one has left. */
	c.trusted_proxies = S("unix");
	wire_start(c, path);
	CHECK_STR("trusted", wire_ask(forwarded).body, S("GET /echo ? by 9.9.9.9: \n"));
	CHECK_OK(wire_stop());
}

TEST(address_lists_are_checked_at_start)
{
	struct http_config c = wire_config();

	c.trusted_proxies = S("10.0.0.0/33");
	wire_start(c, S(""));
	CHECK("refused", wire_stop() != OK);
}

/* ---- who is slow ------------------------------------------------------------- */

TEST(slow_heads_and_idle_connections_are_closed)
{
	struct http_config c = wire_config();
	struct wire silent, drip, idle;

	c.head_ms = 300;
	c.idle_ms = 300;
	wire_start(c, S(""));
	silent = wire_open();
	drip = wire_open();
	idle = wire_open();
	wire_send(&drip, S("GET /echo HTTP/1.1\r\nX"));
	wire_send(&idle, GET("/echo"));
	CHECK_INT("answered", wire_read(&idle).status, 200);
	for (int i = 0; i < 20; i++) {
		wire_send(&drip, S("x"));
		usleep(50 * 1000);
	}
	CHECK_INT("others are served", wire_ask(GET("/echo")).status, 200);
	CHECK("nothing sent", wire_closed(&silent));
	CHECK_INT("a byte now and then", wire_read(&drip).status, 0);
	CHECK("nothing more", wire_closed(&idle));
	wire_close(&silent);
	wire_close(&drip);
	wire_close(&idle);
	CHECK_OK(wire_stop());
}

TEST(slow_bodies_are_closed_at_the_deadline)
{
	struct http_config c = wire_config();
	struct wire drip;

	c.deadline_ms = 300;
	wire_start(c, S(""));
	drip = wire_open();
	wire_send(&drip, S("POST /echo HTTP/1.1\r\n" HOST "Content-Length: 20\r\n\r\n"));
	for (int i = 0; i < 20; i++) {
		wire_send(&drip, S("x"));
		usleep(50 * 1000);
	}
	CHECK_INT("no answer, though all of it was sent", wire_read(&drip).status, 0);
	CHECK_INT("nor a worker", wire_handled(), 0);
	wire_close(&drip);
	CHECK_OK(wire_stop());
}

TEST(slow_clients_by_the_hundred_hold_nobody_up)
{
	struct wire w[300];

	wire_start(wire_config(), S(""));
	for (size_t i = 0; i < COUNT(w); i++) {
		w[i] = wire_open();
		wire_send(&w[i], i % 2 ? S("GET /echo HTTP/1.1\r\nX")
				       : S("POST /echo HTTP/1.1\r\n" HOST
					   "Content-Length: 1000\r\n\r\nx"));
	}
	for (int i = 0; i < 20; i++)
		CHECK_INT("served", wire_ask(GET("/page")).status, 200);
	for (size_t i = 0; i < COUNT(w); i++)
		wire_close(&w[i]);
	CHECK_OK(wire_stop());
}

TEST(slow_readers_get_all_of_it)
{
	struct wire w;

	wire_start(wire_config(), S(""));
	w = wire_open();
	for (int i = 0; i < 2000; i++)
		wire_send(&w, GET("/page"));
	for (int i = 0; i < 2000; i++)
		CHECK_INT("a page", (int64_t)wire_read(&w).body.n, WIRE_PAGE);
	wire_close(&w);
	CHECK_OK(wire_stop());
}

TEST(connections_of_one_address_are_bounded)
{
	struct http_config c = wire_config();
	struct wire w[4];
	int status = 0;

	c.per_address = 3;
	wire_start(c, S(""));
	for (int i = 0; i < 4; i++) {
		w[i] = wire_open();
		wire_send(&w[i], GET("/echo"));
		CHECK_INT("three are served", wire_read(&w[i]).status, i < 3 ? 200 : 0);
	}
	wire_close(&w[3]);
	wire_close(&w[0]);
	for (int i = 0; status != 200 && i < 1000; i++)
		status = wire_ask(GET("/echo")).status;
	CHECK_INT("one left, one may come", status, 200);
	wire_close(&w[1]);
	wire_close(&w[2]);
	CHECK_OK(wire_stop());
}

/* ---- what is counted ---------------------------------------------------------- */

TEST(metrics_count_answers)
{
	str answered = S("http_requests_total{class=\"2xx\"}");
	str refused = S("http_refused_total{status=\"400\"}");
	int64_t answered_before = wire_metric(answered);
	int64_t refused_before = wire_metric(refused);

	wire_start(wire_config(), S(""));
	wire_ask(GET("/echo"));
	wire_ask(GET("/a%00"));
	CHECK_OK(wire_stop());
	CHECK_INT("answers", wire_metric(answered), answered_before + 1);
	CHECK_INT("refusals", wire_metric(refused), refused_before + 1);
	CHECK_INT("none is open", wire_metric(S("http_connections")), 0);
	CHECK_INT("none is in flight", wire_metric(S("http_in_flight")), 0);
	CHECK_INT("none waits", wire_metric(FAST_WAITING), 0);
}
