/* Every statement of the folder; for its own files, through internal.h. */
#pragma once

#include "registration/registration.h"

/* ---- store.c: the request's own row ---- */

/*
 * With its users, NIKs opened: what leaves the folder goes through
 * registration_mask() first. *ret is NULL when there is none.
 */
err registration_find(struct work *w, str number, struct registration **ret);
err registration_find_id(struct work *w, int64_t id, struct registration **ret);

/* Inserts r with its users; sets its id, version and times. */
err registration_insert(struct work *w, struct registration *r);

/*
 * Writes r as it now is, if the row still has the version r came with, and
 * counts the version up. *ret_current is false when somebody was faster:
 * nothing is written then. Users are written by the functions of store_user.c,
 * after this one, so that the row's lock orders the writers.
 */
err registration_update(struct work *w, struct registration *r, bool *ret_current);

/* Notes a change beside the row (a file), without a new version. */
err registration_touch(struct work *w, const struct registration *r, bool *ret_current);

/* Takes the people out of a request that never was sent. */
err registration_erase(struct work *w, int64_t id);

/* The next number of the office in the year: REG-2026-047-00318. */
err registration_number(struct work *w, str kppn, int year, str *ret);

/* *ret is the number of another request of the satker with this SK, "" for none. */
err registration_basis_used(struct work *w, const struct registration *r, str *ret);

err registration_by_secret_hash(struct work *w, str number, str hash, int64_t *ret);
err registration_set_secret_hash(struct work *w, int64_t id, str hash);
err registration_set_ticket(struct work *w, int64_t id, str ticket);

/* Requests that a job looks after; at most limit. */
struct ids LIST_OF(int64_t);
err registrations_to_remind_all(struct work *w, int limit, struct ids *ret);
err registrations_to_expire_all(struct work *w, int limit, struct ids *ret);
err registrations_lapsed_all(struct work *w, int limit, struct ids *ret);
err drafts_forgotten_all(struct work *w, int64_t before, int limit, struct ids *ret);
err registrations_of_person_all(struct work *w, int64_t person, struct ids *ret);
err registration_reminded(struct work *w, int64_t id);

/* Additions: of a satker by what they wait for; those without an answer; how many. */
err additions_waiting_all(struct work *w, enum way way, str satker, struct ids *ret);
err additions_unanswered_all(struct work *w, int64_t before, int limit, struct ids *ret);
err additions_since(struct work *w, str satker, int64_t since, int64_t *ret);

/* ---- store_user.c ---- */

/* *ret is the request that names the user of that id, 0 when it is none. */
err registration_of_user(struct work *w, int64_t user, int64_t *ret);
err applicants_of(struct work *w, int64_t registration, struct applicants *ret);
err applicant_insert(struct work *w, int64_t registration, struct applicant *u);
err applicant_update(struct work *w, const struct applicant *u); /* what was typed */
err applicant_decide(struct work *w,
		     const struct applicant *u); /* state, reason, person, first */
err applicant_registered(struct work *w, const struct applicant *u); /* was */
err applicant_delete(struct work *w, int64_t id);
/* Does one of its users have the NIK? */
err registration_names_nik(struct work *w, int64_t registration, str nik, bool *ret);
/* *ret is the number of another open request with the NIK, "" for none. */
err nik_in_other_request(struct work *w, int64_t registration, str nik, str *ret);

/* ---- store_round.c: returns, and who looks ---- */

err flags_of(struct work *w, int64_t registration, int round, struct flags *ret);
err flag_insert(struct work *w, int64_t registration, int round, const struct flag *f);
/* Writes whether it is fixed, and its answer. */
err flag_update(struct work *w, int64_t registration, int round, const struct flag *f);
err round_insert(struct work *w, const struct registration *r, str sent);
err round_sent(struct work *w, int64_t registration, int round,
	       str *ret); /* "" for none */
err look_note(struct work *w, int64_t registration);
err looks_since(struct work *w, int64_t registration, int64_t since, struct lookers *ret);

/* ---- store_list.c ---- */

/* Of the office's queue; tomorrow is the end of today in its zone. */
err queue_counts_of(struct work *w, str kppn, int64_t tomorrow,
		    struct queue_figures *ret);
err closed_since(struct work *w, str kppn, int64_t since, int64_t *ret);
err unclaimed_by_deadline(struct work *w, str kppn, int limit, struct ids *ret);

/* ---- store_draft.c ---- */

struct draft {
	str id; /* public and random */
	str satker;
	str mailbox;
	str code_hash;
	int64_t registration; /* 0 until the code came back */
};

err draft_insert(struct work *w, const struct draft *d);
err drafts_started(struct work *w, str mailbox, int64_t since, int64_t *ret_by_mailbox,
		   int64_t *ret_by_address);
/* *ret is NULL unless the draft waits for its code and may be tried once more. */
err draft_try(struct work *w, str id, int64_t since, int tries, struct draft **ret);
/* *ret is NULL when its code came back, or there is none. */
err draft_unconfirmed(struct work *w, str id, struct draft **ret);
/* A new code with new tries and time; *ret is false after so many codes. */
err draft_set_code(struct work *w, str id, str hash, int codes, bool *ret);
err draft_set_registration(struct work *w, str id, int64_t registration, bool *ret_first);
err draft_set_token(struct work *w, str id, str hash, int64_t until);
err draft_end_token(struct work *w, str hash);
err draft_of_token(struct work *w, str hash, int64_t *ret_registration);
err draft_of_number(struct work *w, str number,
		    struct draft **ret);		     /* of an open request */
err draft_of_id(struct work *w, str id, struct draft **ret); /* the same */
err draft_of_registration(struct work *w, int64_t registration, struct draft **ret);
err resume_insert(struct work *w, str draft, str hash);
err resumes_since(struct work *w, str draft, int64_t since, int64_t *ret);
err resume_use(struct work *w, str hash, int64_t since, str *ret_draft);
err drafts_unconfirmed_delete_all(struct work *w, int64_t before);
err draft_delete(struct work *w, int64_t registration);
