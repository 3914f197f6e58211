#include "app/keys_command.h"

#include "app/app.h"
#include "app/key_trail.h"
#include "audit/audit.h"
#include "work/reseal.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

/* KEYS when the first argument is no purpose. */
static enum key_purpose purpose_of(struct cli *c)
{
	int p = 0;

	while (p < KEYS && !str_eq(c->arguments.items[0], key_purpose_words[p]))
		p++;
	return (enum key_purpose)p;
}

static int unknown_purpose(struct cli *c)
{
	return cli_misuse(c, "kunci yang ada: field, lookup, session, audit");
}

int run_keys_list(struct cli *c)
{
	struct key_lines lines;
	err e = keys_list(c->arena, keys_dir(c->arena, c->settings), &lines);

	for (size_t i = 0; !e && i < lines.count; i++)
		fprintf(c->out, "%.*s %d %.*s%s\n",
			P(key_purpose_words[lines.items[i].purpose]), lines.items[i].id,
			P(instant_rfc3339(c->arena, lines.items[i].created)),
			lines.items[i].current ? " dipakai" : "");
	return cli_fault(c, e);
}

static err record_keys_unit(struct work *w, void *arg)
{
	(void)arg;
	return keys_record(w);
}

int run_keys_rotate(struct cli *c)
{
	enum key_purpose p = purpose_of(c);
	err e;

	if (p == KEYS)
		return unknown_purpose(c);
	e = keys_rotate(keys_dir(c->arena, c->settings), p, clock_now());
	return e ? cli_fault(c, e) : app_in_unit(c, true, record_keys_unit, NULL);
}

/* ---- how far the values are ---- */

static err print_turns(struct work *w, void *arg)
{
	struct cli *c = arg;
	struct key_turns list;

	TRY(key_turns_list(w, &list));
	for (size_t i = 0; i < list.count; i++) {
		const struct key_turn *t = &list.items[i];

		fprintf(c->out, "%.*s\t%.*s\t%lld diperiksa\t%lld diperbarui\t%.*s\n",
			P(t->place), P(t->keys), (long long)t->seen, (long long)t->moved,
			P(t->done_at ? instant_rfc3339(w->arena, t->done_at)
				     : S("berjalan")));
	}
	return OK;
}

int run_keys_progress(struct cli *c)
{
	return app_in_unit(c, false, print_turns, c);
}

/* ---- retiring ---- */

struct retirement {
	struct cli *c;
	struct key_name key;
	bool needed;
};

static str key_text(struct cli *c, struct key_name k)
{
	return arena_fmt(c->arena, "%.*s %d", P(key_purpose_words[k.purpose]), k.id);
}

static err find_needs(struct work *w, struct retirement *r)
{
	for (size_t i = 0; i < app_place_count; i++) {
		int64_t n;

		TRY(app_places[i]->needs(w, r->key, &n));
		if (n)
			fprintf(r->c->out, "%.*s: %lld masih memakai kunci ini\n",
				P(app_places[i]->name), (long long)n);
		r->needed |= n > 0;
	}
	return OK;
}

/* What is still needed is looked for again from the beginning. */
static err retire_unit(struct work *w, void *arg)
{
	struct retirement *r = arg;
	struct audit_act act = {
		.event = S("key.retired"),
		.subject_kind = S("key"),
		.subject = arena_fmt(w->arena, "%.*s/%d",
				     P(key_purpose_words[r->key.purpose]), r->key.id)
	};

	if (r->key.purpose != KEY_SESSION)
		TRY(find_needs(w, r));
	return r->needed ? key_turns_forget(w) : audit_record(w, &act);
}

/* When the key after it was made: since then nobody uses it; 0 when none was. */
static int64_t replaced_at(const struct key_lines *all, struct key_name k,
			   bool *ret_there)
{
	*ret_there = false;
	for (size_t i = 0; i < all->count; i++) {
		if (all->items[i].purpose != k.purpose)
			continue;
		if (*ret_there)
			return all->items[i].created;
		*ret_there = all->items[i].id == k.id;
	}
	return 0;
}

/* A process that runs may have read the file before the newest key was in it. */
static bool nobody_serves(struct cli *c)
{
	str path = arena_fmt(c->arena, "%.*s/serve.lock", P(c->settings->data_dir));
	int fd = open(path.p, O_CREAT | O_RDWR | O_CLOEXEC, 0600);

	/* The lock is held until this process ends. */
	return fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0;
}

static int refuse(struct cli *c, struct key_name k)
{
	struct key_lines all;
	int64_t since;
	bool there;
	err e = keys_list(c->arena, keys_dir(c->arena, c->settings), &all);

	if (e)
		return cli_fault(c, e);
	since = replaced_at(&all, k, &there);
	if (!there)
		return cli_fail(c, "kunci %.*s tidak ada", P(key_text(c, k)));
	if (!since)
		return cli_fail(c, "kunci %.*s sedang dipakai", P(key_text(c, k)));
	if (k.purpose == KEY_AUDIT)
		return cli_fail(c, "jejak audit selalu memerlukan kunci lamanya");
	if (k.purpose == KEY_SESSION && clock_now() < since + DAY)
		return cli_fail(c,
				"formulir yang terbuka masih memakainya; tunggu sehari "
				"sejak penggantinya dibuat");
	if (!nobody_serves(c))
		return cli_fail(c, "hentikan serve dahulu; proses yang berjalan mungkin "
				   "masih memakai kunci ini");
	return CLI_DONE;
}

int run_keys_retire(struct cli *c)
{
	struct retirement r = { .c = c, .key.purpose = purpose_of(c) };
	bool found = false;
	int64_t id;
	int status;

	if (r.key.purpose == KEYS)
		return unknown_purpose(c);
	if (!str_int(c->arguments.items[1], &id) || id < 1 || id > INT32_MAX)
		return cli_misuse(c, "nomor kunci seperti yang ditampilkan keys list");
	r.key.id = (int)id;
	status = refuse(c, r.key);
	if (status == CLI_DONE)
		status = app_in_unit(c, true, retire_unit, &r);
	if (status != CLI_DONE)
		return status;
	if (r.needed)
		return cli_fail(c,
				"kunci %.*s masih diperlukan; jalankan serve sampai "
				"keys progress selesai",
				P(key_text(c, r.key)));
	return cli_fault(c, keys_retire(keys_dir(c->arena, c->settings), r.key.purpose,
					r.key.id, &found));
}
