/* Where features meet whose edges point the other way. */
#include "identity/identity.h"

const struct identity_hooks identity_hooks = { .activated = NULL };
