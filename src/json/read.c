/* Both headers call kinds JSON_NULL and JSON_OBJECT: the library's are renamed here. */
#define JSON_NULL JANSSON_NULL
#define JSON_OBJECT JANSSON_OBJECT
#include <jansson.h>
#undef JSON_NULL
#undef JSON_OBJECT

#include "json/json.h"

enum { MAX_DEPTH = 32 };

static bool convert(struct arena *a, const json_t *from, int depth, struct json *ret);

static str text_of(struct arena *a, const json_t *from)
{
	return arena_str(a, (str){ json_string_value(from), json_string_length(from) });
}

static bool convert_list(struct arena *a, const json_t *from, int depth, struct json *ret)
{
	size_t count = json_array_size(from);
	struct json *items = NEW_ARRAY(a, struct json, count);

	for (size_t i = 0; i < count; i++)
		if (!convert(a, json_array_get(from, i), depth, &items[i]))
			return false;
	*ret = (struct json){ .kind = JSON_LIST, .count = count, .items = items };
	return true;
}

static bool convert_object(struct arena *a, const json_t *from, int depth,
			   struct json *ret)
{
	size_t count = json_object_size(from), i = 0;
	struct json *items = NEW_ARRAY(a, struct json, count);
	str *names = NEW_ARRAY(a, str, count);

	for (void *at = json_object_iter((json_t *)from); at;
	     at = json_object_iter_next((json_t *)from, at), i++) {
		names[i] = arena_str(a, str_from(json_object_iter_key(at)));
		if (!convert(a, json_object_iter_value(at), depth, &items[i]))
			return false;
	}
	*ret = (struct json){ JSON_OBJECT, .count = count, .items = items,
			      .names = names };
	return true;
}

static bool convert(struct arena *a, const json_t *from, int depth, struct json *ret)
{
	switch (json_typeof(from)) {
	case JANSSON_OBJECT:
		return depth < MAX_DEPTH && convert_object(a, from, depth + 1, ret);
	case JSON_ARRAY:
		return depth < MAX_DEPTH && convert_list(a, from, depth + 1, ret);
	case JSON_STRING:
		*ret = (struct json){ .kind = JSON_TEXT, .text = text_of(a, from) };
		return true;
	case JSON_INTEGER:
		*ret = (struct json){ JSON_INT, .number = json_integer_value(from) };
		return true;
	case JSON_TRUE:
	case JSON_FALSE:
		*ret = (struct json){ JSON_BOOL, .number = json_is_true(from) };
		return true;
	case JANSSON_NULL:
		*ret = (struct json){ .kind = JSON_NULL };
		return true;
	case JSON_REAL:
		break;
	}
	return false;
}

const struct json *json_read(struct arena *a, str text)
{
	json_error_t ignored;
	json_t *library = json_loadb(text.p ? text.p : "", text.n,
				     JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &ignored);
	struct json *ret = NEW(a, struct json);
	bool good = library && convert(a, library, 0, ret);

	json_decref(library);
	return good ? ret : NULL;
}
