/* Files of messages, and of messages that are still being written. */
#include "helpdesk/internal.h"

err files_count(struct work *w, const struct file_source *from, struct strs *ret)
{
	struct attachments drafted = { 0 };

	*ret = (struct strs){ 0 };
	for (size_t i = 0; i < from->count; i++)
		*PUSH(w->arena, ret) = from->files[i].requirement;
	if (from->with_draft)
		TRY(store_draft_files(w, w->actor->person, from->draft_ticket, &drafted));
	for (size_t i = 0; i < drafted.count; i++)
		*PUSH(w->arena, ret) = drafted.items[i].requirement;
	return OK;
}

static str unit_of(struct work *w, const struct ticket *t)
{
	return t && t->satker.n ? arena_fmt(w->arena, "satker:%.*s", P(t->satker))
				: S("");
}

/* t is NULL for the draft of a new ticket, e for any draft. */
err file_keep(struct work *w, const struct ticket *t, const struct entry *e,
	      const struct ticket_file *f, int64_t *ret_id)
{
	struct file_row row = {
		.owner = w->actor->person,
		.ticket = t ? t->id : 0,
		.entry = e ? e->id : 0,
		.requirement = f->requirement,
		.taken = &f->taken,
	};
	struct document_place place = {
		.owner = { S("ticket"), 0, t ? t->number : S("baru"), unit_of(w, t) },
		.kind = DOCUMENT_ATTACHMENT,
	};
	struct document kept;

	TRY(store_file_insert(w, &row, ret_id));
	place.owner.subject = *ret_id;
	return documents_keep(w, &place, &f->taken, &kept);
}

err files_keep(struct work *w, const struct ticket *t, const struct entry *e,
	       const struct file_source *from)
{
	int64_t id, adopted;

	for (size_t i = 0; i < from->count; i++)
		TRY(file_keep(w, t, e, &from->files[i], &id));
	return from->with_draft ? store_files_adopt(w, w->actor->person,
						    from->draft_ticket, e, &adopted)
				: OK;
}
