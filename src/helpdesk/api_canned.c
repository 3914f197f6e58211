/* /api/v1/canned-replies, and those that fit a ticket. */
#include "helpdesk/api.h"

static void put_canned(struct json_out *o, const struct canned *c)
{
	json_put(o, S("id"), c->id);
	json_put(o, S("national"), c->national);
	put_text_or_null(o, S("category"), c->category);
	json_put(o, S("title"), c->title);
	json_put(o, S("body"), c->body);
	json_put(o, S("active"), c->active);
	json_put(o, S("version"), c->version);
}

static err get_list(struct work *w, const struct request *rq, struct reply *rp)
{
	struct json_out *o;
	struct canneds all;

	(void)rq;
	TRY(canned_list(w, &all));
	o = reply_json(rp, 200);
	json_open(o, '{');
	json_name(o, S("items"));
	json_open(o, '[');
	for (size_t i = 0; i < all.count; i++) {
		json_open(o, '{');
		put_canned(o, &all.items[i]);
		json_close(o, '}');
	}
	json_close(o, ']');
	json_close(o, '}');
	return OK;
}

static err put_filled(struct work *w, struct json_out *o, const struct ticket *t,
		      const struct canned *c)
{
	struct canned_text text;

	TRY(canned_fill(w, t, c, &text));
	json_open(o, '{');
	put_canned(o, c);
	json_put(o, S("text"), text.body);
	json_name(o, S("missing"));
	json_open(o, '[');
	for (size_t i = 0; i < text.missing.count; i++)
		json_put_str(o, text.missing.items[i]);
	json_close(o, ']');
	json_close(o, '}');
	return OK;
}

static err get_for_ticket(struct work *w, const struct request *rq, struct reply *rp)
{
	struct json_out *o;
	struct canneds all;
	struct ticket *t;

	TRY(ticket_read(w, path_str(rq, "number"), &t));
	if (!t)
		return reply_refusal(rp, &ticket_refusals[TICKET_NOT_FOUND]);
	TRY(canned_for(w, t, &all));
	o = reply_json(rp, 200);
	json_open(o, '{');
	json_name(o, S("items"));
	json_open(o, '[');
	for (size_t i = 0; i < all.count; i++)
		TRY(put_filled(w, o, t, &all.items[i]));
	json_close(o, ']');
	json_close(o, '}');
	return OK;
}

static err answer_write(struct work *w, const struct request *rq, struct reply *rp,
			int64_t id)
{
	struct complaints wrong = { 0 };
	struct canned_result result;
	const struct json *body, *active;
	struct json_out *o;
	struct canned c = { 0 };

	TRY(api_body(rq, rp, &body));
	if (!body)
		return OK;
	c.id = id;
	c.category = json_text(json_get(body, S("category")));
	c.title = json_text(json_get(body, S("title")));
	c.body = json_text(json_get(body, S("body")));
	active = json_get(body, S("active"));
	c.active = active && active->number;
	c.version = json_int(json_get(body, S("version")));
	TRY(canned_write(w, &c, &result));
	for (size_t i = 0; i < result.faults->count; i++)
		*PUSH(w->arena, &wrong) =
			(struct complaint){ result.faults->items[i].field,
					    result.faults->items[i].code,
					    result.faults->items[i].text };
	if (wrong.count)
		return reply_complaints(rp, &wrong);
	if (result.why)
		return reply_refusal(rp, &canned_refusals[result.why]);
	o = reply_json(rp, id ? 200 : 201);
	json_open(o, '{');
	put_canned(o, result.canned);
	json_close(o, '}');
	return OK;
}

static err post_canned(struct work *w, const struct request *rq, struct reply *rp)
{
	return answer_write(w, rq, rp, 0);
}

static err patch_canned(struct work *w, const struct request *rq, struct reply *rp)
{
	int64_t id;

	/* Zero would be a new one; no row has minus one. */
	if (!str_int(path_str(rq, "id"), &id) || !id)
		id = -1;
	return answer_write(w, rq, rp, id);
}

#define CANNED_FIELDS                                                                    \
	{ STR("id"), JSON_INT },                                                         \
		{ STR("national"), JSON_BOOL, .says = STR("milik kantor pusat") },       \
		{ STR("category"), JSON_TEXT, .nullable = true },                        \
		{ STR("title"), JSON_TEXT },                                             \
		{ STR("body"), JSON_TEXT,                                                \
		  .says = STR("dengan nama dalam kurung kurawal") },                     \
		{ STR("active"), JSON_BOOL },                                            \
	{                                                                                \
		STR("version"), JSON_INT                                                 \
	}

static const struct api_field canned_fields[] = { CANNED_FIELDS, { 0 } };
static const struct api_shape canned_shape = { STR("CannedReply"), canned_fields };

static const struct api_field canned_list_fields[] = {
	{ STR("items"), JSON_LIST, .of = canned_fields },
	{ 0 },
};
static const struct api_shape canned_list_shape = { STR("CannedReplyList"),
						    canned_list_fields };

static const struct api_field filled_fields[] = {
	CANNED_FIELDS,
	{ STR("text"), JSON_TEXT, .says = STR("terisi dari tiket") },
	{ STR("missing"), JSON_LIST, JSON_TEXT,
	  .says = STR("nama yang tidak ada pada tiket; selama ada, balasan ditolak") },
	{ 0 },
};
static const struct api_field filled_list_fields[] = {
	{ STR("items"), JSON_LIST, .of = filled_fields },
	{ 0 },
};
static const struct api_shape filled_list_shape = { STR("FilledReplyList"),
						    filled_list_fields };

static const struct api_field input_fields[] = {
	{ STR("category"), JSON_TEXT, .optional = true,
	  .says = STR("kode; semua kategori bila tidak disebut") },
	{ STR("title"), JSON_TEXT },
	{ STR("body"), JSON_TEXT },
	{ STR("active"), JSON_BOOL },
	{ STR("version"), JSON_INT, .optional = true,
	  .says = STR("yang diubah; 409 bila ada yang lebih baru") },
	{ 0 },
};
static const struct api_shape input_shape = { STR("NewCannedReply"), input_fields };

static const struct api_operation list_says = {
	.summary = STR("Templat balasan kantor sendiri dan kantor pusat"),
	.status = 200,
	.answer = &canned_list_shape,
};
static const struct api_operation write_says = {
	.summary = STR("Menulis templat balasan kantor sendiri"),
	.body = &input_shape,
	.status = 201,
	.answer = &canned_shape,
};
static const struct api_operation change_says = {
	.summary = STR("Mengubah templat balasan kantor sendiri"),
	.body = &input_shape,
	.status = 200,
	.answer = &canned_shape,
};
static const struct api_operation fill_says = {
	.summary = STR("Templat yang sesuai kategori tiket, terisi dari tiket itu"),
	.status = 200,
	.answer = &filled_list_shape,
};

const struct route canned_api_routes[] = {
	{ GET, "/api/v1/canned-replies", CAN_NOTE_TICKET, get_list, .api = &list_says },
	{ POST, "/api/v1/canned-replies", CAN_BROADCAST, post_canned,
	  .api = &write_says },
	{ PATCH, "/api/v1/canned-replies/:id", CAN_BROADCAST, patch_canned,
	  .api = &change_says },
	{ GET, "/api/v1/tickets/:number/canned-replies", CAN_NOTE_TICKET, get_for_ticket,
	  .api = &fill_says },
	{ 0 },
};
