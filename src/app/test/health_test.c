#include "app/test/routes.h"

#include "web/assets.h"

static struct http_reply icon_asked(struct work *w, str known)
{
	struct http_request rq = { .arena = test_arena(),
				   .method = S("GET"),
				   .path = S("/favicon.ico") };
	struct http_reply rp = { 0 };

	if (known.n)
		*PUSH(test_arena(), &rq.headers) =
			(struct http_pair){ S("If-None-Match"), known };
	start_all();
	web_handle(w, &rq, &rp);
	return rp;
}

TEST_ON(ON_SQLITE, who_reads_no_page_finds_the_icon_too)
{
	const struct asset *a = asset_find(asset_icon);
	struct http_reply rp = icon_asked(w, S(""));

	CHECK_INT("there", rp.status, 200);
	CHECK_STR("the icon of the pages", rp.body, a->raw);
	CHECK_INT("once is enough", icon_asked(w, a->etag).status, 304);
}
