#include "http/gate.h"
#include "wire.h"

#include <string.h>

#define HOST "Host: a.example\r\n"

/* What stack.md and the llhttp corpus try; nothing of it may reach a handler. */
static const struct {
	const char *what;
	str bytes;
	int status;
} probes[] = {
	{ "length and encoding",
	  STR("POST /echo HTTP/1.1\r\n" HOST
	      "Content-Length: 4\r\nTransfer-Encoding: chunked"
	      "\r\n\r\n0\r\n\r\n"),
	  400 },
	{ "two lengths",
	  STR("POST /echo HTTP/1.1\r\n" HOST
	      "Content-Length: 0\r\nContent-Length: 5\r\n\r\n"),
	  400 },
	{ "the same length twice",
	  STR("POST /echo HTTP/1.1\r\n" HOST
	      "Content-Length: 2\r\nContent-Length: 2\r\n\r\nab"),
	  400 },
	{ "a list of lengths",
	  STR("POST /echo HTTP/1.1\r\n" HOST "Content-Length: 2, 2\r\n\r\nab"), 400 },
	{ "a signed length",
	  STR("POST /echo HTTP/1.1\r\n" HOST "Content-Length: +2\r\n\r\nab"), 400 },
	{ "an empty length",
	  STR("POST /echo HTTP/1.1\r\n" HOST "Content-Length:\r\n\r\n"), 400 },
	{ "a length with a blank behind",
	  STR("POST /echo HTTP/1.1\r\n" HOST "Content-Length: 2 \r\n\r\nab"), 400 },
	{ "a hexadecimal length",
	  STR("POST /echo HTTP/1.1\r\n" HOST "Content-Length: 0x2\r\n\r\nab"), 400 },
	{ "a length beyond every file",
	  STR("POST /echo HTTP/1.1\r\n" HOST
	      "Content-Length: 9999999999999999999999\r\n\r\n"),
	  413 },
	{ "an encoding with a blank before the colon",
	  STR("POST /echo HTTP/1.1\r\n" HOST
	      "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"),
	  400 },
	{ "an unknown encoding",
	  STR("POST /echo HTTP/1.1\r\n" HOST
	      "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
	  400 },
	{ "an encoding that only ends in chunked",
	  STR("POST /echo HTTP/1.1\r\n" HOST
	      "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
	  400 },
	{ "chunked with a blank behind",
	  STR("POST /echo HTTP/1.1\r\n" HOST
	      "Transfer-Encoding: chunked \r\n\r\n0\r\n\r\n"),
	  400 },
	{ "chunked twice",
	  STR("POST /echo HTTP/1.1\r\n" HOST
	      "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
	  400 },
	{ "chunked to a client of 1.0",
	  STR("POST /echo HTTP/1.0\r\n" HOST
	      "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
	  400 },
	{ "a chunk size with a prefix",
	  STR("POST /echo HTTP/1.1\r\n" HOST
	      "Transfer-Encoding: chunked\r\n\r\n0x2\r\nab\r\n0\r\n\r\n"),
	  400 },
	{ "no host", STR("GET /echo HTTP/1.1\r\nAccept: */*\r\n\r\n"), 400 },
	{ "no header at all", STR("GET /echo HTTP/1.1\r\n\r\n"), 400 },
	{ "two hosts", STR("GET /echo HTTP/1.1\r\n" HOST "Host: b.example\r\n\r\n"),
	  400 },
	{ "an empty host", STR("GET /echo HTTP/1.1\r\nHost:\r\n\r\n"), 400 },
	{ "a host with a path", STR("GET /echo HTTP/1.1\r\nHost: a.example/b\r\n\r\n"),
	  400 },
	{ "a host with a user", STR("GET /echo HTTP/1.1\r\nHost: u@a.example\r\n\r\n"),
	  400 },
	{ "two types",
	  STR("GET /echo HTTP/1.1\r\n" HOST "Content-Type: a/b\r\nContent-Type: c/d"
	      "\r\n\r\n"),
	  400 },
	{ "NUL in a value", STR("GET /echo HTTP/1.1\r\n" HOST "X-A: b\0c\r\n\r\n"), 400 },
	{ "NUL at the end of a value",
	  STR("GET /echo HTTP/1.1\r\n" HOST "X-A: b\0\r\n\r\n"), 400 },
	{ "NUL in a name", STR("GET /echo HTTP/1.1\r\n" HOST "X\0A: b\r\n\r\n"), 400 },
	{ "NUL in the target", STR("GET /ec\0ho HTTP/1.1\r\n" HOST "\r\n"), 400 },
	{ "CR in a value", STR("GET /echo HTTP/1.1\r\n" HOST "X-A: b\rc: d\r\n\r\n"),
	  400 },
	{ "a bare LF", STR("GET /echo HTTP/1.1\r\n" HOST "X-A: b\nX-B: c\r\n\r\n"), 400 },
	{ "bare LF all over", STR("GET /echo HTTP/1.1\nHost: a.example\n\n"), 400 },
	{ "a folded line", STR("GET /echo HTTP/1.1\r\n" HOST "X-A: b\r\n c\r\n\r\n"),
	  400 },
	{ "a folded first line", STR("GET /echo HTTP/1.1\r\n X: y\r\n" HOST "\r\n"),
	  400 },
	{ "a blank in a name", STR("GET /echo HTTP/1.1\r\n" HOST "X A: b\r\n\r\n"), 400 },
	{ "a name beyond ASCII",
	  STR("GET /echo HTTP/1.1\r\n" HOST "X\303\244: b\r\n\r\n"), 400 },
	{ "an empty name", STR("GET /echo HTTP/1.1\r\n" HOST ": b\r\n\r\n"), 400 },
	{ "a value that is not UTF-8",
	  STR("GET /echo HTTP/1.1\r\n" HOST "X: \xff\r\n\r\n"), 400 },
	{ "a line without a colon", STR("GET /echo HTTP/1.1\r\n" HOST "X\r\n\r\n"), 400 },
	{ "two blanks before the target", STR("GET  /echo HTTP/1.1\r\n" HOST "\r\n"),
	  400 },
	{ "two blanks behind the target", STR("GET /echo  HTTP/1.1\r\n" HOST "\r\n"),
	  400 },
	{ "a blank in the target", STR("GET /ec ho HTTP/1.1\r\n" HOST "\r\n"), 400 },
	{ "no version", STR("GET /echo\r\n" HOST "\r\n"), 400 },
	{ "another protocol", STR("GET /echo ICE/1.1\r\n" HOST "\r\n"), 400 },
	{ "HTTP/1.2", STR("GET /echo HTTP/1.2\r\n" HOST "\r\n"), 505 },
	{ "HTTP/2.0", STR("GET /echo HTTP/2.0\r\n" HOST "\r\n"), 505 },
	{ "an absolute target", STR("GET http://a.example/echo HTTP/1.1\r\n" HOST "\r\n"),
	  400 },
	{ "an asterisk", STR("OPTIONS * HTTP/1.1\r\n" HOST "\r\n"), 400 },
	{ "%00", STR("GET /echo%00.html HTTP/1.1\r\n" HOST "\r\n"), 400 },
	{ "%2f", STR("GET /a%2fb HTTP/1.1\r\n" HOST "\r\n"), 400 },
	{ "%2F", STR("GET /a%2Fb HTTP/1.1\r\n" HOST "\r\n"), 400 },
	{ "%0a", STR("GET /a%0ab HTTP/1.1\r\n" HOST "\r\n"), 400 },
	{ "a control character of two bytes",
	  STR("GET /a%c2%99b HTTP/1.1\r\n" HOST "\r\n"), 400 },
	{ "a line separator", STR("GET /a%e2%80%a8b HTTP/1.1\r\n" HOST "\r\n"), 400 },
	{ "half an escape", STR("GET /a%4 HTTP/1.1\r\n" HOST "\r\n"), 400 },
	{ "a broken escape", STR("GET /a%zz HTTP/1.1\r\n" HOST "\r\n"), 400 },
	{ "an overlong slash", STR("GET /a%c0%af HTTP/1.1\r\n" HOST "\r\n"), 400 },
	{ "a climb", STR("GET /a/../../etc HTTP/1.1\r\n" HOST "\r\n"), 400 },
	{ "an escaped climb", STR("GET /a/%2e%2e/b HTTP/1.1\r\n" HOST "\r\n"), 400 },
	{ "a fragment", STR("GET /echo#a HTTP/1.1\r\n" HOST "\r\n"), 400 },
	{ "a raw byte", STR("GET /ech\303\266 HTTP/1.1\r\n" HOST "\r\n"), 400 },
	{ "%00 in the query", STR("GET /echo?a=%00 HTTP/1.1\r\n" HOST "\r\n"), 400 },
	{ "a broken escape in the query", STR("GET /echo?a=% HTTP/1.1\r\n" HOST "\r\n"),
	  400 },
	{ "TRACE", STR("TRACE /echo HTTP/1.1\r\n" HOST "\r\n"), 405 },
	{ "CONNECT", STR("CONNECT a.example:80 HTTP/1.1\r\n" HOST "\r\n"), 405 },
	{ "a method of one's own", STR("BREW /echo HTTP/1.1\r\n" HOST "\r\n"), 405 },
	{ "a small get", STR("get /echo HTTP/1.1\r\n" HOST "\r\n"), 405 },
	{ "no method", STR("G(T /echo HTTP/1.1\r\n" HOST "\r\n"), 400 },
};

TEST(gate_refuses_ambiguous_messages)
{
	wire_start(wire_config(), S(""));
	for (size_t i = 0; i < COUNT(probes); i++) {
		struct wire w = wire_open();

		wire_send(&w, probes[i].bytes);
		CHECK_INT(probes[i].what, wire_read(&w).status, probes[i].status);
		CHECK(probes[i].what, wire_closed(&w));
		wire_close(&w);
	}
	CHECK_INT("no probe reached the handler", wire_handled(), 0);
	CHECK_INT("an honest one does",
		  wire_ask(S("GET /echo HTTP/1.1\r\n" HOST "\r\n")).status, 200);
	CHECK_OK(wire_stop());
}

/* Each is fine and shows what the handler sees. */
static const struct {
	str target;
	str seen;
} targets[] = {
	{ STR("/echo"), STR("/echo ?") },
	{ STR("/echo?"), STR("/echo ?") },
	{ STR("/a%20b%c3%a4?x=%2F&y=a+b"), STR("/a b\303\244 ?x=%2F&y=a+b") },
	{ STR("/a%252fb"), STR("/a%2fb ?") },
	{ STR("/..a/.b/c..?../.."), STR("/..a/.b/c.. ?../..") },
	{ STR("//a?b?c"), STR("//a ?b?c") },
};

TEST(gate_decodes_targets_once)
{
	wire_start(wire_config(), S(""));
	for (size_t i = 0; i < COUNT(targets); i++) {
		struct answer a = wire_ask(arena_fmt(test_arena(),
						     "GET %.*s HTTP/1.1\r\n" HOST "\r\n",
						     P(targets[i].target)));

		CHECK_STR("the target", str_left(str_skip(a.body, 4), targets[i].seen.n),
			  targets[i].seen);
	}
	CHECK_OK(wire_stop());
}

/* A GET of which the request line has so many bytes, and so many follow. */
static str request_of(size_t line, size_t rest)
{
	struct buf b = buf_new(test_arena());

	buf_add(&b, S("GET /echo?"));
	while (b.n < line - 9)
		buf_char(&b, 'a');
	buf_add(&b, S(" HTTP/1.1\r\n" HOST));
	while (b.n + 2 < line + rest) {
		size_t left = line + rest - 2 - b.n;
		size_t piece = left > 2000 ? 1000 : left;

		buf_add(&b, S("X-A: "));
		for (size_t i = 7; i < piece; i++)
			buf_char(&b, 'v');
		buf_add(&b, S("\r\n"));
	}
	buf_add(&b, S("\r\n"));
	return buf_str(&b);
}

static str request_with_cookies(int count)
{
	struct buf b = buf_new(test_arena());

	buf_add(&b, S("GET /echo HTTP/1.1\r\n" HOST "Cookie: "));
	while (count--)
		buf_char(&b, ';');
	buf_add(&b, S("\r\n\r\n"));
	return buf_str(&b);
}

TEST(gate_counts_bytes_of_the_head)
{
	wire_start(wire_config(), S(""));
	CHECK_INT("a line of 8 KiB", wire_ask(request_of(REQUEST_LINE_MAX, 0)).status,
		  200);
	CHECK_INT("one byte more", wire_ask(request_of(REQUEST_LINE_MAX + 1, 0)).status,
		  414);
	CHECK_INT("headers of 16 KiB", wire_ask(request_of(100, HEADERS_MAX)).status,
		  200);
	CHECK_INT("one byte more", wire_ask(request_of(100, HEADERS_MAX + 1)).status,
		  431);
	CHECK_INT("a header of 100 kB", wire_ask(request_of(100, 100000)).status, 431);
	CHECK_INT("a line of 100 kB", wire_ask(request_of(100000, 0)).status, 414);
	CHECK_INT("more cookies than are held",
		  wire_ask(request_with_cookies(12000)).status, 431);
	CHECK_INT("no other was handled", wire_handled(), 2);
	CHECK_OK(wire_stop());
}

static str request_with_headers(int count)
{
	struct buf b = buf_new(test_arena());

	buf_add(&b, S("GET /echo HTTP/1.1\r\n" HOST));
	for (int i = 1; i < count; i++)
		buf_fmt(&b, "X-%d: %d\r\n", i, i);
	buf_add(&b, S("\r\n"));
	return buf_str(&b);
}

TEST(gate_counts_headers)
{
	wire_start(wire_config(), S(""));
	CHECK_INT("100", wire_ask(request_with_headers(HEADER_COUNT_MAX)).status, 200);
	CHECK_INT("101", wire_ask(request_with_headers(HEADER_COUNT_MAX + 1)).status,
		  431);
	CHECK_INT("500", wire_ask(request_with_headers(500)).status, 431);
	CHECK_OK(wire_stop());
}

TEST(gate_refuses_with_the_applications_words)
{
	struct answer a;

	wire_start(wire_config(), S(""));
	a = wire_ask(S("GET /a%00 HTTP/1.1\r\n" HOST "\r\n"));
	CHECK_STR("its body", a.body, S("refused 400\n"));
	CHECK_STR("its header", answer_header(&a, S("X-Refused")), S("yes"));
	CHECK("the date", str_ends(answer_header(&a, S("Date")), S(" GMT")));
	CHECK_STR("the end", answer_header(&a, S("Connection")), S("close"));
	a = wire_ask(S("BREW / HTTP/1.1\r\n" HOST "\r\n"));
	CHECK("what is allowed",
	      str_starts(answer_header(&a, S("Allow")), S("GET, HEAD, ")));
	CHECK_OK(wire_stop());
}
