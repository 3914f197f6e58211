/* Whose failures are counted together: a network, or a browser that is known. */
#include <arpa/inet.h>
#include <string.h>

#include "identity/internal.h"

/* A household or an office has a whole /64; within it an address is a matter of taste. */
static bool network_of_six(struct arena *a, str address, str *ret)
{
	char text[INET6_ADDRSTRLEN];
	unsigned char bytes[16];

	if (inet_pton(AF_INET6, arena_cstr(a, address), bytes) != 1)
		return false;
	memset(bytes + 8, 0, 8);
	if (!inet_ntop(AF_INET6, bytes, text, sizeof(text)))
		return false;
	*ret = arena_fmt(a, "%s/64", text);
	return true;
}

str client_host(struct arena *a, str address)
{
	str network;

	return network_of_six(a, address, &network) ? network : address;
}

str client_class(struct arena *a, str address)
{
	size_t last = address.n;
	str network;

	if (network_of_six(a, address, &network))
		return network;
	while (last && address.p[last - 1] != '.')
		last--;
	return arena_fmt(a, "%.*s0/24", P(str_left(address, last)));
}

/* ---- browsers in which the person has signed in before ---- */

#define MARK_PLACE S("cookie|kenal")

str browser_mark(struct work *w, str nik)
{
	str plain = arena_fmt(w->arena, "%.*s|%.*s", P(nik_hash(w, nik)),
			      P(str_left(token_new(w->arena), 16)));

	return base64url(w->arena, seal(w->keys, w->arena, MARK_PLACE, plain));
}

str browser_known(struct work *w, str mark, str nik)
{
	str sealed, plain;

	if (!mark.n || !base64url_read(w->arena, mark, &sealed) ||
	    !unseal(w->keys, w->arena, MARK_PLACE, sealed, &plain) ||
	    !str_eq(str_cut(&plain, '|'), nik_hash(w, nik)))
		return S("");
	return plain;
}
