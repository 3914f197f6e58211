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

/* words.c */
extern const str account_db_words[ACCOUNT_STATES];
extern const str membership_db_words[MEMBERSHIP_STATES];

/* store_person.c */
str nik_hash(struct work *w, str nik);
str email_key(struct arena *a, str email);
err person_insert(struct work *w, const struct new_member *m, int64_t *ret);
err person_rename(struct work *w, int64_t person, const struct new_member *m);
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
err person_theme(struct work *w, int64_t person, str theme);

/* store_membership.c */
err membership_insert(struct work *w, const struct new_member *m, int64_t person, int64_t *ret);
err membership_renew(struct work *w, int64_t membership, str basis);
err role_insert(struct work *w, int64_t membership, enum role r, str basis);

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
err session_insert(struct work *w, const struct session *s, str token_hash);
err session_find(struct work *w, str token_hash, struct session **ret);
err sessions_open(struct work *w, int64_t person, struct sessions *ret);
err session_touch(struct work *w, int64_t id);
err session_end(struct work *w, int64_t id, int64_t person, bool *ret_was_open);
err sessions_end_all(struct work *w, int64_t person, int64_t but);
err session_choose(struct work *w, int64_t id, int64_t membership, str new_token_hash);
err session_authenticated(struct work *w, int64_t id);

/* store_link.c */
err link_insert(struct work *w, enum link_kind k, int64_t person, str hash, int64_t expires_at);
err links_kill(struct work *w, enum link_kind k, int64_t person);
struct link {
	int64_t id;
	int64_t person;
	int64_t expires_at;
	bool used, killed;
};
err link_find(struct work *w, enum link_kind k, str hash, struct link **ret);
err link_use(struct work *w, int64_t id, bool *ret_was_open);
err link_latest(struct work *w, enum link_kind k, int64_t person, int64_t *ret_created_at);

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
err letter_activation(struct work *w, const struct person *p, str unit_name, str token);
err letter_added(struct work *w, const struct person *p, str unit_name, role_set roles);
err letter_reset(struct work *w, const struct person *p, str token);
err letter_password_changed(struct work *w, const struct person *p);

/* account.c */
enum activation_refusal {
	ACTIVATION_DONE,
	ACTIVATION_LINK_DEAD, /* unknown, used, killed or expired: one answer for all */
	ACTIVATION_NIK,	      /* not the NIK of the link's owner */
	ACTIVATION_PASSWORD,  /* see *ret_fault */
	ACTIVATION_WAIT,      /* too many tries */
	ACTIVATION_REFUSALS
};
err link_consume(struct work *w, enum link_kind k, str token, str nik, struct secret password,
		 enum activation_refusal *ret, enum password_fault *ret_fault);
err link_open(struct work *w, enum link_kind k, str token, struct link **ret); /* NULL when dead */
err reset_ask(struct work *w, str nik);
err activation_ask(struct work *w, str nik);

enum sign_in_refusal { SIGNED_IN, SIGN_IN_WRONG, SIGN_IN_WAIT, SIGN_IN_REFUSALS };
struct sign_in {
	str nik;
	struct secret password;
	enum channel channel;
	str address, agent;
};
err sign_in(struct work *w, const struct sign_in *s, enum sign_in_refusal *ret, str *ret_token,
	    int64_t *ret_person);
/* The network a client comes from: failures are counted per /24 or /64. */
str client_class(struct arena *a, str address);
err reauthenticate(struct work *w, struct secret password, bool *ret);

/* visitor.c */
err identity_who(struct work *w, const struct request *rq, struct visitor *ret);
err identity_touch(struct work *w, const struct visitor *v);

extern const struct refusal identity_refusals[];
