/*
 * JSON. Reading is strict: 64-bit integers, no duplicate names, at most 32
 * deep, valid UTF-8 without NUL. Writing escapes by type.
 */
#pragma once

#include "base/base.h"

struct json {
	enum json_kind {
		JSON_NULL,
		JSON_BOOL,
		JSON_INT,
		JSON_TEXT,
		JSON_LIST,
		JSON_OBJECT,
	} kind;
	int64_t number;		  /* of JSON_INT; 0 or 1 of JSON_BOOL */
	str text;		  /* of JSON_TEXT */
	size_t count;		  /* of JSON_LIST and JSON_OBJECT */
	const struct json *items; /* count values */
	const str *names;	  /* count names, of JSON_OBJECT */
};

/* NULL when text is not JSON as said above; real numbers are refused too. */
const struct json *json_read(struct arena *a, str text);

/* The member, or NULL when j is NULL, no object, or has none of that name. */
const struct json *json_get(const struct json *j, str name);
str json_text(const struct json *j);	/* "" unless it is text */
int64_t json_int(const struct json *j); /* 0 unless it is an integer */

/* Writes to buf; commas are its own business. */
struct json_out {
	struct buf *buf;
	bool comma;
};

void json_open(struct json_out *o, char bracket);  /* '{' or '[' */
void json_close(struct json_out *o, char bracket); /* '}' or ']' */
void json_name(struct json_out *o, str name);
void json_put_str(struct json_out *o, str value);
void json_put_int(struct json_out *o, int64_t value);
void json_put_bool(struct json_out *o, bool value);
void json_put_null(struct json_out *o);
void json_put_instant(struct json_out *o, int64_t instant); /* RFC 3339, 0 is null */
void json_put_date(struct json_out *o, struct date d);	    /* year 0 is null */

/* json_put(o, S("name"), value) inside an object; the type chooses the form. */
#define json_put(o, name, value)                                                         \
	(json_name((o), (name)), _Generic((value), str                                   \
					  : json_put_str, bool                           \
					  : json_put_bool, int                           \
					  : json_put_int, int64_t                        \
					  : json_put_int, struct date                    \
					  : json_put_date)((o), (value)))
