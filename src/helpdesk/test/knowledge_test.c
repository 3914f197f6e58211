#include "helpdesk/test/caller.h"
#include "jobs/jobs.h"
#include "test/jobs.h"

static const struct job_kind *const kinds[] = { &helpdesk_index_job };
static const struct job_table table = { .kinds = kinds, .kind_count = 1 };

static void indexed(struct work *w)
{
	CHECK_OK(jobs_add(w, &helpdesk_index_job, 0, S(""), 0));
	test_drain(w, &table);
}

static struct article written(void)
{
	struct article a = { .category = S("GAJI"),
			     .title = S("Gaji susulan: cara mengajukan"),
			     .summary = S("Diajukan setelah gaji induk."),
			     .body = S("Lampirkan SK."),
			     .published = true };

	*PUSH(test_arena(), &a.steps) = S("Susun daftar");
	*PUSH(test_arena(), &a.steps) = S("Kirim SPM");
	return a;
}

TEST_DB(an_article_is_written_published_and_found)
{
	struct article a = written(), *kept;
	struct article_result ret;
	struct articles found;

	cast_arrives(w);
	act_as(w, HEAD);
	a.published = false;
	CHECK_OK(article_write(w, &a, &ret));
	CHECK_INT("written", ret.why, ARTICLE_GRANTED);
	CHECK_STR("address", ret.slug, S("gaji-susulan-cara-mengajukan"));
	indexed(w);
	act_as(w, SARI);
	CHECK_OK(article_find(w, ret.slug, &kept));
	CHECK("a draft is the editors'", !kept);
	CHECK_OK(articles_suggest(w, S(""), S("gaji susulan"), &found));
	CHECK_INT("and is not suggested", (int64_t)found.count, 0);
	act_as(w, HEAD);
	CHECK_OK(article_find(w, ret.slug, &kept));
	kept->published = true;
	CHECK_OK(article_write(w, kept, &ret));
	CHECK_INT("published", ret.why, ARTICLE_GRANTED);
	CHECK_OK(article_write(w, kept, &ret));
	CHECK_INT("as it was", ret.why, ARTICLE_STALE);
	indexed(w);
	act_as(w, SARI);
	CHECK_OK(articles_suggest(w, S("LPJ"), S("mengajukan gaji susulan"), &found));
	CHECK_INT("suggested", (int64_t)found.count, 1);
	CHECK_INT("with its steps", (int64_t)found.items[0].steps.count, 2);
	act_as(w, HEAD);
	CHECK_OK(article_write(w, &a, &ret));
	CHECK_STR("a second of that title", ret.slug,
		  S("gaji-susulan-cara-mengajukan-2"));
}

TEST_DB(who_writes_articles)
{
	static const struct {
		enum member who;
		enum article_refusal want;
	} cases[] = {
		{ HEAD, ARTICLE_GRANTED },	   { REGION, ARTICLE_GRANTED },
		{ HAI, ARTICLE_GRANTED },	   { CSO, ARTICLE_NOT_ALLOWED },
		{ SARI, ARTICLE_NOT_ALLOWED },	   { AUDITOR, ARTICLE_NOT_ALLOWED },
		{ STRANGER, ARTICLE_NOT_ALLOWED },
	};
	struct article a = written();
	struct article_result ret;

	cast_arrives(w);
	for (size_t i = 0; i < COUNT(cases); i++) {
		act_as(w, cases[i].who);
		CHECK_OK(article_write(w, &a, &ret));
		CHECK_INT(cast_names[cases[i].who].p, ret.why, cases[i].want);
	}
	cast_actor(HEAD)->authenticated_at = w->now - LATELY - 1;
	act_as(w, HEAD);
	CHECK_OK(article_write(w, &a, &ret));
	CHECK_INT("with an old password", ret.why, ARTICLE_REAUTHENTICATE);
	act_as(w, HAI);
	a.title = S("???");
	a.summary = S("");
	CHECK_OK(article_write(w, &a, &ret));
	CHECK_INT("title and summary", (int64_t)ret.faults->count, 2);
}

TEST_DB(an_answer_that_is_enough_is_counted_and_ends_the_draft)
{
	struct draft_text d = { .subject = S("Retur"), .body = S("Bagaimana") };
	struct articles all;
	struct called a;

	callers_arrive(w);
	act_as(w, SARI);
	CHECK_OK(store_draft_save(w, 0, S("baru"), &d));
	test_next_unit(w);
	a = call(w, SARI, S("GET /tiket/baru?kategori=RETUR"), S(""));
	CHECK("suggested", str_has(a.body, S("/pengetahuan/retur-sp2d?dari=tiket")));
	a = call(w, SARI, S("GET /pengetahuan/retur-sp2d?dari=tiket"), S(""));
	CHECK("steps", str_has(a.body, S("<li>Periksa alasan retur")));
	CHECK("and an end", str_has(a.body, S("/pengetahuan/retur-sp2d/membantu")));
	a = call(w, SARI, S("POST /pengetahuan/retur-sp2d/membantu"), S(""));
	CHECK_STR("no ticket", a.location, S("/tiket"));
	act_as(w, SARI);
	CHECK_OK(store_draft(w, 0, S("baru"), &d));
	CHECK_INT("no draft", d.saved_at, 0);
	act_as(w, HEAD);
	CHECK_OK(articles_list(w, S("RETUR"), &all));
	CHECK_INT("counted", all.items[0].helped, 1);
	a = call(w, STRANGER, S("GET /pengetahuan/retur-sp2d"), S(""));
	CHECK_INT("public", a.status, 200);
	a = call(w, STRANGER, S("POST /pengetahuan/retur-sp2d/membantu"), S(""));
	CHECK_INT("but counted of askers only", a.status, 403);
	act_as(w, HEAD);
	CHECK_OK(articles_list(w, S("RETUR"), &all));
	CHECK_INT("still once", all.items[0].helped, 1);
}

TEST_DB(searching_by_page_marks_what_was_found_as_text)
{
	struct ticket_input in = asking();
	struct ticket_result ret;
	struct called a;

	callers_arrive(w);
	in.body = S("<b>gerbera</b> putih");
	CHECK_OK(ticket_open(w, &in, &ret));
	indexed(w);
	test_next_unit(w);
	a = call(w, CSO, S("GET /tiket/cari?q=gerbera"), S(""));
	CHECK("marked", str_has(a.body, S("&lt;b&gt;<mark>gerbera</mark>&lt;/b&gt;")));
	a = call(w, NEIGHBOUR, S("GET /tiket/cari?q=gerbera"), S(""));
	CHECK("not in another satker", !str_has(a.body, S("<mark>")));
	a = call(w, CSO, S("GET /api/v1/tickets/search?q=gerbera&kind=pesan"), S(""));
	CHECK_STR("by API", text_at(a, S("items.0.found.0")), S("gerbera"));
	CHECK_STR("whole", text_at(a, S("items.0.snippet")), S("<b>gerbera</b> putih"));
}
