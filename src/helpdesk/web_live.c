/*
 * A ticket that stays open asks for itself anew. That is read only: neither read marks
 * nor who looks at it change by what no hand asked for.
 */
#include "helpdesk/web.h"

/* The same text, the same page: entries and notes are never changed, only added. */
static str all_of(struct arena *a, const struct ticket_view *v)
{
	const struct ticket *t = v->t;
	const struct thread_items *i = &v->items;

	return arena_fmt(a, "%lld %lld %zu %lld %d %d %d", (long long)t->version,
			 (long long)t->last_message, i->count,
			 i->count ? (long long)i->items[i->count - 1].at : 0LL,
			 v->rating.score, t->links, t->holds);
}

static err get_live(struct work *w, const struct request *rq, struct reply *rp)
{
	struct ticket_view v;
	struct ticket *t;
	bool same;

	TRY(ticket_asked(w, rq, rp, &t));
	if (!t)
		return OK;
	TRY(ticket_view_fill(w, rq, t, NULL, &v));
	TRY(reply_refreshed(rp, rq, all_of(w->arena, &v), &same));
	if (!same)
		page_ticket(reply_page(rp, 200,
				       ticket_page(rp, t,
						   arena_fmt(reply_arena(rp),
							     "Tiket %.*s", P(t->number)),
						   S(""))),
			    &v);
	return OK;
}

const struct route ticket_live_routes[] = {
	{ GET, "/tiket/:number/utas", CAN_READ_TICKET, get_live, ROUTE_REFRESHED },
	{ 0 },
};
