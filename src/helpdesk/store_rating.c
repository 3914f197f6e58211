#include "helpdesk/internal.h"

err store_rating(struct work *w, int64_t ticket, struct rating *ret)
{
	struct rows r =
		work_query(w,
			   "SELECT score, comment, source, changed_at FROM ticket_rating"
			   " WHERE ticket = $1",
			   ARGS(arg_int(ticket)));

	*ret = (struct rating){ 0 };
	if (rows_next(&r))
		*ret = (struct rating){
			.score = (int)row_int(&r, 0),
			.comment = row_str(&r, 1),
			.source =
				(enum ticket_source)row_word(&r, 2, WORDS(source_words)),
			.changed_at = row_int(&r, 3),
		};
	return rows_end(&r);
}

err store_rating_set(struct work *w, int64_t ticket, const struct rating *vote)
{
	return work_exec(
		w,
		"INSERT INTO ticket_rating"
		" (ticket, score, comment, source, rated_at, changed_at)"
		" VALUES ($1, $2, $3, $4, $5, $5)"
		" ON CONFLICT (ticket) DO UPDATE SET score = $2, comment = $3, source = $4,"
		" changed_at = $5",
		ARGS(arg_int(ticket), arg_int(vote->score), arg_str(vote->comment),
		     arg_str(source_words[vote->source]), arg_int(w->now)),
		NULL);
}

err store_rating_link_insert(struct work *w, str hash, int64_t ticket, int64_t until)
{
	return work_exec(w,
			 "INSERT INTO ticket_rating_link (token_hash, ticket, until)"
			 " VALUES ($1, $2, $3)",
			 ARGS(arg_str(hash), arg_int(ticket), arg_int(until)), NULL);
}

err store_rating_link(struct work *w, str hash, int64_t *ret_ticket)
{
	struct rows r = work_query(w,
				   "SELECT ticket FROM ticket_rating_link"
				   " WHERE token_hash = $1 AND until > $2",
				   ARGS(arg_str(hash), arg_int(w->now)));

	*ret_ticket = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}

err store_rating_links_sweep(struct work *w)
{
	return work_exec(w, "DELETE FROM ticket_rating_link WHERE until <= $1",
			 ARGS(arg_int(w->now)), NULL);
}
