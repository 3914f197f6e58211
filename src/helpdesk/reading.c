/* What one sees of a ticket. Internal notes are read by ticket_notes() alone. */
#include "helpdesk/internal.h"

err ticket_thread(struct work *w, const struct ticket *t, str before, struct thread *ret)
{
	struct thread_page p = { .limit = THREAD_PAGE + 1 };
	str at = str_cut(&before, '.');

	if (!str_int(at, &p.before_at) || !str_int(before, &p.before_id))
		p.before_at = 0;
	*ret = (struct thread){ 0 };
	TRY(store_thread(w, t->id, &p, &ret->entries));
	if (ret->entries.count > THREAD_PAGE) {
		ret->earlier = true;
		ret->entries.items++;
		ret->entries.count--;
	}
	if (t->files)
		TRY(store_thread_files(w, t->id, &ret->files));
	return t->answers ? store_answers(w, t->id, &ret->answers) : OK;
}

err ticket_notes(struct work *w, const struct ticket *t, struct notes *ret)
{
	*ret = (struct notes){ 0 };
	return notes_visible(t, w->actor) ? store_notes(w, t->id, ret) : OK;
}

static err record_file(struct work *w, const struct ticket *t, const struct attachment *f,
		       str reason)
{
	struct audit_change what = { S("lampiran"), S(""), f->document };
	struct changes list = { &what, 1, 1 };

	return ticket_record(w, t, S("ticket.file_opened"), reason, &list);
}

static err read_file(struct work *w, const struct attachment *f, str *ret)
{
	struct document *d;

	TRY(documents_find(w, f->document, &d));
	return d ? documents_read(w, d, ret)
		 : FAULT(FAULT_INTERNAL, "an attachment without its document");
}

err ticket_open_file(struct work *w, const struct ticket *t, str document, str reason,
		     struct file_opening *ret)
{
	struct grant g = actor_grant(w->actor, CAN_ATTACH_TICKET);

	*ret = (struct file_opening){ .why = TICKET_NOT_FOUND };
	if (!ticket_within(t, w->actor, CAN_ATTACH_TICKET))
		return OK;
	TRY(store_file_of(w, t->id, document, &ret->file));
	if (!ret->file)
		return OK;
	ret->why = TICKET_NO_REASON;
	if (g.modifiers & GRANT_REASON && (str_blank(reason) || !str_one_line(reason)))
		return OK;
	ret->why = TICKET_GRANTED;
	TRY(read_file(w, ret->file, &ret->bytes));
	return record_file(w, t, ret->file, reason);
}
