/* What becomes of a mail: one unit of work, at the end of which it has its fate. */
#include "helpdesk/helpdesk.h"
#include "jobs/jobs.h"
#include "mail/mail.h"
#include "mailroom/internal.h"
#include "registration/registration.h"
#include "web/web.h"

/* ---- what is known of it ---- */

static err look(struct work *w, const struct incoming *in, struct circumstances *c)
{
	str host = mail_address_of(w->settings->mail_from);

	c->own_address = mail_address_of(w->settings->mail_from);
	str_cut(&host, '@');
	c->own_host = host;
	TRY(store_mail_in_known(w, in->mail.message_id, &c->known));
	return store_mail_in_count(w, arena_lower(w->arena, in->mail.from), w->now - HOUR,
				   &c->lately);
}

/* ---- the text and the files of a message ---- */

static void name_files(struct buf *b, const struct strs *names)
{
	for (size_t i = 0; i < names->count; i++)
		buf_fmt(b, "%s%.*s", i ? ", " : "", P(names->items[i]));
}

/* Files that were not taken, and why. */
static struct strs refused_files(struct work *w, const struct incoming *in)
{
	struct strs all = { 0 };

	for (size_t i = 0; i < in->file_count; i++)
		if (in->files[i].refused)
			*PUSH(w->arena, &all) =
				document_refused(w->arena, &in->files[i]).text;
	for (size_t i = 0; i < in->mail.left_out.count; i++)
		*PUSH(w->arena, &all) =
			arena_fmt(w->arena, "%.*s: hanya PDF sampai 10 MB, 5 berkas",
				  P(in->mail.left_out.items[i]));
	return all;
}

static str beginning(struct arena *a, str text, size_t runes)
{
	size_t n = 0, seen = 0;

	while (n < text.n && (seen < runes || ((unsigned char)text.p[n] & 0xc0) == 0x80))
		seen += ((unsigned char)text.p[n++] & 0xc0) != 0x80;
	return n < text.n ? arena_fmt(a, "%.*s\n[dipotong]", P(str_left(text, n))) : text;
}

/* A text that may be kept: some mails have none, and what was left out is said. */
static str body_of(struct work *w, const struct incoming *in)
{
	enum { FOR_FILES = 2000 };
	struct strs refused = refused_files(w, in);
	struct buf b = buf_new(w->arena);

	buf_add(&b, str_blank(in->mail.text)
			    ? S("(Email tanpa teks.)")
			    : beginning(w->arena, in->mail.text, BODY_MAX - FOR_FILES));
	if (refused.count) {
		struct buf names = buf_new(w->arena);

		name_files(&names, &refused);
		buf_fmt(&b, "\n\n[Lampiran yang tidak diterima: %.*s]",
			P(beginning(w->arena, buf_str(&names), FOR_FILES - 100)));
	}
	return buf_str(&b);
}

static struct ticket_file *files_of(struct work *w, const struct incoming *in,
				    size_t *ret_count)
{
	struct ticket_file *all = NEW_ARRAY(w->arena, struct ticket_file,
					    in->file_count ? in->file_count : 1);

	*ret_count = 0;
	for (size_t i = 0; i < in->file_count; i++)
		if (!in->files[i].refused)
			all[(*ret_count)++].taken = in->files[i];
	return all;
}

static struct mail_sender sender_of(const struct incoming *in)
{
	return (struct mail_sender){ .address = in->mail.from,
				     .name = in->mail.from_name,
				     .message_id = in->mail.message_id,
				     .copies = in->mail.others };
}

/* ---- a ticket ---- */

static err open_ticket(struct work *w, const struct incoming *in,
		       const struct registration *about, struct mail_row *row)
{
	struct mail_sender from = sender_of(in);
	struct ticket_input t = { .subject = in->mail.subject,
				  .body = body_of(w, in),
				  .mail = &from };
	struct ticket_result ret;

	if (about) {
		t.satker = about->satker;
		t.category = S("USER_MYINTRESS");
		t.about = (struct about){ S("permohonan"), about->number };
	}
	t.files = files_of(w, in, &t.file_count);
	TRY(ticket_open(w, &t, &ret));
	row->fate = FATE_TICKET;
	if (ret.why == TICKET_DOUBLE)
		row->fate = FATE_DOUBLE;
	else if (ret.why)
		return FAULT(FAULT_INTERNAL, "a mail that cannot be a ticket: %d",
			     (int)ret.why);
	row->about = ret.ticket->number;
	row->kppn = ret.ticket->kppn;
	return OK;
}

/* The ticket that the mail goes on with, by key and references only; "" for none. */
static err thread_of(struct work *w, const struct incoming *in, str *ret)
{
	TRY(ticket_by_key(w, ticket_key_in(in->mail.text), ret));
	if (!ret->n)
		TRY(ticket_by_references(w, &in->mail.references, ret));
	return OK;
}

static err reply(struct work *w, const struct incoming *in, str number,
		 struct mail_row *row)
{
	struct mail_sender from = sender_of(in);
	struct message_input m = { .body = body_of(w, in),
				   .seen = ANY_MESSAGE,
				   .mail = &from };
	struct ticket_result ret;

	m.files = files_of(w, in, &m.file_count);
	TRY(ticket_reply(w, number, &m, &ret));
	if (ret.why && ret.why != TICKET_DOUBLE) {
		row->detail = arena_fmt(w->arena, "Bukan balasan %.*s: %.*s", P(number),
					P(ticket_refusals[ret.why].text));
		return open_ticket(w, in, NULL, row);
	}
	row->fate = ret.why ? FATE_DOUBLE : FATE_REPLY;
	row->about = ret.ticket->number;
	row->kppn = ret.ticket->kppn;
	return OK;
}

/* ---- a draft of a registration ---- */

static err attach_files(struct work *w, const struct incoming *in,
			const struct registration *r, struct missing *m)
{
	bool given[DOCUMENT_KINDS] = { false };

	for (size_t i = 0; i < in->file_count; i++) {
		const struct document_taken *f = &in->files[i];
		enum document_kind k =
			names_form(w->arena, f->file_name) ? DOCUMENT_FORM : DOCUMENT_SK;
		enum registration_refusal why;

		if (f->refused)
			continue;
		if (given[k]) {
			*PUSH(w->arena, &m->refused) =
				arena_fmt(w->arena, "%.*s: hanya satu berkas untuk %.*s",
					  P(f->file_name), P(document_kind_labels[k]));
			continue;
		}
		TRY(draft_attach(w, r, k, f, &why));
		given[k] = !why;
	}
	return OK;
}

static err answer_draft(struct work *w, const struct incoming *in,
			const struct mail_draft *d, struct mail_row *row)
{
	struct missing m = { .refused = refused_files(w, in) };
	struct documents files;

	TRY(attach_files(w, in, d->registration, &m));
	TRY(documents_of(w, S("registration"), d->registration->id, &files));
	m.sk = !documents_current(&files, DOCUMENT_SK);
	m.form = !documents_current(&files, DOCUMENT_FORM);
	row->fate = FATE_DRAFT;
	row->about = d->registration->number;
	row->kppn = d->registration->kppn;
	return letter_begun(w, d->registration, &m, d->link);
}

static err begin_draft(struct work *w, const struct incoming *in, str name,
		       struct mail_row *row)
{
	struct satker *satker;
	struct satkers like;
	struct mail_draft d;

	TRY(satker_meant(w, name, &satker, &like));
	if (!satker) {
		row->fate = FATE_CANDIDATES;
		row->detail = arena_fmt(w->arena, "Nama satker: %.*s", P(name));
		return letter_candidates(w, in->mail.from, name, &like);
	}
	TRY(draft_by_mail(w, satker->code, in->mail.from, &d));
	if (d.why) {
		row->fate = FATE_HELD;
		row->kppn = satker->kppn;
		row->detail = S("Kotak surat ini sudah memulai 5 draf hari ini");
		return OK;
	}
	return answer_draft(w, in, &d, row);
}

/* An answer to our letter about a draft: its files belong there. */
static err draft_of_thread(struct work *w, const struct incoming *in,
			   struct mail_draft *ret)
{
	int64_t id = 0;

	*ret = (struct mail_draft){ 0 };
	for (size_t i = in->mail.references.count; i > 0 && !id; i--)
		TRY(mail_topic_of(w, in->mail.references.items[i - 1], S("registration"),
				  &id));
	return id ? draft_again_by_mail(w, id, in->mail.from, ret) : OK;
}

/* ---- all of them ---- */

/* With files it fills the draft; without, it is a question about it. */
static err go_on_with_draft(struct work *w, const struct incoming *in,
			    const struct mail_draft *d, struct mail_row *row)
{
	return in->file_count && d->link.n ? answer_draft(w, in, d, row)
					   : open_ticket(w, in, d->registration, row);
}

static err of_a_person(struct work *w, const struct incoming *in, struct mail_row *row)
{
	struct mail_draft draft;
	str number, name, subject;

	TRY(thread_of(w, in, &number));
	if (number.n) {
		TRY(ticket_subject(w, number, &subject));
		if (subject_continues(in->mail.subject, number, subject))
			return reply(w, in, number, row);
		row->detail = arena_fmt(w->arena, "Judul lain daripada %.*s: tiket baru",
					P(number));
		return open_ticket(w, in, NULL, row);
	}
	TRY(draft_of_thread(w, in, &draft));
	if (draft.registration)
		return go_on_with_draft(w, in, &draft, row);
	if (registration_subject(in->mail.subject, &name))
		return begin_draft(w, in, name, row);
	return open_ticket(w, in, NULL, row);
}

static err of_a_bounce(struct work *w, const struct incoming *in, struct mail_row *row)
{
	TRY(ticket_by_references(w, &in->mail.bounced, &row->about));
	if (!row->about.n)
		TRY(ticket_by_references(w, &in->mail.references, &row->about));
	row->detail = S("Penerima tidak dapat dihubungi; periksa alamatnya");
	return OK;
}

static err by_fate(struct work *w, const struct incoming *in, struct mail_row *row)
{
	switch (row->fate) {
	case FATE_TICKET:
		return of_a_person(w, in, row);
	case FATE_BOUNCE:
		return of_a_bounce(w, in, row);
	case FATE_TOO_LARGE:
		return letter_too_large(w, in->mail.from, in->mail.subject);
	default:
		return OK;
	}
}

err intake(struct work *w, const struct incoming *in)
{
	struct mail_row row = {
		.validity = in->validity,
		.uid = in->uid,
		.message_id = in->mail.message_id,
		.sender = arena_lower(w->arena, in->mail.from),
		.sender_name = in->mail.from_name,
		.subject = in->mail.subject,
	};
	struct circumstances c;

	TRY(look(w, in, &c));
	row.fate = fate_of(in, &c);
	TRY(by_fate(w, in, &row));
	return store_mail_in(w, &row);
}
