/* The way of a request as its applicant sees it: start, task list, sending, status. */
#pragma once

#include "web/web.h"

extern const struct feature wizard_feature;
