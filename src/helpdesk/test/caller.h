/* Callers of pages and of the API in the tests: as over the wire, in the test's unit. */
#pragma once

#include "helpdesk/test/cast.h"
#include "json/json.h"
#include "web/web.h"

/* People of the cast, and the routes of the whole program. */
void callers_arrive(struct work *w);

struct called {
	int status;
	str body;
	const struct json *json; /* NULL when the body is none */
	str location;
	str version; /* X-Versi of a page that keeps itself new */
};

/*
 * One call, in a unit of its own: "GET /tiket?tab=selesai". A body that begins
 * with { is JSON, any other a form. An answer of the API has the shape that the
 * description of its route promises.
 */
struct called call(struct work *w, enum member m, str method_and_url, str body);

/* A small PDF as the multipart field of a form whose other fields are given. */
struct called send_file(struct work *w, enum member m, str url, str fields,
			const char *file_field);

/* Members of an answer: "thread.0.body" */
const struct json *at(const struct json *j, str path);
str text_at(struct called a, str path);
