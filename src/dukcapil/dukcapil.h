/*
 * Does this NIK belong to this name, birth date and sex? Dukcapil is asked by a
 * job; only whether the elements match is kept, never what Dukcapil knows.
 */
#pragma once

#include "base/base.h"
#include "work/reseal.h"

struct work;

enum nik_outcome {
	NIK_SESUAI,
	NIK_TIDAK_SESUAI,
	NIK_TIDAK_DITEMUKAN,
	NIK_MENINGGAL,
	NIK_GANDA,
	NIK_NONAKTIF,
	NIK_FORMAT_SALAH,
	NIK_GANGGUAN, /* no usable answer: asked again until there is one */
	NIK_OUTCOMES
};
extern const str
	nik_outcome_words[NIK_OUTCOMES]; /* SESUAI …: in the API, in the database */

/* What is asked about one person of one round. */
struct nik_question {
	int64_t subject; /* whose check it is: the caller's own number */
	int round;	 /* 1… ; an answer belongs to (subject, round) */
	str nik;	 /* 16 digits */
	str name;
	struct date birth_date;
	bool female;
	str about; /* public number of the request, for the audit trail */
	str unit;  /* whose trail the answer belongs to: "satker:999101" */
};

enum nik_state {
	NIK_WAITING,  /* menunggu: no answer yet */
	NIK_ANSWERED, /* outcome is final for the round */
	NIK_CLOSED,   /* nobody wants to know any more, never answered */
	NIK_STATES
};

enum nik_source { NIK_SIMULATED, NIK_HTTP, NIK_MANUAL, NIK_SOURCES };
extern const str nik_source_words[NIK_SOURCES]; /* simulated http manual */

enum nik_match { NIK_UNKNOWN, NIK_SAME, NIK_DIFFERENT, NIK_MATCHES };

struct nik_check {
	int64_t subject;
	int round;
	enum nik_state state;
	int tries;		  /* so far; while waiting, 0 is "belum diperiksa" */
	enum nik_outcome outcome; /* NIK_GANGGUAN until it is answered */
	enum nik_match name, birth_date, sex;
	int name_score; /* 0 to 100, -1 when none was given */
	int threshold;	/* that the score was held against */
	enum nik_source source;
	int64_t officer; /* person who recorded it, of NIK_MANUAL */
	int64_t asked_at;
	int64_t answered_at; /* 0 while waiting */
	int64_t next_try_at; /* 0 when none comes by itself */
};
struct nik_checks LIST_OF(struct nik_check);

/*
 * Asks, or asks again: an answer to the same subject and round is forgotten,
 * earlier rounds of the subject stop waiting. A job brings the answer, with an
 * audit entry; in mode manual an officer does. The asking is the caller's act,
 * and so is its entry.
 */
err dukcapil_ask(struct work *w, const struct nik_question *q);

/* Nobody needs an answer about the subject any more; what was answered stays. */
err dukcapil_close(struct work *w, int64_t subject);

/*
 * The last round of each subject, by subject; who was never asked about is
 * missing from the list.
 */
err dukcapil_answers(struct work *w, const int64_t *subjects, size_t count,
		     struct nik_checks *ret);

/* The check of the subject in the list, or NULL. */
const struct nik_check *nik_check_of(const struct nik_checks *list, int64_t subject);

enum nik_manual_refusal {
	NIK_MANUAL_RECORDED, /* not refused */
	NIK_MANUAL_OFF,	     /* 409: the installation asks Dukcapil by itself */
	NIK_MANUAL_UNASKED,  /* 404: no such check, or it is closed */
	NIK_MANUAL_REFUSALS
};

/*
 * Records what w->actor saw at Dukcapil, with an audit entry. May be repeated:
 * the last one counts. NIK_GANGGUAN leaves the check waiting.
 */
err dukcapil_record_manual(struct work *w, int64_t subject, int round,
			   enum nik_outcome outcome, enum nik_manual_refusal *ret);

/*
 * What others want to know of an answer, in its own unit; the table stands in app/,
 * because edges point the other way.
 */
struct dukcapil_hooks {
	err (*answered)(struct work *w, int64_t subject);
};
extern const struct dukcapil_hooks dukcapil_hooks; /* app/hooks.c */

/* Asks Dukcapil; for app/'s table. */
extern const struct job_kind dukcapil_ask_job;

/* Where questions wait. */
extern const struct sealed_place dukcapil_place;
