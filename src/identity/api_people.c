/* /api/v1/people and /api/v1/memberships: who works where, within one's scope. */
#include "identity/people.h"

static const struct refusal no_person = { 404, STR("person_not_found"),
					  STR("Orang tidak ditemukan.") };
static const struct refusal no_membership = { 404, STR("membership_not_found"),
					      STR("Keanggotaan tidak ditemukan.") };

/* Ids are drawn at random; as text, since nobody counts with them. */
static void put_id(struct json_out *o, str name, int64_t id)
{
	char room[INT_DIGITS];

	json_put(o, name, str_of_int(room, id));
}

/* ---- memberships ---- */

static void put_membership(struct json_out *o, const struct seen_membership *s)
{
	const struct membership *m = &s->membership;

	json_open(o, '{');
	put_id(o, S("id"), m->id);
	put_id(o, S("person"), m->person);
	json_put(o, S("name"), s->person_name);
	json_put(o, S("unit_kind"), unit_kind_words[m->unit_kind]);
	json_put(o, S("unit_code"), m->unit);
	json_put(o, S("unit_name"), m->unit_name);
	json_put(o, S("state"), membership_state_words[m->state]);
	json_name(o, S("roles"));
	json_open(o, '[');
	for (int r = 0; r < ROLES; r++)
		if (m->roles & ROLE_BIT(r))
			json_put_str(o, role_words[r]);
	json_close(o, ']');
	json_name(o, S("valid_from"));
	json_put_instant(o, m->valid_from);
	json_name(o, S("valid_until"));
	json_put_instant(o, m->valid_until);
	json_put(o, S("basis"), m->basis);
	json_close(o, '}');
}

/* One word of a query, and what it may be. */
struct asked {
	const char *name;
	const str *words;
	size_t count;
};

/* Its index in the words, or their count when it is not given. */
static size_t word_asked(struct work *w, const struct request *rq, struct asked of,
			 struct complaints *wrong)
{
	str text = query_str(rq, of.name);
	size_t i = api_word(text, of.words, of.count);

	if (text.n && i == of.count)
		*PUSH(w->arena, wrong) =
			(struct complaint){ str_from(of.name), S("unknown_word"),
					    S("Pilih salah satu nilai yang ada.") };
	return i;
}

static bool read_query(struct work *w, const struct request *rq, struct reply *rp,
		       struct membership_query *q)
{
	struct complaints wrong = { 0 };
	struct asked states = { "state", WORDS(membership_state_words) };
	struct asked roles = { "role", WORDS(role_words) };
	size_t state = word_asked(w, rq, states, &wrong);
	size_t role = word_asked(w, rq, roles, &wrong);

	*q = (struct membership_query){
		.satker = query_str(rq, "satker"),
		.kppn = query_str(rq, "kppn"),
		.state = state < MEMBERSHIP_STATES ? membership_db_words[state] : S(""),
		.role = role < ROLES ? role_words[role] : S(""),
	};
	if (wrong.count)
		(void)reply_complaints(rp, &wrong);
	return wrong.count == 0;
}

static err list_memberships(struct work *w, const struct request *rq, struct reply *rp)
{
	struct membership_query q;
	struct seen_memberships all;
	struct api_page page;
	struct json_out *o;
	str next = S("");

	if (!api_page(w, rq, rp, &page) || !read_query(w, rq, rp, &q))
		return OK;
	q.after = page.after;
	q.limit = page.limit + 1;
	TRY(memberships_see(w, &q, &all));
	o = reply_json(rp, 200);
	json_open(o, '{');
	json_name(o, S("items"));
	json_open(o, '[');
	for (size_t i = 0; i < all.count && i < page.limit; i++)
		put_membership(o, &all.items[i]);
	json_close(o, ']');
	if (all.count > page.limit)
		next = membership_position(w->arena,
					   &all.items[page.limit - 1].membership);
	api_next(w, rq, o, next);
	json_close(o, '}');
	return OK;
}

static err get_membership(struct work *w, const struct request *rq, struct reply *rp)
{
	struct seen_membership *m = NULL;
	int64_t id;

	if (str_int(path_str(rq, "id"), &id))
		TRY(membership_see(w, id, &m));
	if (!m)
		return reply_refusal(rp, &no_membership);
	put_membership(reply_json(rp, 200), m);
	return OK;
}

/* ---- people ---- */

static void put_person(struct json_out *o, const struct seen_person *p)
{
	put_id(o, S("id"), p->person.id);
	json_put(o, S("name"), p->person.name);
	json_put(o, S("nik"), p->nik_mask);
	json_put(o, S("id_type"), id_type_words[p->person.id_type]);
	json_put(o, S("id_number"), p->person.id_number);
	json_put(o, S("email"), p->person.email);
	json_put(o, S("phone"), p->person.phone);
	json_put(o, S("account"), account_state_words[p->person.account]);
	json_name(o, S("created_at"));
	json_put_instant(o, p->person.created_at);
}

static err list_people(struct work *w, const struct request *rq, struct reply *rp)
{
	struct people_query q = { .search = query_str(rq, "q") };
	struct seen_people all;
	struct api_page page;
	struct json_out *o;
	str next = S("");

	if (!api_page(w, rq, rp, &page))
		return OK;
	q.after = page.after;
	q.limit = page.limit + 1;
	TRY(people_see(w, &q, &all));
	o = reply_json(rp, 200);
	json_open(o, '{');
	json_name(o, S("items"));
	json_open(o, '[');
	for (size_t i = 0; i < all.count && i < page.limit; i++) {
		json_open(o, '{');
		put_person(o, &all.items[i]);
		json_close(o, '}');
	}
	json_close(o, ']');
	if (all.count > page.limit)
		next = person_position(w->arena, &all.items[page.limit - 1].person);
	api_next(w, rq, o, next);
	json_close(o, '}');
	return OK;
}

static err get_person(struct work *w, const struct request *rq, struct reply *rp)
{
	struct seen_person *p = NULL;
	struct json_out *o;
	int64_t id;

	if (str_int(path_str(rq, "id"), &id))
		TRY(person_see(w, id, &p));
	if (!p)
		return reply_refusal(rp, &no_person);
	o = reply_json(rp, 200);
	json_open(o, '{');
	put_person(o, p);
	json_name(o, S("memberships"));
	json_open(o, '[');
	for (size_t i = 0; i < p->memberships.count; i++)
		put_membership(o, &p->memberships.items[i]);
	json_close(o, ']');
	json_close(o, '}');
	return OK;
}

/* ---- how the API is described ---- */

static const struct api_field membership_fields[] = {
	{ STR("id"), JSON_TEXT },
	{ STR("person"), JSON_TEXT, .says = STR("untuk /people/{id}") },
	{ STR("name"), JSON_TEXT },
	{ STR("unit_kind"), JSON_TEXT, ONE_OF(unit_kind_words) },
	{ STR("unit_code"), JSON_TEXT },
	{ STR("unit_name"), JSON_TEXT },
	{ STR("state"), JSON_TEXT, ONE_OF(membership_state_words),
	  .says = STR("saat ini; yang lewat masanya Nonaktif") },
	{ STR("roles"), JSON_LIST, JSON_TEXT, ONE_OF(role_words) },
	API_INSTANT("valid_from"),
	API_INSTANT("valid_until"),
	{ STR("basis"), JSON_TEXT, .says = STR("nomor permohonan atau usulan") },
	{ 0 },
};
static const struct api_shape membership_shape = { STR("Membership"), membership_fields };
static const struct api_field membership_list_fields[] = {
	{ STR("items"), JSON_LIST, .of = membership_fields },
	API_NEXT_FIELD,
	{ 0 },
};
static const struct api_shape membership_list_shape = { STR("MembershipList"),
							membership_list_fields };

#define PERSON_FIELDS                                                                    \
	{ STR("id"), JSON_TEXT }, { STR("name"), JSON_TEXT },                            \
		{ STR("nik"), JSON_TEXT, .says = STR("selalu tersamar") },               \
		{ STR("id_type"), JSON_TEXT, ONE_OF(id_type_words) },                    \
		{ STR("id_number"), JSON_TEXT,                                           \
		  .says = STR("tersamar menurut hak Anda, seperti dua berikutnya") },    \
		{ STR("email"), JSON_TEXT }, { STR("phone"), JSON_TEXT },                \
		{ STR("account"), JSON_TEXT, ONE_OF(account_state_words) },              \
		API_INSTANT("created_at")

static const struct api_field person_fields[] = {
	PERSON_FIELDS,
	{ STR("memberships"), JSON_LIST, .of = membership_fields,
	  .says = STR("dalam lingkup Anda, juga yang berakhir") },
	{ 0 },
};
static const struct api_shape person_shape = { STR("Person"), person_fields };
static const struct api_field person_row_fields[] = { PERSON_FIELDS, { 0 } };
static const struct api_field person_list_fields[] = {
	{ STR("items"), JSON_LIST, .of = person_row_fields },
	API_NEXT_FIELD,
	{ 0 },
};
static const struct api_shape person_list_shape = { STR("PersonList"),
						    person_list_fields };

static const struct api_field person_query_fields[] = {
	{ STR("q"), JSON_TEXT, .optional = true, .says = STR("dalam nama") },
	API_PAGE_FIELDS,
	{ 0 },
};
static const struct api_field membership_query_fields[] = {
	{ STR("satker"), JSON_TEXT, .optional = true, .says = STR("6 angka") },
	{ STR("kppn"), JSON_TEXT, .optional = true,
	  .says = STR("3 angka: kantor itu dan satker mitranya") },
	{ STR("state"), JSON_TEXT, ONE_OF(membership_state_words), .optional = true },
	{ STR("role"), JSON_TEXT, ONE_OF(role_words), .optional = true },
	API_PAGE_FIELDS,
	{ 0 },
};

static const struct api_operation list_people_says = {
	.summary = STR("Orang dalam lingkup Anda"),
	.query = person_query_fields,
	.status = 200,
	.answer = &person_list_shape,
};
static const struct api_operation get_person_says = {
	.summary = STR("Seorang dengan keanggotaannya dalam lingkup Anda"),
	.status = 200,
	.answer = &person_shape,
};
static const struct api_operation list_memberships_says = {
	.summary = STR("Keanggotaan dalam lingkup Anda"),
	.query = membership_query_fields,
	.status = 200,
	.answer = &membership_list_shape,
};
static const struct api_operation get_membership_says = {
	.summary = STR("Satu keanggotaan"),
	.status = 200,
	.answer = &membership_shape,
};

const struct route identity_people_routes[] = {
	{ GET, "/api/v1/people", CAN_LIST_USERS, list_people, .api = &list_people_says },
	{ GET, "/api/v1/people/:id", CAN_LIST_USERS, get_person,
	  .api = &get_person_says },
	{ GET, "/api/v1/memberships", CAN_LIST_USERS, list_memberships,
	  .api = &list_memberships_says },
	{ GET, "/api/v1/memberships/:id", CAN_LIST_USERS, get_membership,
	  .api = &get_membership_says },
	{ 0 },
};
