/* Whatever the bytes are: what is read can be written, and reads the same again. */
#include "json/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { DEEPEST = 33 };

static void write_value(struct json_out *o, const struct json *j, int depth)
{
	char bracket = j->kind == JSON_LIST ? '[' : '{';

	assert(depth <= DEEPEST);
	switch (j->kind) {
	case JSON_NULL:
		json_put_null(o);
		return;
	case JSON_BOOL:
		json_put_bool(o, j->number);
		return;
	case JSON_INT:
		json_put_int(o, j->number);
		return;
	case JSON_TEXT:
		assert(str_utf8(j->text));
		json_put_str(o, j->text);
		return;
	case JSON_LIST:
	case JSON_OBJECT:
		json_open(o, bracket);
		for (size_t i = 0; i < j->count; i++) {
			if (j->kind == JSON_OBJECT)
				json_name(o, j->names[i]);
			write_value(o, &j->items[i], depth + 1);
		}
		json_close(o, bracket == '[' ? ']' : '}');
		return;
	}
}

static str written(struct arena *a, const struct json *j)
{
	struct buf b = buf_new(a);
	struct json_out o = { .buf = &b };

	write_value(&o, j, 0);
	return buf_str(&b);
}

static void check_again(struct arena *a, const struct json *first)
{
	str text = written(a, first);
	const struct json *again = json_read(a, text);

	assert(again);
	assert(str_eq(written(a, again), text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new((size_t)256 << 20);
	const struct json *j = json_read(a, (str){ (const char *)data, size });

	if (j)
		check_again(a, j);
	arena_free(a);
	return 0;
}
