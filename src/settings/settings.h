/*
 * The settings of contract.md: one file, overridden by MYINTRESS_<KEY> in the
 * environment. Read once at start, constant afterwards.
 */
#pragma once

#include "base/base.h"

enum mode { MODE_DEVELOPMENT, MODE_DEMO, MODE_PRODUCTION, MODES };
extern const str mode_names[MODES];

struct settings {
	enum mode mode;
	str listen;	/* "127.0.0.1:8080" or a path */
	str public_url; /* without a slash at the end */
	str data_dir;
	str database; /* "sqlite:…" or "postgresql://…" */
	str mail;     /* "dir:…", "smtp://…", "smtps://…" */
	str mail_from;
	str mailbox;
	str dukcapil; /* "simulated", "manual", "http://…", "https://…" */
	str dukcapil_customer;
	str dukcapil_user;
	struct secret dukcapil_password;
	int64_t dukcapil_threshold; /* 0 to 100 */
	str digit;		    /* "builtin" or "oidc:…" */
	str antivirus;		    /* path of clamd's socket, or "" */
	str trusted_proxies;	    /* addresses separated by commas or spaces */
	str metrics_listen;
	int64_t processes;    /* web processes; 0: chosen by the engine and the cores */
	int64_t session_idle; /* seconds */
	bool kpa_confirmation_always;
	int64_t clock_offset; /* seconds */

	/* Of systemd, from its environment alone (NOTIFY_SOCKET, WATCHDOG_USEC). */
	str notify_socket;   /* "" for none */
	int64_t watchdog_ms; /* 0 for none */

	/* As given and where, in the order of the folder's table; NULL in tests. */
	const struct setting_value *values;
};

/* What was refused, for one line on standard error. */
struct settings_refusal {
	str where; /* "FILE:LINE" or "MYINTRESS_KEY" */
	str why;
};

/*
 * KEY_file names a file that holds the value (a secret, an address with a
 * password); MYINTRESS_<KEY>_FILE likewise.
 * file may be "": then DATA/myintress.conf and /etc/myintress/myintress.conf
 * are tried. *ret lives as long as the arena. On a refusal *ret_why tells and
 * *ret is NULL.
 */
err settings_read(struct arena *a, str file, const struct settings **ret,
		  struct settings_refusal *ret_why);

/*
 * clock_offset as the settings say now, never less than it was: for SIGHUP. A
 * fault when they cannot be read; then the clock stays as it is.
 */
err settings_reread_clock(const struct settings *s, str file, int64_t *ret);

/* What production must not run with, for standard error; empty when it may start. */
struct strs settings_objections(struct arena *a, const struct settings *s);

/* Every setting in force, "key = value (where it came from)", secrets hidden. */
struct strs settings_print(struct arena *a, const struct settings *s);

/* docs/settings.md */
void settings_document(struct buf *b);
