/*
 * Users of a unit over time: who they are, what they may do and since when, and what
 * becomes of it (domain report 1.3 to 1.5).
 */
#pragma once

#include "identity/identity.h"

/* For app/'s tables. */
struct feature;
extern const struct feature membership_feature;
