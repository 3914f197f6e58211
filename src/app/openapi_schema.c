/* Tables of fields as JSON Schema. */
#include "app/openapi.h"

void openapi_text(struct json_out *o, const char *name, str text)
{
	if (text.n)
		json_put(o, str_from(name), text);
}

void openapi_ref(struct json_out *o, const char *kind, str name)
{
	str path = arena_fmt(o->buf->arena, "#/components/%s/%.*s", kind, P(name));

	json_open(o, '{');
	json_put(o, S("$ref"), path);
	json_close(o, '}');
}

static void put_type(struct json_out *o, str type, bool nullable)
{
	json_name(o, S("type"));
	if (!nullable) {
		json_put_str(o, type);
		return;
	}
	json_open(o, '[');
	json_put_str(o, type);
	json_put_str(o, S("null"));
	json_close(o, ']');
}

static void put_words(struct json_out *o, const struct api_field *f)
{
	json_name(o, S("enum"));
	json_open(o, '[');
	for (size_t i = 0; i < f->word_count; i++)
		if (f->words[i].n)
			json_put_str(o, f->words[i]);
	if (f->nullable)
		json_put_null(o);
	json_close(o, ']');
}

static void put_members(struct json_out *o, const struct api_field *fields);

static void put_object(struct json_out *o, const struct api_field *fields)
{
	json_open(o, '{');
	put_members(o, fields);
	json_close(o, '}');
}

static void put_items(struct json_out *o, const struct api_field *f)
{
	struct api_field item = { .kind = f->items,
				  .words = f->words,
				  .word_count = f->word_count };

	json_name(o, S("items"));
	if (f->of) {
		put_object(o, f->of);
		return;
	}
	json_open(o, '{');
	put_type(o, item.kind == JSON_INT ? S("integer") : S("string"), false);
	if (item.words)
		put_words(o, &item);
	json_close(o, '}');
}

void openapi_field(struct json_out *o, const struct api_field *f)
{
	static const str types[] = {
		[JSON_BOOL] = STR("boolean"),  [JSON_INT] = STR("integer"),
		[JSON_TEXT] = STR("string"),   [JSON_LIST] = STR("array"),
		[JSON_OBJECT] = STR("object"),
	};

	json_open(o, '{');
	if (f->kind == JSON_OBJECT)
		put_members(o, f->of);
	else
		put_type(o, types[f->kind], f->nullable);
	if (f->kind == JSON_LIST)
		put_items(o, f);
	else if (f->words)
		put_words(o, f);
	openapi_text(o, "format", f->format);
	openapi_text(o, "description", f->says);
	json_close(o, '}');
}

static void put_members(struct json_out *o, const struct api_field *fields)
{
	put_type(o, S("object"), false);
	json_name(o, S("properties"));
	json_open(o, '{');
	for (const struct api_field *f = fields; f->name.n; f++) {
		json_name(o, f->name);
		openapi_field(o, f);
	}
	json_close(o, '}');
	json_name(o, S("required"));
	json_open(o, '[');
	for (const struct api_field *f = fields; f->name.n; f++)
		if (!f->optional)
			json_put_str(o, f->name);
	json_close(o, ']');
	json_put(o, S("additionalProperties"), (bool)false);
}

struct shapes LIST_OF(const struct api_shape *);

static void add_shape(struct arena *a, struct shapes *list, const struct api_shape *shape)
{
	if (!shape)
		return;
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i] == shape)
			return;
	*PUSH(a, list) = shape;
}

void openapi_shapes(struct json_out *o)
{
	struct arena *a = o->buf->arena;
	const struct feature *ignored;
	const struct route *r;
	struct shapes all = { 0 };

	add_shape(a, &all, &problem_shape);
	for (size_t i = 0; (r = web_route(i, &ignored)) != NULL; i++)
		if (r->api) {
			add_shape(a, &all, r->api->body);
			add_shape(a, &all, r->api->answer);
			add_shape(a, &all, r->api->conflict);
		}
	json_name(o, S("schemas"));
	json_open(o, '{');
	for (size_t i = 0; i < all.count; i++) {
		json_name(o, all.items[i]->name);
		put_object(o, all.items[i]->fields);
	}
	json_close(o, '}');
}
