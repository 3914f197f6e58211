/* Users of two Kanwil and two ministries, and who asks about them. */
#pragma once

#include "identity/people.h"
#include "test/test.h"

enum { USERS = 11 };
struct user {
	str name;
	enum unit_kind kind;
	str unit;
	enum role role;
};
extern const struct user users[USERS]; /* by name; their NIK begin with 990105140380 */
extern int64_t user_ids[USERS];

/* Offices, satker and users. */
void users_arrive(struct work *w);

/* From now on w->actor, and the visitor of users_online(). */
extern struct actor users_asker;
void ask_as(struct work *w, enum role role, enum unit_kind kind, str unit);

/* The same, with this feature's routes, and calls to them. */
void users_online(struct work *w);
struct http_reply page_of(struct work *w, str url);
struct http_reply form_to(struct work *w, str url, str form); /* "a=1&b=2" */
struct http_reply post_json(struct work *w, str url, str body);

/* The status checked, and that no NIK is in it. */
const struct json *get(struct work *w, str url, int status);
const struct json *post(struct work *w, str url, str body, int status);
