#include "helpdesk/internal.h"

#define COLUMNS                                                                          \
	"f.id, f.entry, f.requirement, f.document, f.file_name, f.bytes, f.pages,"       \
	" f.scan, f.sha256"

static struct attachment read_attachment(struct rows *r)
{
	return (struct attachment){
		.id = row_int(r, 0),
		.entry = row_int(r, 1),
		.requirement = row_str(r, 2),
		.document = row_str(r, 3),
		.file_name = row_str(r, 4),
		.bytes = row_int(r, 5),
		.pages = (int)row_int(r, 6),
		.scan = (enum document_scan)row_word(r, 7, WORDS(document_scan_words)),
		.sha256 = row_str(r, 8),
	};
}

static err read_all(struct work *w, struct rows *r, struct attachments *ret)
{
	*ret = (struct attachments){ 0 };
	while (rows_next(r))
		*PUSH(w->arena, ret) = read_attachment(r);
	return rows_end(r);
}

err store_file_insert(struct work *w, const struct file_row *f, int64_t *ret_id)
{
	const struct document_taken *t = f->taken;
	struct rows r = work_query(
		w,
		"INSERT INTO ticket_file (owner, ticket, entry, requirement, document,"
		" file_name, bytes, pages, scan, sha256, added_at)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id",
		ARGS(arg_id(f->owner), arg_id(f->ticket), arg_id(f->entry),
		     arg_str(f->requirement), arg_str(t->id), arg_str(t->file_name),
		     arg_int(t->bytes), arg_int(t->pages),
		     arg_str(document_scan_words[t->scan]), arg_str(t->sha256),
		     arg_int(w->now)));

	*ret_id = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}

err store_files_adopt(struct work *w, int64_t owner, int64_t draft_ticket,
		      const struct entry *e, int64_t *ret)
{
	if (draft_ticket)
		return work_exec(w,
				 "UPDATE ticket_file SET entry = $3, ticket = $4"
				 " WHERE owner = $1 AND ticket = $2 AND entry IS NULL",
				 ARGS(arg_int(owner), arg_int(draft_ticket),
				      arg_int(e->id), arg_int(e->ticket)),
				 ret);
	return work_exec(w,
			 "UPDATE ticket_file SET entry = $2, ticket = $3"
			 " WHERE owner = $1 AND ticket IS NULL AND entry IS NULL",
			 ARGS(arg_int(owner), arg_int(e->id), arg_int(e->ticket)), ret);
}

err store_draft_files(struct work *w, int64_t owner, int64_t draft_ticket,
		      struct attachments *ret)
{
	struct rows r = draft_ticket
				? work_query(w,
					     "SELECT " COLUMNS " FROM ticket_file f"
					     " WHERE f.owner = $1 AND f.ticket = $2"
					     " AND f.entry IS NULL ORDER BY f.id",
					     ARGS(arg_int(owner), arg_int(draft_ticket)))
				: work_query(w,
					     "SELECT " COLUMNS " FROM ticket_file f"
					     " WHERE f.owner = $1 AND f.ticket IS NULL"
					     " AND f.entry IS NULL ORDER BY f.id",
					     ARGS(arg_int(owner)));

	return read_all(w, &r, ret);
}

err store_thread_files(struct work *w, int64_t thread, struct attachments *ret)
{
	struct rows r =
		work_query(w,
			   "SELECT " COLUMNS
			   " FROM ticket_entry e JOIN ticket_file f ON f.entry = e.id"
			   " WHERE e.thread = $1 ORDER BY f.id",
			   ARGS(arg_int(thread)));

	return read_all(w, &r, ret);
}

err store_file_of(struct work *w, int64_t thread, str document, struct attachment **ret)
{
	struct rows r = work_query(
		w,
		"SELECT " COLUMNS " FROM ticket_file f"
		" LEFT JOIN ticket_entry e ON e.id = f.entry"
		" WHERE f.document = $1 AND (e.thread = $2 OR (f.entry IS NULL"
		" AND f.owner = $3 AND COALESCE(f.ticket, 0) = $2))",
		ARGS(arg_str(document), arg_int(thread), arg_int(w->actor->person)));

	*ret = NULL;
	if (rows_next(&r)) {
		*ret = NEW(w->arena, struct attachment);
		**ret = read_attachment(&r);
	}
	return rows_end(&r);
}

err store_draft_file_drop(struct work *w, str document, bool *ret)
{
	int64_t dropped;

	TRY(work_exec(w,
		      "DELETE FROM ticket_file"
		      " WHERE document = $1 AND owner = $2 AND entry IS NULL",
		      ARGS(arg_str(document), arg_int(w->actor->person)), &dropped));
	*ret = dropped == 1;
	return OK;
}
