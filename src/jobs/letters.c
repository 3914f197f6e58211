#include "jobs/letters.h"

#include "html/html.h"

#define FONT "Inter,'Segoe UI',Arial,sans-serif"
#define LITERAL(out, text) html_literal((out), (text), sizeof(text) - 1)

static const str usual_footer = STR(
	"Email otomatis, mohon tidak dibalas. Petugas tidak pernah meminta kata sandi atau kode Anda.");

static str footer_of(const struct letter_text *t)
{
	return t->footer.n ? t->footer : usual_footer;
}

static str render_text(struct arena *a, const struct letter_text *t)
{
	struct buf b = buf_new(a);

	buf_fmt(&b, "%.*s\n\n", P(t->title));
	if (t->greeting.n)
		buf_fmt(&b, "%.*s\n\n", P(t->greeting));
	for (size_t i = 0; i < LETTER_LINES; i++)
		if (t->lines[i].n)
			buf_fmt(&b, "%.*s\n\n", P(t->lines[i]));
	for (size_t i = 0; i < LETTER_FACTS; i++)
		if (t->facts[i].label.n)
			buf_fmt(&b, "%.*s: %.*s\n", P(t->facts[i].label),
				P(t->facts[i].value));
	if (t->link.n)
		buf_fmt(&b, "\n%.*s:\n%.*s\n", P(t->button), P(t->link));
	if (t->second_link.n)
		buf_fmt(&b, "\n%.*s:\n%.*s\n", P(t->second), P(t->second_link));
	buf_fmt(&b, "\n--\nMyIntress\n%.*s\n", P(footer_of(t)));
	return buf_str(&b);
}

/* Lines that a person typed stay lines; not every mail reader knows pre-line. */
static void paragraph(struct html *out, str text)
{
	LITERAL(out, "<p class=\"t\" style=\"margin:0 0 14px;color:#14202f\">");
	html(out, str_trim(str_cut(&text, '\n')));
	while (text.n) {
		LITERAL(out, "<br>");
		html(out, str_trim(str_cut(&text, '\n')));
	}
	LITERAL(out, "</p>\n");
}

static void facts(struct html *out, const struct letter_text *t)
{
	if (t->facts[0].label.n == 0)
		return;
	LITERAL(out,
		"<table role=\"presentation\" width=\"100%\" cellpadding=\"4\" class=\"i\" "
		"style=\"background:#e5eff9;border:1px solid #a9c9ea;border-radius:6px;"
		"margin:0 0 20px;font:400 15px/1.6 " FONT "\">\n");
	for (size_t i = 0; i < LETTER_FACTS && t->facts[i].label.n; i++) {
		LITERAL(out, "<tr><td class=\"s\" width=\"130\" valign=\"top\" "
			     "style=\"padding-left:16px;color:#43536b\">");
		html(out, t->facts[i].label);
		LITERAL(out, "</td><td class=\"t\">");
		html(out, t->facts[i].value);
		LITERAL(out, "</td></tr>\n");
	}
	LITERAL(out, "</table>\n");
}

static void button(struct html *out, const struct letter_text *t)
{
	if (t->link.n == 0)
		return;
	LITERAL(out, "<p style=\"margin:0 0 18px\"><a href=\"");
	html(out, t->link);
	LITERAL(out,
		"\" style=\"display:inline-block;padding:14px 28px;border-radius:6px;"
		"background:#0b57a4;color:#ffffff;font:600 16px/1.2 " FONT
		";text-decoration:none\">");
	html(out, t->button);
	LITERAL(out,
		"</a></p>\n<p class=\"s\" style=\"margin:0 0 20px;font-size:14px;"
		"color:#43536b;word-break:break-all\">Tombol tidak berfungsi? Salin alamat ini "
		"ke peramban:<br><a class=\"l\" style=\"color:#0b57a4\" href=\"");
	html(out, t->link);
	LITERAL(out, "\">");
	html(out, t->link);
	LITERAL(out, "</a></p>\n");
}

static void second(struct html *out, const struct letter_text *t)
{
	if (t->second_link.n == 0)
		return;
	LITERAL(out,
		"<p style=\"margin:0 0 18px\"><a class=\"l\" style=\"color:#0b57a4\" href=\"");
	html(out, t->second_link);
	LITERAL(out, "\">");
	html(out, t->second);
	LITERAL(out, "</a></p>\n");
}

static const char head[] =
	"<!doctype html>\n<html lang=\"id\"><head><meta charset=\"utf-8\">\n"
	"<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
	"<meta name=\"color-scheme\" content=\"light dark\">\n"
	"<style>@media (prefers-color-scheme:dark){.bg{background:#0c1420!important}"
	".k{background:#131e2e!important}.t{color:#e9eff8!important}.s{color:#b6c4d8!important}"
	".l{color:#7ab8f5!important}.i{background:#17324f!important}}</style>\n"
	"</head><body class=\"bg\" style=\"margin:0;padding:0;background:#f4f6fa\">\n"
	"<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\"><tr>"
	"<td align=\"center\" style=\"padding:24px 12px\">\n"
	"<table role=\"presentation\" width=\"600\" cellpadding=\"0\" cellspacing=\"0\" "
	"style=\"width:100%;max-width:600px\">\n"
	"<tr><td style=\"background:#0a2342;border-bottom:3px solid #f2b632;padding:18px 32px;"
	"font:800 20px/1.2 " FONT ";color:#ffffff\">MyIntress</td></tr>\n"
	"<tr><td class=\"k\" style=\"background:#ffffff;padding:28px 32px 8px;font:400 16px/1.55 " FONT
	";color:#14202f\">\n<h1 class=\"t\" style=\"margin:0 0 14px;font:700 22px/1.3 " FONT
	";color:#14202f\">";

static str render_html(struct arena *a, const struct letter_text *t)
{
	struct buf b = buf_new(a);
	struct html out = { .buf = &b };

	LITERAL(&out, head);
	html(&out, t->title);
	LITERAL(&out, "</h1>\n");
	if (t->greeting.n)
		paragraph(&out, t->greeting);
	for (size_t i = 0; i < LETTER_LINES; i++)
		if (t->lines[i].n)
			paragraph(&out, t->lines[i]);
	facts(&out, t);
	button(&out, t);
	second(&out, t);
	LITERAL(&out,
		"</td></tr>\n<tr><td class=\"k s\" style=\"background:#ffffff;border-top:1px "
		"solid #d8dfe9;padding:16px 32px 22px;font:400 14px/1.55 " FONT
		";color:#43536b\">");
	html(&out, footer_of(t));
	LITERAL(&out, "</td></tr>\n</table></td></tr></table></body></html>\n");
	return buf_str(&b);
}

void letter_render(struct arena *a, const struct letter_text *t, str *ret_text,
		   str *ret_html)
{
	*ret_text = render_text(a, t);
	*ret_html = render_html(a, t);
}
