/* Callers of the API in the tests: as over the wire, in the test's unit. */
#pragma once

#include "json/json.h"
#include "registration/test/cast.h"
#include "web/web.h"

/* People of the cast, and the routes of the whole program. */
void callers_arrive(struct work *w);

struct answer {
	int status;
	const struct json *json; /* NULL when the body is none */
	str body;
	str location;
};

/*
 * One call, in a unit of its own. Whatever the answer, it has the shape that the
 * description of its route promises.
 */
struct answer call(struct work *w, enum member m, str method_and_url, str body);

/* The same with the bearer's token instead of a member of the cast. */
struct answer call_with(struct work *w, str token, str method_and_url, str body);

/* Hands in a small PDF; its bytes are letter_pdf(). */
struct answer upload(struct work *w, str token, str number, str kind);
str letter_pdf(void);

/* Members of an answer: "users.0.nik" */
const struct json *at(const struct json *j, str path);
str text_at(struct answer a, str path);
int64_t int_at(struct answer a, str path);

/* The value of a fact, or the end of a link, in the last letter of the kind. */
str fact_in(struct work *w, str kind, str label);
str token_in(struct work *w, str kind);

/* A JSON body of a complete request of satker 999101 with one user of the name and NIK.
 */
str whole_request(str name, str nik);
