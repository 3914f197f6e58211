#include <gmime/gmime.h>
#include <pthread.h>

#include "mail/internal.h"

/*
 * "=_" cannot occur in quoted-printable, so no text can hold the boundary; being
 * the same each time, it makes the bytes of a letter the same at every try.
 */
static const char boundary[] = "=_myintress";

static void start(void)
{
	g_mime_init();
}

/*
 * A value for one header field: what could end the field becomes a space, as
 * does the = of "=?", which would make it an encoded word (RFC 2047).
 */
static const char *field(struct arena *a, str value)
{
	char *copy = arena_cstr(a, value);

	for (size_t i = 0; i < value.n; i++)
		if ((unsigned char)copy[i] < ' ' || copy[i] == 0x7f ||
		    (copy[i] == '=' && copy[i + 1] == '?'))
			copy[i] = ' ';
	return copy;
}

/* "Name" of "Name <address>", without quotes. */
static str display_name(str from)
{
	str name = S("");

	if (str_index(from, '<') < from.n)
		name = str_trim(str_left(from, str_index(from, '<')));
	if (name.n >= 2 && name.p[0] == '"' && name.p[name.n - 1] == '"')
		name = str_left(str_skip(name, 1), name.n - 2);
	return name;
}

static void add_headers(GMimeMessage *m, struct arena *a, const struct letter *l)
{
	str id = str_left(str_skip(l->message_id, 1), l->message_id.n - 2);
	GDateTime *date = g_date_time_new_from_unix_utc(l->date);

	g_mime_message_add_mailbox(m, GMIME_ADDRESS_TYPE_FROM,
				   field(a, display_name(l->from)),
				   field(a, mail_address_of(l->from)));
	g_mime_message_add_mailbox(m, GMIME_ADDRESS_TYPE_TO, NULL, field(a, l->to));
	g_mime_message_set_subject(m, field(a, l->subject), "utf-8");
	g_mime_message_set_message_id(m, arena_cstr(a, id));
	g_mime_message_set_date(m, date);
	/* RFC 3834: holiday notices do not answer such a letter. */
	g_mime_object_set_header(GMIME_OBJECT(m), "Auto-Submitted", "auto-generated",
				 NULL);
	g_date_time_unref(date);
}

/*
 * The content goes through a stream: g_mime_text_part_set_text() would choose
 * ISO-8859-1 where it can.
 */
static void add_part(GMimeMultipart *parts, const char *subtype, str text)
{
	GMimePart *part = g_mime_part_new_with_type("text", subtype);
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(text.p, text.n);
	GMimeDataWrapper *content = g_mime_data_wrapper_new_with_stream(
		stream, GMIME_CONTENT_ENCODING_DEFAULT);

	g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
	g_mime_part_set_content(part, content);
	g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
	g_mime_multipart_add(parts, GMIME_OBJECT(part));
	g_object_unref(content);
	g_object_unref(stream);
	g_object_unref(part);
}

static str written(struct arena *a, GMimeMessage *m)
{
	GMimeFormatOptions *crlf = g_mime_format_options_new();
	GMimeStream *out = g_mime_stream_mem_new();
	GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(out));
	str copy;

	g_mime_format_options_set_newline_format(crlf, GMIME_NEWLINE_FORMAT_DOS);
	g_mime_object_write_to_stream(GMIME_OBJECT(m), crlf, out);
	copy = arena_str(a, (str){ (const char *)bytes->data, bytes->len });
	g_object_unref(out);
	g_mime_format_options_free(crlf);
	return copy;
}

err letter_build(struct arena *a, const struct letter *l, str *ret)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	GMimeMessage *m;
	GMimeMultipart *parts;

	if (!mail_address_valid(mail_address_of(l->from)) || !mail_address_valid(l->to))
		return FAULT(FAULT_INTERNAL,
			     "a letter without a valid sender or recipient");
	if (!message_id_valid(l->message_id))
		return FAULT(FAULT_INTERNAL, "a letter without a valid Message-ID");
	pthread_once(&once, start);
	m = g_mime_message_new(TRUE);
	add_headers(m, a, l);
	parts = g_mime_multipart_new_with_subtype("alternative");
	g_mime_multipart_set_boundary(parts, boundary);
	add_part(parts, "plain", l->text);
	add_part(parts, "html", l->html);
	g_mime_message_set_mime_part(m, GMIME_OBJECT(parts));
	*ret = written(a, m);
	g_object_unref(parts);
	g_object_unref(m);
	return OK;
}
