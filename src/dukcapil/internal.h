/* Shared by the files of this folder only. */
#pragma once

#include "dukcapil/dukcapil.h"

struct work;

/* What Dukcapil said. */
struct nik_answer {
	enum nik_outcome outcome;
	enum nik_match name, birth_date, sex;
	int name_score; /* -1 when none was given */
};

/* ---- rules.c ---- */

/*
 * Reads the body of a verify-by-element answer (domain report 3.4). What is not
 * understood, contradicts itself or lacks an element that was asked is GANGGUAN.
 */
struct nik_answer nik_answer_read(struct arena *a, str body, int64_t threshold);

/* By the last two digits: 90 to 95 and 98 are what can go wrong. */
struct nik_answer nik_answer_simulated(str nik);

/* The simulated answer to a NIK that ends in 99 comes 3 s after the question. */
int64_t nik_simulated_at(str nik, int64_t asked_at);

/* An outcome without elements: of an officer, or of a call that failed. */
struct nik_answer nik_answer_bare(enum nik_outcome outcome);

/* ---- request.c ---- */

struct settings;

/* The body of the call; it holds the NIK and the password: wipe it. */
struct secret nik_request_body(struct arena *a, const struct settings *s,
			       const struct nik_question *q);
str nik_request_url(struct arena *a, const struct settings *s);

/* ---- store.c ---- */

enum { NIK_RETRY = 5 * MINUTE };

/* A row as the job sees it. */
struct asked {
	int64_t id;
	int64_t question;
	int64_t subject;
	int round;
	str about;
	str unit;
	str sealed;
	enum nik_state state;
	enum nik_outcome outcome;
	int64_t asked_at;
};

err nik_check_put(struct work *w, const struct nik_question *q, enum nik_source source,
		  str sealed, int64_t *ret_id);
err nik_check_find(struct work *w, int64_t id, struct asked *ret, bool *ret_found);
err nik_check_find_round(struct work *w, int64_t subject, int round, struct asked *ret,
			 bool *ret_found);
/* Ends the waiting of the subject's rounds before the given one. */
err nik_check_close(struct work *w, int64_t subject, int before_round);
/* *ret_written is false when another question was asked since, or it is closed. */
err nik_check_answer(struct work *w, const struct asked *q, const struct nik_answer *a,
		     bool *ret_written);
/* Leaves it waiting; tried counts the try as a disturbance. */
err nik_check_put_off(struct work *w, const struct asked *q, int64_t next_try_at,
		      bool tried, bool *ret_written);
err nik_check_record(struct work *w, const struct asked *q, enum nik_outcome outcome);

/* ---- dukcapil.c ---- */

/* The source that the setting dukcapil names. */
enum nik_source nik_source_of(str setting);

/* The trail of a finished answer. */
err nik_record_answer(struct work *w, str event, const struct asked *q,
		      enum nik_outcome outcome);

str nik_seal(struct work *w, const struct nik_question *q);

struct keys;

/* False when the value was not sealed for this row. */
bool nik_unseal(struct arena *a, const struct keys *k, const struct asked *row,
		struct nik_question *ret);
