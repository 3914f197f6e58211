/* Where features meet whose edges point the other way. */
#include "base/base.h"
#include "dukcapil/dukcapil.h"
#include "helpdesk/helpdesk.h"
#include "identity/identity.h"
#include "registration/registration.h"

const struct identity_hooks identity_hooks = { .activated =
						       registration_person_activated };

const struct deadline_topic *const deadline_topics[] = { &registration_deadlines,
							 &ticket_deadlines };
const size_t deadline_topic_count = COUNT(deadline_topics);

const struct dukcapil_hooks dukcapil_hooks = { .answered = registration_nik_answered };
