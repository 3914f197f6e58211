#include "web/assets.h"

#include "test/test.h"

TEST(every_asset_is_found_by_its_path)
{
	CHECK("some", asset_count >= 7);
	for (size_t i = 0; i < asset_count; i++)
		CHECK(assets[i].path.p, asset_find(assets[i].path) == &assets[i]);
	CHECK("none", !asset_find(S("/a/gaya.css")));
	CHECK("none before", !asset_find(S("")));
	CHECK("none after", !asset_find(S("/z")));
}

TEST(pages_name_assets_that_exist)
{
	CHECK("style sheet", asset_find(asset_css));
	CHECK("script", asset_find(asset_js));
	CHECK("htmx", asset_find(asset_htmx));
	CHECK("font", asset_find(asset_font));
	CHECK("icon", asset_find(asset_icon));
}

/* Fonts and pictures that the style sheet names have hashed paths too. */
TEST(the_style_sheet_names_assets_that_exist)
{
	str css = asset_find(asset_css)->raw;
	int count = 0;

	for (size_t at = str_index(css, '('); css.n; at = str_index(css, '(')) {
		bool url = str_ends(str_left(css, at), S("url"));
		str rest = str_skip(css, at + 1), inside = str_cut(&rest, ')');

		css = str_skip(css, at + 1);
		if (!url)
			continue;
		if (str_starts(inside, S("\"")))
			inside = str_left(str_skip(inside, 1), inside.n - 2);
		CHECK_STR("url", asset_find(inside) ? inside : S("no asset"), inside);
		count++;
	}
	CHECK("there are some", count >= 4);
}

TEST(compressed_forms_are_smaller)
{
	for (size_t i = 0; i < asset_count; i++) {
		const struct asset *a = &assets[i];

		CHECK(a->path.p, a->raw.n > 0);
		CHECK(a->path.p, a->gzip.n < a->raw.n);
		CHECK(a->path.p, a->brotli.n < a->raw.n);
		CHECK(a->path.p, a->gzip.n == 0 || str_starts(a->gzip, S("\x1f\x8b")));
	}
}

/* ux/ux.md section 2, compressed; the style sheet, the script and both fonts. */
TEST(first_load_stays_small)
{
	CHECK("css", asset_find(asset_css)->gzip.n <= 14 * 1024);
	CHECK("script", asset_find(asset_js)->gzip.n <= 4 * 1024);
	CHECK("text font", asset_find(asset_font)->raw.n <= 30 * 1024);
}
