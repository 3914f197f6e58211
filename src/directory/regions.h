/* Provinces and regencies by the codes that a NIK begins with; made at build time. */
#pragma once

#include "base/base.h"

/* Sorted by code. */
struct region {
	str code; /* "64" Kalimantan Timur, "6471" Kota Balikpapan */
	str name;
};

extern const struct region regions[];
extern const size_t region_count;

/* The name of a province (2 digits) or regency (4 digits); "" when unknown. */
str region_name(str code);
