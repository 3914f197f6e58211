/*
 * Style sheet, scripts, fonts and pictures: made by static/build.mjs, part of
 * the binary, with a hash of the content in each path so that browsers may
 * keep them for ever.
 */
#pragma once

#include "base/base.h"

struct asset {
	str path; /* "/a/gaya.0123456789.css" */
	str type; /* "text/css; charset=utf-8" */
	str etag; /* "\"0123456789\"" */
	str raw;
	str gzip;   /* "" where it would not be smaller */
	str brotli; /* "" where it would not be smaller */
};

/* Sorted by path. */
extern const struct asset assets[];
extern const size_t asset_count;

/* NULL when there is none. */
const struct asset *asset_find(str path);

/* Paths for pages: <link rel="stylesheet" href="{% path asset_css %}">. */
extern const str asset_css;
extern const str asset_js;
extern const str asset_htmx;
extern const str asset_font; /* of the text, worth a preload */
extern const str asset_icon; /* of the tab */
