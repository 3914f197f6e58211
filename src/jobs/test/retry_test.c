#include "jobs/internal.h"
#include "test/test.h"

static const struct {
	const char *rule;
	enum delivery outcome;
	int64_t tries;
	int64_t age; /* of the letter */
	enum mail_state state;
	int64_t wait;
} fates[] = {
	{ "what arrived is over", DELIVERED, 1, 0, MAIL_SENT, 0 },
	{ "what arrived at the end is over", DELIVERED, 20, 73 * HOUR, MAIL_SENT, 0 },
	{ "a refusal is for ever", DELIVERY_REFUSED, 1, 0, MAIL_BOUNCED, 0 },
	{ "after the first try a minute", DELIVERY_LATER, 1, 0, MAIL_DELAYED, MINUTE },
	{ "after the second 5", DELIVERY_LATER, 2, MINUTE, MAIL_DELAYED, 5 * MINUTE },
	{ "after the third 15", DELIVERY_LATER, 3, HOUR, MAIL_DELAYED, 15 * MINUTE },
	{ "after the fourth an hour", DELIVERY_LATER, 4, HOUR, MAIL_DELAYED, HOUR },
	{ "after the fifth 4 hours", DELIVERY_LATER, 5, HOUR, MAIL_DELAYED, 4 * HOUR },
	{ "then 4 hours each", DELIVERY_LATER, 50, HOUR, MAIL_DELAYED, 4 * HOUR },
	{ "the last try is at 72 h", DELIVERY_LATER, 9, 71 * HOUR, MAIL_DELAYED, HOUR },
	{ "then it is over", DELIVERY_LATER, 9, 72 * HOUR, MAIL_BOUNCED, 0 },
};

TEST(what_becomes_of_a_letter)
{
	for (size_t i = 0; i < COUNT(fates); i++) {
		struct mail_fate fate = mail_fate(fates[i].outcome, fates[i].tries,
						  TEST_NOW - fates[i].age, TEST_NOW);
		int64_t wait = fate.next_at ? fate.next_at - TEST_NOW : 0;

		CHECK_INT(fates[i].rule, fate.state, fates[i].state);
		CHECK_INT(fates[i].rule, wait, fates[i].wait);
	}
}
