#pragma once

#include "jobs/watch.h"
#include "upkeep/upkeep.h"

/* ---- retry.c: acts, each with its audit entry when something was set in motion ---- */

err upkeep_retry_mail(struct work *w, int64_t id, enum retry *ret);
err upkeep_retry_job(struct work *w, int64_t id, enum retry *ret);

/* ---- words.c ---- */

extern const struct refusal retry_refusals[RETRIES];

/* What a job does, "Gambar halaman berkas"; its name when nobody gave it words. */
str job_label(str kind);

/* ---- rules.c ---- */

/* "s•••@satker.example": enough to see whose server, not whose mailbox. */
str mailbox_masked(struct arena *a, str mailbox);

/* The server's words without the mailbox, which many servers repeat. */
str detail_masked(struct arena *a, str detail, str mailbox);

extern const struct route upkeep_routes[];
extern const struct route upkeep_api_routes[];
