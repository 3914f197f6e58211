#include "directory/regions.h"

#include "test/test.h"

TEST(regions_are_named_by_code)
{
	CHECK_STR("province", region_name(S("64")), S("Kalimantan Timur"));
	CHECK_STR("regency", region_name(S("6471")), S("Kota Balikpapan"));
	CHECK_STR("first", region_name(S("11")), S("Aceh"));
	CHECK_STR("short words stay capital", region_name(S("31")), S("DKI Jakarta"));
	CHECK_STR("the region of examples", region_name(S("99")), S(""));
	CHECK_STR("no code", region_name(S("")), S(""));
}

TEST(regions_are_sorted)
{
	CHECK("all of them", region_count > 500);
	for (size_t i = 1; i < region_count; i++)
		CHECK(regions[i].name.p,
		      str_cmp(regions[i - 1].code, regions[i].code) < 0);
}
