/* What each person has before him: how far he has read, what he has begun to write. */
#include "helpdesk/internal.h"

err store_seen(struct work *w, int64_t ticket, int64_t message)
{
	return work_exec(
		w,
		"INSERT INTO ticket_seen (person, ticket, message) VALUES ($1, $2, $3)"
		" ON CONFLICT (person, ticket) DO UPDATE SET message = excluded.message"
		" WHERE ticket_seen.message < excluded.message",
		ARGS(arg_int(w->actor->person), arg_int(ticket), arg_int(message)), NULL);
}

err store_draft_end(struct work *w, int64_t ticket, str kind)
{
	return work_exec(w,
			 "DELETE FROM ticket_draft"
			 " WHERE person = $1 AND ticket = $2 AND kind = $3",
			 ARGS(arg_int(w->actor->person), arg_int(ticket), arg_str(kind)),
			 NULL);
}
