/* A limit in JSON, the same for whatever it is about. */
#include "deadlines/internal.h"

static const struct api_field fields[] = {
	{ STR("kind"), JSON_TEXT, ONE_OF(deadline_kind_words) },
	API_INSTANT("due_at"),
	{ STR("limit_minutes"), JSON_INT, .says = STR("menit jam kerja") },
	{ STR("spent_minutes"), JSON_INT },
	{ STR("percent"), JSON_INT, .says = STR("dari batas, dapat lebih dari 100") },
	{ STR("waiting"), JSON_BOOL, .says = STR("waktu berhenti: menunggu satker") },
	API_INSTANT("stopped_at"),
	{ STR("lines"), JSON_LIST, .items = JSON_TEXT,
	  .says = STR("asal tenggat, baris demi baris") },
	{ 0 },
};
const struct api_shape deadline_shape = { STR("Deadline"), fields };

static const struct api_field list_fields[] = {
	{ STR("items"), JSON_LIST, .of = fields },
	{ 0 },
};
const struct api_shape deadline_list_shape = { STR("DeadlineList"), list_fields };

void deadline_put(struct json_out *o, const struct deadline_state *s)
{
	json_open(o, '{');
	json_put(o, S("kind"), deadline_kind_words[s->deadline.key.kind]);
	json_name(o, S("due_at"));
	json_put_instant(o, s->deadline.due_at);
	json_put(o, S("limit_minutes"), s->deadline.minutes);
	json_put(o, S("spent_minutes"), s->spent_minutes);
	json_put(o, S("percent"), s->percent);
	json_put(o, S("waiting"), (bool)(s->deadline.due_at == 0));
	json_name(o, S("stopped_at"));
	json_put_instant(o, s->deadline.stopped_at);
	json_name(o, S("lines"));
	json_open(o, '[');
	for (size_t i = 0; i < s->lines.count; i++)
		json_put_str(o, s->lines.items[i]);
	json_close(o, ']');
	json_close(o, '}');
}
