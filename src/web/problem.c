/* RFC 9457 problems. */
#include "web/internal.h"

const struct api_field complaint_fields[] = {
	{ STR("name"), JSON_TEXT,
	  .says = STR("letak isian dalam JSON, dihitung dari 0: users[0].nik") },
	{ STR("code"), JSON_TEXT },
	{ STR("message"), JSON_TEXT },
	{ 0 },
};

static const struct api_field problem_fields[] = { API_PROBLEM_FIELDS, { 0 } };
const struct api_shape problem_shape = { STR("Problem"), problem_fields };

struct json_out *reply_problem_open(struct reply *rp, const struct refusal *why)
{
	struct json_out *o = reply_json(rp, why->status);

	rp->json_type = S("application/problem+json");
	json_open(o, '{');
	json_put(o, S("type"), S("about:blank"));
	json_put(o, S("title"), status_title(why->status));
	json_put(o, S("status"), why->status);
	json_put(o, S("detail"), why->text);
	json_put(o, S("code"), why->code);
	json_put(o, S("id"), rp->rq ? rp->rq->id : S(""));
	return o;
}

void problem_field(struct json_out *o, str name, str code, str message)
{
	json_open(o, '{');
	json_put(o, S("name"), name);
	json_put(o, S("code"), code);
	json_put(o, S("message"), message);
	json_close(o, '}');
}

static void put_complaints(struct json_out *o, const struct complaints *c)
{
	json_name(o, S("fields"));
	json_open(o, '[');
	for (size_t i = 0; i < c->count; i++)
		problem_field(o, c->items[i].field, c->items[i].code,
			      c->items[i].message);
	json_close(o, ']');
}

void reply_problem(struct reply *rp, int status, str code, str detail,
		   const struct complaints *c)
{
	struct refusal why = { status, code, detail };
	struct json_out *o = reply_problem_open(rp, &why);

	if (c)
		put_complaints(o, c);
	json_close(o, '}');
}
