/* Shared by the files of the API, api*.c. */
#pragma once

#include "helpdesk/internal.h"
#include "web/web.h"

/* ---- api_fields.c: what bodies and answers are made of ---- */

extern const struct api_shape ticket_shape;    /* with its thread, never with notes */
extern const struct api_shape ticket_conflict; /* a problem with the ticket as it is */
extern const struct api_shape ticket_list_shape;
extern const struct api_shape new_ticket_shape;
extern const struct api_shape reply_shape;
extern const struct api_shape note_input_shape;
extern const struct api_shape note_shape;
extern const struct api_shape note_list_shape;
extern const struct api_shape attachment_shape;
extern const struct api_shape upload_ticket_shape;
extern const struct api_shape category_list_shape;
extern const struct api_shape rating_input_shape;
extern const struct api_shape rating_shape;

/* ---- api_write.c: from what the operations give to an answer ---- */

err put_ticket(struct work *w, struct json_out *o, const struct ticket *t);
void put_ticket_row(struct json_out *o, const struct ticket_row *r);
void put_attachment(struct json_out *o, const struct attachment *f);
void put_category(struct json_out *o, const struct category *c);
void put_text_or_null(struct json_out *o, str name, str text);
void put_instant(struct json_out *o, str name, int64_t at);

/* null for a ticket that is not rated */
void put_rating(struct json_out *o, const struct rating *r);

/* The ticket after an act, or why it was refused. */
err answer_ticket(struct work *w, struct reply *rp, int status,
		  const struct ticket_result *result);
err refuse_ticket_act(struct work *w, struct reply *rp,
		      const struct ticket_result *result);

/* ---- api_note.c: the only one that writes internal notes ---- */

extern const struct route ticket_api_note_routes[];

extern const struct route ticket_api_routes[];
extern const struct route ticket_api_file_routes[];
extern const struct route ticket_api_act_routes[];
extern const struct route ticket_api_find_routes[];
extern const struct route rating_api_routes[];
extern const struct route canned_api_routes[];
