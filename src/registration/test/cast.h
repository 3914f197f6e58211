/* People and steps of the tests of whole acts. */
#pragma once

#include "registration/test/fixture.h"

enum member {
	OPERATOR, /* of satker 999101 */
	KPA,
	FIRST, /* officers of KPPN 047 */
	SECOND,
	HEAD,
	CSO,
	ELSEWHERE, /* a verifier of KPPN 046 */
	AUDITOR,
	BEARER, /* of a draft's token, once confirmed */
	CAST
};

/* Offices and people; from then on w->actor is whoever was called last. */
void cast_arrives(struct work *w);
const struct actor *act_as(struct work *w, enum member m);
struct actor *cast_actor(enum member m); /* to be changed by a test */

/* All that is typed for that many users. */
struct registration_input typed(int users);

/* Steps, each checked: the request as it is after the step. */
struct registration *drafted(struct work *w, int users);
struct registration *submitted(struct work *w, int users);
struct registration *held(struct work *w, int users); /* by FIRST */
void hand_in(struct work *w, str number);
void nik_found(struct work *w, const struct registration *r, int user,
	       enum nik_outcome o);
struct registration *green(struct work *w, int users); /* held, every NIK right */

/* A decision about all who wait, and an approval. */
struct decision about(const struct registration *r);
struct registration_result approved(struct work *w, struct decision d);

/* As it stands in the database, NIKs opened. */
struct registration *stored_now(struct work *w, int64_t id);

/* How many letters of the kind went to the mailbox; the text of the last one. */
int letters_to(struct work *w, str mailbox, str kind);
str last_letter(struct work *w, str kind);

/* How many entries the audit trail has of the event about the subject. */
int trail_of(struct work *w, str subject, str event);
