/*
 * Files under the key in use (work/reseal.h), one directory a try. A file is written
 * aside and put in place at once; one that was erased meanwhile comes back as a file
 * without a row, which the daily sweep removes.
 */
#include "work/reseal.h"
#include "documents/internal.h"
#include "jobs/jobs.h"

enum { DIRECTORIES = 256, RESEAL_LEASE_S = 300 };

static const str place_name = STR("berkas");

struct renewal {
	struct key_turn turn;
	int directory;
	struct strs names;
};

struct renewed {
	err fault;
	int moved;
};

static err find_directory(struct work *w, const struct job *j, void **ret_input)
{
	struct vault v = { w->arena, w->settings, w->keys };
	struct renewal *n = NEW(w->arena, struct renewal);
	int64_t directory = 0;

	(void)j;
	if (!keys_turned(w->keys))
		return OK;
	TRY(key_turn_find(w, place_name, &n->turn));
	if (n->turn.done_at)
		return OK;
	str_int(n->turn.after, &directory);
	n->directory = (int)directory;
	TRY(vault_list(&v, n->directory, INT64_MIN, INT64_MAX, &n->names));
	*ret_input = n;
	return OK;
}

/* What cannot be opened stays as it is, and its key is needed on. */
static err renew_file(const struct vault *v, str name, int *moved)
{
	struct arena_mark mark = arena_mark(v->arena);
	bool stale;
	err e = vault_stale(v, name, &stale);

	if (!e && stale)
		e = vault_renew(v, name);
	if (!e)
		*moved += stale;
	arena_rewind(v->arena, mark);
	return e && e->kind == FAULT_INTERNAL ? OK : e;
}

static void *renew(const struct job_world *world, const struct job *j, void *input)
{
	struct vault v = { world->arena, world->settings, world->keys };
	struct renewed *result = NEW(world->arena, struct renewed);
	const struct renewal *n = input;

	(void)j;
	for (size_t i = 0; i < n->names.count && !result->fault; i++)
		if (!str_ends(n->names.items[i], S(".part")))
			result->fault = renew_file(&v, n->names.items[i], &result->moved);
	return result;
}

static err renewed(struct work *w, const struct job *j, void *input, void *result)
{
	const struct renewed *r = result;
	struct renewal *n = input;

	TRY(r->fault);
	n->turn.after = arena_fmt(w->arena, "%d", n->directory + 1);
	n->turn.seen += (int64_t)n->names.count;
	n->turn.moved += r->moved;
	if (n->directory + 1 == DIRECTORIES)
		n->turn.done_at = w->now;
	TRY(key_turn_save(w, &n->turn));
	return n->turn.done_at ? OK : jobs_again(w, j, w->now);
}

const struct job_kind documents_reseal_job = {
	.name = STR("documents.reseal"),
	.prepare = find_directory,
	.act = renew,
	.settle = renewed,
	.lease_s = RESEAL_LEASE_S,
};

static err count_files(struct work *w, struct key_name k, int64_t *ret)
{
	struct vault v = { w->arena, w->settings, w->keys };

	*ret = 0;
	for (int i = 0; k.purpose == KEY_FIELD && i < DIRECTORIES; i++) {
		struct strs names;

		TRY(vault_list(&v, i, INT64_MIN, INT64_MAX, &names));
		for (size_t n = 0; n < names.count; n++) {
			int id;

			TRY(vault_key(&v, names.items[n], &id));
			*ret += id == k.id;
		}
	}
	return OK;
}

const struct sealed_place documents_place = { STR("berkas"), NULL, count_files };
