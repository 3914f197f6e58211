#include "upkeep/pages.h"
#include "upkeep/views.h"

enum { PAGE = 50, TABS = 5, TAB_FAILED = 3 };

static const struct {
	str word, label;
	enum mail_state state; /* of the letters; the last two are jobs */
} tabs[TABS] = {
	{ STR("terpental"), STR("Email terpental"), MAIL_BOUNCED },
	{ STR("ditunda"), STR("Email ditunda"), MAIL_DELAYED },
	{ STR("antre"), STR("Email antre"), MAIL_QUEUED },
	{ .word = STR("gagal"), .label = STR("Pekerjaan gagal") },
	{ .word = STR("diulang"), .label = STR("Pekerjaan diulang") },
};

static size_t tab_of(str word)
{
	for (size_t i = 0; i < TABS; i++)
		if (str_eq(word, tabs[i].word))
			return i;
	return 0;
}

static str list_path(struct arena *a, size_t tab, const char *which, str cursor)
{
	if (!cursor.n)
		return arena_fmt(a, "/admin/pekerjaan?bagian=%.*s", P(tabs[tab].word));
	return arena_fmt(a, "/admin/pekerjaan?bagian=%.*s&%s=%.*s", P(tabs[tab].word),
			 which, P(url_part(a, cursor)));
}

static err set_tabs(struct work *w, size_t shown, struct upkeep_view *v)
{
	struct queue_counts n;

	TRY(jobs_counts(w, &n));
	for (size_t i = 0; i < TABS; i++) {
		const int64_t counts[TABS] = { n.mail_bounced, n.mail_delayed,
					       n.mail_queued, n.jobs_failed, -1 };

		*PUSH(w->arena, &v->tabs) = (struct upkeep_tab){
			.label = tabs[i].label,
			.path = list_path(w->arena, i, "", S("")),
			.count = counts[i],
			.current = i == shown,
		};
	}
	return OK;
}

/* A cursor that nobody made is the start of the list. */
static struct watch watch_of(struct work *w, const struct request *rq)
{
	str before = query_str(rq, "sebelum"), position;
	struct watch q = { .backwards = before.n > 0, .limit = PAGE + 1 };

	if (!cursor_read(w, rq, q.backwards ? before : query_str(rq, "sesudah"),
			 &position) ||
	    !str_int(position, &q.from))
		q = (struct watch){ .limit = PAGE + 1 };
	return q;
}

static struct upkeep_row letter_row(struct arena *a, const struct seen_mail *m)
{
	static const struct ui_tag tags[MAIL_STATES] = {
		[MAIL_QUEUED] = { .tone = STR("info"), .label = STR("Antre") },
		[MAIL_DELAYED] = { .tone = STR("awas"), .label = STR("Ditunda") },
		[MAIL_BOUNCED] = { .tone = STR("bahaya"), .label = STR("Terpental") },
	};
	bool gone = m->state == MAIL_BOUNCED && !m->kept;

	return (struct upkeep_row){
		.title = m->subject,
		.detail = m->kind,
		.to = mailbox_masked(a, m->to),
		.state = tags[m->state],
		.tries = m->tries,
		.reason = detail_masked(a, m->detail, m->to),
		.since = m->state == MAIL_BOUNCED ? m->changed_at : m->queued_at,
		.next_at = m->next_at,
		.retry_path = gone ? S("")
				   : arena_fmt(a, "/admin/pekerjaan/email/%lld",
					       (long long)m->id),
		.instead = S("Isi sudah dihapus; kirim dari permohonannya"),
	};
}

static struct upkeep_row job_row(struct arena *a, const struct seen_job *j)
{
	static const struct ui_tag failed = { .tone = STR("bahaya"),
					      .label = STR("Gagal") };
	static const struct ui_tag again = { .tone = STR("awas"),
					     .label = STR("Akan diulang") };

	return (struct upkeep_row){
		.title = job_label(j->kind),
		.detail = j->kind,
		.state = j->failed ? failed : again,
		.tries = j->tries,
		.reason = j->fault,
		.since = j->added_at,
		.next_at = j->failed || j->running ? 0 : j->run_at,
		.retry_path = j->running ? S("")
					 : arena_fmt(a, "/admin/pekerjaan/tugas/%lld",
						     (long long)j->id),
		.instead = S("Sedang dikerjakan"),
	};
}

/* Ids of the first and last row, for the cursors. */
struct ends {
	int64_t first, last;
};

/* One row more than a page was asked for: it tells whether there is more that way. */
static void cut(struct upkeep_rows *rows, const struct watch *q, bool *ret_more)
{
	*ret_more = rows->count > PAGE;
	if (!*ret_more)
		return;
	if (q->backwards)
		rows->items++;
	rows->count--;
}

static err set_letters(struct work *w, size_t tab, const struct watch *q,
		       struct upkeep_view *v, struct ends *ret)
{
	struct seen_mails list;
	size_t n;

	TRY(mails_listed(w, tabs[tab].state, q, &list));
	n = list.count > PAGE ? PAGE : list.count;
	for (size_t i = 0; i < list.count; i++)
		*PUSH(w->arena, &v->rows) = letter_row(w->arena, &list.items[i]);
	if (n)
		*ret = (struct ends){
			list.items[q->backwards ? list.count - n : 0].id,
			list.items[q->backwards ? list.count - 1 : n - 1].id
		};
	return OK;
}

static err set_jobs(struct work *w, size_t tab, const struct watch *q,
		    struct upkeep_view *v, struct ends *ret)
{
	struct seen_jobs list;
	size_t n;

	TRY(jobs_listed(w, tab == TAB_FAILED, q, &list));
	n = list.count > PAGE ? PAGE : list.count;
	for (size_t i = 0; i < list.count; i++)
		*PUSH(w->arena, &v->rows) = job_row(w->arena, &list.items[i]);
	if (n)
		*ret = (struct ends){
			list.items[q->backwards ? list.count - n : 0].id,
			list.items[q->backwards ? list.count - 1 : n - 1].id
		};
	return OK;
}

static str cursor_at(struct work *w, const struct request *rq, int64_t id)
{
	return cursor_make(w, rq, arena_fmt(w->arena, "%lld", (long long)id));
}

static struct ui_empty empty_of(size_t tab)
{
	return (struct ui_empty){
		.icon = S("circle-check"),
		.title = tab < TAB_FAILED ? S("Tidak ada email di bagian ini")
					  : S("Tidak ada pekerjaan di bagian ini"),
		.text = S("Yang tertunda atau gagal tampil di sini dengan alasannya."),
		.action = tab ? S("Lihat email terpental") : S("Kembali ke Beranda"),
		.path = tab ? S("/admin/pekerjaan") : S("/beranda"),
		.filtered = true,
	};
}

static err get_list(struct work *w, const struct request *rq, struct reply *rp)
{
	size_t tab = tab_of(query_str(rq, "bagian"));
	struct watch q = watch_of(w, rq);
	struct upkeep_view v = { .shown = tabs[tab].word,
				 .letters = tab < TAB_FAILED,
				 .empty = empty_of(tab) };
	struct ends ends = { 0 };
	bool more;

	TRY(set_tabs(w, tab, &v));
	TRY(v.letters ? set_letters(w, tab, &q, &v, &ends)
		      : set_jobs(w, tab, &q, &v, &ends));
	cut(&v.rows, &q, &more);
	if (v.rows.count)
		v.pager.shown =
			arena_fmt(w->arena, "Menampilkan %zu baris", v.rows.count);
	if (v.rows.count && (q.backwards ? more : q.from > 0))
		v.pager.previous_path =
			list_path(w->arena, tab, "sebelum", cursor_at(w, rq, ends.first));
	if (v.rows.count && (q.backwards || more))
		v.pager.next_path =
			list_path(w->arena, tab, "sesudah", cursor_at(w, rq, ends.last));
	page_upkeep(reply_page(rp, 200,
			       (struct page){ .title = S("Email dan pekerjaan"),
					      .active = S("/admin/pekerjaan") }),
		    &v);
	return OK;
}

static err answer(struct work *w, const struct request *rq, struct reply *rp,
		  enum retry why)
{
	if (why)
		return reply_refusal(rp, &retry_refusals[why]);
	reply_flash(rp, S("ok"),
		    S("Dicoba lagi sekarang. Muat ulang untuk melihat hasilnya."));
	return reply_redirect(
		rp, list_path(w->arena, tab_of(form_str(rq, "bagian")), "", S("")));
}

static err post_mail(struct work *w, const struct request *rq, struct reply *rp)
{
	enum retry why = RETRY_NONE;
	int64_t id;

	if (str_int(path_str(rq, "id"), &id))
		TRY(upkeep_retry_mail(w, id, &why));
	return answer(w, rq, rp, why);
}

static err post_job(struct work *w, const struct request *rq, struct reply *rp)
{
	enum retry why = RETRY_NONE;
	int64_t id;

	if (str_int(path_str(rq, "id"), &id))
		TRY(upkeep_retry_job(w, id, &why));
	return answer(w, rq, rp, why);
}

const struct route upkeep_routes[] = {
	{ GET, "/admin/pekerjaan", CAN_READ_METRICS, get_list },
	{ POST, "/admin/pekerjaan/email/:id", CAN_READ_METRICS, post_mail },
	{ POST, "/admin/pekerjaan/tugas/:id", CAN_READ_METRICS, post_job },
	{ 0 },
};

static const struct nav_item nav[] = {
	{ .section = STR("Administrasi"),
	  .label = STR("Email dan Pekerjaan"),
	  .path = STR("/admin/pekerjaan"),
	  .icon = STR("inbox"),
	  .permission = CAN_READ_METRICS },
	{ 0 },
};

const struct feature upkeep_feature = {
	.name = STR("upkeep"),
	.routes = { upkeep_routes, upkeep_api_routes },
	.nav = nav,
};
