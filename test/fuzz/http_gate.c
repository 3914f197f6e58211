/* Whatever the head is: one that passes has one meaning. */
#include "http/address.h"
#include "http/gate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* As the parser below the gate reads it, leniently. */
static struct gate_head read_head(struct arena *a, str text)
{
	struct gate_head h = { .bytes = text.n };
	str line = str_cut(&text, '\n');

	h.line_bytes = line.n ? line.n - 1 : 0;
	line = str_left(line, h.line_bytes);
	h.method = str_cut(&line, ' ');
	h.target = str_cut(&line, ' ');
	h.version = line;
	while (text.n > 2) {
		str value = str_cut(&text, '\n');
		str name;

		value = str_left(value, value.n ? value.n - 1 : 0);
		name = str_cut(&value, ':');
		h.gap_bytes++;
		*PUSH(a, &h.headers) = (struct http_pair){ name, value };
	}
	return h;
}

static void check_passed(const struct gate_head *h, const struct gate_framing *f)
{
	int hosts = 0, framings = 0;

	assert(f->length >= 0 && !(f->chunked && f->length));
	for (size_t i = 0; i < h->headers.count; i++) {
		str name = h->headers.items[i].name;

		assert(str_one_line(name) && str_utf8(h->headers.items[i].value));
		hosts += str_eq_nocase(name, S("Host"));
		framings += str_eq_nocase(name, S("Content-Length")) ||
			    str_eq_nocase(name, S("Transfer-Encoding"));
	}
	assert(hosts == 1 && framings <= 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new((size_t)64 << 20);
	struct gate_head h = read_head(a, (str){ (const char *)data, size });
	const struct address loopback = { .bytes = { [10] = 0xff, 0xff, 127, 0, 0, 1 } };
	struct networks trusted;
	struct gate_framing f;
	str path, query;

	if (gate_head(&h, &f) == 0) {
		check_passed(&h, &f);
		assert(!networks_parse(a, S("127.0.0.0/8, ::/1"), &trusted));
		assert(client_address(a, &trusted, &loopback, &h.headers).n > 0);
	}
	if (gate_target(a, h.target, &path, &query) == 0) {
		assert(str_starts(path, S("/")) && str_one_line(path));
		assert(!str_has(path, S("/../")) && !str_ends(path, S("/..")));
	}
	arena_free(a);
	return 0;
}
