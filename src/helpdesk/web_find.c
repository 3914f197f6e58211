/* The page that searches. */
#include "helpdesk/web.h"

enum { PAGE = 20 };

static int kind_asked(const struct request *rq)
{
	for (int k = 0; k < FOUND_KINDS; k++)
		if (str_eq(found_words[k], query_str(rq, "jenis")))
			return k;
	return -1;
}

static str found_path(struct work *w, const struct found *f)
{
	static const char *const bases[FOUND_KINDS] = {
		[FOUND_MESSAGE] = "/tiket/",
		[FOUND_NOTE] = "/tiket/",
		[FOUND_ARTICLE] = "/pengetahuan/",
		[FOUND_REQUEST] = "/permohonan/",
	};
	const char *base =
		f->kind == FOUND_REQUEST && actor_can(w->actor, CAN_CLAIM_REGISTRATION)
			? "/verifikasi/"
			: bases[f->kind];

	return arena_fmt(w->arena, "%s%.*s", base, P(f->number));
}

static str page_path(struct arena *a, const struct request *rq, str cursor)
{
	struct buf b = buf_new(a);
	struct html out = { .buf = &b };

	buf_add(&b, S("/tiket/cari?q="));
	html(&out, shown_in_url(query_str(rq, "q")));
	buf_add(&b, S("&jenis="));
	html(&out, shown_in_url(query_str(rq, "jenis")));
	buf_add(&b, S("&sesudah="));
	html(&out, shown_in_url(cursor));
	return buf_str(&b);
}

static struct ui_select kind_select(struct work *w, int chosen)
{
	struct ui_select s = { .id = S("jenis"), .label = S("Jenis") };

	*PUSH(w->arena, &s.options) = (struct ui_option){ .label = S("Semua jenis") };
	for (int k = 0; k < FOUND_KINDS; k++)
		if (k != FOUND_NOTE || of_office(side_of(w->actor)))
			*PUSH(w->arena, &s.options) =
				(struct ui_option){ .value = found_words[k],
						    .label = found_labels[k],
						    .chosen = k == chosen };
	return s;
}

static struct ui_empty empty_of(const struct request *rq)
{
	if (!query_str(rq, "q").n)
		return (struct ui_empty){
			.icon = S("search"),
			.title = S("Tulis kata yang dicari"),
			.text = S("Nomor tiket, nama satker, atau kata dalam pesan."),
		};
	return (struct ui_empty){
		.icon = S("search"),
		.title = S("Tidak ada yang cocok"),
		.text = S(
			"Kurangi kata, atau tulis bentuk lain. Pesan baru dapat dicari setelah beberapa detik."),
		.action = S("Lihat semua tiket"),
		.path = S("/tiket"),
		.filtered = true,
	};
}

static err get_find(struct work *w, const struct request *rq, struct reply *rp)
{
	struct find_query q = { .typed = query_str(rq, "q"),
				.kind = kind_asked(rq),
				.limit = PAGE };
	struct find_view v = { .q = q.typed,
			       .kind = kind_select(w, q.kind),
			       .empty = empty_of(rq) };
	struct founds *all = NEW(w->arena, struct founds);
	str position = S("");
	int64_t next;

	if (cursor_read(w, rq, query_str(rq, "sesudah"), &position))
		(void)str_int(position, &q.before);
	TRY(helpdesk_find(w, &q, all, &next));
	for (size_t i = 0; i < all->count; i++)
		*PUSH(w->arena, &v.rows) =
			(struct found_row){ &all->items[i], found_path(w, &all->items[i]),
					    found_labels[all->items[i].kind] };
	if (next)
		v.pager.next_path = page_path(
			w->arena, rq,
			cursor_make(w, rq, arena_fmt(w->arena, "%lld", (long long)next)));
	page_ticket_find(reply_page(rp, 200,
				    (struct page){ .title = S("Cari di HAI CSO"),
						   .active = S("/tiket") }),
			 &v);
	return OK;
}

const struct route ticket_find_routes[] = {
	{ GET, "/tiket/cari", CAN_READ_TICKET, get_find },
	{ 0 },
};
