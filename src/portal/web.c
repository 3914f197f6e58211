#include "portal/portal.h"

#include "forms/forms.h"
#include "portal/pages.h"

enum { WAITING_SHOWN = 8, KPPN_SHOWN = 50 };

static err get_landing(struct work *w, const struct request *rq, struct reply *rp)
{
	struct landing_view v = { .signed_in = w->actor->person != 0 };
	struct page page = {
		.title = S("Beranda"),
		.layout = LAYOUT_PUBLIC,
		.active = S("/"),
		.description = S(
			"Portal integrasi data dan layanan perbendaharaan antara satker dan KPPN."),
	};

	(void)rq;
	page_landing(reply_page(rp, 200, page), &v);
	return OK;
}

/* The place of the first one shown; of what nobody made the first of all. */
static size_t first_kppn(const struct kppns *all, str position)
{
	for (size_t i = 0; i < all->count; i++)
		if (str_eq(all->items[i].code, position))
			return i;
	return 0;
}

static str kppn_page(struct work *w, const struct request *rq, str q, str code)
{
	return arena_fmt(w->arena, "/kppn?q=%.*s&mulai=%.*s", P(url_part(w->arena, q)),
			 P(cursor_make(w, rq, code)));
}

/* All of them are few enough to be read at once, and too many for one page. */
static void cut_kppn(struct work *w, const struct request *rq, struct kppn_view *v)
{
	struct kppns all = v->list;
	str position = S("");
	size_t first, shown;

	if (all.count == 0)
		return;
	cursor_read(w, rq, query_str(rq, "mulai"), &position);
	first = first_kppn(&all, position);
	shown = all.count - first < KPPN_SHOWN ? all.count - first : KPPN_SHOWN;
	v->list = (struct kppns){ all.items + first, shown, shown };
	v->pager.shown =
		arena_fmt(w->arena, "Menampilkan %zu dari %zu KPPN", shown, all.count);
	if (first)
		v->pager.previous_path = kppn_page(
			w, rq, v->q,
			all.items[first > KPPN_SHOWN ? first - KPPN_SHOWN : 0].code);
	if (first + shown < all.count)
		v->pager.next_path =
			kppn_page(w, rq, v->q, all.items[first + shown].code);
}

static err get_kppn(struct work *w, const struct request *rq, struct reply *rp)
{
	struct kppn_view v = { .q = query_str(rq, "q") };
	struct page page = { .title = S("Kontak KPPN"), .layout = LAYOUT_PUBLIC };

	TRY(kppn_list(w, v.q, &v.list));
	cut_kppn(w, rq, &v);
	page_kppn_list(reply_page(rp, 200, page), &v);
	return OK;
}

static err get_privacy(struct work *w, const struct request *rq, struct reply *rp)
{
	(void)w;
	(void)rq;
	page_privacy(reply_page(rp, 200,
				(struct page){ .title = S("Kebijakan privasi"),
					       .layout = LAYOUT_PUBLIC }));
	return OK;
}

static err get_accessibility(struct work *w, const struct request *rq, struct reply *rp)
{
	(void)w;
	(void)rq;
	page_accessibility(
		reply_page(rp, 200,
			   (struct page){ .title = S("Pernyataan aksesibilitas"),
					  .layout = LAYOUT_PUBLIC }));
	return OK;
}

/* ---- blank letters, for the satker of one KPPN or of any ---- */

static err get_blank(struct work *w, const struct request *rq, struct reply *rp)
{
	static const struct {
		str file;
		enum form_kind kind;
	} files[] = {
		{ STR("format-sk.pdf"), FORM_SK },
		{ STR("format-st.pdf"), FORM_ST },
		{ STR("formulir-pendaftaran.pdf"), FORM_REGISTRATION },
	};
	static const struct refusal none = { 404, STR("not_found"),
					     STR("Format tidak ditemukan.") };
	struct form_office office = { 0 };
	struct kppn *k;
	str pdf;

	TRY(kppn_find(w, query_str(rq, "kppn"), &k));
	if (k)
		office = (struct form_office){ k->name, k->address, k->phone, k->email };
	for (size_t i = 0; i < COUNT(files); i++)
		if (str_eq(files[i].file, path_str(rq, "file"))) {
			TRY(forms_blank(w, files[i].kind, &office, &pdf));
			return reply_download(rp, S("application/pdf"), files[i].file,
					      pdf);
		}
	return reply_refusal(rp, &none);
}

/* ---- the start page of who is signed in ---- */

static void add_figure(struct arena *a, struct home_view *v, struct home_figure f)
{
	*PUSH(a, &v->figures) = f;
}

static err fill_kppn(struct work *w, enum zone z, struct home_view *v)
{
	struct queue_figures q;
	struct registration_query mine = { .any_state = true,
					   .kind = -1,
					   .tab = S("tugas-saya"),
					   .sort = S("batas"),
					   .limit = WAITING_SHOWN };

	TRY(registration_figures(w, z, &q));
	add_figure(w->arena, v,
		   (struct home_figure){ S("Lewat batas"), S("alarm"), q.overdue,
					 S("perlu didahulukan"), S("/verifikasi"),
					 q.overdue > 0 });
	add_figure(w->arena, v,
		   (struct home_figure){ S("Jatuh tempo hari ini"), S("clock"),
					 q.due_today, S("menurut waktu setempat"),
					 S("/verifikasi"), false });
	add_figure(w->arena, v,
		   (struct home_figure){ S("Belum diambil"), S("inbox"), q.unclaimed,
					 S("menunggu petugas"),
					 S("/verifikasi?tab=belum-diambil"), false });
	add_figure(w->arena, v,
		   (struct home_figure){ S("Menunggu satker"), S("hourglass"),
					 q.waiting_satker,
					 S("dikembalikan untuk perbaikan"),
					 S("/verifikasi?tab=menunggu-satker"), false });
	if (q.waiting_second)
		*PUSH(w->arena, &v->tasks) = (struct home_task){
			arena_fmt(w->arena, "%lld permohonan menunggu petugas kedua",
				  (long long)q.waiting_second),
			S("Periksa dan putuskan"), S("/verifikasi?tab=petugas-kedua")
		};
	v->waiting_title = S("Tugas saya");
	v->row_base = S("/verifikasi/");
	v->none =
		(struct ui_empty){ .icon = S("circle-check"),
				   .title = S("Tidak ada tugas yang Anda ambil"),
				   .text = S("Ambil permohonan berikutnya dari antrean."),
				   .action = S("Buka antrean"),
				   .path = S("/verifikasi") };
	return registration_list(w, &mine, &v->waiting);
}

static err fill_satker(struct work *w, struct home_view *v)
{
	struct registration_query open = { .any_state = true,
					   .kind = -1,
					   .sort = S("-diajukan"),
					   .limit = WAITING_SHOWN };

	v->may_draft = actor_can(w->actor, CAN_SUBMIT_REGISTRATION);
	v->waiting_title = S("Permohonan satker");
	v->row_base = S("/permohonan/");
	v->none = (struct ui_empty){
		.icon = S("inbox"),
		.title = S("Belum ada permohonan"),
		.text = S("Permohonan pengguna satker Anda tampil di sini."),
		.action = S("Daftarkan pengguna"),
		.path = S("/pendaftaran")
	};
	return registration_list(w, &open, &v->waiting);
}

/* Who reads requests of others, and does not verify them: CSO, Kanwil, head office. */
static err fill_other(struct work *w, struct home_view *v)
{
	struct registration_query all = {
		.any_state = true, .kind = -1, .sort = S("batas"), .limit = WAITING_SHOWN
	};

	if (!actor_can(w->actor, CAN_READ_REGISTRATION))
		return OK;
	v->waiting_title = S("Permohonan yang sedang berjalan");
	v->row_base = S("/permohonan/");
	v->none = (struct ui_empty){
		.icon = S("inbox"),
		.title = S("Tidak ada permohonan"),
		.text = S("Permohonan dalam lingkup Anda tampil di sini.")
	};
	return registration_list(w, &all, &v->waiting);
}

/* Roles of offices that this visitor is the second person for. */
static err add_roles_waiting(struct work *w, struct home_view *v)
{
	int64_t count;

	TRY(office_waiting(w, &count));
	if (count)
		*PUSH(w->arena, &v->tasks) = (struct home_task){
			arena_fmt(w->arena,
				  "%lld usulan peran kantor menunggu persetujuan Anda",
				  (long long)count),
			S("Periksa usulan"), S("/admin/peran")
		};
	return OK;
}

static err get_home(struct work *w, const struct request *rq, struct reply *rp)
{
	const struct visitor *visitor = request_visitor(rq);
	struct home_view v = {
		.greeting =
			arena_fmt(w->arena, "Selamat datang, %.*s", P(w->actor->name)),
		.unit = visitor->unit_name,
	};

	if (actor_can(w->actor, CAN_CLAIM_REGISTRATION))
		TRY(fill_kppn(w, visitor->zone, &v));
	else if (w->actor->unit_kind == UNIT_SATKER)
		TRY(fill_satker(w, &v));
	else
		TRY(fill_other(w, &v));
	TRY(add_roles_waiting(w, &v));
	page_home(reply_page(rp, 200,
			     (struct page){ .title = S("Beranda"),
					    .active = S("/beranda") }),
		  &v);
	return OK;
}

static const struct route routes[] = {
	{ GET, "/", CAN_READ_PUBLIC, get_landing, ROUTE_ANY_MEMBERSHIP },
	{ GET, "/kppn", CAN_READ_PUBLIC, get_kppn, ROUTE_ANY_MEMBERSHIP },
	{ GET, "/unduhan/:file", CAN_READ_PUBLIC, get_blank,
	  ROUTE_ANY_MEMBERSHIP | ROUTE_SLOW },
	{ GET, "/privasi", CAN_READ_PUBLIC, get_privacy, ROUTE_ANY_MEMBERSHIP },
	{ GET, "/aksesibilitas", CAN_READ_PUBLIC, get_accessibility,
	  ROUTE_ANY_MEMBERSHIP },
	{ GET, "/beranda", CAN_READ_PROFILE, get_home },
	{ 0 },
};

static const struct nav_item nav[] = {
	{ .label = STR("Beranda"),
	  .path = STR("/beranda"),
	  .icon = STR("layout-dashboard"),
	  .permission = CAN_READ_PROFILE },
	{ 0 },
};

const struct feature portal_feature = {
	.name = STR("portal"),
	.routes = { routes, portal_unit_routes },
	.nav = nav,
};
