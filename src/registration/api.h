/* Shared by the files of the API, api*.c. */
#pragma once

#include "registration/internal.h"
#include "web/web.h"

/* ---- telling.c ---- */

/* What the actor may be told by way of warning: officers more than makers, others
 * nothing. */
err registration_warnings(struct work *w, const struct registration *r,
			  struct findings *ret);

/* What Dukcapil said about its users, to who may ask it; empty for others. */
err registration_answers(struct work *w, const struct registration *r,
			 struct nik_checks *ret);

/* Its files, also replaced ones, to who may open them; empty for others. */
err registration_files(struct work *w, const struct registration *r,
		       struct documents *ret);

struct opened_file {
	enum registration_refusal
		why; /* NOT_FOUND, NO_REASON where the matrix asks one */
	const struct document *document;
	str bytes; /* as they were uploaded */
};

/* A file of any request that the actor may open; the opening is audited. */
err registration_open_file(struct work *w, str id, str reason, struct opened_file *ret);

/* ---- api_fields.c: what bodies and answers are made of ---- */

extern const struct api_shape request_shape;	/* a whole request as answered */
extern const struct api_shape request_conflict; /* a problem with the newer one */
extern const struct api_shape request_list_shape;
extern const struct api_shape new_request_shape;
extern const struct api_shape changed_request_shape;
extern const struct api_shape act_shape;
extern const struct api_shape document_shape;
extern const struct api_shape upload_shape;
extern const str nik_state_words[NIK_STATES];
extern const str nik_match_words[NIK_MATCHES]; /* NIK_UNKNOWN has none */

/* The words of one field. */
struct words {
	const str *items;
	size_t count;
};
#define WORDS_OF(all) ((struct words){ (all), COUNT(all) })

/* ---- api_read.c: from a body to what the operations take ---- */

struct registration_input input_of(struct arena *a, const struct json *body);
struct decision decision_of(struct arena *a, str number, const struct json *body);

/* The version the caller saw; ANY_VERSION when he says none. */
int64_t version_of(const struct json *body);

/* ---- api_write.c: from what the operations give to an answer ---- */

void put_some(struct json_out *o, str name, str text); /* null when it is "" */
void put_at(struct json_out *o, str name, int64_t instant);
void put_roles(struct json_out *o, role_set roles);
void put_document(struct json_out *o, const struct document *d);
void put_findings(struct json_out *o, str list, str place, const struct findings *found);
err put_request(struct work *w, struct json_out *o, const struct registration *r);

/* ---- api_refuse.c ---- */

/* The request after an act, or why it was refused. */
err answer_act(struct work *w, struct reply *rp, int status,
	       const struct registration_result *result);
err refuse(struct work *w, struct reply *rp, const struct registration_result *result);
err refuse_only(struct work *w, struct reply *rp, enum registration_refusal why);

/* 422 about one field. */
err refuse_field(struct reply *rp, str field, str code, str message);

extern const struct route registration_list_routes[];
extern const struct route registration_act_routes[];
extern const struct route registration_file_routes[];
extern const struct route registration_public_routes[];
