/* Shared by the files of this folder only. */
#pragma once

#include "audit/audit.h"
#include "membership/membership.h"
#include "web/web.h"

/* ---- words.c ---- */

extern const struct ui_tag standing_tags[STANDINGS];

/* "membership.granted" -> "Peran diberikan"; "" for what is not of a membership. */
str member_event_label(str event);

/* ---- the routes, by file ---- */

extern const struct route list_routes[];
extern const struct route member_routes[];
