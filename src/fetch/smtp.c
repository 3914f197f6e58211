#include "fetch/internal.h"

#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>

enum { CONNECT_MS = 5000, TOTAL_MS = 30000 };

static size_t give_letter(char *p, size_t size, size_t n, void *arg)
{
	struct transfer *t = arg;
	str part = str_left(t->to_send, size * n);

	memcpy(p, part.p, part.n);
	t->to_send = str_skip(t->to_send, part.n);
	return part.n;
}

/* libcurl hands each line of the dialogue to the function for headers. */
static size_t take_reply(char *p, size_t size, size_t n, void *arg)
{
	struct transfer *t = arg;
	str line = { p, n };

	(void)size;
	if (str_starts(line, S("354")))
		t->data_asked = true;
	/* After a refusal comes QUIT, whose answer says nothing. */
	if (!str_starts(line, S("221")))
		t->reply = one_line(t->body.arena, line);
	return n;
}

/*
 * A letter's sender and recipient stand between < and > of a command line: what
 * could end the line or the address is refused before anybody is called.
 */
static bool harmless(str address)
{
	for (size_t i = 0; i < address.n; i++)
		if (address.p[i] <= ' ' || address.p[i] > '~' || address.p[i] == '<' ||
		    address.p[i] == '>')
			return false;
	return address.n > 0;
}

static str url_part(struct arena *a, CURLU *url, CURLUPart part)
{
	char *text = NULL;
	str copy = S("");

	if (curl_url_get(url, part, &text, 0) == CURLUE_OK)
		copy = arena_str(a, str_from(text));
	curl_free(text);
	return copy;
}

static bool is_loopback(struct arena *a, str host)
{
	struct in_addr address;

	/* A name may begin with "127." as well. */
	return str_eq(host, S("localhost")) || str_eq(host, S("[::1]")) ||
	       (str_starts(host, S("127.")) &&
		inet_pton(AF_INET, arena_cstr(a, host), &address) == 1);
}

bool url_on_loopback(struct arena *a, str url)
{
	CURLU *parsed = curl_url();
	str host = S("");

	if (curl_url_set(parsed, CURLUPART_URL, arena_cstr(a, url), 0) == CURLUE_OK)
		host = url_part(a, parsed, CURLUPART_HOST);
	curl_url_cleanup(parsed);
	return is_loopback(a, host);
}

bool smtp_needs_tls(struct arena *a, str url)
{
	CURLU *parsed = curl_url();
	str user = S("");
	str host = S("");

	if (curl_url_set(parsed, CURLUPART_URL, arena_cstr(a, url), 0) == CURLUE_OK) {
		user = url_part(a, parsed, CURLUPART_USER);
		host = url_part(a, parsed, CURLUPART_HOST);
	}
	curl_url_cleanup(parsed);
	return user.n > 0 || !is_loopback(a, host);
}

static void prepare_call(struct transfer *t, struct arena *a,
			 const struct smtp_call *call)
{
	const char *url = arena_cstr(a, call->url);

	transfer_deadlines(t, call->connect_ms, call->total_ms);
	/* For the answer to a QUIT after a refusal the total does not count. */
	SET(t, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)call->total_ms / 1000);
	SET(t, CURLOPT_URL, url);
	SET(t, CURLOPT_USE_SSL,
	    (long)(smtp_needs_tls(a, call->url) ? CURLUSESSL_ALL : CURLUSESSL_NONE));
	SET(t, CURLOPT_HEADERFUNCTION, take_reply);
	SET(t, CURLOPT_HEADERDATA, t);
}

static void prepare_letter(struct transfer *t, struct arena *a,
			   const struct smtp_call *call)
{
	t->to_send = call->letter;
	SET(t, CURLOPT_MAIL_FROM, arena_cstr(a, call->from));
	transfer_append(t, arena_cstr(a, call->to));
	SET(t, CURLOPT_MAIL_RCPT, t->list);
	SET(t, CURLOPT_UPLOAD, 1L);
	SET(t, CURLOPT_READFUNCTION, give_letter);
	SET(t, CURLOPT_READDATA, t);
}

/*
 * A code speaks about this letter only when it answers MAIL, RCPT, DATA or the
 * letter itself. A refused greeting, TLS or sign-in is our own trouble with the
 * server, and the letter must wait for its end.
 */
static bool about_letter(const struct transfer *t, CURLcode res)
{
	return res == CURLE_SEND_ERROR ||
	       (res == CURLE_WEIRD_SERVER_REPLY && t->data_asked);
}

/*
 * libcurl says QUIT when it closes and waits two minutes for the answer, which
 * changes nothing: with the reading side shut it says QUIT and goes.
 */
static void hang_up(struct transfer *t)
{
	curl_socket_t s = CURL_SOCKET_BAD;

	if (curl_easy_getinfo(t->curl, CURLINFO_ACTIVESOCKET, &s) == CURLE_OK &&
	    s != CURL_SOCKET_BAD)
		shutdown(s, SHUT_RD);
	transfer_close(t);
}

struct fetch_smtp smtp_send(struct arena *a, const struct smtp_call *call)
{
	struct fetch_smtp said = { 0 };
	struct transfer t;
	CURLcode res;
	long code = 0;

	if (!harmless(call->from) || !harmless(call->to))
		return (struct fetch_smtp){ 553,
					    S("not an address that can be written to") };
	transfer_open(&t, a, "smtp,smtps");
	prepare_call(&t, a, call);
	prepare_letter(&t, a, call);
	res = curl_easy_perform(t.curl);
	curl_easy_getinfo(t.curl, CURLINFO_RESPONSE_CODE, &code);
	if (res == CURLE_OK || (code >= 400 && about_letter(&t, res)))
		said.code = (int)code;
	said.detail =
		res == CURLE_OK || code >= 400 ? t.reply : transfer_detail(&t, a, res);
	hang_up(&t);
	return said;
}

struct fetch_smtp fetch_send(struct arena *a, str url, str from, str to, str letter)
{
	struct smtp_call call = { url, from, to, letter, CONNECT_MS, TOTAL_MS };

	return smtp_send(a, &call);
}

struct fetch_smtp fetch_smtp_reach(struct arena *a, str url)
{
	struct smtp_call call = { .url = url,
				  .connect_ms = CONNECT_MS,
				  .total_ms = TOTAL_MS };
	struct fetch_smtp said = { 0 };
	struct transfer t;
	CURLcode res;
	long code = 0;

	transfer_open(&t, a, "smtp,smtps");
	prepare_call(&t, a, &call);
	SET(&t, CURLOPT_CONNECT_ONLY, 1L);
	res = curl_easy_perform(t.curl);
	curl_easy_getinfo(t.curl, CURLINFO_RESPONSE_CODE, &code);
	if (res == CURLE_OK)
		said.code = (int)code;
	said.detail =
		res == CURLE_OK || code >= 400 ? t.reply : transfer_detail(&t, a, res);
	hang_up(&t);
	return said;
}
