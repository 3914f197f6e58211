/* What was kept for a day, and is of no use after it. May be repeated. */
#include "app/app.h"

#include "identity/identity.h"

static err sweep(struct work *w, const struct job *j)
{
	(void)j;
	TRY(web_sweep(w));
	TRY(mail_sweep(w));
	return identity_sweep(w);
}

const struct job_kind app_sweep_job = { .name = STR("app.sweep"), .run = sweep };
