/* Shared by the files of the description. */
#pragma once

#include "web/web.h"

void openapi_text(struct json_out *o, const char *name,
		  str text); /* a member, unless "" */
void openapi_ref(struct json_out *o, const char *kind, str name);
void openapi_field(struct json_out *o, const struct api_field *f);

/* The member "schemas": every shape that a route names, once. */
void openapi_shapes(struct json_out *o);
