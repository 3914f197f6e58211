/*
 * What a JSON operation takes and gives: the tables that check a body are the
 * ones that describe it in openapi.json.
 */
#pragma once

#include "json/json.h"
#include "work/work.h"

struct request;
struct reply;

/*
 * One member of a JSON object (or a parameter of a query, a part of a multipart
 * body). The table that checks a body is the one that describes it.
 */
struct api_field {
	str name;
	enum json_kind kind;  /* JSON_NULL is never wrong: absent */
	enum json_kind items; /* of a JSON_LIST of plain values */
	const struct api_field
		*of;	  /* of a JSON_OBJECT, or of each object of a JSON_LIST */
	const str *words; /* the texts that it may be, besides ""; NULL: any */
	size_t word_count;
	/* What follows is for the description alone. */
	bool optional; /* may be missing */
	bool nullable;
	str format; /* "date", "date-time", "binary" */
	str says;
};
#define ONE_OF(all) .words = (all), .word_count = COUNT(all)
#define API_DATE(named)                                                                  \
	{                                                                                \
		.name = STR(named), .kind = JSON_TEXT, .nullable = true,                 \
		.format = STR("date")                                                    \
	}
#define API_INSTANT(named)                                                               \
	{                                                                                \
		.name = STR(named), .kind = JSON_TEXT, .nullable = true,                 \
		.format = STR("date-time")                                               \
	}

/* An object with a name of its own in the description. */
struct api_shape {
	str name;
	const struct api_field *fields; /* ends with { 0 } */
};

/* What the description of the API says of a route. */
struct api_operation {
	str summary;
	const struct api_field *query;	  /* of the query string; may be NULL */
	const struct api_shape *body;	  /* NULL: none */
	int status;			  /* of success */
	const struct api_shape *answer;	  /* NULL: none, or a file */
	str type;			  /* of a file: "application/pdf" */
	const struct api_shape *conflict; /* of a 409 that is more than a problem */
	bool open;			  /* also without a token */
};

/* The number of the word, or count when the text is none of them. */
size_t api_word(str text, const str *words, size_t count);

/*
 * limit (50, at most 200) and after of a list; false when they were refused.
 * *ret_after is the position that api_next() was given.
 */
struct api_page {
	size_t limit;
	str after; /* "" at the beginning */
};
bool api_page(struct work *w, const struct request *rq, struct reply *rp,
	      struct api_page *ret);

/* The member "next": position is of the last row, "" when the list is at its end. */
void api_next(struct work *w, const struct request *rq, struct json_out *o, str position);

/* A problem, for a shape of one that says more. */
extern const struct api_field complaint_fields[];
extern const struct api_shape problem_shape;
#define API_PROBLEM_FIELDS                                                               \
	{ STR("type"), JSON_TEXT }, { STR("title"), JSON_TEXT },                         \
		{ STR("status"), JSON_INT }, { STR("detail"), JSON_TEXT },               \
		{ STR("code"), JSON_TEXT, .says = STR("tetap, untuk program") },         \
		{ STR("id"), JSON_TEXT, .says = STR("disebut kepada CSO") },             \
	{                                                                                \
		STR("fields"), JSON_LIST, .of = complaint_fields, .optional = true,      \
					  .says = STR("dari 422: isian yang salah")      \
	}

/* The parameters that api_page() reads, for tables of queries. */
#define API_PAGE_FIELDS                                                                  \
	{ .name = STR("limit"),                                                          \
	  .kind = JSON_INT,                                                              \
	  .optional = true,                                                              \
	  .says = STR("1 sampai 200; 50 bila tidak disebut") },                          \
	{                                                                                \
		.name = STR("after"), .kind = JSON_TEXT, .optional = true,               \
		.says = STR("next dari halaman sebelumnya")                              \
	}

/* What api_next() writes, for tables of answers. */
#define API_NEXT_FIELD                                                                   \
	{                                                                                \
		.name = STR("next"), .kind = JSON_TEXT, .nullable = true,                \
		.says = STR("untuk after; null pada halaman terakhir")                   \
	}
