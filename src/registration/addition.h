/* What a satker adds itself (domain report 1.3); for others through registration.h. */
#pragma once

struct registration_result;

/*
 * Sends a whole draft of one user as an addition. Dukcapil is asked; with its positive
 * answer the KPA confirms, or where nobody else is KPA it takes effect. What may not go
 * this way, or gets no such answer within an hour, is submitted to the KPPN instead:
 * the way of the request says which. At most ADDITIONS_A_DAY a satker and local day.
 */
err registration_add(struct work *w, str number, int64_t version,
		     struct registration_result *ret);

/* The KPA's word; a refusal needs a reason. Never the maker's, nor the user's own. */
err registration_confirm(struct work *w, str number, int64_t version,
			 struct registration_result *ret);
err registration_decline(struct work *w, str number, int64_t version, str reason,
			 struct registration_result *ret);

/* Those that wait for the KPA of the actor's satker, oldest first, masked. */
struct registrations LIST_OF(struct registration);
err registration_additions(struct work *w, struct registrations *ret);

/* Dukcapil has answered about a user; for app/'s hook. */
err registration_nik_answered(struct work *w, int64_t user);

/* ---- what may be said before it is sent ---- */

/* How an addition would go, for the page that begins one. */
struct addition_outlook {
	struct contacts kpa;	/* active, other than the actor: they would confirm */
	struct contacts makers; /* active, other than the actor: they may add */
	bool kpa_always;	/* of the settings: never without a KPA */
	int64_t most, left;	/* additions of the satker today */
};
err registration_outlook(struct work *w, struct addition_outlook *ret);

/*
 * Where a draft of the actor's would go once Dukcapil says yes; WAYS when it can not
 * be an addition. Knows of its user what was typed and nothing else (S01).
 */
err registration_foresee(struct work *w, const struct registration *r, enum way *ret);
