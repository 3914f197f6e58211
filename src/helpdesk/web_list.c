/* The list of tickets: of a satker, or of an office with its tabs. */
#include "helpdesk/web.h"
#include "web/lists.h"

enum { PAGE = 50 };

static const struct {
	str word;
	str label;
	bool kppn_only;
} tabs[] = {
	{ STR("perlu-jawaban"), STR("Perlu jawaban"), false },
	{ STR("tugas-saya"), STR("Tugas saya"), false },
	{ STR("belum-diambil"), STR("Belum diambil"), false },
	{ STR("menunggu-satker"), STR("Menunggu satker"), false },
	{ STR("eskalasi"), STR("Dieskalasi"), true },
	{ STR("selesai"), STR("Selesai"), false },
	{ STR("semua"), STR("Semua"), false },
};

/* What the visitor asks for, as the query says it. */
struct asked {
	str tab, category, priority, state;
};

static struct asked asked_of(const struct request *rq, bool office)
{
	struct asked a = {
		.tab = query_str(rq, "tab"),
		.category = query_str(rq, "kategori"),
		.priority = query_str(rq, "prioritas"),
		.state = query_str(rq, "status"),
	};

	if (office && !a.tab.n)
		a.tab = tabs[0].word;
	return a;
}

/* ---- paths ---- */

static str list_path(struct arena *a, const struct asked *q)
{
	struct buf b = buf_new(a);

	buf_add(&b, S("/tiket"));
	path_part(&b, "tab", str_eq(q->tab, tabs[0].word) ? S("") : q->tab);
	path_part(&b, "kategori", q->category);
	path_part(&b, "prioritas", q->priority);
	path_part(&b, "status", q->state);
	return buf_str(&b);
}

/* ---- filters and tabs ---- */

static err set_filters(struct work *w, const struct asked *q, struct ticket_list_view *v)
{
	struct arena *a = w->arena;
	struct categories all;

	TRY(categories_list(w, &all));
	v->category = filter_of(a, S("kategori"), S("Kategori"), S("Semua kategori"));
	v->priority = filter_of(a, S("prioritas"), S("Prioritas"), S("Semua prioritas"));
	v->state = filter_of(a, S("status"), S("Status"), S("Semua status"));
	for (size_t i = 0; i < all.count; i++)
		select_option(a, &v->category, all.items[i].code, all.items[i].name,
			      q->category);
	for (size_t i = 0; i < PRIORITIES; i++)
		select_option(a, &v->priority, priority_words[i], priority_labels[i],
			      q->priority);
	for (size_t i = 0; i < TICKET_STATES; i++)
		select_option(a, &v->state, ticket_state_words[i], ticket_state_words[i],
			      q->state);
	return OK;
}

static str count_words(struct arena *a, int64_t n)
{
	return n >= FIGURE_MAX ? arena_fmt(a, "%d+", FIGURE_MAX - 1)
			       : arena_fmt(a, "%d", (int)n);
}

static void set_tabs(struct work *w, const struct asked *q,
		     const struct ticket_figures *f, struct ticket_list_view *v)
{
	const int64_t counts[COUNT(tabs)] = {
		f->to_answer, f->mine, f->unclaimed, f->at_satker, f->escalated, -1, -1
	};

	for (size_t i = 0; i < COUNT(tabs); i++) {
		struct asked other = { .tab = tabs[i].word };

		if (tabs[i].kppn_only && w->actor->unit_kind != UNIT_KPPN)
			continue;
		*PUSH(w->arena, &v->tabs) = (struct list_tab){
			.label = tabs[i].label,
			.path = list_path(w->arena, &other),
			.count = counts[i] < 0 || (i == 3 && !tabs[4].kppn_only)
					 ? S("")
					 : count_words(w->arena, counts[i]),
			.current = str_eq(tabs[i].word, q->tab),
		};
	}
}

/* ---- rows ---- */

static struct ticket_query query_of(const struct asked *q, struct list_place at)
{
	return (struct ticket_query){
		.tab = q->tab,
		.category = q->category,
		.priority = q->priority,
		.state = q->state,
		.after = at.position,
		.backwards = at.backwards,
		.limit = PAGE + 1,
	};
}

static struct ui_pager pager_of(struct work *w, const struct request *rq,
				const struct asked *q, const struct list_place *at,
				struct ticket_rows *list)
{
	bool more = LIST_CUT(list, PAGE, *at);
	struct list_page page = {
		.path = list_path(w->arena, q),
		.noun = S("tiket"),
		.count = list->count,
		.more = more,
	};

	if (list->count) {
		page.first = list->items[0].position;
		page.last = list->items[list->count - 1].position;
	}
	return list_pager(w, rq, at, &page);
}

static struct ui_empty empty_of(struct arena *a, const struct asked *q, bool may_open)
{
	struct asked bare = { .tab = q->tab };

	if (q->category.n || q->priority.n || q->state.n)
		return (struct ui_empty){
			.icon = S("inbox"),
			.title = S("Tidak ada tiket yang cocok"),
			.text = S("Ubah atau hapus saringan untuk melihat tiket lain."),
			.action = S("Hapus semua saringan"),
			.path = list_path(a, &bare),
			.filtered = true,
		};
	return (struct ui_empty){
		.icon = S("messages"),
		.title = S("Belum ada tiket di sini"),
		.text = S("Pertanyaan dan permintaan ke KPPN tampil di sini."),
		.action = may_open ? S("Buat tiket") : S("Lihat semua tiket"),
		.path = may_open ? S("/tiket/baru") : S("/tiket?tab=semua"),
		.filtered = !may_open,
	};
}

static str lead_of(struct arena *a, bool office, const struct ticket_figures *f)
{
	if (!office)
		return S(
			"Pertanyaan dan permintaan satker Anda kepada KPPN mitra kerja.");
	return arena_fmt(a, "%.*s tiket perlu jawaban, %.*s lewat batas",
			 P(count_words(a, f->to_answer)), P(count_words(a, f->overdue)));
}

/* ---- refreshing ---- */

static str all_of(struct arena *a, const struct ticket_list_view *v)
{
	struct buf b = buf_new(a);

	buf_add(&b, v->lead);
	for (size_t i = 0; i < v->tabs.count; i++)
		buf_fmt(&b, " %.*s", P(v->tabs.items[i].count));
	for (size_t i = 0; i < v->rows.count; i++) {
		const struct ticket_row *r = &v->rows.items[i];

		buf_fmt(&b, "\n%lld %d %lld %lld %lld %d %d %.*s", (long long)r->id,
			(int)r->state, (long long)r->changed_at, (long long)r->due_at,
			(long long)r->assignee, r->unread, (int)r->priority,
			P(r->subject));
	}
	buf_fmt(&b, "\n%.*s\n%.*s", P(v->pager.previous_path), P(v->pager.next_path));
	return buf_str(&b);
}

static err get_list(struct work *w, const struct request *rq, struct reply *rp)
{
	bool office = of_office(side_of(w->actor));
	struct asked q = asked_of(rq, office);
	struct list_place at = list_place_of(w, rq);
	struct ticket_query query = query_of(&q, at);
	struct ticket_figures f;
	bool same;
	struct ticket_list_view v = {
		.office = office,
		.may_open = actor_can(w->actor, CAN_OPEN_TICKET),
		.tab = q.tab,
		.reload_path = list_path(w->arena, &q),
	};

	TRY(ticket_list(w, &query, &v.rows));
	TRY(ticket_figures(w, &f));
	TRY(set_filters(w, &q, &v));
	if (office)
		set_tabs(w, &q, &f, &v);
	v.lead = lead_of(w->arena, office, &f);
	v.pager = pager_of(w, rq, &q, &at, &v.rows);
	v.empty = empty_of(w->arena, &q, v.may_open);
	TRY(reply_refreshed(rp, rq, all_of(w->arena, &v), &same));
	if (same)
		return OK;
	page_ticket_list(
		reply_page(rp, 200,
			   (struct page){ .title = S("HAI CSO"), .active = S("/tiket") }),
		&v);
	return OK;
}

const struct route ticket_list_routes[] = {
	{ GET, "/tiket", CAN_READ_TICKET, get_list, ROUTE_REFRESHED },
	{ 0 },
};
