/* Whatever stands behind "after" or "sesudah": only one form of a text is read, and no
 * stranger's cursor is taken for ours. */
#include "web/internal.h"

#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct keys *made_keys(void)
{
	static const struct keys *keys;
	char dir[] = "/tmp/myintress-fuzz-XXXXXX";

	if (keys)
		return keys;
	crypto_start();
	if (!mkdtemp(dir) || keys_open(str_from(dir), true, &keys))
		panic("no keys in %s", dir);
	return keys;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new(4 << 20);
	struct work w = { .arena = a, .keys = made_keys() };
	struct http_request wire = { .path = S("/api/v1/registrations") };
	struct request rq = { .wire = &wire };
	str text = { (const char *)data, size };
	str bytes, position;

	if (base64url_read(a, text, &bytes))
		assert(str_eq(base64url(a, bytes), text));
	assert(!cursor_read(&w, &rq, text, &position));
	if (size > 0) {
		str own = cursor_make(&w, &rq, text);

		assert(cursor_read(&w, &rq, own, &position));
		assert(str_eq(position, text));
	}
	arena_free(a);
	return 0;
}
