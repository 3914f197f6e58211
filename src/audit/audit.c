#include "access/access.h"
#include "audit/internal.h"
#include "json/json.h"

static str changes_json(struct arena *a, const struct audit_act *act)
{
	struct buf b = buf_new(a);
	struct json_out o = { .buf = &b };

	json_open(&o, '[');
	for (size_t i = 0; i < act->change_count; i++) {
		json_open(&o, '{');
		json_put(&o, S("field"), act->changes[i].field);
		json_put(&o, S("before"), act->changes[i].before);
		json_put(&o, S("after"), act->changes[i].after);
		json_close(&o, '}');
	}
	json_close(&o, ']');
	return buf_str(&b);
}

static str acting_unit(struct arena *a, const struct actor *by)
{
	if (by->unit_kind == UNIT_NONE)
		return S("");
	return arena_fmt(a, "%.*s:%.*s", P(unit_kind_words[by->unit_kind]), P(by->unit));
}

static struct audit_entry entry_of(struct work *w, const struct audit_act *act)
{
	static const struct actor program = { .channel = CHANNEL_CLI };
	const struct actor *by = w->actor ? w->actor : &program;

	return (struct audit_entry){
		.at = w->now,
		.person = by->person,
		.membership = by->membership,
		.session = by->session,
		.actor = by->name,
		.roles = role_set_text(w->arena, by->roles, role_words),
		.acting_unit = acting_unit(w->arena, by),
		.channel = channel_words[by->channel],
		.address = by->address,
		.agent = by->agent,
		.event = act->event,
		.subject_kind = act->subject_kind,
		.subject = act->subject,
		.unit = act->unit,
		.on_behalf = act->on_behalf,
		.reason = act->reason,
		.changes = changes_json(w->arena, act),
	};
}

err audit_record(struct work *w, const struct audit_act *act)
{
	struct audit_entry e = entry_of(w, act);
	str hash_before = STR("");

	TRY(audit_place(w, &e));
	TRY(audit_head(w, &e.number, &hash_before));
	e.number++;
	e.hash = audit_link(w->arena, hash_before, audit_leaf(w->arena, &e));
	e.seal = audit_seal(w, e.hash);
	return audit_append(w, &e);
}

str audit_hash(struct work *w, str value)
{
	return keyed_hash(w->keys, w->arena, KEY_AUDIT, S("value"), value);
}

/* How far the walk has come. */
struct walk {
	int64_t number; /* of the last good entry */
	char hash[64];	/* its hash */
	size_t hash_n;
};

/* What is wrong with the entry behind the walk; "" when nothing is. */
static str check_next(struct work *w, const struct walk *at, const struct audit_entry *e)
{
	str before = { at->hash, at->hash_n };

	if (e->number != at->number + 1)
		return S("catatan ini hilang");
	if (!str_eq(e->hash, audit_link(w->arena, before, audit_leaf(w->arena, e))))
		return S("isi catatan atau urutannya telah diubah");
	if (!audit_sealed(w, e))
		return S("rantai dihitung ulang tanpa kunci audit");
	return S("");
}

static void step(struct walk *at, const struct audit_entry *e)
{
	at->number = e->number;
	at->hash_n = e->hash.n;
	for (size_t i = 0; i < e->hash.n; i++)
		at->hash[i] = e->hash.p[i];
}

/* One batch of entries: they are forgotten before the next. */
static err walk_batch(struct work *w, struct walk *at, bool *ret_end, str *ret_why)
{
	struct audit_entries batch;

	TRY(audit_after_all(w, at->number, &batch));
	*ret_end = batch.count == 0;
	for (size_t i = 0; i < batch.count && ret_why->n == 0; i++) {
		*ret_why = check_next(w, at, &batch.items[i]);
		if (ret_why->n == 0)
			step(at, &batch.items[i]);
	}
	return OK;
}

/* Entries cut off the end leave the chain whole but not the head. */
static err check_head(struct work *w, const struct walk *at, str *ret_why)
{
	int64_t number = 0;
	str hash = STR("");

	TRY(audit_head(w, &number, &hash));
	if (number != at->number || !str_eq(hash, (str){ at->hash, at->hash_n }))
		*ret_why = S("catatan terakhir telah dipotong");
	return OK;
}

err audit_verify(struct work *w, int64_t *ret_entries, int64_t *ret_bad, str *ret_why)
{
	struct walk at = { 0 };
	bool end = false;

	*ret_why = S("");
	while (!end && ret_why->n == 0) {
		struct arena_mark mark = arena_mark(w->arena);

		TRY(walk_batch(w, &at, &end, ret_why));
		arena_rewind(w->arena, mark);
	}
	if (ret_why->n == 0)
		TRY(check_head(w, &at, ret_why));
	*ret_entries = at.number;
	*ret_bad = ret_why->n ? at.number + 1 : 0;
	return OK;
}
