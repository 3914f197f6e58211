/* Offices, people and steps for the tests of this folder. */
#pragma once

#include "helpdesk/internal.h"
#include "test/test.h"

enum member {
	SARI,	   /* operator of satker 999101 */
	BENNY,	   /* bendahara there */
	YOHANES,   /* KPA there */
	NEIGHBOUR, /* operator of satker 999102, of the same KPPN */
	CSO,
	SECOND, /* another CSO of KPPN 047 */
	VERIFIER,
	HEAD,
	ELSEWHERE,  /* CSO of KPPN 046 */
	REGION,	    /* of Kanwil 19 */
	FAR_REGION, /* of Kanwil 18 */
	HAI,
	AUDITOR,
	MINISTRY, /* of a KL */
	STRANGER, /* nobody is signed in */
	CAST
};

/* Offices and people; from then on w->actor is whoever was called last. */
void cast_arrives(struct work *w);
const struct actor *act_as(struct work *w, enum member m);
struct actor *cast_actor(enum member m);
extern const str cast_names[CAST]; /* who failed */
str mailbox_of(enum member m);

/* A ticket of SARI about a returned payment. */
struct ticket_input asking(void);
struct ticket *opened(struct work *w);

/* A message that follows, as the member; the ticket as it is then. */
struct ticket *says(struct work *w, enum member m, const struct ticket *t,
		    enum afterwards after);

/* A file as documents_take() would have left it. */
struct ticket_file file_named(const char *name, str requirement);

struct ticket *stored(struct work *w, const struct ticket *t);

/* How many letters of the kind went to the mailbox; the text of the last one. */
int letters_to(struct work *w, str mailbox, str kind);
str last_letter(struct work *w, str kind);

/* How many entries the audit trail has of the event about the ticket. */
int trail_of(struct work *w, const struct ticket *t, str event);
