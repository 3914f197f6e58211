/* Internal notes by the API: a route and a serializer of their own. */
#include "helpdesk/api.h"

static void put_note(struct json_out *o, const struct note *n)
{
	json_open(o, '{');
	json_put(o, S("id"), n->id);
	put_instant(o, S("at"), n->at);
	json_put(o, S("side"), side_words[n->side]);
	json_put(o, S("author"), n->author_name);
	json_put(o, S("role"), n->author_role);
	json_put(o, S("body"), n->body);
	json_close(o, '}');
}

static err get_notes(struct work *w, const struct request *rq, struct reply *rp)
{
	struct json_out *o;
	struct notes notes;
	struct ticket *t;

	TRY(ticket_read(w, path_str(rq, "number"), &t));
	if (!t || !notes_visible(t, w->actor))
		return reply_refusal(rp, &ticket_refusals[TICKET_NOT_FOUND]);
	TRY(ticket_notes(w, t, &notes));
	o = reply_json(rp, 200);
	json_open(o, '{');
	json_name(o, S("items"));
	json_open(o, '[');
	for (size_t i = 0; i < notes.count; i++)
		put_note(o, &notes.items[i]);
	json_close(o, ']');
	json_close(o, '}');
	return OK;
}

static err post_note(struct work *w, const struct request *rq, struct reply *rp)
{
	struct ticket_result result;
	const struct json *body;
	struct notes notes;

	TRY(api_body(rq, rp, &body));
	if (!body)
		return OK;
	TRY(ticket_note(w, path_str(rq, "number"), json_text(json_get(body, S("body"))),
			&result));
	if (result.why)
		return refuse_ticket_act(w, rp, &result);
	TRY(ticket_notes(w, result.ticket, &notes));
	put_note(reply_json(rp, 201), &notes.items[notes.count - 1]);
	return OK;
}

static const struct api_operation list_says = {
	.summary = STR("Catatan internal; hanya petugas"),
	.status = 200,
	.answer = &note_list_shape,
};
static const struct api_operation write_says = {
	.summary = STR("Menulis catatan internal; pemohon tidak pernah membacanya"),
	.body = &note_input_shape,
	.status = 201,
	.answer = &note_shape,
};

const struct route ticket_api_note_routes[] = {
	{ GET, "/api/v1/tickets/:number/notes", CAN_NOTE_TICKET, get_notes,
	  .api = &list_says },
	{ POST, "/api/v1/tickets/:number/notes", CAN_NOTE_TICKET, post_note,
	  .api = &write_says },
	{ 0 },
};
