#include "fetch/internal.h"

#include <string.h>

enum { CONNECT_MS = 5000, TOTAL_MS = 30000, GOODBYE_S = 5 };

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

	(void)size;
	t->reply = one_line(t->body.arena, (str){ p, n });
	if (str_starts(t->reply, S("354")))
		t->data_asked = true;
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

/*
 * Without STARTTLS a password would be readable, so then it is required. On the
 * loopback it protects from nobody; elsewhere it is used when offered.
 */
static long starttls(struct arena *a, const char *url)
{
	CURLU *parsed = curl_url();
	str user = S("");
	str host = S("");

	if (curl_url_set(parsed, CURLUPART_URL, url, 0) == CURLUE_OK) {
		user = url_part(a, parsed, CURLUPART_USER);
		host = url_part(a, parsed, CURLUPART_HOST);
	}
	curl_url_cleanup(parsed);
	if (user.n)
		return CURLUSESSL_ALL;
	if (str_eq(host, S("localhost")) || str_starts(host, S("127.")) ||
	    str_eq(host, S("[::1]")))
		return CURLUSESSL_NONE;
	return CURLUSESSL_TRY;
}

static void prepare(struct transfer *t, struct arena *a, const char *url, str from,
		    str to)
{
	transfer_deadlines(t, CONNECT_MS, TOTAL_MS);
	/* Bounds the wait for the answer to QUIT, which the total does not. */
	SET(t, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)GOODBYE_S);
	SET(t, CURLOPT_URL, url);
	SET(t, CURLOPT_USE_SSL, starttls(a, url));
	SET(t, CURLOPT_MAIL_FROM, arena_cstr(a, from));
	transfer_append(t, arena_cstr(a, to));
	SET(t, CURLOPT_MAIL_RCPT, t->list);
	SET(t, CURLOPT_UPLOAD, 1L);
	SET(t, CURLOPT_READFUNCTION, give_letter);
	SET(t, CURLOPT_READDATA, t);
	SET(t, CURLOPT_HEADERFUNCTION, take_reply);
	SET(t, CURLOPT_HEADERDATA, t);
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

struct fetch_smtp fetch_send(struct arena *a, str url, str from, str to, str letter)
{
	struct fetch_smtp said = { 0 };
	struct transfer t;
	CURLcode res;
	long code = 0;

	if (!harmless(from) || !harmless(to))
		return (struct fetch_smtp){ 553,
					    S("not an address that can be written to") };
	transfer_open(&t, a, "smtp,smtps");
	t.to_send = letter;
	prepare(&t, a, arena_cstr(a, url), from, to);
	res = curl_easy_perform(t.curl);
	curl_easy_getinfo(t.curl, CURLINFO_RESPONSE_CODE, &code);
	if (res == CURLE_OK || (code >= 400 && about_letter(&t, res)))
		said.code = (int)code;
	said.detail =
		res == CURLE_OK || code >= 400 ? t.reply : transfer_detail(&t, a, res);
	transfer_close(&t);
	return said;
}
