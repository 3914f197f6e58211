/* Offices, people and a browser of the tests of this folder. */
#pragma once

#include "http/http.h"
#include "identity/internal.h"
#include "membership/internal.h"
#include "test/test.h"

enum who {
	NOBODY,
	SARI,	 /* operator of 999101 */
	YOHANES, /* its KPA */
	RAHMAT,	 /* its bendahara */
	BUDI,	 /* operator of 999102, of the same KPPN */
	EKA,	 /* operator of 999201, of KPPN 046 */
	ANDI,	 /* verifiers of KPPN 047 */
	MAYA,
	HEAD,  /* of KPPN 047 */
	CSO,   /* of KPPN 047 */
	OTHER, /* a verifier of KPPN 046 */
	KANWIL,
	HQ,
	AUDITOR,
	PEOPLE
};

/* Everybody arrives, with an active account. */
void fixture_start(struct work *w);
void fixture_as(enum who i); /* also sets w->actor */
void fixture_password_at(int64_t at);

int64_t person_of(enum who i);
int64_t membership_of(enum who i);
str nik_of(enum who i);
str email_of(enum who i);

/* Another one in a satker; *w->actor stays who it was. His membership. */
int64_t fixture_member(struct work *w, const struct new_member *m);

/* As a browser asks. A unit ends with each request. */
struct http_reply get(struct work *w, str path);
struct http_reply post(struct work *w, str path, str form);
str location(const struct http_reply *rp);
#define PATH(...) arena_fmt(test_arena(), __VA_ARGS__)

/* How many entries of the event the trail of the person has; letters of a kind to him. */
size_t trail(struct work *w, int64_t person, str event);
size_t letters(struct work *w, str mailbox, str kind);
