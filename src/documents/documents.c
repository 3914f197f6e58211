#include "access/access.h"
#include "audit/audit.h"
#include "documents/internal.h"
#include "jobs/jobs.h"
#include "pdf/pdf.h"

enum { ID_BYTES = 16 };

static enum document_refusal refusal_of(enum pdf_reading outcome)
{
	static const enum document_refusal all[PDF_READINGS] = {
		[PDF_READ] = DOCUMENT_TAKEN,	      [PDF_NOT_PDF] = DOCUMENT_NOT_PDF,
		[PDF_ENCRYPTED] = DOCUMENT_ENCRYPTED, [PDF_BROKEN] = DOCUMENT_BROKEN,
		[PDF_TOO_LONG] = DOCUMENT_TOO_LONG,
	};

	return all[outcome];
}

static err look(struct arena *a, const struct http_upload *file, struct document_taken *t)
{
	struct pdf_facts facts;

	if (file->bytes == 0)
		t->refused = DOCUMENT_EMPTY;
	else if (file->bytes > DOCUMENT_BYTES)
		t->refused = DOCUMENT_TOO_LARGE;
	if (t->refused)
		return OK;
	TRY(pdf_look(a, file->path, DOCUMENT_PAGES, &facts));
	t->refused = refusal_of(facts.outcome);
	t->pages = facts.pages;
	return OK;
}

static void scan(const struct settings *s, const struct http_upload *file,
		 struct document_taken *t)
{
	static const enum document_refusal refusals[] = {
		[VERDICT_CLEAN] = DOCUMENT_TAKEN,
		[VERDICT_VIRUS] = DOCUMENT_VIRUS,
		[VERDICT_NONE] = DOCUMENT_SCANNER_DOWN,
	};

	if (t->refused || !s->antivirus.n)
		return;
	t->refused = refusals[antivirus_ask(s->antivirus, file->path)];
	t->scan = SCAN_CLEAN;
}

static str new_id(struct arena *a)
{
	char bytes[ID_BYTES];

	random_bytes(bytes, sizeof(bytes));
	return hex(a, (str){ bytes, sizeof(bytes) });
}

err document_take(struct arena *a, const struct settings *s, const struct keys *k,
		  const struct http_upload *file, struct document_taken *ret)
{
	struct vault v = { a, s, k };
	struct sealed_file sealed;

	*ret = (struct document_taken){ .file_name = document_name(a, file->file_name) };
	TRY(look(a, file, ret));
	scan(s, file, ret);
	if (ret->refused)
		return OK;
	ret->id = new_id(a);
	TRY(vault_put(&v, ret->id, file->path, &sealed));
	ret->bytes = sealed.bytes;
	ret->sha256 = arena_str(a, str_from(sealed.sha256));
	return OK;
}

static err record(struct work *w, const struct document_place *p, str old, str new)
{
	struct audit_change change = { document_kind_words[p->kind], old, new };
	struct audit_act act = {
		.event = S("document.uploaded"),
		.subject_kind = p->owner.subject_kind,
		.subject = p->owner.name,
		.unit = p->owner.unit,
		.changes = &change,
		.change_count = 1,
	};

	return audit_record(w, &act);
}

err documents_keep(struct work *w, const struct document_place *place,
		   const struct document_taken *t, struct document *ret)
{
	bool added;
	str old;

	*ret = (struct document){
		.id = t->id,
		.subject_kind = place->owner.subject_kind,
		.subject = place->owner.subject,
		.kind = place->kind,
		.round = place->round,
		.file_name = t->file_name,
		.bytes = t->bytes,
		.pages = t->pages,
		.sha256 = t->sha256,
		.scan = t->scan,
		.created_at = w->now,
		.created_by = w->actor->person,
	};
	TRY(store_replace(w, place, &old));
	TRY(store_document(w, ret, &added));
	if (!added)
		return FAULT(FAULT_INTERNAL, "document kept twice");
	TRY(record(w, place, old, t->sha256));
	return jobs_add(w, &documents_render_job, place->owner.subject, t->id, 0);
}

static err record_erased(struct work *w, const struct document_owner *owner,
			 const struct document *d)
{
	struct audit_change change = { document_kind_words[d->kind], d->sha256, S("") };
	struct audit_act act = {
		.event = S("document.erased"),
		.subject_kind = owner->subject_kind,
		.subject = owner->name,
		.unit = owner->unit,
		.changes = &change,
		.change_count = 1,
	};

	return audit_record(w, &act);
}

/* Whoever found the row before it went has read the file by then. */
enum { READERS_FINISH = MINUTE };

err documents_forget(struct work *w, const struct document_owner *owner)
{
	struct documents gone;

	TRY(store_forget(w, owner, &gone));
	for (size_t i = 0; i < gone.count; i++) {
		TRY(record_erased(w, owner, &gone.items[i]));
		TRY(jobs_add(w, &documents_erase_job, owner->subject, gone.items[i].id,
			     w->now + READERS_FINISH));
	}
	return OK;
}

static struct vault vault_of(struct work *w)
{
	return (struct vault){ w->arena, w->settings, w->keys };
}

err documents_read(struct work *w, const struct document *d, str *ret)
{
	struct vault v = vault_of(w);

	return vault_get(&v, d->id, ret);
}

err documents_page(struct work *w, const struct document *d, int n,
		   struct document_page *ret)
{
	struct vault v = vault_of(w);
	bool there = false;

	*ret = (struct document_page){ .state = d->rendered_at ? PAGE_UNREADABLE
							       : PAGE_BEING_MADE };
	if (n < 1 || n > d->pages) {
		ret->state = PAGE_UNREADABLE;
		return OK;
	}
	TRY(vault_get_page(&v, d->id, n, &there, &ret->bytes));
	if (!there)
		return OK;
	ret->state = PAGE_READY;
	ret->type =
		str_starts(ret->bytes, S("\xff\xd8")) ? S("image/jpeg") : S("image/png");
	return OK;
}
