/* The child's side: takes one mail apart and says what is in it. */
#include <gmime/gmime.h>
#include <iconv.h>
#include <string.h>
#include <unistd.h>

#include "cage/cage.h"
#include "mail/pieces.h"

/* What is found on the way through the parts. */
struct finding {
	struct arena *arena;
	char *plain, *html; /* the first of each */
	int files, left_out, depth;
};

/* ---- saying it ---- */

static void say(enum piece_kind k, str s)
{
	struct piece_head h = { k, (uint32_t)s.n };

	cage_write(&h, sizeof(h));
	cage_write(s.p, s.n);
}

static void say_line(enum piece_kind k, const char *s)
{
	if (s && *s)
		say(k, str_left(str_from(s), PIECE_LINE_BYTES));
}

static void say_id(struct arena *a, enum piece_kind k, const char *id)
{
	if (id && *id)
		say(k, str_left(arena_fmt(a, "<%s>", id), PIECE_LINE_BYTES));
}

static _Noreturn void leave(void)
{
	say(PIECE_END, S(""));
	_exit(0);
}

/* ---- the head ---- */

static void say_addresses(InternetAddressList *all, int *left);

static void say_address(InternetAddress *one, int *left)
{
	if (INTERNET_ADDRESS_IS_GROUP(one))
		say_addresses(
			internet_address_group_get_members(INTERNET_ADDRESS_GROUP(one)),
			left);
	else if (INTERNET_ADDRESS_IS_MAILBOX(one) && (*left)-- > 0)
		say_line(PIECE_OTHER, internet_address_mailbox_get_addr(
					      INTERNET_ADDRESS_MAILBOX(one)));
}

static void say_addresses(InternetAddressList *all, int *left)
{
	int count = all ? internet_address_list_length(all) : 0;

	for (int i = 0; i<count && * left> 0; i++)
		say_address(internet_address_list_get_address(all, i), left);
}

static void say_sender(GMimeMessage *m)
{
	InternetAddressList *all = g_mime_message_get_from(m);
	InternetAddress *first = all && internet_address_list_length(all)
					 ? internet_address_list_get_address(all, 0)
					 : NULL;

	if (!first || !INTERNET_ADDRESS_IS_MAILBOX(first))
		return;
	say_line(PIECE_FROM,
		 internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(first)));
	say_line(PIECE_FROM_NAME, internet_address_get_name(first));
}

static void say_references(struct arena *a, GMimeMessage *m)
{
	static const char *const names[] = { "References", "In-Reply-To" };

	for (size_t n = 0; n < COUNT(names); n++) {
		const char *text = g_mime_object_get_header(GMIME_OBJECT(m), names[n]);
		GMimeReferences *all = text ? g_mime_references_parse(NULL, text) : NULL;
		int count = all ? g_mime_references_length(all) : 0;

		for (int i = count > PIECE_LIST / 2 ? count - PIECE_LIST / 2 : 0;
		     i < count; i++)
			say_id(a, PIECE_REFERENCE,
			       g_mime_references_get_message_id(all, i));
	}
}

static bool header_is(GMimeMessage *m, const char *name, const char *value)
{
	const char *is = g_mime_object_get_header(GMIME_OBJECT(m), name);

	return is && str_starts(arena_lower(arena_new(1 << 20), str_trim(str_from(is))),
				str_from(value));
}

static bool has_header(GMimeMessage *m, const char *name)
{
	return g_mime_object_get_header(GMIME_OBJECT(m), name) != NULL;
}

/* RFC 3834 5, and what was done before it. */
static bool is_automatic(GMimeMessage *m)
{
	return (has_header(m, "Auto-Submitted") &&
		!header_is(m, "Auto-Submitted", "no")) ||
	       header_is(m, "Precedence", "bulk") || header_is(m, "Precedence", "junk") ||
	       header_is(m, "Precedence", "list") ||
	       header_is(m, "Precedence", "auto_reply") || has_header(m, "List-Id") ||
	       has_header(m, "X-Autoreply") || has_header(m, "X-Autorespond");
}

static bool is_report(GMimeObject *o)
{
	GMimeContentType *t = g_mime_object_get_content_type(o);

	return t && g_mime_content_type_is_type(t, "multipart", "report");
}

static bool is_bounce(GMimeMessage *m)
{
	GMimeObject *top = g_mime_message_get_mime_part(m);
	InternetAddressList *all = g_mime_message_get_from(m);
	const char *from = NULL;
	char *lower;
	bool daemon;

	if (all && internet_address_list_length(all) &&
	    INTERNET_ADDRESS_IS_MAILBOX(internet_address_list_get_address(all, 0)))
		from = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(
			internet_address_list_get_address(all, 0)));
	lower = from ? g_ascii_strdown(from, -1) : NULL;
	daemon = lower && (str_starts(str_from(lower), S("mailer-daemon@")) ||
			   str_starts(str_from(lower), S("postmaster@")));
	g_free(lower);
	return daemon || (top && is_report(top)) || header_is(m, "Return-Path", "<>");
}

static void say_head(struct arena *a, GMimeMessage *m)
{
	int left = PIECE_LIST;

	say_sender(m);
	say_addresses(g_mime_message_get_addresses(m, GMIME_ADDRESS_TYPE_TO), &left);
	say_addresses(g_mime_message_get_addresses(m, GMIME_ADDRESS_TYPE_CC), &left);
	say_line(PIECE_SUBJECT, g_mime_message_get_subject(m));
	say_id(a, PIECE_ID, g_mime_message_get_message_id(m));
	say_references(a, m);
	if (is_automatic(m))
		say(PIECE_AUTOMATIC, S(""));
	if (is_bounce(m))
		say(PIECE_BOUNCE, S(""));
}

/* ---- the body ---- */

static GByteArray *content_of(GMimePart *p)
{
	GMimeDataWrapper *content = g_mime_part_get_content(p);
	GMimeStream *out = g_mime_stream_mem_new();

	if (content)
		g_mime_data_wrapper_write_to_stream(content, out);
	return g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(out));
}

static bool named_pdf(const char *name)
{
	char *lower = g_ascii_strdown(name, -1);
	bool pdf = g_str_has_suffix(lower, ".pdf");

	g_free(lower);
	return pdf;
}

static void say_file(struct finding *f, GMimePart *p, const char *name)
{
	GMimeContentType *t = g_mime_object_get_content_type(GMIME_OBJECT(p));
	bool pdf =
		named_pdf(name) || g_mime_content_type_is_type(t, "application", "pdf");
	GByteArray *bytes = pdf && f->files < ARRIVED_FILES ? content_of(p) : NULL;

	if (!bytes || !bytes->len || bytes->len > ARRIVED_FILE_BYTES) {
		if (f->left_out++ < PIECE_LIST)
			say_line(PIECE_LEFT_OUT, name);
		return;
	}
	f->files++;
	say_line(PIECE_FILE_NAME, name);
	say(PIECE_FILE, (str){ (const char *)bytes->data, bytes->len });
}

static bool is_attachment(GMimeObject *o)
{
	const char *d = g_mime_object_get_disposition(o);

	return d && g_ascii_strcasecmp(d, "attachment") == 0;
}

/* The head of a letter that came back. */
static void say_returned_head(const char *text)
{
	str rest = str_from(text);

	while (rest.n) {
		str line = str_cut(&rest, '\n');
		str name = str_cut(&line, ':');

		if (str_eq_nocase(name, S("Message-ID")))
			say(PIECE_BOUNCED, str_left(str_trim(line), PIECE_LINE_BYTES));
	}
}

static void take_text(struct finding *f, GMimeTextPart *p)
{
	GMimeContentType *t = g_mime_object_get_content_type(GMIME_OBJECT(p));
	char **place =
		g_mime_content_type_is_type(t, "text", "html") ? &f->html : &f->plain;

	if (g_mime_content_type_is_type(t, "text", "rfc822-headers"))
		say_returned_head(g_mime_text_part_get_text(p));
	else if (!*place)
		*place = g_mime_text_part_get_text(p);
}

/* Parts within parts end somewhere: a mail may be made of nothing else. */
static void walk(struct finding *f, GMimeObject *o)
{
	enum { DEEPEST = 20 };

	if (!o || f->depth > DEEPEST)
		return;
	f->depth++;
	if (GMIME_IS_MULTIPART(o)) {
		for (int i = 0; i < g_mime_multipart_get_count(GMIME_MULTIPART(o)); i++)
			walk(f, g_mime_multipart_get_part(GMIME_MULTIPART(o), i));
	} else if (GMIME_IS_MESSAGE_PART(o)) {
		GMimeMessage *inner =
			g_mime_message_part_get_message(GMIME_MESSAGE_PART(o));

		if (inner)
			say_id(f->arena, PIECE_BOUNCED,
			       g_mime_message_get_message_id(inner));
	} else if (GMIME_IS_TEXT_PART(o) && !is_attachment(o)) {
		take_text(f, GMIME_TEXT_PART(o));
	} else if (GMIME_IS_PART(o)) {
		const char *name = g_mime_part_get_filename(GMIME_PART(o));

		say_file(f, GMIME_PART(o), name && *name ? name : "tanpa nama");
	}
	f->depth--;
}

/* Cut between characters. */
static str shortened(const char *text)
{
	char *valid = g_utf8_make_valid(text, -1);
	str s = str_left(str_from(valid), PIECE_TEXT_BYTES);

	while (s.n && s.n == PIECE_TEXT_BYTES && (s.p[s.n - 1] & 0x80))
		s.n--;
	return s;
}

static void say_text(const struct finding *f)
{
	if (f->plain && !str_blank(str_from(f->plain)))
		say(PIECE_TEXT, shortened(f->plain));
	else if (f->html)
		say(PIECE_TEXT, html_words(f->arena, shortened(f->html)));
}

/* ---- the order of things ---- */

/* Tables of characters are files that are loaded, which the cage would not allow. */
static void warm_up(void)
{
	static const char *const names[] = {
		"ISO-8859-1",	"ISO-8859-2",	"ISO-8859-15",	"WINDOWS-1250",
		"WINDOWS-1251", "WINDOWS-1252", "WINDOWS-1256", "UTF-16",
		"UTF-7",	"US-ASCII",	"KOI8-R",	"GB18030",
		"GBK",		"BIG5",		"SHIFT_JIS",	"EUC-JP",
		"ISO-2022-JP",	"EUC-KR",
	};

	g_mime_init();
	for (size_t i = 0; i < COUNT(names); i++)
		(void)iconv_open("UTF-8", names[i]);
}

static GMimeMessage *parse(str mail)
{
	GMimeStream *in = g_mime_stream_mem_new_with_buffer(mail.p, mail.n);
	GMimeParser *parser = g_mime_parser_new_with_stream(in);

	g_mime_parser_set_format(parser, GMIME_FORMAT_MESSAGE);
	return g_mime_parser_construct_message(parser, NULL);
}

void mail_reader_main(int argc, char **argv)
{
	static const char *const nothing[] = { NULL };
	struct finding f = { 0 };
	GMimeMessage *m;
	str mail;

	if (argc < 2 || strcmp(argv[1], "read-mail") != 0)
		return;
	cage_begin();
	mail = cage_input();
	f.arena = arena_new((size_t)64 << 20);
	warm_up();
	cage_shut(nothing);
	m = mail.n ? parse(mail) : NULL;
	if (!m)
		_exit(1);
	say_head(f.arena, m);
	walk(&f, g_mime_message_get_mime_part(m));
	say_text(&f);
	leave();
}
