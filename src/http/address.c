#include "http/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

static const unsigned char v4_prefix[12] = { [10] = 0xff, [11] = 0xff };

static struct address from_v4(const void *four)
{
	struct address a = { 0 };

	memcpy(a.bytes, v4_prefix, sizeof(v4_prefix));
	memcpy(a.bytes + sizeof(v4_prefix), four, 4);
	return a;
}

struct address address_of(const struct sockaddr *sa)
{
	struct address a = { 0 };

	if (sa->sa_family == AF_INET)
		return from_v4(&((const struct sockaddr_in *)(const void *)sa)->sin_addr);
	if (sa->sa_family == AF_INET6)
		memcpy(a.bytes,
		       &((const struct sockaddr_in6 *)(const void *)sa)->sin6_addr, 16);
	else
		a.local = true;
	return a;
}

bool address_parse(str s, struct address *ret)
{
	char text[ADDRESS_TEXT];
	struct in_addr four;

	if (s.n == 0 || s.n >= sizeof(text))
		return false;
	memcpy(text, s.p, s.n);
	text[s.n] = '\0';
	*ret = (struct address){ 0 };
	if (inet_pton(AF_INET, text, &four) == 1) {
		*ret = from_v4(&four);
		return true;
	}
	return inet_pton(AF_INET6, text, ret->bytes) == 1;
}

bool address_eq(const struct address *a, const struct address *b)
{
	return a->local == b->local && memcmp(a->bytes, b->bytes, sizeof(a->bytes)) == 0;
}

static bool is_v4(const struct address *a)
{
	return memcmp(a->bytes, v4_prefix, sizeof(v4_prefix)) == 0;
}

void address_text(const struct address *a, char ret[ADDRESS_TEXT])
{
	if (a->local)
		strncpy(ret, "local", ADDRESS_TEXT);
	else if (is_v4(a))
		inet_ntop(AF_INET, a->bytes + sizeof(v4_prefix), ret, ADDRESS_TEXT);
	else
		inet_ntop(AF_INET6, a->bytes, ret, ADDRESS_TEXT);
}

static bool network_parse(str s, struct network *ret)
{
	str bits = s;
	str base = str_cut(&bits, '/');
	int64_t n;

	*ret = (struct network){ .bits = 128 };
	if (str_eq(s, S("unix"))) {
		ret->base.local = true;
		return true;
	}
	if (!address_parse(base, &ret->base))
		return false;
	if (base.n == s.n)
		return true;
	if (!str_int(bits, &n) || n < 0 || n > (is_v4(&ret->base) ? 32 : 128))
		return false;
	ret->bits = (int)n + (is_v4(&ret->base) ? 96 : 0);
	return true;
}

err networks_parse(struct arena *a, str list, struct networks *ret)
{
	*ret = (struct networks){ 0 };
	while (list.n) {
		size_t n = 0;
		str word;

		while (n < list.n && !strchr(", \t\n", list.p[n]))
			n++;
		word = str_left(list, n);
		list = str_skip(list, n + 1);
		if (word.n && !network_parse(word, PUSH(a, ret)))
			return FAULT(FAULT_INTERNAL,
				     "trusted_proxies: %.*s is no address", P(word));
	}
	return OK;
}

static bool network_has(const struct network *net, const struct address *a)
{
	int whole = net->bits / 8;
	int rest = net->bits % 8;

	if (net->base.local || a->local)
		return net->base.local && a->local;
	if (memcmp(net->base.bytes, a->bytes, (size_t)whole) != 0)
		return false;
	return rest == 0 || (net->base.bytes[whole] ^ a->bytes[whole]) >> (8 - rest) == 0;
}

bool networks_have(const struct networks *list, const struct address *a)
{
	for (size_t i = 0; i < list->count; i++)
		if (network_has(&list->items[i], a))
			return true;
	return false;
}

/* "10.0.0.1", "10.0.0.1:4711", "::1", "[::1]" or "[::1]:4711". */
static bool parse_hop(str hop, struct address *ret)
{
	size_t colon = str_index(hop, ':');

	if (str_starts(hop, S("[")))
		return address_parse(str_left(str_skip(hop, 1), str_index(hop, ']') - 1),
				     ret);
	if (colon < hop.n &&
	    str_index(str_skip(hop, colon + 1), ':') == hop.n - colon - 1)
		hop = str_left(hop, colon);
	return address_parse(hop, ret);
}

static str cut_last(str *list)
{
	size_t at = list->n;
	str last;

	while (at > 0 && list->p[at - 1] != ',')
		at--;
	last = str_trim(str_skip(*list, at));
	*list = str_left(*list, at ? at - 1 : 0);
	return last;
}

/* Walks one header's hops from the right; true when the client was found. */
static bool walk_hops(const struct networks *trusted, str list, struct address *client)
{
	while (list.n) {
		struct address hop;

		if (!parse_hop(cut_last(&list), &hop))
			return true;
		*client = hop;
		if (!networks_have(trusted, &hop))
			return true;
	}
	return false;
}

str client_address(struct arena *a, const struct networks *trusted,
		   const struct address *peer, const struct http_pairs *headers)
{
	struct address client = *peer;
	char text[ADDRESS_TEXT] = "";

	if (networks_have(trusted, peer))
		for (size_t i = headers->count; i > 0; i--)
			if (str_eq_nocase(headers->items[i - 1].name,
					  S("X-Forwarded-For")) &&
			    walk_hops(trusted, headers->items[i - 1].value, &client))
				break;
	address_text(&client, text);
	return arena_str(a, str_from(text));
}
