/*
 * Wrong passwords. Whoever fails is slowed down, per NIK and client: a stranger's
 * failures never slow the owner, not even those of a neighbour in his network once
 * the browser is known. A password set by a letter's link makes it known, too, so
 * the owner always has a way in.
 */
#include "audit/audit.h"
#include "identity/internal.h"

enum {
	WINDOW = 15 * MINUTE,
	OF_CLIENT = 10,	  /* about one NIK */
	OF_NETWORK = 100, /* about any */
	OF_NIK = 100,	  /* in a row, from wherever (NIST SP 800-63B) */
	OF_ALL = 500,	  /* more than people mistype on a Monday morning */
};

#define EVERYBODY S("masuk:semua")

static str browser_of(struct work *w, const struct sign_in *s)
{
	return browser_known(w, s->browser, s->nik);
}

static str client_bucket(struct work *w, const struct sign_in *s)
{
	str browser = browser_of(w, s);

	return arena_fmt(w->arena, "masuk:%.*s:%.*s", P(nik_hash(w, s->nik)),
			 P(browser.n ? browser : client_class(w->arena, s->address)));
}

static str network_bucket(struct work *w, const struct sign_in *s)
{
	return arena_fmt(w->arena, "masuk:%.*s", P(client_class(w->arena, s->address)));
}

static str nik_bucket(struct work *w, const struct sign_in *s)
{
	return arena_fmt(w->arena, "masuk-nik:%.*s", P(nik_hash(w, s->nik)));
}

static err wait_longer(struct work *w, str bucket, int64_t *wait)
{
	int64_t seconds;

	TRY(throttle_wait(w, bucket, &seconds));
	*wait = seconds > *wait ? seconds : *wait;
	return OK;
}

err guesses_wait(struct work *w, const struct sign_in *s, int64_t *ret)
{
	*ret = 0;
	TRY(wait_longer(w, client_bucket(w, s), ret));
	if (browser_of(w, s).n)
		return OK;
	TRY(wait_longer(w, network_bucket(w, s), ret));
	return wait_longer(w, nik_bucket(w, s), ret);
}

/* Told once in a window, when its count passes the limit: many NIK are being tried. */
static err count_many(struct work *w, str bucket, str where, int limit)
{
	struct audit_act act = {
		.event = S("session.guessed"),
		.subject_kind = S("network"),
		.subject = where,
	};
	int64_t failures;

	TRY(throttle_count(w, bucket, limit, WINDOW));
	TRY(throttle_read(w, bucket, WINDOW, &failures));
	return failures == limit + 1 ? audit_record(w, &act) : OK;
}

err guesses_count(struct work *w, const struct sign_in *s)
{
	TRY(throttle_count(w, client_bucket(w, s), OF_CLIENT, WINDOW));
	TRY(count_many(w, EVERYBODY, S("semua"), OF_ALL));
	if (browser_of(w, s).n)
		return OK;
	TRY(throttle_count(w, nik_bucket(w, s), OF_NIK, DAY));
	return count_many(w, network_bucket(w, s), client_class(w->arena, s->address),
			  OF_NETWORK);
}

err guesses_forget(struct work *w, const struct sign_in *s)
{
	TRY(throttle_clear(w, nik_bucket(w, s)));
	return throttle_clear(w, client_bucket(w, s));
}

err guesses_lately(struct work *w, int64_t *ret)
{
	return throttle_read(w, EVERYBODY, WINDOW, ret);
}
