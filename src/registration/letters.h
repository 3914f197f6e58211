/* Letters about requests, and the secrets they carry; for this folder only. */
#pragma once

#include "registration/internal.h"

err letter_code(struct work *w, str email, str satker_name, str code);
/* A draft got its number: what its mailbox needs to come back to it. */
err letter_draft(struct work *w, const struct registration *r, str link_token);
err letter_resume(struct work *w, const struct registration *r, str link_token);
err letter_submitted(struct work *w, const struct registration *r, str secret);
err letter_returned(struct work *w, const struct registration *r,
		    const struct flags *flags, str link_token);
/* About the users of the set, see USER_BIT. */
err letter_rejected(struct work *w, const struct registration *r, uint64_t users);
err letter_approved(struct work *w, const struct registration *r, uint64_t users);
err letter_reminder(struct work *w, const struct registration *r, str link_token);
/* Dibatalkan or Kedaluwarsa, as its state says. */
err letter_closed(struct work *w, const struct registration *r);
/* An addition waits for the KPA; it took effect, to KPA and KPPN; he declined it. */
err letter_addition_waits(struct work *w, const struct registration *r,
			  const struct contact *kpa);
err letter_addition_done(struct work *w, const struct registration *r, str mailbox,
			 str name);
err letter_addition_declined(struct work *w, const struct registration *r);
/* A public draft was submitted for a satker that has users. */
err letter_satker_told(struct work *w, const struct registration *r,
		       const struct contact *c);

/* A fresh link to continue the request; "" when it was not made by a mailbox. */
err resume_link(struct work *w, int64_t registration, str *ret_token);

/* What the confirmation carries for the status page, and what is kept of it. */
str secret_new(struct arena *a);
str secret_hash_of(struct work *w, str secret);
