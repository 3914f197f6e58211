#include "jobs/jobs.h"
#include "documents/internal.h"
#include "pdf/pdf.h"

enum {
	RENDER_MS = 120 * 1000, /* for a whole document: its pages may all be bombs */
	RENDER_LEASE_S = 180,
	RENDER_TRIES = 5,
	SWEEP_LEASE_S = 600,
	SWEEP_TRIES = 3,
	DIRECTORIES = 256,
};

/* ---- drawing: the same pictures again in the same files, so it may be repeated ---- */

static err find_document(struct work *w, const struct job *j, void **ret_input)
{
	struct document *d;

	TRY(documents_find(w, j->arg, &d));
	if (d && !d->rendered_at)
		*ret_input = d;
	return OK;
}

static err draw_page(const struct vault *v, const struct document *d, str pdf, int n)
{
	struct arena_mark mark = arena_mark(v->arena);
	struct pdf_picture picture;
	err e = pdf_picture_bytes(v->arena, pdf, n, DOCUMENT_DPI, &picture);

	if (!e && picture.outcome == PDF_READ)
		e = vault_put_page(v, d->id, n, picture.bytes);
	arena_rewind(v->arena, mark);
	return e;
}

static err draw_pages(const struct vault *v, const struct document *d)
{
	int64_t until = clock_monotonic_ms() + RENDER_MS;
	str pdf;

	TRY(vault_get(v, d->id, &pdf));
	for (int n = 1; n <= d->pages && clock_monotonic_ms() < until; n++)
		TRY(draw_page(v, d, pdf, n));
	return OK;
}

/* The result is the fault, if there was one. */
static void *draw(const struct job_world *world, const struct job *j, void *input)
{
	struct vault v = { world->arena, world->settings, world->keys };
	err *result = NEW(world->arena, err);

	(void)j;
	*result = draw_pages(&v, input);
	return result;
}

static err drawn(struct work *w, const struct job *j, void *input, void *result)
{
	const struct document *d = input;

	(void)j;
	TRY(*(err *)result);
	return store_rendered(w, d->id);
}

const struct job_kind documents_render_job = {
	.name = STR("documents.render"),
	.prepare = find_document,
	.act = draw,
	.settle = drawn,
	.lease_s = RENDER_LEASE_S,
	.max_tries = RENDER_TRIES,
	.at_once = 1, /* a page takes a core and up to 256 MiB */
};

/* ---- erasing: a file that is gone is gone, so it may be repeated ---- */

static err find_forgotten(struct work *w, const struct job *j, void **ret_input)
{
	struct document *d;

	TRY(documents_find(w, j->arg, &d));
	if (!d)
		*ret_input = NEW(w->arena, str);
	return OK;
}

static void *erase(const struct job_world *world, const struct job *j, void *input)
{
	struct vault v = { world->arena, world->settings, world->keys };
	err *result = NEW(world->arena, err);

	(void)input;
	*result = vault_erase(&v, j->arg);
	return result;
}

static err erased(struct work *w, const struct job *j, void *input, void *result)
{
	(void)w;
	(void)j;
	(void)input;
	return *(err *)result;
}

const struct job_kind documents_erase_job = {
	.name = STR("documents.erase"),
	.prepare = find_forgotten,
	.act = erase,
	.settle = erased,
};

/* ---- sweeping: a file that is gone is gone, so it may be repeated ---- */

/* A file is written before its row: only one that is old enough has none for good. */
static err add_orphans(struct work *w, const struct strs *names, struct strs *orphans)
{
	for (size_t i = 0; i < names->count; i++) {
		str id = names->items[i];
		struct document *d = NULL;

		if (!str_ends(id, S(".part")))
			TRY(documents_find(w, str_left(id, str_index(id, '.')), &d));
		if (!d)
			*PUSH(w->arena, orphans) = names->items[i];
	}
	return OK;
}

/* Older files were looked at when they were younger. */
static err find_orphans(struct work *w, const struct job *j, void **ret_input)
{
	struct vault v = { w->arena, w->settings, w->keys };
	struct strs *orphans = NEW(w->arena, struct strs);
	int64_t now = w->now - w->settings->clock_offset; /* as files count it */
	struct strs names;

	(void)j;
	for (int i = 0; i < DIRECTORIES; i++) {
		TRY(vault_list(&v, i, now - 30 * DAY, now - DAY, &names));
		TRY(add_orphans(w, &names, orphans));
	}
	*ret_input = orphans;
	return OK;
}

static err remove_all(const struct vault *v, const struct strs *names)
{
	for (size_t i = 0; i < names->count; i++)
		TRY(vault_remove(v, names->items[i]));
	return OK;
}

static void *sweep(const struct job_world *world, const struct job *j, void *input)
{
	struct vault v = { world->arena, world->settings, world->keys };
	err *result = NEW(world->arena, err);

	(void)j;
	*result = remove_all(&v, input);
	return result;
}

static err swept(struct work *w, const struct job *j, void *input, void *result)
{
	(void)w;
	(void)j;
	(void)input;
	return *(err *)result;
}

const struct job_kind documents_sweep_job = {
	.name = STR("documents.sweep"),
	.prepare = find_orphans,
	.act = sweep,
	.settle = swept,
	.lease_s = SWEEP_LEASE_S,
	.max_tries = SWEEP_TRIES,
};
