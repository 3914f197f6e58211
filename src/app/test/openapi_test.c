#include "app/test/routes.h"

/* ---- the description as it is served ---- */

static const struct json *described(struct work *w)
{
	struct http_request rq = { .arena = test_arena(),
				   .method = S("GET"),
				   .path = S("/api/v1/openapi.json") };
	struct http_reply rp = { 0 };
	const struct json *j;

	start_all();
	web_handle(w, &rq, &rp);
	CHECK_INT("status", rp.status, 200);
	j = json_read(test_arena(), rp.body);
	/* Also because two shapes of one name would be a name twice. */
	CHECK("JSON", j != NULL);
	return j;
}

static const struct route *api_route(size_t i)
{
	const struct feature *ignored;
	const struct route *r;

	for (size_t at = 0; (r = web_route(at, &ignored)) != NULL; at++)
		if (str_starts(str_from(r->path), S("/api/v1/")) && i-- == 0)
			return r;
	return NULL;
}

static str described_path(const struct route *r)
{
	struct buf b = buf_new(test_arena());
	bool open = false;

	for (const char *p = r->path; *p; p++) {
		if (*p == '/' && open)
			buf_char(&b, '}');
		open = *p == ':' || (open && *p != '/');
		buf_char(&b, *p == ':' ? '{' : *p);
	}
	if (open)
		buf_char(&b, '}');
	return buf_str(&b);
}

static const struct json *operation_of(const struct json *all, const struct route *r)
{
	static const str methods[METHODS] = { [GET] = STR("get"),
					      [POST] = STR("post"),
					      [PATCH] = STR("patch"),
					      [DELETE] = STR("delete") };

	return json_get(json_get(json_get(all, S("paths")), described_path(r)),
			methods[r->method]);
}

TEST_ON(ON_SQLITE, every_route_of_the_api_is_described_and_nothing_else)
{
	const struct json *all = described(w), *paths = json_get(all, S("paths"));
	size_t routes = 0, operations = 0;

	for (; api_route(routes); routes++)
		CHECK(api_route(routes)->path,
		      operation_of(all, api_route(routes)) != NULL);
	for (size_t i = 0; i < paths->count; i++)
		operations += paths->items[i].count;
	CHECK_INT("as many", operations, routes);
	CHECK("some", routes > 10);
}

TEST_ON(ON_SQLITE, every_operation_says_what_it_takes_and_gives)
{
	const struct json *all = described(w);

	for (size_t i = 0; api_route(i); i++) {
		const struct route *r = api_route(i);
		const struct json *o = operation_of(all, r);
		str status = arena_fmt(test_arena(), "%d", r->api->status);

		CHECK(r->path, json_text(json_get(o, S("summary"))).n > 0);
		CHECK(r->path, json_get(json_get(o, S("responses")), status) != NULL);
		CHECK(r->path,
		      (r->api->body != NULL) == (json_get(o, S("requestBody")) != NULL));
	}
}

/* What anybody may call is open to the public in the matrix too. */
TEST_ON(ON_SQLITE, an_operation_without_a_token_has_an_open_door)
{
	const struct json *all = described(w);

	for (size_t i = 0; api_route(i); i++) {
		const struct route *r = api_route(i);

		CHECK(r->path,
		      !r->api->open || grant_default(ROLE_PUBLIC, r->permission).scope !=
					       SCOPE_NONE);
		CHECK(r->path, r->api->open == (json_get(operation_of(all, r),
							 S("security")) != NULL));
	}
}

TEST_ON(ON_SQLITE, every_operation_has_an_id_of_its_own)
{
	const struct json *all = described(w);

	for (size_t i = 0; api_route(i); i++) {
		str id = json_text(
			json_get(operation_of(all, api_route(i)), S("operationId")));

		CHECK(api_route(i)->path, id.n > 0);
		for (size_t k = 0; k < i; k++)
			CHECK(api_route(i)->path,
			      !str_eq(id,
				      json_text(json_get(operation_of(all, api_route(k)),
							 S("operationId")))));
	}
}

static void check_refs(const struct json *all, const struct json *j)
{
	str ref = json_text(json_get(j, S("$ref")));
	const struct json *at = all;

	for (size_t i = 0; i < j->count; i++)
		check_refs(all, &j->items[i]);
	if (!ref.n)
		return;
	CHECK_STR("begins here", str_cut(&ref, '/'), S("#"));
	while (ref.n)
		at = json_get(at, str_cut(&ref, '/'));
	CHECK(json_text(json_get(j, S("$ref"))).p, at != NULL);
}

TEST_ON(ON_SQLITE, every_reference_leads_somewhere)
{
	const struct json *all = described(w);

	check_refs(all, all);
}
