#include "app/key_trail.h"

#include "audit/audit.h"

const str key_purpose_words[KEYS] = {
	[KEY_FIELD] = STR("field"),
	[KEY_LOOKUP] = STR("lookup"),
	[KEY_SESSION] = STR("session"),
	[KEY_AUDIT] = STR("audit"),
};

str keys_dir(struct arena *a, const struct settings *s)
{
	return arena_fmt(a, "%.*s/keys", P(s->data_dir));
}

static err record(struct work *w, const struct key_line *key)
{
	str subject = arena_fmt(w->arena, "%.*s/%d", P(key_purpose_words[key->purpose]),
				key->id);
	struct audit_entries known;

	TRY(audit_of(w, S("key"), subject, 1, &known));
	if (known.count)
		return OK;
	return audit_record(w, &(struct audit_act){
				       .event = S("key.made"),
				       .subject_kind = S("key"),
				       .subject = subject,
			       });
}

err keys_record(struct work *w)
{
	struct key_lines lines;

	TRY(keys_list(w->arena, keys_dir(w->arena, w->settings), &lines));
	for (size_t i = 0; i < lines.count; i++)
		TRY(record(w, &lines.items[i]));
	return OK;
}
