/*
 * Who may try what. Pure tables and values: the route guards the door with a
 * permission, a feature's rules guard the row with its scope.
 */
#pragma once

#include "base/base.h"

enum role {
	ROLE_PUBLIC, /* nobody is signed in */
	ROLE_OPERATOR,
	ROLE_BENDAHARA,
	ROLE_PPK,
	ROLE_PPSPM,
	ROLE_KPA,
	ROLE_CSO,
	ROLE_VERIFIKATOR,
	ROLE_KEPALA,
	ROLE_KANWIL,
	ROLE_ESELON1,
	ROLE_KL,
	ROLE_PUSAT,
	ROLE_AUDITOR,
	ROLE_CLIENT, /* an API client, not a person */
	ROLES
};

extern const str role_words[ROLES];  /* OPERATOR: in the API, in files, in the database */
extern const str role_labels[ROLES]; /* "Operator": for people */

/* A set of roles: bit r for role r. */
typedef uint32_t role_set;
#define ROLE_BIT(r) ((role_set)1 << (r))

/* "OPERATOR, KPA" in master order, with the words or the labels. */
str role_set_text(struct arena *a, role_set roles, const str names[ROLES]);

enum unit_kind {
	UNIT_NONE,
	UNIT_SATKER,
	UNIT_KPPN,
	UNIT_KANWIL,
	UNIT_PUSAT,
	UNIT_ESELON1,
	UNIT_KL,
	UNIT_KINDS
};
extern const str unit_kind_words[UNIT_KINDS]; /* satker kppn kanwil pusat eselon1 kl */

/* The roles a unit of the kind has. */
role_set unit_roles(enum unit_kind k);

/*
 * Pairs that nobody may hold in one satker (PMK 62/2023: PPK is neither PPSPM
 * nor bendahara; KPA and PPSPM are not bendahara). *ret_a and *ret_b name the
 * first forbidden pair.
 */
bool roles_forbidden(role_set roles, enum role *ret_a, enum role *ret_b);

enum permission {
	CAN_NOTHING, /* of a route whose author forgot: refuses everybody */
	CAN_ANYONE,  /* said aloud: static files, health */
#define PERMISSION(row, name, cells) CAN_##name,
#include "access/permissions.def"
#undef PERMISSION
	PERMISSIONS
};

extern const str permission_rows[PERMISSIONS];	/* "2.10" */
extern const str permission_names[PERMISSIONS]; /* "APPROVE_REGISTRATION" */

enum scope {
	SCOPE_NONE,
	SCOPE_PUBLIC,
	SCOPE_OWN,
	SCOPE_CLIENT,
	SCOPE_SATKER,
	SCOPE_KPPN,
	SCOPE_KANWIL,
	SCOPE_MINISTRY,
	SCOPE_NATION,
};

enum {
	GRANT_LATELY = 1,      /* +u */
	GRANT_TWO_PERSONS = 2, /* +4 */
	GRANT_REASON = 4,      /* +r */
	GRANT_MASKED = 8,      /* +m */
	GRANT_NOT_OWN = 16,    /* +x */
	GRANT_QUOTA = 32,      /* +q */
	GRANT_ESCALATED = 64,  /* +e */
	GRANT_READ_ONLY = 128, /* +R */
};

/* What a role may do about one action. */
struct grant {
	enum scope scope;
	unsigned modifiers;
};

/* "k+x+u"; false for anything else. */
bool grant_parse(str cell, struct grant *ret);
str grant_text(struct arena *a, struct grant g);

/* The default of permissions.def. */
struct grant grant_default(enum role r, enum permission p);

enum channel { CHANNEL_WEB, CHANNEL_API, CHANNEL_JOB, CHANNEL_CLI, CHANNELS };
extern const str channel_words[CHANNELS];

/* Who acts in a unit of work, for which unit, and from where. */
struct actor {
	int64_t person;	    /* 0: nobody is signed in */
	int64_t membership; /* 0: none chosen */
	int64_t session;
	int64_t draft; /* id of the one registration that a draft's token opens, or 0 */
	enum unit_kind unit_kind;
	str unit;   /* code of the active satker or office */
	str kanwil; /* code, of KPPN and Kanwil staff */
	role_set roles;
	str name;		  /* for "oleh …"; never a NIK */
	int64_t authenticated_at; /* when the password was entered last */
	enum channel channel;
	str address;			  /* of the client */
	str agent;			  /* its User-Agent, cut to 200 bytes */
	struct grant grants[PERMISSIONS]; /* in force for the roles */
};

/* The actor's grant; CAN_ANYONE is everybody's, CAN_NOTHING is nobody's. */
struct grant actor_grant(const struct actor *a, enum permission p);
bool actor_can(const struct actor *a, enum permission p);

/* Fills a->grants with the defaults of a->roles; for tests, jobs and commands. */
void actor_default_grants(struct actor *a);

/* The wider of two grants; its modifiers are its own. */
struct grant grant_wider(struct grant a, struct grant b);

/* How long ago a password may have been entered: 15 min for decisions, 5 else (+u). */
enum { LATELY_DECIDING = 15 * MINUTE, LATELY = 5 * MINUTE };
