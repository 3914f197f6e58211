/* What the pages of this folder show. */
#pragma once

#include "identity/internal.h"
#include "identity/office.h"
#include "identity/people.h"
#include "web/pages.h"

struct sign_in_view {
	struct ui_field nik;
	struct ui_field password;
	str error; /* one text for all: who fails learns nothing */
	str next;  /* where to go afterwards */
};

/* Activation and new password share a page: whole NIK and a new password, twice. */
struct new_password_view {
	str path; /* where the form goes */
	str title;
	str lead;
	str button;
	struct ui_field nik;
	struct ui_field password;
	struct ui_field again;
	struct complaints errors;
	int64_t expires_at;
};

struct ask_view {
	str path;
	str title;
	str lead;
	str button;
	struct ui_field nik;
};

/* A plain page with a message and one way on. */
struct message_view {
	str title;
	str text;
	str link_path;
	str link_words;
};

struct choose_view {
	struct frame_memberships items;
	struct ui_notice none; /* when there is none */
	str next;
};

struct profile_view {
	const struct person *person;
	str nik_mask;
	struct memberships memberships;
	struct sessions sessions;
};

struct preferences_view {
	struct ui_choices theme;
};

struct reauthenticate_view {
	struct ui_field password;
	str error;
	str next;
	struct strs held; /* the form that waits for the password, field by field */
};

struct office_view {
	struct office_grants grants;
	int64_t me;
	struct ui_empty none;
	struct complaints errors;
	struct ui_field name, nik, nip, email, unit, reason;
	struct ui_select unit_kind;
	struct ui_choices roles;
};
struct office_grant_view {
	const struct office_grant *g;
	str nik; /* masked */
	bool may_decide;
	str waits; /* why the visitor is not who decides, while it waits */
	struct complaints errors;
};
const struct ui_tag *office_tag(struct arena *a, const struct office_grant *g);

struct nik_view {
	struct seen_membership *member;
	str nik; /* masked, or in groups once it is open */
	struct ui_textarea reason;
	struct complaints errors;
};
