/* Shared by the files of this folder only. */
#pragma once

#include "wizard/pages.h"
#include "wizard/wizard.h"

/* common.c */

/* *ret is NULL after a refusal was answered. */
err open_request(struct work *w, const struct request *rq, struct reply *rp,
		 struct registration **ret);
/* As open_request, and it can be edited now; else the visitor is sent to its status. */
err open_draft(struct work *w, const struct request *rq, struct reply *rp,
	       struct registration **ret);
str wizard_path(struct arena *a, const struct registration *r, str rest);
struct page wizard_page(struct arena *a, str title);
/* A page of the request: instants are shown in the zone of its KPPN. */
struct html *wizard_reply(struct reply *rp, int status, struct page page,
			  const struct registration *r);
err wizard_refuse(struct reply *rp, enum registration_refusal why);

/* Starts a draft of the visitor's satker and leads to it. start.c */
err wizard_begin(struct work *w, struct reply *rp);

/* The complaints of one part of the request: the fields, of one user or of the request.
 */
struct complaints complaints_about(struct arena *a, const struct findings *found,
				   int user, enum severity s);
str error_of(const struct complaints *c, str field);
bool holds_errors(const struct findings *found, int user);
bool editable(const struct registration *r);

/* "Pengguna 2 (Rina Wijaya): " before the text, when it is about a user. */
str named(struct arena *a, const struct registration *r, int user, str text);

/* Warnings and hints about one user, 0: about the request itself. */
struct strs remarks_on(struct arena *a, const struct findings *found, int user);

/* What was flagged, while the request is returned; else nothing. */
err open_flags(struct work *w, const struct registration *r, struct flags *ret);

/* Puts what the office said of the field in front of its hint. */
void ask_beside(struct arena *a, const struct flags *flags, int user, enum field f,
		str *hint);

/* On which page a flag is dealt with: of the SK, of the files, else of the user n. */
enum asked_page { ASKED_FILES = -1, ASKED_SK };

/* What the office asks on the page, each with room for an answer; as typed. */
struct asked_list asked_about(struct arena *a, const struct request *rq,
			      const struct flags *flags, int page);
/* The answers that the form of the page brought. */
struct flags typed_answers(struct arena *a, const struct request *rq,
			   const struct flags *flags, int page);

extern const struct route wizard_start_routes[];
extern const struct route wizard_edit_routes[];
extern const struct route wizard_user_routes[];
extern const struct route wizard_file_routes[];
extern const struct route wizard_send_routes[];
extern const struct route wizard_status_routes[];
extern const struct route wizard_addition_routes[];
