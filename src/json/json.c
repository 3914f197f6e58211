#include "json/json.h"

const struct json *json_get(const struct json *j, str name)
{
	if (!j || j->kind != JSON_OBJECT)
		return NULL;
	for (size_t i = 0; i < j->count; i++)
		if (str_eq(j->names[i], name))
			return &j->items[i];
	return NULL;
}

str json_text(const struct json *j)
{
	return j && j->kind == JSON_TEXT ? j->text : S("");
}

int64_t json_int(const struct json *j)
{
	return j && j->kind == JSON_INT ? j->number : 0;
}
