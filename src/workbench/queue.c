/* The queue of an office. */
#include "directory/directory.h"
#include "web/lists.h"
#include "workbench/pages.h"

enum { PAGE = 50 };

static const struct {
	str word;
	str label;
} tabs[] = {
	{ STR("antrean"), STR("Semua") },
	{ STR("tugas-saya"), STR("Tugas saya") },
	{ STR("petugas-kedua"), STR("Petugas kedua") },
	{ STR("belum-diambil"), STR("Belum diambil") },
	{ STR("menunggu-satker"), STR("Menunggu satker") },
	{ STR("selesai"), STR("Selesai") },
};
enum { TAB_RETURNED = 4, TAB_DONE = 5 };

/* What the visitor asks for, as the query says it. */
struct asked {
	size_t tab;
	str q, kind, state, order;
};

static int word_in(const str *words, size_t count, str word)
{
	for (size_t i = 0; i < count; i++)
		if (word.n && str_eq(words[i], word))
			return (int)i;
	return -1;
}

static struct asked asked_of(const struct request *rq)
{
	struct asked a = {
		.q = query_str(rq, "q"),
		.kind = query_str(rq, "jenis"),
		.state = query_str(rq, "status"),
		.order = query_str(rq, "urut"),
	};

	for (size_t i = 0; i < COUNT(tabs); i++)
		if (str_eq(tabs[i].word, query_str(rq, "tab")))
			a.tab = i;
	return a;
}

/* ---- paths ---- */

static str queue_path(struct arena *a, const struct asked *q)
{
	struct buf b = buf_new(a);

	buf_add(&b, S("/verifikasi"));
	path_part(&b, "tab", q->tab ? tabs[q->tab].word : S(""));
	path_part(&b, "q", q->q);
	path_part(&b, "jenis", q->kind);
	path_part(&b, "status", q->state);
	path_part(&b, "urut", q->order);
	return buf_str(&b);
}

static struct queue_sort sort_by(struct arena *a, const struct asked *q, str order,
				 bool usual)
{
	struct asked other = *q;

	other.order = usual ? S("") : order;
	return (struct queue_sort){
		.path = queue_path(a, &other),
		.current = str_eq(q->order, other.order),
	};
}

/* ---- filters ---- */

static void set_filters(struct arena *a, const struct asked *q, struct queue_view *v)
{
	v->kind = filter_of(a, S("jenis"), S("Jenis"), S("Semua jenis"));
	v->state = filter_of(a, S("status"), S("Status"), S("Semua status"));
	for (size_t i = 0; i < KINDS; i++)
		select_option(a, &v->kind, kind_words[i], kind_labels[i], q->kind);
	for (size_t i = STATE_SUBMITTED; i < STATES; i++)
		select_option(a, &v->state, state_words[i], state_words[i], q->state);
}

static void set_tabs(struct arena *a, const struct asked *q, struct queue_view *v)
{
	const struct queue_figures *f = &v->figures;
	const int64_t counts[] = { f->all,	 f->mine,	    f->waiting_second,
				   f->unclaimed, f->waiting_satker, f->done_today };

	for (size_t i = 0; i < COUNT(tabs); i++) {
		struct asked other = { .tab = i };

		*PUSH(a, &v->tabs) = (struct queue_tab){
			.label = tabs[i].label,
			.path = queue_path(a, &other),
			.count = counts[i],
			.current = i == q->tab,
		};
	}
}

/* ---- rows ---- */

static struct registration_query query_of(const struct asked *q, struct list_place at)
{
	int state = word_in(WORDS(state_words), q->state);

	return (struct registration_query){
		.any_state = state < 0,
		.state = (enum registration_state)(state < 0 ? 0 : state),
		.tab = tabs[q->tab].word,
		.q = q->q,
		.kind = word_in(WORDS(kind_words), q->kind),
		.sort = q->tab == TAB_DONE && !q->order.n ? S("-diajukan") : q->order,
		.after = at.position,
		.backwards = at.backwards,
		.limit = PAGE + 1,
	};
}

static str first_name(str name)
{
	return str_left(name, str_index(name, ' '));
}

static int64_t last_due(const struct registration_rows *list)
{
	int64_t last = 0;

	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].due_at > last)
			last = list->items[i].due_at;
	return last;
}

static err set_rows(struct work *w, enum zone z, const struct registration_rows *list,
		    struct queue_view *v)
{
	struct calendar calendar;

	TRY(calendar_between(w, date_at(w->now, z), date_at(last_due(list), z),
			     &calendar));
	for (size_t i = 0; i < list->count; i++) {
		const struct registration_row *r = &list->items[i];
		struct queue_row *row = PUSH(w->arena, &v->rows);

		row->r = r;
		row->waits = r->state == STATE_SUBMITTED || r->state == STATE_VERIFYING;
		row->held = r->state != STATE_SUBMITTED && r->claimed_name.n > 0;
		if (row->waits)
			row->left = remaining_of(&calendar, r->due_at, w->now, z);
		if (row->held) {
			row->initials = text_initials(w->arena, r->claimed_name);
			row->first_name = first_name(r->claimed_name);
		}
	}
	return OK;
}

static struct ui_pager pager_of(struct work *w, const struct request *rq,
				const struct asked *q, const struct list_place *at,
				struct registration_rows *list)
{
	bool more = LIST_CUT(list, PAGE, *at);
	struct list_page page = {
		.path = queue_path(w->arena, q),
		.noun = S("permohonan"),
		.count = list->count,
		.more = more,
	};

	if (list->count) {
		page.first = registration_position(w->arena, &list->items[0]);
		page.last =
			registration_position(w->arena, &list->items[list->count - 1]);
	}
	return list_pager(w, rq, at, &page);
}

static struct ui_empty empty_of(struct arena *a, const struct asked *q)
{
	struct asked bare = { .tab = q->tab };

	if (q->q.n || q->kind.n || q->state.n)
		return (struct ui_empty){
			.icon = S("inbox"),
			.title = S("Tidak ada permohonan yang cocok"),
			.text = S("Ubah atau hapus saringan untuk melihat permohonan "
				  "lain."),
			.action = S("Hapus semua saringan"),
			.path = queue_path(a, &bare),
			.filtered = true,
		};
	return (struct ui_empty){
		.icon = S("inbox"),
		.title = q->tab == TAB_RETURNED ? S("Tidak ada yang menunggu satker")
			 : q->tab == TAB_DONE	? S("Belum ada permohonan yang selesai")
						: S("Tidak ada permohonan yang menunggu"),
		.text = S("Permohonan satker mitra tampil di sini begitu diajukan."),
		.action = q->tab ? S("Lihat semua antrean") : S(""),
		.path = q->tab ? S("/verifikasi") : S(""),
		.filtered = true,
	};
}

/* ---- refreshing ---- */

/* All that the page says and that may change: the same text, the same page. */
static str all_of(struct arena *a, const struct queue_view *v)
{
	const struct queue_figures *f = &v->figures;
	struct buf b = buf_new(a);

	buf_fmt(&b, "%lld %lld %lld %lld %lld %lld %lld %lld\n", (long long)f->all,
		(long long)f->mine, (long long)f->waiting_second, (long long)f->unclaimed,
		(long long)f->waiting_satker, (long long)f->done_today,
		(long long)f->overdue, (long long)f->due_today);
	for (size_t i = 0; i < v->rows.count; i++) {
		const struct queue_row *x = &v->rows.items[i];

		buf_fmt(&b, "%.*s %d %d %lld %d %d %d %.*s\n", P(x->r->number),
			(int)x->r->state, x->r->round, (long long)x->left.minutes,
			(int)x->left.urgency, x->r->waits_for_second, x->r->claimed_by_me,
			P(x->first_name));
	}
	buf_fmt(&b, "%.*s\n%.*s", P(v->pager.previous_path), P(v->pager.next_path));
	return buf_str(&b);
}

static err get_queue(struct work *w, const struct request *rq, struct reply *rp)
{
	enum zone zone = request_visitor(rq)->zone;
	bool same;
	struct asked q = asked_of(rq);
	struct list_place at = list_place_of(w, rq);
	struct registration_query query = query_of(&q, at);
	struct registration_rows list;
	struct queue_view v = {
		.tab = q.tab ? tabs[q.tab].word : S(""),
		.order = q.order,
		.q = q.q,
		.by_due = sort_by(w->arena, &q, S("batas"), q.tab != TAB_DONE),
		.by_satker = sort_by(w->arena, &q, S("satker"), false),
		.by_sent = sort_by(w->arena, &q, S("-diajukan"), q.tab == TAB_DONE),
		.empty = empty_of(w->arena, &q),
		.reload_path = queue_path(w->arena, &q),
	};

	TRY(registration_figures(w, zone, &v.figures));
	TRY(registration_list(w, &query, &list));
	set_tabs(w->arena, &q, &v);
	set_filters(w->arena, &q, &v);
	v.pager = pager_of(w, rq, &q, &at, &list);
	TRY(set_rows(w, zone, &list, &v));
	TRY(reply_refreshed(rp, rq, all_of(w->arena, &v), &same));
	if (same)
		return OK;
	page_queue(reply_page(rp, 200,
			      (struct page){ .title = S("Antrean verifikasi"),
					     .active = S("/verifikasi") }),
		   &v);
	return OK;
}

static err post_next(struct work *w, const struct request *rq, struct reply *rp)
{
	struct registration_result result;

	(void)rq;
	TRY(registration_claim_next(w, &result));
	if (result.why == REGISTRATION_NOT_FOUND) {
		reply_flash(rp, S("info"), S("Tidak ada permohonan yang belum diambil."));
		return reply_redirect(rp, S("/verifikasi"));
	}
	if (result.why)
		return reply_refusal(rp, &registration_refusals[result.why]);
	return reply_redirect(rp, arena_fmt(w->arena, "/verifikasi/%.*s",
					    P(result.registration->number)));
}

const struct route queue_routes[] = {
	{ GET, "/verifikasi", CAN_CLAIM_REGISTRATION, get_queue, ROUTE_REFRESHED },
	{ POST, "/verifikasi/ambil", CAN_CLAIM_REGISTRATION, post_next },
	{ 0 },
};
