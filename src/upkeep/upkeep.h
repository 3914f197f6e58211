/*
 * What the head office looks after: letters that wait or bounced and jobs that
 * failed, each with its reason and its next try, and a way to try again.
 */
#pragma once

#include "web/web.h"

extern const struct feature upkeep_feature;
