/*
 * Synthetic offices, satker and people for the tests of this folder: KPPN 047
 * with satker 999101 and 999102, KPPN 046 with satker 999201.
 */
#pragma once

#include "registration/internal.h"
#include "test/test.h"

void fixture_directory(struct work *w);

/* A person without account or membership. */
int64_t fixture_person(struct work *w, str nik, str name, str email);

/* An actor with the default grants of one role; password entered just now. */
struct actor fixture_actor(int64_t person, enum role role, enum unit_kind k, str unit);

/* A complete draft of satker 999101 with that many users (at most 9), not inserted. */
struct registration fixture_request(int users);

/* The nth of its users. */
struct applicant fixture_applicant(int n);

/* Brings an inserted draft to the state and stores it. */
void fixture_move(struct work *w, struct registration *r, enum registration_state s,
		  int64_t due_at);
