/* Where features meet whose edges point the other way. */
#include "identity/identity.h"
#include "registration/registration.h"

const struct identity_hooks identity_hooks = { .activated =
						       registration_person_activated };
