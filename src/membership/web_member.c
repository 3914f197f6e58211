/* One user: who he is, where he may what, and how it came. */
#include "membership/pages.h"

enum { EVENTS = 100 };

static const struct refusal not_found = { 404, STR("not_found"),
					  STR("Pengguna tidak ditemukan.") };

static err find(struct work *w, const struct request *rq, struct unit_user **ret)
{
	int64_t id;

	*ret = NULL;
	return str_int(path_str(rq, "id"), &id) ? member_find(w, id, ret) : OK;
}

static str member_path(struct arena *a, const struct unit_user *m)
{
	return arena_fmt(a, "/pengguna/%lld", (long long)m->membership.id);
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
			.m = m, .path = this ? S("") : member_path(w->arena, m)
		};
	}
	return set_events(w, &seen, v);
}

static struct page page_of(struct work *w, const struct unit_user *m)
{
	struct crumb *crumbs = NEW_ARRAY(w->arena, struct crumb, 2);

	crumbs[0] = (struct crumb){ S("Manajemen Pengguna"), S("/pengguna") };
	crumbs[1] = (struct crumb){ m->name, S("") };
	return (struct page){
		.title = m->name,
		.active = S("/pengguna"),
		.crumbs = { crumbs, 2 },
	};
}

static err get_member(struct work *w, const struct request *rq, struct reply *rp)
{
	struct member_view v = { 0 };
	struct unit_user *m;
	str nik;

	TRY(find(w, rq, &m));
	if (!m)
		return reply_refusal(rp, &not_found);
	v.m = m;
	TRY(person_nik(w, m->membership.person, &nik));
	v.nik_mask = text_nik_mask(w->arena, nik);
	TRY(set_access(w, &v));
	TRY(member_within(w, &m->membership, CAN_RESEND_ACTIVATION, &v.may_resend));
	v.may_resend = v.may_resend && m->standing == STANDING_WAITING;
	page_member(reply_page(rp, 200, page_of(w, m)), &v);
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
		return reply_refusal(rp, &not_found);
	TRY(activation_resend(w, m->membership.person, &sent));
	if (sent)
		reply_flash(rp, S("ok"), S("Tautan aktivasi dikirim ulang."));
	else
		reply_flash(rp, S("info"), S("Akun ini tidak menunggu aktivasi."));
	return reply_redirect(rp, member_path(w->arena, m));
}

const struct route member_routes[] = {
	{ GET, "/pengguna/:id", CAN_LIST_USERS, get_member },
	{ POST, "/pengguna/:id/aktivasi-ulang", CAN_RESEND_ACTIVATION, post_resend },
	{ 0 },
};
