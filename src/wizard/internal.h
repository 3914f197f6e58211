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

/* Is the field open: always in a draft, when flagged after a return. */
bool field_open(const struct registration *r, const struct flags *flags, int user,
		enum field f);

extern const struct route wizard_start_routes[];
extern const struct route wizard_edit_routes[];
extern const struct route wizard_user_routes[];
extern const struct route wizard_file_routes[];
extern const struct route wizard_send_routes[];
extern const struct route wizard_status_routes[];
extern const struct route wizard_addition_routes[];
