/* Shared by the files of this folder only. */
#pragma once

#include <curl/curl.h>

#include "fetch/fetch.h"

/* One transfer: the handle and what its callbacks fill. */
struct transfer {
	CURL *curl;
	struct curl_slist *list; /* HTTP headers or SMTP recipients */
	char error[CURL_ERROR_SIZE];
	struct buf body;
	size_t limit; /* of body */
	bool too_large;
	size_t header_bytes;
	str to_send;
	str reply;	 /* SMTP: the last line the server said */
	bool data_asked; /* SMTP: the server said 354 */
};

/* A handle with what every call shares: deadlines, TLS, no proxy, no redirects. */
void transfer_open(struct transfer *t, struct arena *a, const char *protocols);
void transfer_close(struct transfer *t);
void transfer_deadlines(struct transfer *t, int connect_ms, int total_ms);
void transfer_append(struct transfer *t, const char *line);

/* A letter and how long its server may take. */
struct smtp_call {
	str url;
	str from;
	str to;
	str letter;
	int connect_ms;
	int total_ms;
};
struct fetch_smtp smtp_send(struct arena *a, const struct smtp_call *call);

/*
 * Letters carry links and names: to another host they go encrypted or not at all,
 * whatever the server offers. On the loopback TLS protects from nobody, so there it
 * is asked for only when a password would go along.
 */
bool smtp_needs_tls(struct arena *a, str url);

/* Is the host of the URL this machine? */
bool url_on_loopback(struct arena *a, str url);

/* libcurl's words for res, safe for one line of a log. */
str transfer_detail(struct transfer *t, struct arena *a, CURLcode res);

/* What a stranger sent, as one printable line of at most 200 bytes. */
str one_line(struct arena *a, str words);

/* curl_easy_setopt() fails only for an option this build of libcurl lacks. */
#define SET(t, option, value)                                                            \
	do {                                                                             \
		if (curl_easy_setopt((t)->curl, (option), (value)) != CURLE_OK)          \
			panic("libcurl has no " #option);                                \
	} while (0)
