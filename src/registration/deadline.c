/* How long the office may take: one working day a round (decisions.md). */
#include "registration/internal.h"

const struct deadline_topic registration_deadlines = {
	.word = STR("registration"),
	.label = STR("Permohonan"),
	.office_path = STR("/verifikasi/"),
	.above_path = STR("/permohonan/"),
};

static struct deadline_key key_of(const struct registration *r)
{
	return (struct deadline_key){ &registration_deadlines, r->id,
				      DEADLINE_RESOLUTION };
}

err begin_deadline(struct work *w, const struct registration *r)
{
	struct deadline d = {
		.key = key_of(r),
		.number = r->number,
		.kppn = r->kppn,
		.kanwil = r->kanwil,
		.zone = r->zone,
		.from = r->submitted_at,
		.minutes = OFFICE_DAY_MINUTES,
	};
	int64_t due;

	return deadline_start(w, &d, &due);
}

err end_deadline(struct work *w, const struct registration *r)
{
	bool with_office = r->state == STATE_SUBMITTED || r->state == STATE_VERIFYING;

	return r->round == 0 || with_office ? OK : deadline_stop(w, key_of(r));
}

err registration_deadline(struct work *w, const struct registration *r,
			  struct deadline_state **ret)
{
	return deadline_look(w, key_of(r), ret);
}
