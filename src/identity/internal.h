/* Shared by the files of this folder only. */
#pragma once

#include "identity/identity.h"
#include "web/web.h"

enum {
	ACTIVATION_SECONDS = 72 * HOUR,
	RESET_SECONDS = HOUR,
	SESSION_SECONDS = 12 * HOUR,
	SESSIONS_MAX = 5,
	PASSWORD_MIN = 15, /* NIST SP 800-63B: alone, without a second factor */
	PASSWORD_MAX = 128,
};

enum link_kind { LINK_ACTIVATION, LINK_RESET, LINK_KINDS };
extern const str link_words[LINK_KINDS];

/* network.c: a browser in which somebody signed in is known by a sealed cookie */
str browser_mark(struct work *w, str nik);
str browser_known(struct work *w, str mark, str nik); /* its own name, or "" */

/* web.c: Retry-After, when there is something to wait for */
void tell_wait(struct reply *rp, int64_t seconds);

/* words.c */
extern const str account_db_words[ACCOUNT_STATES];
extern const str membership_db_words[MEMBERSHIP_STATES];

/* store_person.c */
str nik_hash(struct work *w, str nik);
str email_key(struct arena *a, str email);
err person_insert(struct work *w, const struct new_member *m, int64_t *ret);
err person_by_email(struct work *w, str email, int64_t *ret); /* 0: nobody */

struct account {
	int64_t person;
	enum account_state state; /* ACCOUNT_NONE: no row */
	str password_hash;
};
err account_find(struct work *w, int64_t person, struct account *ret);
err account_insert(struct work *w, int64_t person);
/* False when it was active or locked already. */
err account_activate(struct work *w, int64_t person, str hash, bool *ret_was_waiting);
err account_password(struct work *w, int64_t person, str hash);
err account_signed_in(struct work *w, int64_t person);
err person_by_number(struct work *w, str id_number, int64_t *ret); /* 0: nobody */

/*
 * provision.c: the person and the membership, without letter and link. *ret_changed
 * is false when the person had all of it already.
 */
err identity_enrol(struct work *w, const struct new_member *m, struct person **ret,
		   bool *ret_changed);

/* store_membership.c */
/* As memberships_of(), without the names of the units. */
err memberships_unnamed(struct work *w, int64_t person, struct memberships *ret);
err membership_insert(struct work *w, const struct new_member *m, const struct person *p,
		      int64_t *ret);
err membership_renew(struct work *w, int64_t membership, const struct new_member *m);
/* *ret_done is false when its state is not m's any more. */
err membership_move(struct work *w, const struct membership *m,
		    enum membership_state after, bool *ret_done);
err membership_note(struct work *w, int64_t membership, enum membership_state state,
		    const struct tenure *t);
err roles_end(struct work *w, int64_t membership);
err role_insert(struct work *w, int64_t membership, enum role r, str basis);

/* store_value.c: *ret_done is false when the membership is not as before says. */
err member_write(struct work *w, const struct member_change *c, bool *ret_done);
err person_reach(struct work *w, int64_t person, str email, str phone);
err role_end(struct work *w, int64_t membership, enum role r);
err value_insert(struct work *w, int64_t membership, const struct member_value *v);

/* store_members.c: nothing masked; names of satker only. The list is in scope, the others
 * are not. */
err members_read(struct work *w, const struct member_query *q, struct unit_users *ret);
err members_read_of(struct work *w, int64_t person, struct unit_users *ret);

/* store_session.c */
struct session {
	int64_t id;
	int64_t person;
	int64_t membership;
	enum channel channel;
	str address, agent;
	int64_t created_at, seen_at, authenticated_at;
	bool mine; /* the one that asks */
};
struct sessions LIST_OF(struct session);

/* agent.c: "Chrome di Android", from what a browser calls itself. */
str agent_text(struct arena *a, str agent);

err session_insert(struct work *w, const struct session *s, str token_hash);
err session_find(struct work *w, str token_hash, struct session **ret);
err sessions_open(struct work *w, int64_t person, struct sessions *ret);
err session_touch(struct work *w, int64_t id);
err session_end(struct work *w, int64_t id, int64_t person, bool *ret_was_open);
err sessions_end_in(struct work *w, int64_t membership);
err sessions_end_all(struct work *w, int64_t person, int64_t but);
err session_choose(struct work *w, int64_t id, int64_t membership);
err session_authenticated(struct work *w, int64_t id);
err session_rename(struct work *w, int64_t id, str new_token_hash);

/* store_access.c: failures in the window that now ends; 0 when it is over */
err throttle_read(struct work *w, str bucket, int64_t window, int64_t *ret);

/* store_access.c: false when used would pass most, and nothing is written then */
struct quota_use {
	str action, day;
	int64_t amount, most;
};
err quota_count(struct work *w, const struct quota_use *u, bool *ret_counted);
err quota_refuse(struct work *w, const struct quota_use *u, int64_t *ret_times);

/* store_link.c */
err link_insert(struct work *w, enum link_kind k, int64_t person, str hash,
		int64_t expires_at);
err links_kill(struct work *w, enum link_kind k, int64_t person);
struct link {
	int64_t id;
	int64_t person;
	int64_t expires_at;
	bool used, killed;
};
err link_find(struct work *w, enum link_kind k, str hash, struct link **ret);
err link_use(struct work *w, int64_t id, bool *ret_was_open);
err link_latest(struct work *w, enum link_kind k, int64_t person,
		int64_t *ret_created_at);

/* password.c: pure */
enum password_fault {
	PASSWORD_FINE,
	PASSWORD_SHORT,
	PASSWORD_LONG,
	PASSWORD_COMMON,
	PASSWORD_CONTEXT,
	PASSWORD_NOT_TEXT,
	PASSWORD_FAULTS
};
struct password_context {
	str name, email, nik, id_number;
};
enum password_fault password_check(struct arena *a, str password,
				   const struct password_context *context);

/* letters.c */
/* m: what the account is for. */
err letter_activation(struct work *w, const struct person *p, const struct membership *m,
		      str token);
err letter_added(struct work *w, const struct person *p, str unit_name, role_set roles);
err letter_tenure(struct work *w, const struct person *p, const struct tenure *t,
		  enum membership_state after);
/* To the mailbox: the old one too, when it changes. */
err letter_changed(struct work *w, const struct member_change *c, str mailbox,
		   const struct member_values *values);
err letter_reset(struct work *w, const struct person *p, str token);
err letter_password_changed(struct work *w, const struct person *p);

/* account.c: each in two units with the hashing between them, see struct before */
enum activation_refusal {
	ACTIVATION_DONE,
	ACTIVATION_LINK_DEAD, /* unknown, used, killed or expired: one answer for all */
	ACTIVATION_NIK,	      /* not the NIK of the link's owner */
	ACTIVATION_PASSWORD,  /* see fault, which may be told beside NIK, too */
	ACTIVATION_WAIT,      /* too many tries */
	ACTIVATION_REFUSALS
};

struct password_work {
	enum { HASH_NOTHING, HASH_NOBODY, HASH_VERIFY, HASH_NEW } what;
	struct secret password;
	str old_hash;
	str new_hash;
	bool good;    /* verified */
	int64_t wait; /* seconds; when throttled nothing was tried */
	int64_t person;
	int64_t link;
	enum activation_refusal why;
	enum password_fault fault;
};
err password_work_do(struct arena *keep, void *note);

struct link_answer {
	str nik;
	struct secret password;
};
err link_open(struct work *w, enum link_kind k, str token,
	      struct link **ret); /* NULL when dead */
err link_prepare(struct work *w, enum link_kind k, str token,
		 const struct link_answer *answer, struct password_work *ret);
err link_finish(struct work *w, enum link_kind k, const struct password_work *p,
		enum activation_refusal *ret);

/* Neutral from outside: both are jobs, whoever asks. */
err reset_later(struct work *w, str nik);
err reset_later_for(struct work *w, int64_t person);

enum sign_in_refusal { SIGNED_IN, SIGN_IN_WRONG, SIGN_IN_WAIT, SIGN_IN_REFUSALS };
struct sign_in {
	str nik;
	struct secret password;
	enum channel channel;
	str address, agent;
	str browser; /* its mark, "" when it has none */
};
err sign_in_prepare(struct work *w, const struct sign_in *s, struct arena *keep,
		    struct password_work *ret);
err sign_in_finish(struct work *w, const struct sign_in *s, const struct password_work *p,
		   enum sign_in_refusal *ret, str *ret_token);
err reauthenticate_prepare(struct work *w, struct secret password, struct arena *keep,
			   struct password_work *ret);
err reauthenticate_finish(struct work *w, const struct password_work *p,
			  enum sign_in_refusal *ret);
err session_close(struct work *w, int64_t session, bool *ret_was_open);

/* guessing.c: seconds to wait before s is looked at; its failure; its success */
err guesses_wait(struct work *w, const struct sign_in *s, int64_t *ret);
err guesses_count(struct work *w, const struct sign_in *s);
err guesses_forget(struct work *w, const struct sign_in *s);

/* words.c */
extern const str password_words[PASSWORD_FAULTS];

/* The routes of web.c, profile.c, office.c, api.c; features take one table each. */
extern const struct route identity_web_routes[];
extern const struct route identity_profile_routes[];
extern const struct route identity_api_routes[];
