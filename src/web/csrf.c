#include "web/internal.h"

/*
 * What a form token is bound to: the session's cookie, or for who is not
 * signed in a random cookie of its own, so that a foreign site can neither
 * know nor set it (__Host- cookies cannot be planted from a sibling host).
 */
str visitor_mark(const struct http_pairs *cookies)
{
	static const str names[] = { STR("__Host-sesi"), STR("__Host-draf"),
				     STR("__Host-tamu") };
	bool found;

	for (size_t i = 0; i < COUNT(names); i++) {
		str value = pair_value(cookies, names[i], &found);

		if (found && value.n)
			return value;
	}
	return S("");
}

str csrf_token(const struct keys *k, struct arena *a, str mark)
{
	return keyed_hash(k, a, KEY_SESSION, S("csrf"), mark);
}

bool csrf_good(const struct keys *k, struct arena *a, str mark, str token)
{
	struct strs all = keyed_hashes(k, a, KEY_SESSION, S("csrf"), mark);

	if (mark.n == 0)
		return false;
	for (size_t i = 0; i < all.count; i++)
		if (str_eq_secret(all.items[i], token))
			return true;
	return false;
}

static str host_of(str url)
{
	for (size_t i = 0; i + 2 < url.n; i++)
		if (str_starts(str_skip(url, i), S("://")))
			url = str_skip(url, i + 3);
	return str_left(url, str_index(url, '/'));
}

/* Browsers tell where a form came from; a foreign place is refused before any token. */
bool origin_good(const struct http_request *rq, str public_url)
{
	str site = http_header(rq, S("Sec-Fetch-Site"));
	str origin = http_header(rq, S("Origin"));

	if (site.n && !str_eq(site, S("same-origin")) && !str_eq(site, S("none")))
		return false;
	if (origin.n == 0)
		return true;
	return str_eq(host_of(origin), host_of(public_url)) ||
	       str_eq(host_of(origin), http_header(rq, S("Host")));
}
