#include "helpdesk/internal.h"

#define SELECT                                                                           \
	"SELECT t.id, t.number, t.thread_key, t.state, t.tier, t.version, t.source,"     \
	" t.category, c.name, t.priority, t.subject, t.satker, t.satker_name, t.kppn,"   \
	" t.kppn_name, t.kanwil, t.zone, t.asker, t.asker_name, t.asker_email,"          \
	" t.about_kind, t.about, t.assignee, t.assignee_name, t.opened_at,"              \
	" t.changed_at, t.turn_at, t.due_at, t.resolve_by, t.answered_at, t.warn_at,"    \
	" t.close_at, t.closed_at, t.rounds, t.last_message, t.last_author, t.files,"    \
	" t.answers, t.followers, t.holds, t.links, t.merged_into, t.merged_state"       \
	" FROM ticket t JOIN ticket_category c ON c.code = t.category"

static void read_place(struct rows *r, struct ticket *t)
{
	t->satker = row_str(r, 11);
	t->satker_name = row_str(r, 12);
	t->kppn = row_str(r, 13);
	t->kppn_name = row_str(r, 14);
	t->kanwil = row_str(r, 15);
	t->zone = (enum zone)row_word(r, 16, WORDS(zone_names));
	t->asker = row_int(r, 17);
	t->asker_name = row_str(r, 18);
	t->asker_email = row_str(r, 19);
	t->about = (struct about){ row_str(r, 20), row_str(r, 21) };
	t->assignee = row_int(r, 22);
	t->assignee_name = row_str(r, 23);
}

static void read_times(struct rows *r, struct ticket *t)
{
	t->opened_at = row_int(r, 24);
	t->changed_at = row_int(r, 25);
	t->turn_at = row_int(r, 26);
	t->due_at = row_int(r, 27);
	t->resolve_by = row_int(r, 28);
	t->answered_at = row_int(r, 29);
	t->warn_at = row_int(r, 30);
	t->close_at = row_int(r, 31);
	t->closed_at = row_int(r, 32);
}

static void read_counts(struct rows *r, struct ticket *t)
{
	t->rounds = (int)row_int(r, 33);
	t->last_message = row_int(r, 34);
	t->last_author = row_int(r, 35);
	t->files = (int)row_int(r, 36);
	t->answers = (int)row_int(r, 37);
	t->followers = (int)row_int(r, 38);
	t->holds = (int)row_int(r, 39);
	t->links = (int)row_int(r, 40);
	t->merged_into = row_int(r, 41);
	if (t->merged_into)
		t->merged_state =
			(enum ticket_state)row_word(r, 42, WORDS(ticket_state_words));
}

static struct ticket read_ticket(struct rows *r)
{
	struct ticket t = {
		.id = row_int(r, 0),
		.number = row_str(r, 1),
		.thread_key = row_str(r, 2),
		.state = (enum ticket_state)row_word(r, 3, WORDS(ticket_state_words)),
		.tier = (enum tier)row_word(r, 4, WORDS(tier_words)),
		.version = row_int(r, 5),
		.source = (enum ticket_source)row_word(r, 6, WORDS(source_words)),
		.category = row_str(r, 7),
		.category_name = row_str(r, 8),
		.priority = (enum priority)row_word(r, 9, WORDS(priority_words)),
		.subject = row_str(r, 10),
	};

	read_place(r, &t);
	read_times(r, &t);
	read_counts(r, &t);
	return t;
}

static err read_one(struct work *w, struct rows *r, struct ticket **ret)
{
	*ret = NULL;
	if (rows_next(r)) {
		*ret = NEW(w->arena, struct ticket);
		**ret = read_ticket(r);
	}
	return rows_end(r);
}

err store_ticket(struct work *w, str number, struct ticket **ret)
{
	struct rows r =
		work_query(w, SELECT " WHERE t.number = $1", ARGS(arg_str(number)));

	return read_one(w, &r, ret);
}

err store_ticket_id(struct work *w, int64_t id, struct ticket **ret)
{
	struct rows r = work_query(w, SELECT " WHERE t.id = $1", ARGS(arg_int(id)));

	return read_one(w, &r, ret);
}

/* ---- writing ---- */

err store_ticket_insert(struct work *w, struct ticket *t)
{
	struct rows r = work_query(
		w,
		"INSERT INTO ticket (number, thread_key, state, tier, version, source, category,"
		" priority, subject, satker, satker_name, kppn, kppn_name, kanwil, zone, asker,"
		" asker_name, asker_email, about_kind, about, assignee, assignee_name, opened_at,"
		" changed_at, turn_at, due_at, resolve_by, answered_at, warn_at, close_at,"
		" closed_at, rounds, last_message, last_author, files, answers, followers, holds,"
		" links, merged_into, merged_state)"
		" VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,"
		" $16, $17, $18, $19, NULL, '', $20, $20, $20, $21, $22, 0, 0, 0, 0, 0, 0, 0, 0,"
		" $23, 0, 0, 0, NULL, '') RETURNING id",
		ARGS(arg_str(t->number), arg_str(t->thread_key),
		     arg_str(ticket_state_words[t->state]), arg_str(tier_words[t->tier]),
		     arg_str(source_words[t->source]), arg_str(t->category),
		     arg_str(priority_words[t->priority]), arg_str(t->subject),
		     arg_text(t->satker), arg_str(t->satker_name), arg_text(t->kppn),
		     arg_str(t->kppn_name), arg_text(t->kanwil),
		     arg_str(zone_names[t->zone]), arg_id(t->asker),
		     arg_str(t->asker_name), arg_str(t->asker_email),
		     arg_str(t->about.kind), arg_str(t->about.number), arg_int(w->now),
		     arg_int(t->due_at), arg_int(t->resolve_by), arg_int(t->answers)));

	t->id = rows_next(&r) ? row_int(&r, 0) : 0;
	t->version = 1;
	t->opened_at = t->changed_at = t->turn_at = w->now;
	return rows_end(&r);
}

err store_ticket_update(struct work *w, struct ticket *t, bool *ret_current)
{
	int64_t changed;

	TRY(work_exec(
		w,
		"UPDATE ticket SET version = version + 1, state = $3, tier = $4, category = $5,"
		" priority = $6, assignee = $7, assignee_name = $8, changed_at = $9, turn_at = $10,"
		" due_at = $11, resolve_by = $12, answered_at = $13, warn_at = $14, close_at = $15,"
		" closed_at = $16, rounds = $17, last_message = $18, last_author = $19, files = $20,"
		" followers = $21, holds = $22, links = $23, merged_into = $24, merged_state = $25"
		" WHERE id = $1 AND version = $2",
		ARGS(arg_int(t->id), arg_int(t->version),
		     arg_str(ticket_state_words[t->state]), arg_str(tier_words[t->tier]),
		     arg_str(t->category), arg_str(priority_words[t->priority]),
		     arg_id(t->assignee), arg_str(t->assignee_name), arg_int(w->now),
		     arg_int(t->turn_at), arg_int(t->due_at), arg_int(t->resolve_by),
		     arg_int(t->answered_at), arg_int(t->warn_at), arg_int(t->close_at),
		     arg_int(t->closed_at), arg_int(t->rounds), arg_int(t->last_message),
		     arg_int(t->last_author), arg_int(t->files), arg_int(t->followers),
		     arg_int(t->holds), arg_int(t->links), arg_id(t->merged_into),
		     arg_str(t->merged_into ? ticket_state_words[t->merged_state]
					    : S(""))),
		&changed));
	*ret_current = changed == 1;
	t->version += changed;
	t->changed_at = w->now;
	return OK;
}

err store_ticket_place(struct work *w, const struct ticket *t)
{
	return work_exec(
		w,
		"UPDATE ticket SET satker = $2, satker_name = $3, kppn = $4, kppn_name = $5,"
		" kanwil = $6, zone = $7 WHERE id = $1 AND satker IS NULL",
		ARGS(arg_int(t->id), arg_str(t->satker), arg_str(t->satker_name),
		     arg_str(t->kppn), arg_str(t->kppn_name), arg_str(t->kanwil),
		     arg_str(zone_names[t->zone])),
		NULL);
}

/* ---- what a job looks after ---- */

static err read_ids(struct work *w, struct rows *r, struct ids *ret)
{
	*ret = (struct ids){ 0 };
	while (rows_next(r))
		*PUSH(w->arena, ret) = row_int(r, 0);
	return rows_end(r);
}

err store_tickets_to_close(struct work *w, int limit, struct ids *ret)
{
	struct rows r =
		work_query(w,
			   "SELECT id FROM ticket WHERE close_at > 0 AND close_at <= $1"
			   " ORDER BY close_at LIMIT $2",
			   ARGS(arg_int(w->now), arg_int(limit)));

	return read_ids(w, &r, ret);
}

err store_tickets_to_warn(struct work *w, int limit, struct ids *ret)
{
	struct rows r =
		work_query(w,
			   "SELECT id FROM ticket WHERE warn_at > 0 AND warn_at <= $1"
			   " ORDER BY warn_at LIMIT $2",
			   ARGS(arg_int(w->now), arg_int(limit)));

	return read_ids(w, &r, ret);
}

err store_ticket_number(struct work *w, str kppn, int year, str *ret)
{
	int64_t serial;
	struct rows r = work_query(
		w,
		"INSERT INTO ticket_series (kppn, year, last) VALUES ($1, $2, 1)"
		" ON CONFLICT (kppn, year) DO UPDATE SET last = ticket_series.last + 1"
		" RETURNING last",
		ARGS(arg_str(kppn), arg_int(year)));

	serial = rows_next(&r) ? row_int(&r, 0) : 0;
	*ret = arena_fmt(w->arena, "HAI-%04d-%.*s-%05lld", year, P(kppn),
			 (long long)serial);
	return rows_end(&r);
}

/* ---- from mail to its ticket ---- */

static err one_number(struct rows *r, str *ret)
{
	*ret = rows_next(r) ? row_str(r, 0) : S("");
	return rows_end(r);
}

err store_number_of_key(struct work *w, str key, str *ret)
{
	struct rows r = work_query(w, "SELECT number FROM ticket WHERE thread_key = $1",
				   ARGS(arg_str(key)));

	return one_number(&r, ret);
}

err store_number_of_id(struct work *w, int64_t id, str *ret)
{
	struct rows r = work_query(w, "SELECT number FROM ticket WHERE id = $1",
				   ARGS(arg_int(id)));

	return one_number(&r, ret);
}
