/* Where features meet whose edges point the other way. */
#include "base/base.h"
#include "dukcapil/dukcapil.h"
#include "helpdesk/helpdesk.h"
#include "identity/identity.h"
#include "registration/registration.h"

const struct identity_hooks identity_hooks = { .activated =
						       registration_person_activated };

static str names_of(struct work *w, const struct registration *r)
{
	struct buf b = buf_new(w->arena);

	for (size_t i = 0; i < r->users.count; i++)
		buf_fmt(&b, "%s%.*s", i ? ", " : "", P(r->users.items[i].name));
	return buf_str(&b);
}

static err removal_sent(struct work *w, const struct registration *r, str *ret_ticket)
{
	const struct removal_asked asked = {
		.satker = r->satker,
		.request = r->number,
		.names = names_of(w, r),
		.reason = r->users.items[0].note,
		.letter = r->basis.number,
	};

	return ticket_ask_removal(w, &asked, ret_ticket);
}

static err removal_decided(struct work *w, const struct registration *r)
{
	return ticket_removal_decided(w, r->ticket, r->number, r->state == STATE_DONE);
}

const struct registration_hooks registration_hooks = {
	.removal_sent = removal_sent,
	.removal_decided = removal_decided,
};

const struct deadline_topic *const deadline_topics[] = { &registration_deadlines,
							 &ticket_deadlines };
const size_t deadline_topic_count = COUNT(deadline_topics);

const struct dukcapil_hooks dukcapil_hooks = { .answered = registration_nik_answered };
