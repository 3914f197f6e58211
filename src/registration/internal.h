/* Shared by the files of this folder only. */
#pragma once

#include "audit/audit.h"
#include "registration/registration.h"
#include "registration/store.h"

/* ---- words.c ---- */

extern const str origin_words[ORIGINS];

/* Lengths in characters, at which a typed text is refused without being kept. */
enum { TEXT_MAX = 200, REASON_MAX = 1000 };

enum finding_kind {
	FINDING_EMPTY,
	FINDING_TOO_LONG,
	FINDING_NOT_TEXT,
	FINDING_HIDDEN,
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
	FINDING_NOT_CORRECTED,
	FINDING_UNKNOWN_WORD,
	FINDING_FIXED_BY_START,
	FINDING_USER_NUMBER,
	FINDING_NIK_NIP_BIRTH,
	FINDING_NIK_NIP_SEX,
	FINDING_BASIS_USED,
	FINDING_SELF_APPOINTED,
	FINDING_OTHER_SIGNER,
	FINDING_OTHER_SIGNER_NIP,
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
	FINDING_KIND_NEW,
	FINDING_KIND_CHANGE,
	FINDING_KIND_REMOVAL,
	FINDING_NO_CHANGE,
	FINDING_REGISTERED_AS,
	FINDING_NOT_MEMBER,
	FINDING_FILE_EMPTY,
	FINDING_LAST_USER,
	FINDING_FEW_USERS,
	FINDING_REGISTER_MOVED,
	FINDINGS
};

/* What the rules put into a list of findings. */
struct finding finding_of(enum finding_kind k, int user, enum field f, str value,
			  str other);
bool finding_is(const struct finding *f, enum finding_kind k);

/* Every event of a request in the audit trail, and what the satker reads of it. */
struct registration_event {
	str event;
	str words; /* "": not shown to the satker */
};
extern const struct registration_event registration_events[];
extern const size_t registration_event_count;

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
	str basis_used_by;   /* number of another request with this SK, "" */
	int64_t active_left; /* active users of the satker after a removal; INT64_MAX
			      * where none goes */
	str successors;	     /* who could take over: names, "" for nobody */
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

/* ---- rules_kind.c: what has changed? ---- */

/* What of the kind does not fit the register; a mailbox is told nothing of it. */
void kind_findings(struct arena *a, const struct registration *r, struct findings *ret);

/* Is the register of u what it was when the request was sent? */
bool registered_same(const struct registered *was, const struct registered *now);

/* ---- register.c: the satker's users, as its requests see them ---- */

/*
 * Notes for each user who he is in the register today, and of one that was not there
 * before what was not typed. A mailbox learns nothing (S01): nothing is looked up.
 */
err register_look(struct work *w, struct registration *r,
		  const struct registration_input *in, struct findings *ret);

/* How many active users the satker has when those of the set are gone, and who else is
 * there. */
err register_left(struct work *w, const struct registration *r, uint64_t users,
		  int64_t *ret_left, str *ret_successors);

/* The user as the register has him now; *ret->membership is 0 when he is none. */
err registered_now(struct work *w, const struct registration *r,
		   const struct applicant *u, struct registered *ret);

/* What an approval of a change, or of a removal, does. */
err carry_out_change(struct work *w, const struct registration *r, struct applicant *u);
err carry_out_removal(struct work *w, const struct registration *r, struct applicant *u);

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

/* A rejection says why: *ret is its reason, NULL when there is none. REJECT_… bits. */
unsigned reject_check(const struct decision *d, const struct reason **ret);

/* Was the field (of user n, 0: of the request) reopened by the return? See
 * registration_open(). */
bool reopened(const struct flags *flags, int user, enum field f);

/*
 * What of the differences may not be: in a draft the satker, its mailbox once
 * confirmed; after a return all that was not flagged, but for users added since.
 */
void change_faults(struct arena *a, const struct registration *r,
		   const struct flags *flags, const struct differences *changes,
		   struct findings *ret);

/* An answer to what was not flagged, or too long to be kept. */
void answer_faults(struct arena *a, const struct flags *flags,
		   const struct flags *answers, struct findings *ret);

/* What was flagged and neither changed nor answered. */
void flags_left(struct arena *a, const struct flags *flags, struct findings *ret);

/* Is the flagged field not what it was when it was sent? Not of files. */
bool flag_settled(struct arena *a, const struct flag *f, const struct differences *sent,
		  const struct registration *now);

enum obstacle approval_obstacle(const struct registration *r, const struct applicant *u,
				const struct nik_check *check, struct date today);

/* ---- rules_addition.c: users whom a satker adds itself ---- */

/* What is known of an addition besides what was typed. */
struct addition {
	role_set roles;
	bool kpa_present; /* an active KPA, neither the maker nor the user */
	bool kpa_always;  /* of the settings: never without a KPA */
	bool irregular;	  /* what one officer alone may not approve either */
	bool blocked;	  /* by an e-mail or roles: see the approval */
};

/* The way on, once Dukcapil says yes; WAY_OFFICE also when it need not be asked. */
enum way addition_way(const struct addition *x);

/* ---- acts.c: how every act begins, writes and is recorded ---- */

/* A copy with masked NIKs; what +m masks too, when the actor's right is masked. */
struct registration *registration_mask(struct work *w, const struct registration *r);

/* Did the actor type all that is in it? Then he sees it whole. */
bool opens_to_maker(const struct registration *r, const struct actor *a);

/* Puts r into the result, masked unless the actor typed it. */
void answer(struct work *w, struct registration *r, struct registration_result *ret);

/* What an act may work on when ret->why grants it. */
struct begun {
	enum act act;
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
str user_place(struct work *w, int n, str what); /* "users[0].state", for note() */
void note_state(struct work *w, struct changes *list, enum registration_state before,
		enum registration_state after);
err record(struct work *w, const struct registration *r, str event, str reason,
	   const struct changes *list);

/* ---- reading.c ---- */

/* What was sent in a round, as differences from nothing. */
err sent_in(struct work *w, int64_t id, int round, struct differences *ret);

/* ---- deadline.c ---- */

/* The office's limit of this round begins; it ends when it no longer has to act. */
err begin_deadline(struct work *w, const struct registration *r);
err end_deadline(struct work *w, const struct registration *r);

/* ---- registration.c ---- */

/* An empty request of the satker, not inserted; not known: no such satker today. */
err new_request(struct work *w, str satker, struct registration *r, bool *ret_known);
err set_satker(struct work *w, str code, struct registration *r, bool *ret_known);
err input_world_of(struct work *w, const struct registration *r, struct input_world *ret);
err find_faults(struct work *w, const struct registration *r, struct findings *ret);

/* ---- submission.c ---- */

/* The next round: its own instant and deadline; the satker and its office as of today. */
err set_round(struct work *w, struct registration *r, bool *ret_known);
/* The secret of the status page, "" when there is one; here stays its hash. */
str new_secret(struct work *w, struct registration *r);
err submit(struct work *w, struct registration *r, struct registration_result *ret);

err ask_dukcapil(struct work *w, const struct registration *r, const struct applicant *u);
void end_claim(struct registration *r);

/* Closes what was not decided, with its letter; event is of the audit trail. */
err close_unfinished(struct work *w, struct registration *r, enum registration_state s,
		     str event, struct registration_result *ret);

/* ---- addition.c ---- */

/* What may not go its own way is submitted to the KPPN. */
err addition_to_office(struct work *w, struct registration *r,
		       struct registration_result *ret);

/* ---- approval.c ---- */

/* Is the one user of an addition in the way of an e-mail, roles or an obstacle? */
err addition_obstructed(struct work *w, struct registration *r, bool *ret);
/* Carries it out: person, membership, letters. It has begun its round. */
err carry_out_addition(struct work *w, struct registration *r,
		       struct registration_result *ret);

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
