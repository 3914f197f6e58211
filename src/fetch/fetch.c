#include "fetch/internal.h"

void fetch_start(void)
{
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		panic("libcurl does not start");
}

void transfer_open(struct transfer *t, struct arena *a, const char *protocols)
{
	*t = (struct transfer){ .curl = curl_easy_init(), .body = buf_new(a) };
	if (!t->curl)
		panic("libcurl has no memory");
	SET(t, CURLOPT_PROTOCOLS_STR, protocols);
	SET(t, CURLOPT_FOLLOWLOCATION, 0L);
	/* An empty proxy is none: otherwise http_proxy of the environment counts. */
	SET(t, CURLOPT_PROXY, "");
	SET(t, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	SET(t, CURLOPT_NOSIGNAL, 1L);
	SET(t, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	SET(t, CURLOPT_SSL_VERIFYPEER, 1L);
	SET(t, CURLOPT_SSL_VERIFYHOST, 2L);
	SET(t, CURLOPT_ERRORBUFFER, t->error);
}

void transfer_close(struct transfer *t)
{
	curl_easy_cleanup(t->curl);
	curl_slist_free_all(t->list);
}

void transfer_deadlines(struct transfer *t, int connect_ms, int total_ms)
{
	SET(t, CURLOPT_CONNECTTIMEOUT_MS, (long)connect_ms);
	SET(t, CURLOPT_TIMEOUT_MS, (long)total_ms);
}

void transfer_append(struct transfer *t, const char *line)
{
	struct curl_slist *longer = curl_slist_append(t->list, line);

	if (!longer)
		panic("libcurl has no memory");
	t->list = longer;
}

str transfer_detail(struct transfer *t, struct arena *a, CURLcode res)
{
	return one_line(a, str_from(t->error[0] ? t->error : curl_easy_strerror(res)));
}

str one_line(struct arena *a, str words)
{
	str s = str_trim(str_left(words, 200));
	char *copy;

	if (str_one_line(s))
		return arena_str(a, s);
	copy = arena_cstr(a, s);
	for (size_t i = 0; i < s.n; i++)
		if (copy[i] < ' ' || copy[i] > '~')
			copy[i] = '?';
	return (str){ copy, s.n };
}
