/*
 * An office with people and requests that came all the way through the
 * operations: KPPN 047 with satker 999101 and 999102, KPPN 046 with 999201.
 */
#pragma once

#include "test/test.h"
#include "workbench/internal.h"

enum who {
	NOBODY,
	MAKER, /* operator of 999101 */
	ANDI,  /* verifikator of KPPN 047, as is Maya */
	MAYA,
	HEAD,
	CSO,
	OTHER, /* verifikator of KPPN 046 */
	KANWIL,
	AUDITOR,
	PEOPLE
};

/* Starts the web with this feature; w->settings say how Dukcapil is asked. */
void fixture_start(struct work *w, str dukcapil);

/* Who asks from now on, with a password entered just now. */
void fixture_as(enum who who);
void fixture_password_at(int64_t at);
int64_t fixture_person(enum who who);
str fixture_nik(enum who who);

/* What a request is made with. */
struct wish {
	str satker; /* "" is 999101 */
	int users;
	str nik_of_first; /* "" is one of the fixture's */
	str email_of_first;
};

/* Submits a request with both documents; its number. Who asks stays who asks. */
str fixture_request(struct work *w, struct wish wish);

/* Runs what is due: Dukcapil answers, pictures are drawn, letters leave. */
void fixture_jobs(struct work *w);

struct http_reply fixture_get(struct work *w, str url);
struct http_reply fixture_post(struct work *w, str url, str form); /* "a=1&b=2" */

/* The request as it is stored, for the checks of a test. */
struct registration *fixture_read(struct work *w, str number);
str fixture_location(const struct http_reply *rp);

/* ---- what the tests ask of it ---- */

#define URL(...) arena_fmt(test_arena(), __VA_ARGS__)

static inline int status_of(struct http_reply rp)
{
	return rp.status;
}

str header_of(const struct http_reply *rp, str name); /* "" when there is none */
str value_in(str body, str before);		      /* up to the next quote */
str version_in(str body);			      /* of the page's form */
enum registration_state state_of(struct work *w, str number);
size_t count_events(struct work *w, str number, str event); /* in its trail */

/* A request of so many users that the officer holds and Dukcapil was asked about. */
str held(struct work *w, enum who officer, int users);
