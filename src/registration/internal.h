/* Shared by the files of this folder only. */
#pragma once

#include "audit/audit.h"
#include "registration/registration.h"

/* ---- words.c ---- */

extern const str origin_words[ORIGINS];

/* Lengths in characters, at which a typed text is refused without being kept. */
enum { TEXT_MAX = 200, REASON_MAX = 1000 };

enum finding_kind {
	FINDING_EMPTY,
	FINDING_TOO_LONG,
	FINDING_NOT_TEXT,
	FINDING_SATKER_SHAPE,
	FINDING_SATKER_UNKNOWN,
	FINDING_KIND_ELSEWHERE,
	FINDING_DATE_SHAPE,
	FINDING_DATE_FUTURE,
	FINDING_EMAIL_SHAPE,
	FINDING_SIGNER_SHAPE,
	FINDING_USERS_MANY,
	FINDING_NIK_DIGITS,
	FINDING_NIK_LENGTH,
	FINDING_NIK_DATE,
	FINDING_NIK_SERIAL,
	FINDING_NIK_SAME_DIGIT,
	FINDING_NIK_REPEATED,
	FINDING_NIP_SHAPE,
	FINDING_NIP_REPEATED,
	FINDING_NRP_SHAPE,
	FINDING_EMAIL_REPEATED,
	FINDING_PHONE_SHAPE,
	FINDING_ROLE_UNKNOWN,
	FINDING_ROLE_CONFLICT,
	FINDING_NOT_REOPENED,
	FINDING_FIXED_BY_START,
	FINDING_USER_NUMBER,
	FINDING_NIK_NIP_BIRTH,
	FINDING_NIK_NIP_SEX,
	FINDING_BASIS_USED,
	FINDING_SELF_APPOINTED,
	FINDING_OTHER_SIGNER,
	FINDING_AGE,
	FINDING_REGION,
	FINDING_KNOWN_PERSON,
	FINDING_KNOWN_OTHER_NAME,
	FINDING_KNOWN_HERE,
	FINDING_NIK_IN_OTHER,
	FINDING_EMAIL_TAKEN,
	FINDING_ROLES_HERE,
	FINDING_NIK_OUTCOME,
	FINDING_FLAG_UNKNOWN,
	FINDING_REASON_UNKNOWN,
	FINDING_REASON_MISSING,
	FINDINGS
};

/* What the rules put into a list of findings. */
struct finding finding_of(enum finding_kind k, int user, enum field f, str value,
			  str other);
bool finding_is(const struct finding *f, enum finding_kind k);

/* ---- fields.c: any field of a request as text ---- */

const struct applicant *applicant_n(const struct applicants *users, int n); /* or NULL */
str field_text(struct arena *a, const struct registration *r, int user, enum field f);
bool field_personal(enum field f); /* may stand in the audit trail as a hash only */

/* r with what was typed put over it; users of the input replace those of a draft. */
struct registration merged(struct arena *a, const struct registration *r,
			   const struct registration_input *in);

struct registration nothing_typed(void); /* from which everything typed differs */

/* Every field that differs, users by n; who is new or gone has all his fields in it. */
void differences_between(struct arena *a, const struct registration *before,
			 const struct registration *after, struct differences *ret);

static inline bool field_of_user(enum field f)
{
	return f >= FIELD_NAME;
}

/* ---- rules_input.c: what was typed ---- */

/* What the rules of the input need to know besides the input. */
struct input_world {
	struct date today; /* in the KPPN's zone */
	bool samples;	   /* region 99 counts as known: not in production */
	bool has_sk, has_form;
	str basis_used_by; /* number of another request with this SK, "" */
	bool (*address_valid)(str address);
};

/* Trims, strips the spaces of numbers, writes telephones with 0. */
void input_tidy(struct arena *a, struct registration_input *in);

/* What cannot even be kept as a draft: too long, not text, not a role of a satker. */
void input_unkept(struct arena *a, const struct registration_input *in,
		  struct findings *ret);

/* Everything about the request as it stands, of every severity. */
void request_findings(struct arena *a, const struct registration *r,
		      const struct input_world *world, struct findings *ret);

/* NIP and NIK tell another birth date or another sex. */
bool nik_nip_differ(const struct applicant *u, struct date today);

/* The signatory is the user. */
bool appoints_himself(const struct registration *r, const struct applicant *u);

bool findings_refuse(const struct findings *f);
str phone_plain(struct arena *a, str typed);

/* ---- rules.c: who may do what, and where it leads ---- */

/*
 * The state that the act leads to, STATES where it is not possible. A decision
 * leads to what the users then say: see state_of_users().
 */
enum registration_state next_state(enum registration_state from, enum act a);

/* Perlu Perbaikan when any user is; else Aktif when none waits and one is approved; … */
enum registration_state state_of_users(const struct applicants *users);

/* May the actor know of the request? What was never submitted is its makers' own. */
bool registration_visible(const struct registration *r, const struct actor *to);

/* Does the permission reach this row? One's own counts only in the unit it was made in.
 */
bool registration_within(const struct registration *r, const struct actor *a,
			 enum permission p);

/* Did the actor type it, with his account or with the draft's token? */
bool registration_mine(const struct registration *r, const struct actor *a);

/* What an act is tried with. */
struct attempt {
	enum act act;
	int64_t version;
	int64_t now;
	bool names_actor;     /* one of its users has the actor's NIK */
	bool entered_lately;  /* the actor's password, see LATELY_DECIDING */
	bool refuses_a_first; /* a return or rejection of what waits for a second */
};

/* May the actor do this to r now? In the order in which he should hear it. */
enum registration_refusal act_check(const struct registration *r, const struct actor *by,
				    const struct attempt *t);

/* ---- rules_decision.c: what an officer decides ---- */

/* Users as a set: bit n - 1. */
#define USER_BIT(n) ((uint64_t)1 << ((n)-1))

/* The users that a decision is about: those it names, or all whom it can be about. */
enum registration_refusal decision_users(const struct registration *r, enum act a,
					 const struct decision *d, uint64_t *ret);
bool all_wait_for_second(const struct applicants *users, uint64_t set);

/*
 * What is to be corrected: the flags with their fields and reasons made whole,
 * or one made of the decision's own code. Without any, nothing would reopen.
 */
enum registration_refusal return_check(struct arena *a, const struct decision *d,
				       uint64_t users, struct flags *ret,
				       struct findings *ret_found);

/* A rejection says why: *ret is its reason. */
enum registration_refusal reject_check(const struct decision *d,
				       const struct reason **ret);

/* Was the field (of user n, 0: of the request) reopened by the return? */
bool reopened(const struct flags *flags, int user, enum field f);

/*
 * What of the differences may not be: in a draft the satker, its mailbox once
 * confirmed; after a return all that was not flagged, but for users added since.
 */
void change_faults(struct arena *a, const struct registration *r,
		   const struct flags *flags, const struct differences *changes,
		   struct findings *ret);

enum obstacle approval_obstacle(const struct registration *r, const struct applicant *u,
				const struct nik_check *check, struct date today);

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

/* Requests that a job looks after; at most limit. */
struct ids LIST_OF(int64_t);
err registrations_to_remind_all(struct work *w, int limit, struct ids *ret);
err registrations_to_expire_all(struct work *w, int limit, struct ids *ret);
err registrations_lapsed_all(struct work *w, int limit, struct ids *ret);
err drafts_forgotten_all(struct work *w, int64_t before, int limit, struct ids *ret);
err registrations_of_person_all(struct work *w, int64_t person, struct ids *ret);
err registration_reminded(struct work *w, int64_t id);

/* ---- store_user.c ---- */

err applicants_of(struct work *w, int64_t registration, struct applicants *ret);
err applicant_insert(struct work *w, int64_t registration, struct applicant *u);
err applicant_update(struct work *w, const struct applicant *u); /* what was typed */
err applicant_decide(struct work *w,
		     const struct applicant *u); /* state, reason, person, first */
err applicant_delete(struct work *w, int64_t id);
/* Does one of its users have the NIK? */
err registration_names_nik(struct work *w, int64_t registration, str nik, bool *ret);
/* *ret is the number of another open request with the NIK, "" for none. */
err nik_in_other_request(struct work *w, int64_t registration, str nik, str *ret);

/* ---- store_round.c: returns, and who looks ---- */

err flags_of(struct work *w, int64_t registration, int round, struct flags *ret);
err flag_insert(struct work *w, int64_t registration, int round, const struct flag *f);
err flag_fixed(struct work *w, int64_t registration, int round, int user, enum field f);
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
err draft_set_registration(struct work *w, str id, int64_t registration, bool *ret_first);
err draft_set_token(struct work *w, str id, str hash, int64_t until);
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

/* ---- acts.c: how every act begins, writes and is recorded ---- */

/* A copy with masked NIKs; what +m masks too, when the actor's right is masked. */
struct registration *registration_mask(struct work *w, const struct registration *r);

/* Puts r into the result, masked unless the actor typed it. */
void answer(struct work *w, struct registration *r, struct registration_result *ret);

/* What an act may work on when ret->why grants it. */
struct begun {
	struct registration *r; /* NIKs opened */
	uint64_t users;		/* of a decision: see USER_BIT */
};

/* Finds the request and asks the rules; d need only have number and version. */
err act_begin(struct work *w, enum act a, const struct decision *d,
	      struct begun *ret_begun, struct registration_result *ret);

/* Writes r; ret->why is STALE when somebody was faster, and nothing else may be written.
 */
err act_write(struct work *w, struct registration *r, struct registration_result *ret);

/* Changes for the audit trail; personal values of fields go in as hashes. */
struct changes LIST_OF(struct audit_change);
void note(struct work *w, struct changes *list, str field, str before, str after);
void note_differences(struct work *w, struct changes *list, const struct differences *d);
void note_user(struct work *w, struct changes *list, int n, str what, str before,
	       str after);
void note_state(struct work *w, struct changes *list, enum registration_state before,
		enum registration_state after);
err record(struct work *w, const struct registration *r, str event, str reason,
	   const struct changes *list);

/* ---- registration.c ---- */

/* An empty request of the satker, not inserted; not known: no such satker today. */
err new_request(struct work *w, str satker, struct registration *r, bool *ret_known);
err set_satker(struct work *w, str code, struct registration *r, bool *ret_known);
err input_world_of(struct work *w, const struct registration *r, struct input_world *ret);
err find_faults(struct work *w, const struct registration *r, struct findings *ret);

/* ---- submission.c ---- */

err ask_dukcapil(struct work *w, const struct registration *r, const struct applicant *u);
void end_claim(struct registration *r);

/* Closes what was not decided, with its letter; event is of the audit trail. */
err close_unfinished(struct work *w, struct registration *r, enum registration_state s,
		     str event, struct registration_result *ret);

/* ---- verification.c ---- */

/* Gives a held request back to the queue; event is of the audit trail. */
err release(struct work *w, struct registration *r, str event,
	    struct registration_result *ret);

/* ---- refusal.c ---- */

void decide_user(struct work *w, struct applicant *u, enum user_state s,
		 struct changes *list);
err write_users_of(struct work *w, const struct registration *r, uint64_t users);
/* The state that the users make; a decided request is closed and held no more. */
void settle_state(struct work *w, struct registration *r, struct changes *list);
