/* One user: who he is, where he may what, and how it came. */
#include "membership/pages.h"

enum { EVENTS = 100 };

bool member_id(const struct request *rq, int64_t *ret)
{
	return str_int(path_str(rq, "id"), ret);
}

static err find(struct work *w, const struct request *rq, struct unit_user **ret)
{
	int64_t id;

	*ret = NULL;
	return member_id(rq, &id) ? member_find(w, id, ret) : OK;
}

str member_path(struct arena *a, int64_t membership, str rest)
{
	return arena_fmt(a, "/pengguna/%lld%.*s", (long long)membership, P(rest));
}

struct page member_page(struct arena *a, const struct unit_user *u, str title)
{
	struct crumb *crumbs = NEW_ARRAY(a, struct crumb, 3);
	size_t count = 0;

	crumbs[count++] = (struct crumb){ S("Manajemen Pengguna"), S("/pengguna") };
	crumbs[count++] =
		(struct crumb){ u->name, title.n ? member_path(a, u->membership.id, S(""))
						 : S("") };
	if (title.n)
		crumbs[count++] = (struct crumb){ title, S("") };
	return (struct page){
		.title = title.n ? title : u->name,
		.active = S("/pengguna"),
		.crumbs = { crumbs, count },
	};
}

err member_refuse(struct work *w, const struct request *rq, struct reply *rp,
		  enum member_refusal why)
{
	int64_t id = 0;

	member_id(rq, &id);
	if (why == MEMBER_REAUTHENTICATE)
		return password_again(w, rq, rp);
	if (member_refusals[why].status != 409)
		return reply_refusal(rp, &member_refusals[why]);
	reply_flash(rp, S("awas"), member_refusals[why].text);
	return reply_redirect(rp, member_path(w->arena, id, S("")));
}

/* ---- history ---- */

static bool about_units(const struct unit_users *seen, str unit)
{
	for (size_t i = 0; i < seen->count; i++) {
		const struct membership *m = &seen->items[i].membership;
		str rest = unit, kind = str_cut(&rest, ':');

		if (str_eq(kind, unit_kind_words[m->unit_kind]) && str_eq(rest, m->unit))
			return true;
	}
	return false;
}

static struct ui_event event_of(struct arena *a, const struct audit_entry *e)
{
	str unit = e->unit;

	str_cut(&unit, ':');
	return (struct ui_event){
		.state = S("usai"),
		.title = member_event_label(e->event),
		.by = e->actor.n ? e->actor : S("Sistem"),
		.at = e->at,
		.text = e->reason.n && unit.n
				? arena_fmt(a, "%.*s · %.*s", P(unit), P(e->reason))
				: ui_or(e->reason, unit),
	};
}

/* What concerns units that the visitor does not see stays theirs. */
static err set_events(struct work *w, const struct unit_users *seen,
		      struct member_view *v)
{
	struct audit_entries entries;
	str person = arena_fmt(w->arena, "%lld", (long long)v->m->membership.person);

	TRY(audit_of(w, S("person"), person, EVENTS, &entries));
	for (size_t i = 0; i < entries.count; i++) {
		const struct audit_entry *e = &entries.items[i];

		if (member_event_label(e->event).n &&
		    (!e->unit.n || about_units(seen, e->unit)))
			*PUSH(w->arena, &v->events) = event_of(w->arena, e);
	}
	return OK;
}

/* ---- the page ---- */

static err set_access(struct work *w, struct member_view *v)
{
	struct unit_users seen;

	TRY(members_of_person(w, v->m->membership.person, &seen));
	for (size_t i = 0; i < seen.count; i++) {
		const struct unit_user *m = &seen.items[i];
		bool this = m->membership.id == v->m->membership.id;

		*PUSH(w->arena, &v->access) = (struct access_row){
			.m = m,
			.path = this ? S("")
				     : member_path(w->arena, m->membership.id, S(""))
		};
	}
	return set_events(w, &seen, v);
}

/* What the visitor may do is offered; he is asked for his password when he does it. */
static bool offered(const struct member_result *r)
{
	return r->why == MEMBER_GRANTED || r->why == MEMBER_REAUTHENTICATE;
}

static err set_acts(struct work *w, struct member_view *v)
{
	const struct membership *m = &v->m->membership;
	bool other = m->person != w->actor->person;
	struct member_result r;

	TRY(member_within(w, m, CAN_RESEND_ACTIVATION, &v->may_resend));
	v->may_resend = v->may_resend && v->m->standing == STANDING_WAITING;
	TRY(member_may_suspend(w, m->id, &r));
	v->may_suspend = offered(&r);
	TRY(member_may_resume(w, m->id, &r));
	v->may_resume = offered(&r);
	TRY(member_within(w, m, CAN_END_SESSIONS, &v->may_end_sessions));
	v->may_end_sessions = v->may_end_sessions && other;
	TRY(member_within(w, m, CAN_REVEAL_NIK, &v->may_reveal));
	v->may_reveal = v->may_reveal && other;
	return OK;
}

static err get_member(struct work *w, const struct request *rq, struct reply *rp)
{
	struct member_view v = { 0 };
	struct unit_user *m;
	str nik;

	TRY(find(w, rq, &m));
	if (!m)
		return reply_refusal(rp, &member_refusals[MEMBER_NOT_FOUND]);
	v.m = m;
	TRY(person_nik(w, m->membership.person, &nik));
	v.nik_mask = text_nik_mask(w->arena, nik);
	TRY(set_access(w, &v));
	TRY(set_acts(w, &v));
	page_member(reply_page(rp, 200, member_page(w->arena, m, S(""))), &v);
	return OK;
}

static err post_resend(struct work *w, const struct request *rq, struct reply *rp)
{
	struct unit_user *m;
	bool within = false, sent = false;

	TRY(find(w, rq, &m));
	if (m)
		TRY(member_within(w, &m->membership, CAN_RESEND_ACTIVATION, &within));
	if (!within)
		return reply_refusal(rp, &member_refusals[MEMBER_NOT_FOUND]);
	TRY(activation_resend(w, m->membership.person, &sent));
	if (sent)
		reply_flash(rp, S("ok"), S("Tautan aktivasi dikirim ulang."));
	else
		reply_flash(rp, S("info"), S("Akun ini tidak menunggu aktivasi."));
	return reply_redirect(rp, member_path(w->arena, m->membership.id, S("")));
}

const struct route member_routes[] = {
	{ GET, "/pengguna/:id", CAN_LIST_USERS, get_member },
	{ POST, "/pengguna/:id/aktivasi-ulang", CAN_RESEND_ACTIVATION, post_resend },
	{ 0 },
};
