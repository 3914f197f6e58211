/* Daftar Pengguna: of a satker, of an office's satker, of the nation. */
#include "membership/pages.h"

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

static void add_part(struct html *out, const char *name, str value)
{
	if (!value.n)
		return;
	buf_fmt(out->buf, "%c%s=", str_has(buf_str(out->buf), S("?")) ? '&' : '?', name);
	html(out, shown_in_url(value));
}

static str list_path(struct arena *a, const struct asked *q, const char *which,
		     str cursor)
{
	struct buf b = buf_new(a);
	struct html out = { .buf = &b };

	buf_add(&b, S("/pengguna"));
	add_part(&out, "status", q->standing);
	add_part(&out, "peran", q->role);
	add_part(&out, "satker", q->satker);
	add_part(&out, "q", q->q);
	add_part(&out, "urut", q->order);
	add_part(&out, which, cursor);
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

static struct member_query query_of(struct work *w, const struct request *rq,
				    const struct asked *q)
{
	int role = word_in(WORDS(role_words), q->role);
	str before = query_str(rq, "sebelum"), after = query_str(rq, "sesudah");
	struct member_query list = {
		.satker = q->satker,
		.standing = word_in(WORDS(standing_words), q->standing),
		.role = (enum role)(role < 0 ? 0 : role),
		.any_role = role < 0,
		.q = q->q,
		.by_unit = is_wide(w->actor) && !str_eq(q->order, S("nama")),
		.backwards = before.n > 0,
		.limit = PAGE + 1,
	};

	/* A cursor that nobody made is the start of the list. */
	if (!cursor_read(w, rq, list.backwards ? before : after, &list.after)) {
		list.after = S("");
		list.backwards = false;
	}
	return list;
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

static void add_option(struct arena *a, struct ui_select *s, str value, str label,
		       str chosen)
{
	*PUSH(a, &s->options) = (struct ui_option){ .value = value,
						    .label = label,
						    .chosen = str_eq(value, chosen) };
}

static void set_filters(struct work *w, const struct asked *q, struct list_view *v)
{
	struct arena *a = w->arena;
	role_set roles = unit_roles(UNIT_SATKER);

	if (actor_grant(w->actor, CAN_LIST_USERS).scope == SCOPE_NATION)
		roles = ~(role_set)0 & ~ROLE_BIT(ROLE_PUBLIC) & ~ROLE_BIT(ROLE_CLIENT);
	v->role = (struct ui_select){ .id = S("peran"), .label = S("Peran") };
	add_option(a, &v->role, S(""), S("Semua peran"), q->role);
	for (int r = 0; r < ROLES; r++)
		if (roles & ROLE_BIT(r))
			add_option(a, &v->role, role_words[r], role_labels[r], q->role);
	v->order = (struct ui_select){ .id = S("urut"), .label = S("Urutkan") };
	add_option(a, &v->order, S(""), S("Kode satker"), q->order);
	add_option(a, &v->order, S("nama"), S("Nama A–Z"), q->order);
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
				   .path = list_path(w->arena, &other, "", S("")),
				   .count = v->wide ? -1 : all,
				   .current = !q->standing.n };
	for (int s = 0; s < STANDINGS; s++) {
		other.standing = standing_words[s];
		*PUSH(w->arena, &v->tabs) = (struct list_tab){
			.label = standing_tags[s].label,
			.path = list_path(w->arena, &other, "", S("")),
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

/* One row more than a page was asked for: it tells whether there is more that way. */
static struct ui_pager pager_of(struct work *w, const struct request *rq,
				const struct asked *q, const struct member_query *asked,
				struct unit_users *list)
{
	bool more = list->count > PAGE;
	struct ui_pager p = { 0 };
	const struct unit_user *first, *last;

	if (more && asked->backwards)
		list->items++;
	if (more)
		list->count--;
	if (list->count == 0)
		return p;
	first = &list->items[0];
	last = &list->items[list->count - 1];
	p.shown = arena_fmt(w->arena, "Menampilkan %zu pengguna", list->count);
	if (asked->backwards ? more : asked->after.n > 0)
		p.previous_path = list_path(w->arena, q, "sebelum",
					    cursor_make(w, rq, first->position_in_list));
	if (asked->backwards || more)
		p.next_path = list_path(w->arena, q, "sesudah",
					cursor_make(w, rq, last->position_in_list));
	return p;
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
	struct member_query query = query_of(w, rq, &q);
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
	v.pager = pager_of(w, rq, &q, &query, &list);
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
