/* Internal notes. Only what offices see includes this. */
#include "helpdesk/internal.h"

enum { NOTES_MAX = 500 };

err store_note_insert(struct work *w, int64_t thread, struct note *n)
{
	struct rows r = work_query(
		w,
		"INSERT INTO ticket_note (ticket, thread, at, side, author, author_name,"
		" author_role, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
		ARGS(arg_int(n->ticket), arg_int(thread), arg_int(n->at),
		     arg_str(side_words[n->side]), arg_id(n->author),
		     arg_str(n->author_name), arg_str(n->author_role), arg_str(n->body)));

	n->id = rows_next(&r) ? row_int(&r, 0) : 0;
	TRY(rows_end(&r));
	return search_note_due(w, FOUND_NOTE, n->id);
}

err store_notes(struct work *w, int64_t thread, struct notes *ret)
{
	struct rows r = work_query(w,
				   "SELECT id, ticket, at, side, author, author_name,"
				   " author_role, body FROM ticket_note WHERE thread = $1"
				   " ORDER BY at, id LIMIT $2",
				   ARGS(arg_int(thread), arg_int(NOTES_MAX)));

	*ret = (struct notes){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = (struct note){
			.id = row_int(&r, 0),
			.ticket = row_int(&r, 1),
			.at = row_int(&r, 2),
			.side = (enum side)row_word(&r, 3, WORDS(side_words)),
			.author = row_int(&r, 4),
			.author_name = row_str(&r, 5),
			.author_role = row_str(&r, 6),
			.body = row_str(&r, 7),
		};
	return rows_end(&r);
}
