#include "documents/internal.h"

#define COLUMNS                                                                          \
	"id, subject_kind, subject, kind, round, file_name, bytes, pages, sha256, scan," \
	" created_at, created_by, replaced_at, rendered_at"

static struct document read_document(struct rows *r)
{
	return (struct document){
		.id = row_str(r, 0),
		.subject_kind = row_str(r, 1),
		.subject = row_int(r, 2),
		.kind = (enum document_kind)row_word(r, 3, WORDS(document_kind_words)),
		.round = (int)row_int(r, 4),
		.file_name = row_str(r, 5),
		.bytes = row_int(r, 6),
		.pages = (int)row_int(r, 7),
		.sha256 = row_str(r, 8),
		.scan = (enum document_scan)row_word(r, 9, WORDS(document_scan_words)),
		.created_at = row_int(r, 10),
		.created_by = row_int(r, 11),
		.replaced_at = row_int(r, 12),
		.rendered_at = row_int(r, 13),
	};
}

err documents_find(struct work *w, str id, struct document **ret)
{
	struct rows r = work_query(w, "SELECT " COLUMNS " FROM document WHERE id = $1",
				   ARGS(arg_str(id)));

	*ret = NULL;
	if (rows_next(&r)) {
		*ret = NEW(w->arena, struct document);
		**ret = read_document(&r);
	}
	return rows_end(&r);
}

err documents_of(struct work *w, str subject_kind, int64_t subject, struct documents *ret)
{
	struct rows r =
		work_query(w,
			   "SELECT " COLUMNS
			   " FROM document WHERE subject_kind = $1 AND subject = $2"
			   " ORDER BY created_at DESC, id",
			   ARGS(arg_str(subject_kind), arg_int(subject)));

	*ret = (struct documents){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = read_document(&r);
	return rows_end(&r);
}

err documents_elsewhere(struct work *w, const struct document *d, int64_t *ret)
{
	struct rows r = work_query(
		w,
		"SELECT subject FROM document"
		" WHERE sha256 = $1 AND subject_kind = $2 AND subject <> $3"
		" ORDER BY created_at DESC, subject DESC LIMIT 1",
		ARGS(arg_str(d->sha256), arg_str(d->subject_kind), arg_int(d->subject)));

	*ret = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}

err store_document(struct work *w, const struct document *d, bool *ret_added)
{
	int64_t added = 0;

	TRY(work_exec(w,
		      "INSERT INTO document (" COLUMNS ")"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, 0)"
		      " ON CONFLICT DO NOTHING",
		      ARGS(arg_str(d->id), arg_str(d->subject_kind), arg_int(d->subject),
			   arg_str(document_kind_words[d->kind]), arg_int(d->round),
			   arg_str(d->file_name), arg_int(d->bytes), arg_int(d->pages),
			   arg_str(d->sha256), arg_str(document_scan_words[d->scan]),
			   arg_int(d->created_at), arg_int(d->created_by)),
		      &added));
	*ret_added = added == 1;
	return OK;
}

err store_replace(struct work *w, const struct document_place *p, str *ret_old_sha256)
{
	struct rows r = work_query(
		w,
		"UPDATE document SET replaced_at = $4"
		" WHERE subject_kind = $1 AND subject = $2 AND kind = $3 AND replaced_at = 0"
		" RETURNING sha256",
		ARGS(arg_str(p->owner.subject_kind), arg_int(p->owner.subject),
		     arg_str(document_kind_words[p->kind]), arg_int(w->now)));

	*ret_old_sha256 = S("");
	while (rows_next(&r))
		*ret_old_sha256 = row_str(&r, 0);
	return rows_end(&r);
}

err store_rendered(struct work *w, str id)
{
	return work_exec(w,
			 "UPDATE document SET rendered_at = $2"
			 " WHERE id = $1 AND rendered_at = 0",
			 ARGS(arg_str(id), arg_int(w->now)), NULL);
}

err store_forget(struct work *w, const struct document_owner *owner,
		 struct documents *ret)
{
	struct rows r =
		work_query(w,
			   "DELETE FROM document"
			   " WHERE subject_kind = $1 AND subject = $2"
			   " RETURNING " COLUMNS,
			   ARGS(arg_str(owner->subject_kind), arg_int(owner->subject)));

	*ret = (struct documents){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = read_document(&r);
	return rows_end(&r);
}
