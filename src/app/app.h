/* The list of features, and what runs them. */
#pragma once

#include "jobs/jobs.h"
#include "web/web.h"

extern const struct feature *const app_features[];
extern const size_t app_feature_count;
extern const struct job_table app_jobs;

extern const struct feature health_feature;
