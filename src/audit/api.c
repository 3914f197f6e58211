/* GET /api/v1/audit: the trail, as far as one's right reaches. */
#include "audit/internal.h"
#include "web/web.h"

/* ---- what is asked for ---- */

static void complain(struct work *w, struct complaints *wrong, const char *name,
		     str message)
{
	*PUSH(w->arena, wrong) =
		(struct complaint){ str_from(name), S("malformed"), message };
}

static int64_t instant_asked(struct work *w, const struct request *rq, const char *name,
			     struct complaints *wrong)
{
	str text = query_str(rq, name);
	int64_t at = 0;

	if (text.n && !instant_parse(text, &at))
		complain(w, wrong, name,
			 S("Tulis waktu UTC, contoh 2026-11-23T01:14:00Z."));
	return at;
}

static int64_t person_asked(struct work *w, const struct request *rq,
			    struct complaints *wrong)
{
	str text = query_str(rq, "actor");
	int64_t id = 0;

	if (text.n && (!str_int(text, &id) || id <= 0))
		complain(w, wrong, "actor", S("Sebutkan id dari daftar orang."));
	return id;
}

static bool read_query(struct work *w, const struct request *rq, struct reply *rp,
		       struct audit_query *q)
{
	struct complaints wrong = { 0 };

	q->subject_kind = query_str(rq, "subject_kind");
	q->subject = query_str(rq, "subject");
	q->event = query_str(rq, "event");
	q->by = person_asked(w, rq, &wrong);
	q->from = instant_asked(w, rq, "from", &wrong);
	q->until = instant_asked(w, rq, "to", &wrong);
	if (wrong.count)
		(void)reply_complaints(rp, &wrong);
	return wrong.count == 0;
}

/* ---- the answer ---- */

/* From where a person came is his own and the overseers' to know. */
static bool may_see_origin(const struct actor *a, const struct audit_entry *e)
{
	return (e->person && e->person == a->person) ||
	       actor_grant(a, CAN_READ_AUDIT).scope == SCOPE_NATION;
}

static void put_changes(struct json_out *o, struct arena *a, str changes)
{
	static const str members[] = { STR("field"), STR("before"), STR("after") };
	const struct json *list = json_read(a, changes);

	json_name(o, S("changes"));
	json_open(o, '[');
	for (size_t i = 0; list && i < list->count; i++) {
		json_open(o, '{');
		for (size_t k = 0; k < COUNT(members); k++)
			json_put(o, members[k],
				 json_text(json_get(&list->items[i], members[k])));
		json_close(o, '}');
	}
	json_close(o, ']');
}

static void put_entry(struct work *w, struct json_out *o, const struct audit_entry *e)
{
	bool origin = may_see_origin(w->actor, e);
	char room[INT_DIGITS];

	json_open(o, '{');
	json_put(o, S("number"), e->number);
	json_name(o, S("at"));
	json_put_instant(o, e->at);
	json_put(o, S("actor"), e->person ? str_of_int(room, e->person) : S(""));
	json_put(o, S("actor_name"), e->actor);
	json_put(o, S("actor_roles"), e->roles);
	json_put(o, S("actor_unit"), e->acting_unit);
	json_put(o, S("channel"), e->channel);
	json_put(o, S("address"), origin ? e->address : S(""));
	json_put(o, S("agent"), origin ? e->agent : S(""));
	json_put(o, S("event"), e->event);
	json_put(o, S("subject_kind"), e->subject_kind);
	json_put(o, S("subject"), e->subject);
	json_put(o, S("unit"), e->unit);
	json_put(o, S("kppn"), e->kppn);
	json_put(o, S("on_behalf"), e->on_behalf);
	json_put(o, S("reason"), e->reason);
	put_changes(o, w->arena, e->changes);
	json_put(o, S("hash"), e->hash);
	json_close(o, '}');
}

static err list_audit(struct work *w, const struct request *rq, struct reply *rp)
{
	struct audit_query q = { 0 };
	struct audit_entries all = { 0 };
	struct api_page page;
	struct json_out *o;
	str next = S("");

	if (!api_page(w, rq, rp, &page) || !read_query(w, rq, rp, &q))
		return OK;
	str_int(page.after, &q.before);
	q.limit = page.limit + 1;
	if (audit_scope(w->arena, w->actor, &q))
		TRY(audit_list(w, &q, &all));
	o = reply_json(rp, 200);
	json_open(o, '{');
	json_name(o, S("items"));
	json_open(o, '[');
	for (size_t i = 0; i < all.count && i < page.limit; i++)
		put_entry(w, o, &all.items[i]);
	json_close(o, ']');
	if (all.count > page.limit)
		next = arena_fmt(w->arena, "%lld",
				 (long long)all.items[page.limit - 1].number);
	api_next(w, rq, o, next);
	json_close(o, '}');
	return OK;
}

/* ---- how the API is described ---- */

static const struct api_field change_fields[] = {
	{ STR("field"), JSON_TEXT },
	{ STR("before"), JSON_TEXT },
	{ STR("after"), JSON_TEXT },
	{ 0 },
};
static const struct api_field entry_fields[] = {
	{ STR("number"), JSON_INT, .says = STR("1, 2, 3, … tanpa lompatan") },
	API_INSTANT("at"),
	{ STR("actor"), JSON_TEXT,
	  .says = STR("untuk /people/{id}; kosong: program, tugas atau publik") },
	{ STR("actor_name"), JSON_TEXT },
	{ STR("actor_roles"), JSON_TEXT },
	{ STR("actor_unit"), JSON_TEXT, .says = STR("contoh kppn:047") },
	{ STR("channel"), JSON_TEXT, ONE_OF(channel_words) },
	{ STR("address"), JSON_TEXT,
	  .says = STR("hanya pada perbuatan sendiri dan bagi pengawas nasional, "
		      "seperti agent") },
	{ STR("agent"), JSON_TEXT },
	{ STR("event"), JSON_TEXT },
	{ STR("subject_kind"), JSON_TEXT },
	{ STR("subject"), JSON_TEXT },
	{ STR("unit"), JSON_TEXT },
	{ STR("kppn"), JSON_TEXT, .says = STR("yang melayani unit itu hari itu") },
	{ STR("on_behalf"), JSON_TEXT },
	{ STR("reason"), JSON_TEXT },
	{ STR("changes"), JSON_LIST, .of = change_fields,
	  .says = STR("nilai pribadi sebagai hash berkunci") },
	{ STR("hash"), JSON_TEXT },
	{ 0 },
};
static const struct api_field list_fields[] = {
	{ STR("items"), JSON_LIST, .of = entry_fields },
	API_NEXT_FIELD,
	{ 0 },
};
static const struct api_shape list_shape = { STR("AuditList"), list_fields };

static const struct api_field query_fields[] = {
	{ STR("subject_kind"), JSON_TEXT, .optional = true,
	  .says = STR("contoh registration") },
	{ STR("subject"), JSON_TEXT, .optional = true, .says = STR("nomor atau id") },
	{ STR("actor"), JSON_TEXT, .optional = true, .says = STR("id orang") },
	{ STR("event"), JSON_TEXT, .optional = true, .says = STR("awal namanya") },
	{ STR("from"), JSON_TEXT, .optional = true, .format = STR("date-time") },
	{ STR("to"), JSON_TEXT, .optional = true, .format = STR("date-time"),
	  .says = STR("yang sebelum waktu ini") },
	API_PAGE_FIELDS,
	{ 0 },
};
static const struct api_operation list_says = {
	.summary = STR("Jejak audit dalam lingkup Anda, yang terbaru lebih dahulu"),
	.query = query_fields,
	.status = 200,
	.answer = &list_shape,
};

static const struct route routes[] = {
	{ GET, "/api/v1/audit", CAN_READ_AUDIT, list_audit, .api = &list_says },
	{ 0 },
};

const struct feature audit_feature = {
	.name = STR("audit"),
	.routes = { routes },
};
