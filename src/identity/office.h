/*
 * Roles of offices: given by two persons, one asks and another confirms (access
 * matrix 5.12 for KPPN, 5.13 for Kanwil, head office, ministries, auditors). An
 * empty installation starts with two persons of head office (bootstrap).
 */
#pragma once

#include "identity/internal.h"

enum office_refusal {
	OFFICE_GRANTED,
	OFFICE_NOT_FOUND,
	OFFICE_OUT_OF_SCOPE,   /* 404: not this actor's office */
	OFFICE_ROLES,	       /* 422: not roles of that kind of unit */
	OFFICE_UNIT,	       /* 422: no such unit */
	OFFICE_NIK,	       /* 422 */
	OFFICE_NAME,	       /* 422 */
	OFFICE_NAME_HIDES,     /* 422: characters that nobody sees, as str_hides() */
	OFFICE_EMAIL,	       /* 422 */
	OFFICE_NIP,	       /* 422 */
	OFFICE_REASON,	       /* 422 */
	OFFICE_REASON_HIDES,   /* 422 */
	OFFICE_OWN,	       /* 403: for oneself */
	OFFICE_SAME_PERSON,    /* 403: the second must be another */
	OFFICE_DECIDED,	       /* 409 */
	OFFICE_EMAIL_TAKEN,    /* 409 */
	OFFICE_REAUTHENTICATE, /* 403 */
	OFFICE_REFUSALS
};

/* A set of refusals: bit r for refusal r. */
#define OFFICE_BIT(r) ((uint32_t)1 << (r))

struct office_result {
	enum office_refusal why; /* the first of wrong, or what no typing mends */
	uint32_t wrong;		 /* those of 422 */
	int64_t id;
};

struct office_request {
	str nik, name, email, nip;
	enum unit_kind unit_kind;
	str unit;
	role_set roles;
	str reason;
};

enum office_state {
	OFFICE_WAITING,
	OFFICE_APPROVED,
	OFFICE_REJECTED,
	OFFICE_CANCELLED,
	OFFICE_STATES
};
extern const str office_state_words[OFFICE_STATES];

struct office_grant {
	int64_t id;
	struct office_request request; /* nik is masked in lists */
	str unit_name;
	enum office_state state;
	int64_t asked_by, asked_at;
	str asked_name;
	int64_t decided_at;
	str decided_name;
	str kanwil; /* of a KPPN */
};
struct office_grants LIST_OF(struct office_grant);

/* rules_office.c: pure */
enum permission office_permission(enum unit_kind k);
bool office_in_scope(const struct actor *a, enum unit_kind k, str unit, str kanwil);
uint32_t office_check(const struct office_request *r, struct date today);
role_set office_roles(enum unit_kind k); /* that can be given in such a unit */
enum office_refusal office_decision_check(const struct office_grant *g,
					  const struct actor *by, bool names_him);

/* office.c */
/* Those who may decide are told by letter. */
err office_ask(struct work *w, const struct office_request *r, struct office_result *ret);

/* One that the actor may read, with its whole NIK; *ret NULL when there is none. */
err office_read_one(struct work *w, int64_t id, struct office_grant **ret);

/* Whether, or why not, the actor may decide it now; *ret as office_decide(). */
err office_may_decide(struct work *w, const struct office_grant *g,
		      enum office_refusal *ret);
err office_decide(struct work *w, int64_t id, bool approve, enum office_refusal *ret);
err office_list(struct work *w, struct office_grants *ret);

/* The first two persons of head office; *ret_links are their activation links. */
err office_bootstrap(struct work *w, const struct office_request two[2],
		     enum office_refusal *ret, str ret_links[2]);

/* store_office.c */
err office_insert(struct work *w, const struct office_request *r, int64_t *ret);
err office_find(struct work *w, int64_t id, struct office_grant **ret);
err office_read(struct work *w, struct office_grants *ret);
/* Waiting ones that another asked for, and not for the actor. */
err office_read_waiting(struct work *w, struct office_grants *ret);
err office_close(struct work *w, int64_t id, enum office_state s, bool *ret_was_open);
err office_count_people(struct work *w, int64_t *ret);

/* words of refusals, and the name of the input in a form and in the API */
struct office_wording {
	struct refusal refusal;
	str field, api_field; /* "" for none */
};
role_set office_roles_of(const struct strs *words); /* unknown words are left out */
enum unit_kind office_kind_of(str word);	    /* UNIT_NONE for none */
extern const struct office_wording office_words[OFFICE_REFUSALS];

/* letters_office.c */
err letter_office_waits(struct work *w, const struct office_grant *g,
			const struct contacts *to);

extern const struct route identity_office_routes[];
extern const struct route identity_office_api_routes[];
