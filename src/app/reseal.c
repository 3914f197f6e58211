/*
 * What is under an old key is made again under the one in use, as long as there is
 * any: one batch a unit. May be repeated: what is under the key in use stays.
 */
#include "app/app.h"

#include "documents/documents.h"
#include "dukcapil/dukcapil.h"
#include "identity/identity.h"
#include "registration/registration.h"
#include "work/reseal.h"

enum { BATCH = 100 };

const struct sealed_place *const app_places[] = {
	&identity_places[0],	 &identity_places[1],	  &registration_places[0],
	&registration_places[1], &registration_places[2], &dukcapil_place,
	&mail_places[0],	 &mail_places[1],	  &web_place,
	&documents_place,
};
const size_t app_place_count = COUNT(app_places);

static err reseal_batch(struct work *w, const struct job *j)
{
	if (!keys_turned(w->keys))
		return OK;
	for (size_t i = 0; i < app_place_count; i++) {
		bool more = false;

		if (app_places[i]->batch)
			TRY(key_turn_step(w, app_places[i], BATCH, &more));
		if (more)
			return jobs_again(w, j, w->now);
	}
	return OK;
}

const struct job_kind app_reseal_job = { .name = STR("app.reseal"), .run = reseal_batch };
