/* Whatever stands in a query, a form or a Cookie header: names are of one line, values
 * are UTF-8, and nothing grows. */
#include "web/internal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t bytes_of(const struct http_pairs *pairs)
{
	size_t n = 0;

	for (size_t i = 0; i < pairs->count; i++)
		n += pairs->items[i].name.n + pairs->items[i].value.n;
	return n;
}

static void check_form(struct arena *a, str text)
{
	struct http_pairs fields;
	bool found;

	if (!form_read(a, text, &fields))
		return;
	assert(form_readable(&fields));
	assert(bytes_of(&fields) <= text.n);
	for (size_t i = 0; i < fields.count; i++) {
		pair_value(&fields, fields.items[i].name, &found);
		assert(found);
	}
	(void)form_unique(&fields);
}

static void check_cookies(struct arena *a, str text)
{
	struct http_pairs cookies;

	if (!cookies_read(a, text, &cookies))
		return;
	assert(bytes_of(&cookies) <= text.n);
	for (size_t i = 0; i < cookies.count; i++)
		assert(cookies.items[i].name.n > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new((size_t)64 << 20);
	str text = { (const char *)data, size };

	check_form(a, text);
	check_cookies(a, text);
	arena_free(a);
	return 0;
}
