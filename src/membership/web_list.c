/* Daftar Pengguna: of a satker, of an office's satker, of the nation. */
#include "membership/pages.h"
#include "web/lists.h"

enum { PAGE = 50, ENOUGH = 2 };

/* What the visitor asks for, as the query says it. */
struct asked {
	str standing, role, satker, q, order;
};

static struct asked asked_of(const struct request *rq)
{
	return (struct asked){
		.standing = query_str(rq, "status"),
		.role = query_str(rq, "peran"),
		.satker = query_str(rq, "satker"),
		.q = query_str(rq, "q"),
		.order = query_str(rq, "urut"),
	};
}

/* ---- paths ---- */

static str list_path(struct arena *a, const struct asked *q)
{
	struct buf b = buf_new(a);

	buf_add(&b, S("/pengguna"));
	path_part(&b, "status", q->standing);
	path_part(&b, "peran", q->role);
	path_part(&b, "satker", q->satker);
	path_part(&b, "q", q->q);
	path_part(&b, "urut", q->order);
	return buf_str(&b);
}

/* ---- what is read ---- */

static int word_in(const str *words, size_t count, str word)
{
	for (size_t i = 0; i < count; i++)
		if (word.n && str_eq(words[i], word))
			return (int)i;
	return -1;
}

static bool is_wide(const struct actor *a)
{
	return actor_grant(a, CAN_LIST_USERS).scope > SCOPE_SATKER;
}

static struct member_query query_of(struct work *w, const struct asked *q,
				    struct list_place at)
{
	int role = word_in(WORDS(role_words), q->role);

	return (struct member_query){
		.satker = q->satker,
		.standing = word_in(WORDS(standing_words), q->standing),
		.role = (enum role)(role < 0 ? 0 : role),
		.any_role = role < 0,
		.q = q->q,
		.by_unit = is_wide(w->actor) && !str_eq(q->order, S("nama")),
		.after = at.position,
		.backwards = at.backwards,
		.limit = PAGE + 1,
	};
}

/* ---- what is shown ---- */

static str lead_of(struct arena *a, const struct actor *actor)
{
	switch (actor_grant(actor, CAN_LIST_USERS).scope) {
	case SCOPE_SATKER:
		return arena_fmt(a,
				 "Pengguna yang dapat mengakses data satker %.*s di "
				 "MyIntress.",
				 P(actor->unit));
	case SCOPE_KPPN:
		return S("Pengguna satker mitra KPPN Anda.");
	case SCOPE_KANWIL:
		return S("Pengguna satker yang dilayani KPPN di wilayah Anda.");
	case SCOPE_MINISTRY:
		return S("Pengguna satker di bawah unit Anda.");
	default:
		return S("Pengguna semua unit.");
	}
}

static void set_filters(struct work *w, const struct asked *q, struct list_view *v)
{
	struct arena *a = w->arena;
	role_set roles = unit_roles(UNIT_SATKER);

	if (actor_grant(w->actor, CAN_LIST_USERS).scope == SCOPE_NATION)
		roles = ~(role_set)0 & ~ROLE_BIT(ROLE_PUBLIC) & ~ROLE_BIT(ROLE_CLIENT);
	v->role = filter_of(a, S("peran"), S("Peran"), S("Semua peran"));
	for (int r = 0; r < ROLES; r++)
		if (roles & ROLE_BIT(r))
			select_option(a, &v->role, role_words[r], role_labels[r],
				      q->role);
	v->order = (struct ui_select){ .id = S("urut"), .label = S("Urutkan") };
	select_option(a, &v->order, S(""), S("Kode satker"), q->order);
	select_option(a, &v->order, S("nama"), S("Nama A–Z"), q->order);
	v->satker = (struct ui_field){ .id = S("satker"),
				       .label = S("Kode satker"),
				       .value = q->satker,
				       .inputmode = S("numeric"),
				       .autocomplete = S("off"),
				       .maxlength = 6 };
}

static err set_tabs(struct work *w, const struct asked *q, struct list_view *v)
{
	struct asked other = *q;
	int64_t n[STANDINGS], all = 0;

	if (!v->wide)
		TRY(satker_standings(w, w->actor->unit, n));
	for (int s = 0; s < STANDINGS; s++)
		all += v->wide ? 0 : n[s];
	other.standing = S("");
	*PUSH(w->arena, &v->tabs) =
		(struct list_tab){ .label = S("Semua"),
				   .path = list_path(w->arena, &other),
				   .count = v->wide ? -1 : all,
				   .current = !q->standing.n };
	for (int s = 0; s < STANDINGS; s++) {
		other.standing = standing_words[s];
		*PUSH(w->arena, &v->tabs) = (struct list_tab){
			.label = standing_tags[s].label,
			.path = list_path(w->arena, &other),
			.count = v->wide ? -1 : n[s],
			.current = str_eq(q->standing, standing_words[s]),
		};
	}
	if (!v->wide && n[STANDING_ACTIVE] < ENOUGH)
		v->few = (struct ui_notice){
			.tone = S("awas"),
			.title = S("Hanya satu pengguna yang aktif"),
			.text = S("Bila ia berhalangan, satker hanya dapat mendaftar "
				  "lewat KPPN. Tambahkan sedikitnya satu pengguna lagi."),
		};
	return OK;
}

static void set_rows(struct work *w, const struct unit_users *list, struct list_view *v)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct unit_user *m = &list->items[i];

		*PUSH(w->arena, &v->rows) = (struct list_row){
			.m = m,
			.path = arena_fmt(w->arena, "/pengguna/%lld",
					  (long long)m->membership.id),
			.me = m->membership.person == w->actor->person,
		};
	}
}

static struct ui_pager pager_of(struct work *w, const struct request *rq,
				const struct asked *q, const struct list_place *at,
				struct unit_users *list)
{
	bool more = LIST_CUT(list, PAGE, *at);
	struct list_page page = {
		.path = list_path(w->arena, q),
		.noun = S("pengguna"),
		.count = list->count,
		.more = more,
	};

	if (list->count) {
		page.first = list->items[0].position_in_list;
		page.last = list->items[list->count - 1].position_in_list;
	}
	return list_pager(w, rq, at, &page);
}

static struct ui_empty empty_of(const struct asked *q)
{
	bool filtered = q->standing.n || q->role.n || q->satker.n || q->q.n;

	if (filtered)
		return (struct ui_empty){
			.icon = S("users"),
			.title = S("Tidak ada pengguna yang cocok"),
			.text = S(
				"Nama dicari dari awal kata. Ubah atau hapus saringan."),
			.action = S("Hapus semua saringan"),
			.path = S("/pengguna"),
			.filtered = true,
		};
	return (struct ui_empty){
		.icon = S("users"),
		.title = S("Belum ada pengguna"),
		.text = S("Pengguna tampil di sini begitu permohonannya disetujui."),
	};
}

static err get_list(struct work *w, const struct request *rq, struct reply *rp)
{
	struct asked q = asked_of(rq);
	struct list_place at = list_place_of(w, rq);
	struct member_query query = query_of(w, &q, at);
	struct unit_users list;
	struct list_view v = {
		.lead = lead_of(w->arena, w->actor),
		.wide = is_wide(w->actor),
		.standing = q.standing,
		.q = q.q,
		.empty = empty_of(&q),
	};

	TRY(members_list(w, &query, &list));
	TRY(set_tabs(w, &q, &v));
	TRY(registration_additions(w, &v.asked));
	set_filters(w, &q, &v);
	v.pager = pager_of(w, rq, &q, &at, &list);
	set_rows(w, &list, &v);
	page_members(reply_page(rp, 200,
				(struct page){ .title = S("Manajemen Pengguna"),
					       .active = S("/pengguna") }),
		     &v);
	return OK;
}

const struct route list_routes[] = {
	{ GET, "/pengguna", CAN_LIST_USERS, get_list },
	{ 0 },
};
