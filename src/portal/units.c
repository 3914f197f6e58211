/* All units of a person on one page, each seen with the rights that he has there. */
#include "portal/pages.h"
#include "portal/portal.h"

static void add_figure(struct work *w, struct unit_summary *u, str label, int64_t value)
{
	*PUSH(w->arena, &u->figures) =
		(struct home_figure){ .label = label, .value = value };
}

static err count_pile(struct work *w, str tab, int64_t *ret)
{
	struct registration_query q = {
		.any_state = true, .kind = -1, .tab = tab, .limit = UNIT_COUNTS_TO + 1
	};
	struct registration_rows rows;

	TRY(registration_list(w, &q, &rows));
	*ret = (int64_t)rows.count;
	return OK;
}

static err add_requests(struct work *w, struct unit_summary *u)
{
	struct registrations asked;
	int64_t n;

	TRY(count_pile(w, S("menunggu-satker"), &n));
	add_figure(w, u, S("Permohonan perlu perbaikan"), n);
	TRY(count_pile(w, S("antrean"), &n));
	add_figure(w, u, S("Permohonan di KPPN"), n);
	TRY(registration_additions(w, &asked));
	if (actor_can(w->actor, CAN_CONFIRM_COLLEAGUE))
		add_figure(w, u, S("Menunggu konfirmasi Anda"), (int64_t)asked.count);
	return OK;
}

static err sum_satker(struct work *w, struct unit_summary *u)
{
	int64_t n[STANDINGS];

	if (actor_can(w->actor, CAN_LIST_USERS)) {
		TRY(satker_standings(w, u->m->unit, n));
		add_figure(w, u, S("Pengguna aktif"), n[STANDING_ACTIVE]);
	}
	return actor_can(w->actor, CAN_READ_REGISTRATION) ? add_requests(w, u) : OK;
}

static err sum_kppn(struct work *w, struct unit_summary *u)
{
	struct queue_figures q;
	struct kppn *k;

	TRY(kppn_find(w, u->m->unit, &k));
	if (!k || !actor_can(w->actor, CAN_CLAIM_REGISTRATION))
		return OK;
	TRY(registration_figures(w, k->zone, &q));
	add_figure(w, u, S("Lewat batas"), q.overdue);
	add_figure(w, u, S("Jatuh tempo hari ini"), q.due_today);
	add_figure(w, u, S("Belum diambil"), q.unclaimed);
	return OK;
}

/* What is read here is read as he may in that unit, not in the active one. */
static err sum_unit(struct work *w, const struct membership *m, struct unit_summary *u)
{
	const struct actor *before = w->actor;
	struct actor there;
	err e;

	*u = (struct unit_summary){
		.m = m,
		.current = m->id == before->membership,
		.roles = role_set_text(w->arena, m->roles, role_labels),
	};
	TRY(actor_in(w, m, &there));
	w->actor = &there;
	e = m->unit_kind == UNIT_SATKER ? sum_satker(w, u)
	    : m->unit_kind == UNIT_KPPN ? sum_kppn(w, u)
					: OK;
	w->actor = before;
	return e;
}

static err get_units(struct work *w, const struct request *rq, struct reply *rp)
{
	struct memberships mine;
	struct units_view v = { 0 };

	(void)rq;
	TRY(memberships_of(w, w->actor->person, &mine));
	for (size_t i = 0; i < mine.count; i++)
		TRY(sum_unit(w, &mine.items[i], PUSH(w->arena, &v.units)));
	page_units(reply_page(rp, 200, (struct page){ .title = S("Semua unit saya") }),
		   &v);
	return OK;
}

const struct route portal_unit_routes[] = {
	{ GET, "/satker-saya", CAN_READ_PROFILE, get_units, ROUTE_ANY_MEMBERSHIP },
	{ 0 },
};
