#include "identity/internal.h"

#define SESSION                                                                          \
	"id, person, COALESCE(membership, 0), channel, address, agent, created_at,"      \
	" seen_at, authenticated_at FROM session"

static struct session read_session(struct rows *r)
{
	return (struct session){
		.id = row_int(r, 0),
		.person = row_int(r, 1),
		.membership = row_int(r, 2),
		.channel = (enum channel)row_word(r, 3, WORDS(channel_words)),
		.address = row_str(r, 4),
		.agent = row_str(r, 5),
		.created_at = row_int(r, 6),
		.seen_at = row_int(r, 7),
		.authenticated_at = row_int(r, 8),
	};
}

err session_insert(struct work *w, const struct session *s, str token_hash)
{
	return work_exec(
		w,
		"INSERT INTO session (token_hash, person, membership, channel, address, agent,"
		" created_at, seen_at, authenticated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $7)",
		ARGS(arg_str(token_hash), arg_int(s->person), arg_id(s->membership),
		     arg_str(channel_words[s->channel]), arg_str(s->address),
		     arg_str(s->agent), arg_int(w->now)),
		NULL);
}

/* Open, neither idle for too long nor older than the absolute limit. */
err session_find(struct work *w, str token_hash, struct session **ret)
{
	struct rows r = work_query(
		w,
		"SELECT " SESSION " WHERE token_hash = $1 AND ended_at IS NULL"
		" AND seen_at > $2 AND created_at > $3",
		ARGS(arg_str(token_hash), arg_int(w->now - w->settings->session_idle),
		     arg_int(w->now - SESSION_SECONDS)));

	*ret = NULL;
	if (rows_next(&r)) {
		*ret = NEW(w->arena, struct session);
		**ret = read_session(&r);
	}
	return rows_end(&r);
}

err sessions_open(struct work *w, int64_t person, struct sessions *ret)
{
	struct rows r = work_query(
		w,
		"SELECT " SESSION " WHERE person = $1 AND ended_at IS NULL"
		" AND seen_at > $2 AND created_at > $3 ORDER BY seen_at DESC, id DESC",
		ARGS(arg_int(person), arg_int(w->now - w->settings->session_idle),
		     arg_int(w->now - SESSION_SECONDS)));

	*ret = (struct sessions){ 0 };
	while (rows_next(&r)) {
		struct session s = read_session(&r);

		s.mine = w->actor && s.id == w->actor->session;
		*PUSH(w->arena, ret) = s;
	}
	return rows_end(&r);
}

err session_touch(struct work *w, int64_t id)
{
	return work_exec(w,
			 "UPDATE session SET seen_at = $2 WHERE id = $1 AND seen_at < $2",
			 ARGS(arg_int(id), arg_int(w->now)), NULL);
}

err session_end(struct work *w, int64_t id, int64_t person, bool *ret_was_open)
{
	int64_t changed;

	TRY(work_exec(w,
		      "UPDATE session SET ended_at = $3"
		      " WHERE id = $1 AND person = $2 AND ended_at IS NULL",
		      ARGS(arg_int(id), arg_int(person), arg_int(w->now)), &changed));
	*ret_was_open = changed == 1;
	return OK;
}

err sessions_end_all(struct work *w, int64_t person, int64_t but)
{
	return work_exec(w,
			 "UPDATE session SET ended_at = $3"
			 " WHERE person = $1 AND id <> $2 AND ended_at IS NULL",
			 ARGS(arg_int(person), arg_int(but), arg_int(w->now)), NULL);
}

err sessions_end_in(struct work *w, int64_t membership)
{
	return work_exec(
		w,
		"UPDATE session SET ended_at = $2 WHERE membership = $1 AND ended_at IS NULL",
		ARGS(arg_int(membership), arg_int(w->now)), NULL);
}

err session_choose(struct work *w, int64_t id, int64_t membership)
{
	return work_exec(
		w,
		"UPDATE session SET membership = $2 WHERE id = $1 AND ended_at IS NULL",
		ARGS(arg_int(id), arg_id(membership)), NULL);
}

err session_rename(struct work *w, int64_t id, str new_token_hash)
{
	return work_exec(
		w,
		"UPDATE session SET token_hash = $2 WHERE id = $1 AND ended_at IS NULL",
		ARGS(arg_int(id), arg_str(new_token_hash)), NULL);
}

err session_authenticated(struct work *w, int64_t id)
{
	return work_exec(w, "UPDATE session SET authenticated_at = $2 WHERE id = $1",
			 ARGS(arg_int(id), arg_int(w->now)), NULL);
}
