/* Client addresses, and whose word about them counts. */
#pragma once

#include "http/http.h"

struct sockaddr;

enum { ADDRESS_TEXT = 48 };

struct address {
	unsigned char bytes[16]; /* IPv4 as ::ffff:a.b.c.d */
	bool local;		 /* a unix socket */
};

struct network {
	struct address base;
	int bits; /* of 128 */
};
struct networks LIST_OF(struct network);

struct address address_of(const struct sockaddr *sa);
bool address_parse(str s, struct address *ret);
bool address_eq(const struct address *a, const struct address *b);
void address_text(const struct address *a,
		  char ret[ADDRESS_TEXT]); /* "local" of a socket */

err networks_parse(struct arena *a, str list, struct networks *ret);
bool networks_have(const struct networks *list, const struct address *a);

/*
 * Who asks: the peer, or when the peer is a trusted proxy the last hop of
 * X-Forwarded-For that is not one. What cannot be read ends the walk, so that
 * nobody can put words before it.
 */
str client_address(struct arena *a, const struct networks *trusted,
		   const struct address *peer, const struct http_pairs *headers);
