#include "web/pages.h"
#include "web/ui.h"

#include "test/test.h"

static struct html *page(void)
{
	struct html *out = NEW(test_arena(), struct html);

	out->buf = NEW(test_arena(), struct buf);
	*out->buf = buf_new(test_arena());
	out->csrf = S("token");
	out->nonce = S("nonce");
	out->zone = WITA;
	out->now = TEST_NOW;
	return out;
}

/* What a page or part writes. */
#define WRITTEN(part, ...)                                                               \
	__extension__({                                                                  \
		struct html *o = page();                                                 \
		part(o, __VA_ARGS__);                                                    \
		buf_str(o->buf);                                                         \
	})

static void has(const char *what, str html, str part)
{
	if (!str_has(html, part))
		CHECK_STR(what, html, part);
}

static void lacks(const char *what, str html, str part)
{
	if (str_has(html, part))
		CHECK_STR(what, html, part);
}

TEST(a_field_escapes_and_says_its_error)
{
	struct ui_field f = { .id = S("nik"),
			      .label = S("NIK"),
			      .hint = S("16 angka"),
			      .value = S("\"><svg onload=x>"),
			      .error = S("NIK harus 16 angka"),
			      .class = S("angka"),
			      .maxlength = 19 };
	str html = WRITTEN(page_ui_field, &f);

	has("frame", html, S("<div class=\"isian isian-galat\">"));
	has("label", html, S("<label for=\"nik\">NIK</label>"));
	has("hint", html, S("<p class=\"petunjuk\" id=\"nik-p\">16 angka</p>"));
	has("error", html,
	    S("<span class=\"sr\">Galat: </span>NIK harus 16 angka</span></p>"));
	has("input", html,
	    S("<input type=\"text\" id=\"nik\" name=\"nik\" "
	      "value=\"&quot;&gt;&lt;svg onload=x&gt;\" class=\"angka\" "
	      "aria-describedby=\"nik-p nik-g\" aria-invalid=\"true\" maxlength=\"19\">"));
}

TEST(a_field_without_faults)
{
	struct ui_field f = { .id = S("a"), .name = S("b"), .label = S("A") };
	str html = WRITTEN(page_ui_field, &f);

	has("input", html, S("<input type=\"text\" id=\"a\" name=\"b\" value=\"\">"));
	lacks("error", html, S("galat"));
	f.hint = S("h");
	has("hint alone", WRITTEN(page_ui_field, &f), S("aria-describedby=\"a-p\""));
	f.error = S("e");
	f.hint = S("");
	has("error alone", WRITTEN(page_ui_field, &f), S("aria-describedby=\"a-g\""));
}

TEST(a_password_is_never_shown_again)
{
	struct ui_field f = { .id = S("sandi"),
			      .type = S("password"),
			      .value = S("rahasia") };

	lacks("value", WRITTEN(page_ui_field, &f), S("rahasia"));
}

TEST(a_text_area_keeps_its_first_line_end)
{
	struct ui_textarea f = { .id = S("a"), .value = S("\n</textarea><b>") };

	has("text", WRITTEN(page_ui_textarea, &f),
	    S(">\n\n&lt;/textarea&gt;&lt;b&gt;</textarea>"));
}

TEST(choices_have_ids_of_their_own)
{
	struct ui_option options[] = {
		{ .value = S("KPA"), .label = S("KPA"), .chosen = true },
		{ .value = S("PPK"), .label = S("PPK") }
	};
	struct ui_choices f = { .id = S("peran"),
				.name = S("peran[]"),
				.options = { options, 2, 2 },
				.many = true };
	str html = WRITTEN(page_ui_choices, &f);

	has("first", html,
	    S("<input type=\"checkbox\" id=\"peran\" name=\"peran[]\" value=\"KPA\" checked>"));
	has("second", html,
	    S("<input type=\"checkbox\" id=\"peran-2\" name=\"peran[]\" value=\"PPK\">"));
	f.many = false;
	has("radio", WRITTEN(page_ui_choices, &f),
	    S("<input type=\"radio\" id=\"peran\""));
}

TEST(a_drop_down_shows_what_was_chosen)
{
	struct ui_option options[] = {
		{ .value = S("a"), .label = S("A") },
		{ .value = S("b"), .label = S("B"), .chosen = true }
	};
	struct ui_select f = { .id = S("x"), .options = { options, 2, 2 } };
	str html = WRITTEN(page_ui_select, &f);

	has("chosen", html, S("<option value=\"b\" selected>B</option>"));
	has("other", html, S("<option value=\"a\">A</option>"));
}

TEST(the_summary_of_errors_links_to_the_fields)
{
	struct complaint items[] = { { S("nik"), S("nik_length"),
				       S("NIK harus 16 angka") },
				     { S(""), S("empty"), S("Tambahkan pengguna") } };
	struct complaints list = { items, 2, 2 }, none = { 0 };
	str html = WRITTEN(page_ui_errors, S(""), &list);

	has("count", html, S("Ada 2 isian yang perlu diperbaiki"));
	has("link", html, S("<li><a href=\"#nik\">NIK harus 16 angka</a></li>"));
	has("of the whole form", html, S("<li>Tambahkan pengguna</li>"));
	has("title", WRITTEN(page_ui_errors, S("Anda belum bisa masuk"), &list),
	    S("Anda belum bisa masuk"));
	CHECK_STR("nothing to say", WRITTEN(page_ui_errors, S(""), &none), S(""));
}

TEST(a_state_is_an_icon_and_a_word)
{
	struct ui_tag t = { .label = S("Draf") };

	CHECK("neutral",
	      str_starts(WRITTEN(page_ui_tag, &t), S("<span class=\"tag\"><svg ")));
	t.tone = S("ok");
	CHECK("toned", str_starts(WRITTEN(page_ui_tag, &t),
				  S("<span class=\"tag tag-ok\"><svg ")));
	has("word", WRITTEN(page_ui_tag, &t), S("</svg>Draf</span>"));
	t.icon = S("send");
	has("its own icon", WRITTEN(page_ui_tag, &t), icon(S("send")).text);
}

TEST(a_pager_links_both_ways_and_only_here)
{
	struct ui_pager p = { .shown = S("50 permohonan"),
			      .next_path = S("/verifikasi?q=a&sesudah=x") };
	str html = WRITTEN(page_ui_pager, &p);

	has("next", html, S("href=\"/verifikasi?q=a&amp;sesudah=x\" rel=\"next\""));
	lacks("no previous", html, S("rel=\"prev\""));
	p.previous_path = S("//evil.example");
	has("elsewhere", WRITTEN(page_ui_pager, &p), S("href=\"/\" rel=\"prev\""));
}

TEST(an_event_has_who_and_when)
{
	struct ui_event e = { .state = S("usai"),
			      .title = S("Diajukan"),
			      .by = S("Sari"),
			      .at = TEST_NOW };
	str html = WRITTEN(page_ui_event, &e);

	CHECK("state", str_starts(html, S("<li class=\"usai\">")));
	has("both", html,
	    S("<p>Sari · <time datetime=\"2026-11-23T09:14:00+08:00\">23 November 2026 pukul "
	      "09.14 WITA</time></p>"));
	e.at = 0;
	has("not yet", WRITTEN(page_ui_event, &e), S("<p>Sari</p>"));
}

TEST(an_absent_value_is_a_dash)
{
	struct ui_row r = { .label = S("NRP") };

	has("dash", WRITTEN(page_ui_row, &r), S("<dt>NRP</dt><dd>–"));
}
