/* Shared by the files of this folder only. */
#pragma once

#include "settings/settings.h"

enum setting_kind {
	SETTING_TEXT,
	SETTING_SECRET,
	SETTING_NUMBER,
	SETTING_DURATION, /* seconds */
	SETTING_WORD,
};

/* One key of the settings file: what it may be, where it goes, what it means. */
struct setting {
	str key;
	enum setting_kind kind;
	size_t at;   /* offset in struct settings; not of words */
	str allowed; /* for people */
	str help;    /* for people */

	/* One of: the value, as it would be written, or how it follows from others. */
	str fallback;
	str (*derive)(struct arena *a, const struct settings *s);
	str derived; /* for people */

	bool (*valid)(str value);		     /* of a text */
	int64_t least, most;			     /* of a number or duration */
	bool (*set_word)(struct settings *s, str w); /* false: no such word */
};

/* Settings that derive their value stand behind those it follows from. */
enum { SETTINGS = 21 };
extern const struct setting settings_table[SETTINGS];

/* What a setting was given as. */
struct setting_value {
	str text;
	str origin;	/* "FILE:LINE" or "MYINTRESS_KEY"; "" for the fallback */
	str written_in; /* the file that holds the text, or "" */
};

/* table.c */
const struct setting *setting_find(str key); /* or NULL */
bool setting_store(const struct setting *d, str text, struct settings *s);

/* values.c */
bool valid_any(str s);
bool valid_listen(str s);
bool valid_metrics_listen(str s);
bool valid_public_url(str s);
bool valid_data_dir(str s);
bool valid_database(str s);
bool valid_mail(str s);
bool valid_mail_from(str s);
bool valid_mailbox(str s);
bool valid_dukcapil(str s);
bool valid_digit(str s);
bool valid_antivirus(str s);
bool valid_proxies(str s);
bool read_duration(str s, int64_t *ret); /* "1800", "30 min", "2 jam" */

/*
 * settings_read() with the environment as a value: "NAME=VALUE" each, NULL at
 * the end.
 */
err settings_read_from(struct arena *a, str file, char *const *environment,
		       const struct settings **ret, struct settings_refusal *ret_why);
