/* What the frame around a page shows. The dispatcher fills it, layout.html writes it. */
#pragma once

#include "html/html.h"
#include "web/assets.h"

enum layout {
	LAYOUT_APP,    /* signed in: header with the unit, navigation at the side */
	LAYOUT_PUBLIC, /* header and footer of the public site */
	LAYOUT_FOCUS,  /* one narrow column for one task: the wizard */
	LAYOUT_BARE,   /* the page brings its own <main id="utama">: sign-in */
};

/* The trail above the title; the last one is the page itself. */
struct crumb {
	str label;
	str path; /* "" is no link */
};
struct crumbs {
	const struct crumb *items;
	size_t count;
};

struct nav_entry {
	str label;
	str path;
	str icon;      /* "" for none, in the public navigation */
	int64_t count; /* things that wait for this visitor; 0 shows nothing */
	bool alarm;    /* one of them is past its deadline */
	bool current;
};
struct nav_entries {
	const struct nav_entry *items;
	size_t count;
};

struct nav_section {
	str title; /* "" for the first group */
	struct nav_entries entries;
};
struct nav_sections {
	const struct nav_section *items;
	size_t count;
};

struct frame_membership {
	int64_t id;
	str unit_name; /* Balai Prasarana Jalan Kalimantan Timur I */
	str detail;    /* 999101 · Operator */
	bool current;
};
struct frame_memberships {
	const struct frame_membership *items;
	size_t count;
};

struct frame_visitor {
	bool signed_in;
	str name;
	str initials;
	str role_label;	 /* Operator · Admin Satker */
	str unit_name;	 /* "" before a membership was chosen */
	str unit_detail; /* Satker 999101 · TA 2026 */
	bool of_satker;	 /* the units are all satker, and are called so */
	struct frame_memberships memberships;
};

/* A notice that the last request left. */
struct flash {
	str tone; /* "ok", "awas", "bahaya", "info" */
	str text; /* "" when there is none */
};

struct frame {
	enum layout layout;
	str title;
	str description; /* of public pages, for search engines */
	str theme;	 /* "", "gelap", "terang" */
	str version;
	str portal;	 /* Portal Satker, Portal KPPN, … */
	str exit_path;	 /* where "Simpan & keluar" is posted; "" leaves it out */
	bool has_errors; /* the title begins with "Galat: " */
	bool demo;	 /* a strip says that nothing here is real */
	bool rail;	 /* only the icons of the navigation: the workbench */
	bool htmx;	 /* the page has data-hx-… */
	struct flash flash;
	struct frame_visitor visitor;
	struct nav_sections nav;	/* at the side */
	struct nav_entries public_nav;	/* on top of public pages */
	struct nav_entries account_nav; /* in the menu of the account */
	struct crumbs crumbs;
	struct gap content; /* for the page itself */
};

/* A form that was refused since its session has ended. */
struct lapsed_view {
	struct strs typed; /* what would be tiresome to type again */
	str form_path, sign_in_path;
};

/* A request that ended without what was asked for. */
struct error_view {
	int status;
	str text;      /* of the refusal; "" takes the usual words */
	str reference; /* E-7K2M-0914, of a fault */
	int64_t wait;  /* of 429: seconds until it is worth another try */
	int64_t until; /* of 503: instant at which maintenance ends, or 0 */
	str back_path; /* where to go from here; "" is the start page */
	bool signed_in;
};
