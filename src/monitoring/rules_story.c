/* How far a payment is, step by step, and who has to act: domain report 5.1. Pure. */
#include "monitoring/internal.h"

/* The step at which a payment of the stage is waiting; of what has ended: the last. */
static const enum step steps_reached[STAGES] = {
	[STAGE_REQUESTED] = STEP_SPP,	 [STAGE_APPROVED] = STEP_SPM,
	[STAGE_ORDERED] = STEP_SENT,	 [STAGE_AT_KPPN] = STEP_TESTED,
	[STAGE_SENT_BACK] = STEP_TESTED, [STAGE_ISSUED] = STEP_PAID,
	[STAGE_PAID] = STEP_PAID,	 [STAGE_RETURNED] = STEP_PAID,
	[STAGE_CANCELLED] = STEP_SPM,	 [STAGE_VOID] = STEP_SP2D,
};

static const enum turn turns[STAGES] = {
	[STAGE_REQUESTED] = TURN_PPK,	 [STAGE_APPROVED] = TURN_PPSPM,
	[STAGE_ORDERED] = TURN_PPSPM,	 [STAGE_AT_KPPN] = TURN_KPPN,
	[STAGE_SENT_BACK] = TURN_SATKER, [STAGE_ISSUED] = TURN_BANK,
	[STAGE_RETURNED] = TURN_SATKER,
};

enum turn story_turn(enum stage s)
{
	return turns[s];
}

static bool failed(enum stage s)
{
	return s == STAGE_SENT_BACK || s == STAGE_RETURNED || s == STAGE_CANCELLED ||
	       s == STAGE_VOID;
}

static int64_t day_of(const struct payment *p, enum step step)
{
	switch (step) {
	case STEP_SPP:
		return p->spp_day;
	case STEP_SPM:
		return p->spm_day;
	case STEP_SP2D:
		return p->sp2d_day;
	default: /* the source does not say */
		return 0;
	}
}

static enum step_state state_of(enum stage stage, enum step step)
{
	enum step reached = steps_reached[stage];

	if (step < reached || stage == STAGE_PAID)
		return STEP_DONE;
	if (step > reached)
		return STEP_TO_COME;
	return failed(stage) ? STEP_FAILED : STEP_NOW;
}

/* What has ended early has no steps to come. */
static bool is_told(enum stage stage, enum step step)
{
	return step <= steps_reached[stage] ||
	       (stage != STAGE_CANCELLED && stage != STAGE_VOID);
}

static int working_days(const struct calendar *c, int64_t from, int64_t until)
{
	return calendar_days_between(c, date_from_days(from), date_from_days(until));
}

void story_tell(const struct payment *p, const struct calendar *c, int64_t as_of,
		struct story *ret)
{
	int64_t last = 0;

	*ret = (struct story){ .turn = story_turn(p->stage), .waiting = -1 };
	for (int i = 0; i < PAYMENT_STEPS; i++) {
		enum step step = (enum step)i;
		struct story_step *s = &ret->steps[ret->count];

		if (!is_told(p->stage, step))
			continue;
		*s = (struct story_step){ .step = step,
					  .state = state_of(p->stage, step),
					  .day = day_of(p, step),
					  .days = -1 };
		if (s->day && last)
			s->days = working_days(c, last, s->day);
		last = s->day ? s->day : last;
		ret->count++;
	}
	if (ret->turn && last)
		ret->waiting = working_days(c, last, as_of);
}

bool stamp_is_stale(const struct stamp *s, int64_t now)
{
	return s->seq && s->as_of + STALE_AFTER < now;
}
