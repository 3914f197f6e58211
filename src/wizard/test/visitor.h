/*
 * A browser without an account at the public pages, with its cookies: KPPN 047
 * with satker 999101, and an officer there whose decisions are made directly.
 */
#pragma once

#include "test/test.h"
#include "web/internal.h"
#include "wizard/internal.h"

/* The directory, the officer, the routes of the whole program; a browser without cookies.
 */
void visitor_arrives(struct work *w);

struct http_reply visit(struct work *w, str url);
struct http_reply press(struct work *w, str url, str form); /* "a=1&b=2" */
str led_to(const struct http_reply *rp);		    /* where a redirect leads */
bool says(const struct http_reply *rp, str words);

str cookie(str name); /* "" for none */
void set_cookie(str name, str value);

/* The text of the last letter of the kind; "" when there is none. */
str letter(struct work *w, str kind);
/* What follows the mark in it, to the end of the word. */
str in_letter(struct work *w, str kind, str mark);

/* From the satker's code to the open draft: its number. */
str begun(struct work *w, str mailbox);
/* The draft filled with that many users, with both files, and sent. */
str sent(struct work *w, int users);
/* What is typed for the nth user. */
str user_form(int n);
/* The same, taken by the officer and returned with the flags. */
str returned(struct work *w, const struct flag *flags, size_t count);

/* As it stands in the database, NIKs opened. */
struct registration *request_now(struct work *w, str number);

#define URL(...) arena_fmt(test_arena(), __VA_ARGS__)
