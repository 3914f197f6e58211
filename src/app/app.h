/* The list of features, and what runs them. */
#pragma once

#include "jobs/jobs.h"
#include "web/web.h"

extern const struct feature *const app_features[];
extern const size_t app_feature_count;
extern const struct job_table app_jobs;
extern const struct job_kind app_sweep_job;

extern const struct feature health_feature;
extern const struct feature metrics_feature;
extern const struct feature openapi_feature;

/* A connection and a unit of work for a command, as the database's owner. */
err app_open(const struct settings *s, const struct keys *keys, struct arena *a,
	     struct work *ret);

/* A command's unit: opened, run and closed; the exit status. */
struct cli;
int app_in_unit(struct cli *c, bool writes, err (*fn)(struct work *w, void *arg),
		void *arg);

/* All that is sealed or hashed with keys, and the job that makes it again. */
extern const struct sealed_place *const app_places[];
extern const size_t app_place_count;
extern const struct job_kind app_reseal_job;

err app_who(struct work *w, const struct request *rq, struct visitor *ret);

/* What the listener of metrics_listen serves, and to whom. */
extern const struct feature metrics_alone;
err metrics_who(struct work *w, const struct request *rq, struct visitor *ret);

/* The schema and the reference data, brought up to date; *ret_applied counts migrations.
 */
err app_migrate(const struct settings *s, const struct keys *keys, int *ret_applied);

/*
 * Serves until a signal; the exit status. file holds the settings, "" for the
 * usual ones: at SIGHUP its clock_offset is read again.
 */
int app_serve(const struct settings *s, str file, const struct keys *keys);
