#include "audit/audit.h"
#include "identity/internal.h"

static err record(struct work *w, str event, const struct tenure *t,
		  enum membership_state after)
{
	const struct membership *m = t->membership;
	struct audit_change state = { S("state"), membership_db_words[m->state],
				      membership_db_words[after] };
	struct audit_act act = {
		.event = event,
		.subject_kind = S("person"),
		.subject = arena_fmt(w->arena, "%lld", (long long)m->person),
		.unit = arena_fmt(w->arena, "%.*s:%.*s", P(unit_kind_words[m->unit_kind]),
				  P(m->unit)),
		.reason = t->reason.n ? t->reason : t->basis,
		.changes = &state,
		.change_count = 1,
	};

	return audit_record(w, &act);
}

static err move(struct work *w, const struct tenure *t, enum membership_state after,
		bool *ret_done)
{
	TRY(membership_move(w, t->membership, after, ret_done));
	if (!*ret_done)
		return OK;
	TRY(membership_note(w, t->membership->id, after, t));
	if (after != MEMBERSHIP_ACTIVE)
		TRY(sessions_end_in(w, t->membership->id));
	return OK;
}

static err tell(struct work *w, const struct tenure *t, enum membership_state after)
{
	struct person *p;

	TRY(person_find(w, t->membership->person, &p));
	return letter_tenure(w, p, t, after);
}

err membership_suspend(struct work *w, const struct tenure *t, bool *ret_done)
{
	TRY(move(w, t, MEMBERSHIP_SUSPENDED, ret_done));
	if (!*ret_done)
		return OK;
	TRY(record(w, S("membership.suspended"), t, MEMBERSHIP_SUSPENDED));
	return tell(w, t, MEMBERSHIP_SUSPENDED);
}

err membership_resume(struct work *w, const struct tenure *t, bool *ret_done)
{
	TRY(move(w, t, MEMBERSHIP_ACTIVE, ret_done));
	if (!*ret_done)
		return OK;
	TRY(record(w, S("membership.resumed"), t, MEMBERSHIP_ACTIVE));
	return tell(w, t, MEMBERSHIP_ACTIVE);
}

/* The account stays as it is while another unit needs it; else nothing opens it. */
static err leave(struct work *w, int64_t person)
{
	struct memberships left;

	TRY(memberships_unnamed(w, person, &left));
	if (left.count)
		return OK;
	TRY(links_kill(w, LINK_ACTIVATION, person));
	TRY(links_kill(w, LINK_RESET, person));
	return sessions_end_all(w, person, 0);
}

err membership_end(struct work *w, const struct tenure *t, bool *ret_done)
{
	TRY(move(w, t, MEMBERSHIP_ENDED, ret_done));
	if (!*ret_done)
		return OK;
	TRY(roles_end(w, t->membership->id));
	TRY(leave(w, t->membership->person));
	TRY(record(w, S("membership.ended"), t, MEMBERSHIP_ENDED));
	return tell(w, t, MEMBERSHIP_ENDED);
}

err sessions_end_of(struct work *w, int64_t person, int64_t *ret_count)
{
	struct audit_act act = {
		.event = S("session.ended_by_other"),
		.subject_kind = S("person"),
		.subject = arena_fmt(w->arena, "%lld", (long long)person),
	};
	struct sessions open;

	TRY(sessions_open(w, person, &open));
	*ret_count = (int64_t)open.count;
	if (!open.count)
		return OK;
	TRY(sessions_end_all(w, person, 0));
	return audit_record(w, &act);
}
