#include "jobs/internal.h"

err jobs_add(struct work *w, const struct job_kind *k, int64_t subject, str arg,
	     int64_t run_at)
{
	return job_insert(w, k, subject, arg, run_at ? run_at : w->now);
}

err jobs_add_once(struct work *w, const struct job_kind *k, int64_t subject, str arg,
		  int64_t run_at)
{
	bool found;

	TRY(job_bring_forward(w, k, subject, run_at ? run_at : w->now, &found));
	return found ? OK : jobs_add(w, k, subject, arg, run_at);
}

err jobs_hasten(struct work *w, const struct job_kind *k)
{
	bool ignored;

	return job_bring_forward(w, k, 0, w->now, &ignored);
}

err jobs_again(struct work *w, const struct job *j, int64_t run_at)
{
	return job_put_off(w, j, run_at, j->tries, S(""));
}
