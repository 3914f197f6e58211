/*
 * People, their DIGIT accounts, their memberships (person x unit x roles),
 * sessions and the links that activate. Identity is not authorisation: a right
 * comes only from a membership, and a membership from an approved request or an
 * act of two persons.
 */
#pragma once

#include "access/access.h"
#include "work/reseal.h"
#include "work/work.h"

enum id_type { ID_NIP, ID_NRP, ID_NONE, ID_TYPES };
extern const str id_type_words[ID_TYPES]; /* NIP NRP TIDAK_ADA */

/* ---- the shape of a NIK (domain report 3.1) ---- */

/* What a NIK says of its owner. */
struct nik_facts {
	struct date born;
	bool female;
	str region; /* first 4 digits */
	bool region_known;
};

enum nik_fault {
	NIK_FINE,
	NIK_EMPTY,
	NIK_NOT_DIGITS,
	NIK_LENGTH,
	NIK_DATE,
	NIK_SERIAL,
	NIK_SAME_DIGIT,
	NIK_FAULTS
};

/* today decides the century. Spaces and dots must be stripped before (nik_plain). */
enum nik_fault nik_read(str nik, struct date today, struct nik_facts *ret);
str nik_plain(struct arena *a, str typed); /* without spaces, dots, dashes */

/* ---- people ---- */

enum account_state {
	ACCOUNT_NONE,
	ACCOUNT_WAITING,
	ACCOUNT_ACTIVE,
	ACCOUNT_LOCKED,
	ACCOUNT_STATES
};
extern const str account_state_words[ACCOUNT_STATES]; /* "Belum ada" "Menunggu aktivasi"
							 "Aktif" "Terkunci" */

struct person {
	int64_t id;
	str name;
	str email;
	str phone;
	enum id_type id_type;
	str id_number;
	enum account_state account;
	int64_t created_at;
};

/* *ret is NULL when nobody has that NIK. Only officers' acts may learn this (S01). */
err person_by_nik(struct work *w, str nik, struct person **ret);

/* 0: nobody. In the same time for both, so that who may not learn it can ask. */
err person_holding(struct work *w, str nik, int64_t *ret);
err person_find(struct work *w, int64_t id, struct person **ret);

/* Is the address another person's? nik is the one it may belong to. */
err email_taken(struct work *w, str email, str nik, bool *ret);

/* The person's own NIK, opened; the caller has checked and audited the reason. */
err person_nik(struct work *w, int64_t person, str *ret);

enum membership_state {
	MEMBERSHIP_ACTIVE,
	MEMBERSHIP_SUSPENDED,
	MEMBERSHIP_ENDED,
	MEMBERSHIP_STATES
};
extern const str
	membership_state_words[MEMBERSHIP_STATES]; /* Aktif Ditangguhkan Nonaktif */

struct membership {
	int64_t id;
	int64_t person;
	enum unit_kind unit_kind;
	str unit;
	str unit_name;
	role_set roles;
	enum membership_state state;
	int64_t valid_from;
	int64_t valid_until; /* 0: open */
	str basis;	     /* number of the request or of the grant it comes from */
};
struct memberships LIST_OF(struct membership);

#include "identity/members.h"
#include "identity/tenure.h"

/* Those in force now, of active people. */
err memberships_of(struct work *w, int64_t person, struct memberships *ret);
err membership_in(struct work *w, int64_t person, enum unit_kind k, str unit,
		  struct membership **ret);

/* How many people with an active account and membership the satker has. */
err satker_active_users(struct work *w, str satker, int64_t *ret);

/* Addresses of the active users of a unit with any of the roles, for notices. */
struct contact {
	int64_t person;
	str name;
	str email;
};
struct contacts LIST_OF(struct contact);
err unit_contacts(struct work *w, enum unit_kind k, str unit, role_set roles,
		  struct contacts *ret);

/* What an approved request says about one person. */
struct new_member {
	str nik;
	str name;
	str email;
	str phone;
	enum id_type id_type;
	str id_number;
	enum unit_kind unit_kind;
	str unit;
	str unit_name;
	str position; /* "" leaves it as it is */
	role_set roles;
	str basis;
};

enum provision_outcome {
	PROVISION_INVITED,  /* an account waits for its activation; one letter queued */
	PROVISION_EXISTING, /* had an active account: a notice was queued, no activation
			     */
	PROVISION_EMAIL_TAKEN, /* refused: the address is another person's; nothing
				  written */
	PROVISION_OUTCOMES
};

/*
 * Makes the person (the same NIK is the same person) and the membership, or
 * adds the roles to the one in that unit. Writes audit entries, letter and link.
 * Repeating it for the same person, unit and roles changes nothing.
 */
err identity_provision(struct work *w, const struct new_member *m,
		       enum provision_outcome *ret, int64_t *ret_person);

/* Kills the old activation link and queues a new one. False: nothing to activate. */
err activation_resend(struct work *w, int64_t person, bool *ret);

/* ---- for other features' actors ---- */

/* The grants in force for the roles, read from the table. */
err access_in_force(struct work *w, role_set roles, struct grant ret[PERMISSIONS]);

/*
 * The same person in another of his memberships, with the grants in force for its
 * roles. To be w->actor for as long as something is read in its name.
 */
err actor_in(struct work *w, const struct membership *m, struct actor *ret);

/* Writes permissions.def as rows where they are missing; by migrate. */
err access_write_defaults(struct work *w);

/* Was the password entered within the seconds? Operations with +u ask this. */
bool entered_lately(const struct actor *a, int64_t now, int64_t seconds);

/*
 * Slows guessing down: counts a failure in each bucket ("masuk:nik:HASH",
 * "masuk:alamat:203.0.113.0/24"), tells how long the client must wait.
 */
err throttle_wait(struct work *w, str bucket, int64_t *ret_seconds);
err throttle_count(struct work *w, str bucket, int free_failures, int64_t window);
err throttle_clear(struct work *w, str bucket);

/* Sign-ins that failed, from everywhere, in the quarter of an hour that now ends. */
err guesses_lately(struct work *w, int64_t *ret);

/* Counters whose window and waiting are over; by a schedule of app. */
err identity_sweep(struct work *w);

/* Of what the access matrix gives a quota, per person and day (Jakarta's). */
enum { QUOTA_A_DAY = 200 };

/*
 * Counts amount towards the actor's quota of the permission. False when it would be
 * too much: then nothing is counted, and the first time of a day is an entry of the
 * trail. Always true where the actor's right has no quota.
 */
err quota_take(struct work *w, enum permission p, int64_t amount, bool *ret);

/* The network a client comes from: failures are counted per /24 or /64. */
str client_class(struct arena *a, str address);

/* One client of few: an IPv4 address, or the /64 that one line has. */
str client_host(struct arena *a, str address);

/*
 * What others want to know of this feature's acts, in the act's own unit; the
 * table stands in app/, because edges point the other way.
 */
struct identity_hooks {
	err (*activated)(struct work *w, int64_t person);
};
extern const struct identity_hooks identity_hooks; /* app/hooks.c */

struct request;
struct reply;

/*
 * Answers what was refused since the password was entered too long ago. A page leads to
 * the question and back. A form is held in the question and acts when it was answered:
 * nothing typed is lost, and nothing of it stands in a URL.
 */
err password_again(struct work *w, const struct request *rq, struct reply *rp);

/* How many roles of offices wait for a decision that the actor may take. */
err office_waiting(struct work *w, int64_t *ret);

/* For app/'s tables. */
struct feature;
struct job_kind;
struct visitor;
extern const struct feature identity_feature;
extern const struct job_kind identity_reset_job;
err identity_who(struct work *w, const struct request *rq, struct visitor *ret);
err identity_touch(struct work *w, const struct visitor *v);

/* Where NIKs lie. */
enum { IDENTITY_PLACES = 2 };
extern const struct sealed_place identity_places[IDENTITY_PLACES];
