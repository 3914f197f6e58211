/* The page and the API of mails that came in. */
#include "mailroom/web.h"

enum { PAGE = 50 };

const struct ui_tag fate_tags[FATES] = {
	[FATE_TICKET] = { .tone = STR("ok"), .label = STR("Tiket baru") },
	[FATE_REPLY] = { .tone = STR("ok"), .label = STR("Balasan tiket") },
	[FATE_DRAFT] = { .tone = STR("ok"), .label = STR("Draf pendaftaran") },
	[FATE_CANDIDATES] = { .tone = STR("awas"),
			      .label = STR("Satker tidak dikenali") },
	[FATE_AUTOMATIC] = { .label = STR("Jawaban otomatis"),
			     .icon = STR("circle-minus") },
	[FATE_BOUNCE] = { .tone = STR("awas"), .label = STR("Surat kami terpental") },
	[FATE_OWN] = { .label = STR("Surat kami sendiri"), .icon = STR("circle-minus") },
	[FATE_DOUBLE] = { .label = STR("Sudah tercatat"), .icon = STR("circle-minus") },
	[FATE_UNREADABLE] = { .tone = STR("bahaya"), .label = STR("Tidak terbaca") },
	[FATE_TOO_LARGE] = { .tone = STR("awas"), .label = STR("Terlalu besar") },
	[FATE_HELD] = { .tone = STR("awas"), .label = STR("Ditahan") },
	[FATE_FAILED] = { .tone = STR("bahaya"), .label = STR("Gagal diproses") },
};

static str path_of(struct arena *a, const struct mail_row *r)
{
	if (str_starts(r->about, S("HAI-")))
		return arena_fmt(a, "/tiket/%.*s", P(r->about));
	return S("");
}

static struct mail_list list_asked(struct work *w, const struct request *rq)
{
	struct mail_list q = { .limit = PAGE + 1 };
	str position;

	if (cursor_read(w, rq, query_str(rq, "sesudah"), &position) &&
	    !str_int(position, &q.before))
		q.before = 0;
	return q;
}

static err get_mails(struct work *w, const struct request *rq, struct reply *rp)
{
	struct mail_list q = list_asked(w, rq);
	struct mailroom_view v = {
		.configured = w->settings->mailbox.n > 0,
		.empty = { .icon = S("mail"),
			   .title = S("Belum ada email"),
			   .text = S(
				   "Setiap email yang dibaca tampil di sini dengan hasilnya.") },
	};
	struct mail_rows *all = NEW(w->arena, struct mail_rows);

	TRY(mailroom_list(w, &q, all));
	TRY(mailroom_state(w, &v.state));
	for (size_t i = 0; i < all->count && i < PAGE; i++)
		*PUSH(w->arena, &v.rows) =
			(struct shown_mail){ &all->items[i],
					     path_of(w->arena, &all->items[i]) };
	if (all->count > PAGE)
		v.pager.next_path = arena_fmt(
			w->arena, "/email-masuk?sesudah=%.*s",
			P(url_part(
				w->arena,
				cursor_make(
					w, rq,
					arena_fmt(w->arena, "%lld",
						  (long long)all->items[PAGE - 1].id)))));
	page_mailroom(reply_page(rp, 200,
				 (struct page){ .title = S("Email masuk"),
						.active = S("/email-masuk") }),
		      &v);
	return OK;
}

const struct route mailroom_routes[] = {
	{ GET, "/email-masuk", CAN_NOTE_TICKET, get_mails },
	{ 0 },
};

/* ---- the API ---- */

static void put_text_or_null(struct json_out *o, str name, str text)
{
	json_name(o, name);
	if (text.n)
		json_put_str(o, text);
	else
		json_put_null(o);
}

static void put_mail(struct json_out *o, const struct mail_row *r)
{
	json_open(o, '{');
	json_name(o, S("read_at"));
	json_put_instant(o, r->read_at);
	json_put(o, S("sender"), r->sender);
	json_put(o, S("sender_name"), r->sender_name);
	json_put(o, S("subject"), r->subject);
	json_put(o, S("fate"), fate_words[r->fate]);
	json_put(o, S("detail"), r->detail);
	put_text_or_null(o, S("about"), r->about);
	put_text_or_null(o, S("kppn"), r->kppn);
	json_close(o, '}');
}

static err get_list(struct work *w, const struct request *rq, struct reply *rp)
{
	struct mail_list q = { 0 };
	struct mail_rows all;
	struct api_page page;
	struct json_out *o;
	size_t count;

	if (!api_page(w, rq, rp, &page))
		return OK;
	q.limit = (int64_t)page.limit + 1;
	if (!str_int(page.after, &q.before))
		q.before = 0;
	TRY(mailroom_list(w, &q, &all));
	count = all.count < page.limit ? all.count : page.limit;
	o = reply_json(rp, 200);
	json_open(o, '{');
	json_name(o, S("items"));
	json_open(o, '[');
	for (size_t i = 0; i < count; i++)
		put_mail(o, &all.items[i]);
	json_close(o, ']');
	api_next(w, rq, o,
		 all.count > page.limit
			 ? arena_fmt(w->arena, "%lld", (long long)all.items[count - 1].id)
			 : S(""));
	json_close(o, '}');
	return OK;
}

static const struct api_field query_fields[] = { API_PAGE_FIELDS, { 0 } };
static const struct api_field mail_fields[] = {
	API_INSTANT("read_at"),
	{ STR("sender"), JSON_TEXT, .says = STR("tidak terbukti") },
	{ STR("sender_name"), JSON_TEXT },
	{ STR("subject"), JSON_TEXT },
	{ STR("fate"), JSON_TEXT, ONE_OF(fate_words), .says = STR("apa jadinya") },
	{ STR("detail"), JSON_TEXT },
	{ STR("about"), JSON_TEXT, .nullable = true,
	  .says = STR("nomor tiket atau permohonan") },
	{ STR("kppn"), JSON_TEXT, .nullable = true },
	{ 0 },
};
static const struct api_field list_fields[] = {
	{ STR("items"), JSON_LIST, .of = mail_fields },
	API_NEXT_FIELD,
	{ 0 },
};
static const struct api_shape list_shape = { STR("ArrivedMailList"), list_fields };
static const struct api_operation list_says = {
	.summary = STR("Email yang dibaca dari kotak surat, dan apa jadinya"),
	.query = query_fields,
	.status = 200,
	.answer = &list_shape,
};

const struct route mailroom_api_routes[] = {
	{ GET, "/api/v1/arrived-mails", CAN_NOTE_TICKET, get_list, .api = &list_says },
	{ 0 },
};
