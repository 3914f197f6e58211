/* Satker Mitra: whom an office serves. */
#include "web/web.h"
#include "directory/internal.h"
#include "directory/pages.h"

enum { PAGE = 50 };

static str lead_of(const struct actor *a)
{
	switch (actor_grant(a, CAN_LIST_USERS).scope) {
	case SCOPE_KPPN:
		return S("Satker yang dilayani KPPN Anda.");
	case SCOPE_KANWIL:
		return S("Satker yang dilayani KPPN di wilayah Anda.");
	case SCOPE_MINISTRY:
		return S("Satker di bawah unit Anda.");
	case SCOPE_NATION:
		return S("Semua satker.");
	default:
		return S("Satker Anda.");
	}
}

/* A cursor that nobody made is the start of the list. */
static struct satker_query query_of(struct work *w, const struct request *rq)
{
	str before = query_str(rq, "sebelum"), after = query_str(rq, "sesudah");
	struct satker_query q = {
		.scope = satker_scope_of(w->actor, actor_grant(w->actor, CAN_LIST_USERS)),
		.search = query_str(rq, "q"),
		.backwards = before.n > 0,
		.limit = PAGE + 1,
	};

	if (!cursor_read(w, rq, q.backwards ? before : after, &q.after)) {
		q.after = S("");
		q.backwards = false;
	}
	return q;
}

static str path_to(struct work *w, const struct request *rq, str which, str code)
{
	struct buf b = buf_new(w->arena);
	struct html out = { .buf = &b };

	buf_add(&b, S("/satker?q="));
	html(&out, shown_in_url(query_str(rq, "q")));
	buf_fmt(&b, "&%.*s=%.*s", P(which), P(cursor_make(w, rq, code)));
	return buf_str(&b);
}

/* One row more than a page was asked for: it tells whether there is more that way. */
static struct ui_pager pager_of(struct work *w, const struct request *rq,
				const struct satker_query *q, struct satkers *items)
{
	bool more = items->count > PAGE;
	struct ui_pager p = { 0 };

	if (more && q->backwards)
		items->items++;
	if (more)
		items->count--;
	p.shown = arena_fmt(w->arena, "Menampilkan %zu satker", items->count);
	if (items->count == 0)
		return p;
	if (q->backwards ? more : q->after.n > 0)
		p.previous_path = path_to(w, rq, S("sebelum"), items->items[0].code);
	if (q->backwards || more)
		p.next_path =
			path_to(w, rq, S("sesudah"), items->items[items->count - 1].code);
	return p;
}

static err get_satker_list(struct work *w, const struct request *rq, struct reply *rp)
{
	struct satker_query q = query_of(w, rq);
	struct satker_list_view v = {
		.lead = lead_of(w->actor),
		.q = q.search,
		.empty = { .icon = S("building-bank"),
			   .title = S("Tidak ada satker"),
			   .text = q.search.n
					   ? S("Tidak ada yang cocok dengan pencarian.")
					   : S("Belum ada satker di lingkup Anda."),
			   .action = q.search.n ? S("Hapus pencarian") : S(""),
			   .path = q.search.n ? S("/satker") : S(""),
			   .filtered = true },
	};

	TRY(satker_list(w, &q, &v.items));
	v.pager = pager_of(w, rq, &q, &v.items);
	page_satker_list(reply_page(rp, 200,
				    (struct page){ .title = S("Satker Mitra"),
						   .active = S("/satker") }),
			 &v);
	return OK;
}

static void newest_first(struct officials *list)
{
	for (size_t i = 0; i < list->count / 2; i++) {
		struct official other = list->items[list->count - 1 - i];

		list->items[list->count - 1 - i] = list->items[i];
		list->items[i] = other;
	}
}

/* Out of reach is not there, as everywhere. */
static err get_satker(struct work *w, const struct request *rq, struct reply *rp)
{
	static const struct refusal none = { 404, STR("satker_not_found"),
					     STR("Satker tidak ditemukan.") };
	struct grant g = actor_grant(w->actor, CAN_LIST_USERS);
	struct satker_view v = {
		.masked = g.modifiers & GRANT_MASKED,
		.no_official = { .icon = S("users"),
				 .title = S("Belum ada KPA yang tercatat"),
				 .text = S(
					 "KPA dicatat dari SK pertama yang disetujui KPPN.") }
	};
	struct crumb *crumbs = NEW_ARRAY(reply_arena(rp), struct crumb, 2);

	TRY(satker_seen(w, path_str(rq, "code"), &v.s));
	if (!v.s)
		return reply_refusal(rp, &none);
	TRY(satker_history(w, v.s->code, &v.history));
	TRY(kpa_all(w, v.s->code, &v.officials));
	newest_first(&v.officials);
	crumbs[0] = (struct crumb){ S("Satker Mitra"), S("/satker") };
	crumbs[1] = (struct crumb){ arena_str(reply_arena(rp), v.s->code), S("") };
	page_satker_one(reply_page(rp, 200,
				   (struct page){ .title = v.s->name,
						  .active = S("/satker"),
						  .crumbs = { crumbs, 2 } }),
			&v);
	return OK;
}

static const struct route routes[] = {
	{ GET, "/satker", CAN_LIST_USERS, get_satker_list },
	{ GET, "/satker/:code", CAN_LIST_USERS, get_satker },
	{ 0 },
};

static const struct nav_item nav[] = {
	{ .label = STR("Satker Mitra"),
	  .path = STR("/satker"),
	  .icon = STR("building"),
	  .permission = CAN_LIST_USERS,
	  .roles = ROLE_BIT(ROLE_CSO) | ROLE_BIT(ROLE_VERIFIKATOR) |
		   ROLE_BIT(ROLE_KEPALA) | ROLE_BIT(ROLE_KANWIL) |
		   ROLE_BIT(ROLE_ESELON1) | ROLE_BIT(ROLE_KL) | ROLE_BIT(ROLE_PUSAT) |
		   ROLE_BIT(ROLE_AUDITOR) },
	{ 0 },
};

const struct feature directory_feature = {
	.name = STR("directory"),
	.routes = { routes, directory_api_routes },
	.nav = nav,
};
