/* Requests as their satker and their overseers see them, and the public status page. */
#include "audit/audit.h"
#include "wizard/internal.h"

enum { PAGE = 50 };

/* ---- the list ---- */

static struct ui_select state_select(struct arena *a, str chosen)
{
	struct ui_select s = { .id = S("status"), .label = S("Status") };

	*PUSH(a, &s.options) =
		(struct ui_option){ .value = S(""), .label = S("Semua status") };
	for (int i = 0; i < STATES; i++)
		*PUSH(a, &s.options) =
			(struct ui_option){ .value = state_words[i],
					    .label = state_words[i],
					    .chosen = str_eq(chosen, state_words[i]) };
	return s;
}

static struct ui_select kind_select(struct arena *a, str chosen)
{
	struct ui_select s = { .id = S("jenis"), .label = S("Jenis") };

	*PUSH(a, &s.options) =
		(struct ui_option){ .value = S(""), .label = S("Semua jenis") };
	for (int i = 0; i < KINDS; i++)
		*PUSH(a, &s.options) =
			(struct ui_option){ .value = kind_words[i],
					    .label = kind_labels[i],
					    .chosen = str_eq(chosen, kind_words[i]) };
	return s;
}

static const struct {
	str word, label;
} list_orders[] = {
	{ STR("-diajukan"), STR("Terbaru diajukan") },
	{ STR("-diubah"), STR("Terakhir diubah") },
	{ STR("batas"), STR("Batas layanan") },
	{ STR("satker"), STR("Nama satker") },
};

/* The first when the query names none of them. */
static size_t order_of(const struct request *rq)
{
	for (size_t i = 0; i < COUNT(list_orders); i++)
		if (str_eq(query_str(rq, "urut"), list_orders[i].word))
			return i;
	return 0;
}

static struct ui_select order_select(struct arena *a, size_t chosen)
{
	struct ui_select s = { .id = S("urut"), .label = S("Urutan") };

	for (size_t i = 0; i < COUNT(list_orders); i++)
		*PUSH(a, &s.options) = (struct ui_option){ .value = list_orders[i].word,
							   .label = list_orders[i].label,
							   .chosen = i == chosen };
	return s;
}

static struct registration_query query_of(const struct request *rq)
{
	struct registration_query q = {
		.any_state = true,
		.kind = -1,
		.q = query_str(rq, "q"),
		.sort = list_orders[order_of(rq)].word,
		.limit = PAGE + 1,
	};

	for (int i = 0; i < KINDS; i++)
		if (str_eq(query_str(rq, "jenis"), kind_words[i]))
			q.kind = i;
	for (int i = 0; i < STATES; i++)
		if (str_eq(query_str(rq, "status"), state_words[i])) {
			q.state = (enum registration_state)i;
			q.any_state = false;
		}
	return q;
}

static struct ui_empty none_of(bool filtered, bool may_draft)
{
	struct ui_empty e = { .icon = S("inbox"), .filtered = filtered };

	if (filtered) {
		e.title = S("Tidak ada yang cocok");
		e.text = S("Longgarkan saringan untuk melihat permohonan lain.");
		e.action = S("Hapus semua saringan");
		e.path = S("/permohonan");
		return e;
	}
	e.title = S("Belum ada permohonan");
	e.text = S("Permohonan pengguna satker tampil di sini begitu diajukan.");
	if (may_draft) {
		e.action = S("Daftarkan pengguna");
		e.path = S("/pendaftaran");
	}
	return e;
}

static err get_list(struct work *w, const struct request *rq, struct reply *rp)
{
	struct registration_query q = query_of(rq);
	struct list_view v = { .may_draft =
				       actor_can(w->actor, CAN_SUBMIT_REGISTRATION) };
	str cursor = query_str(rq, "sesudah"), base;
	bool filtered = q.q.n || !q.any_state || q.kind >= 0;

	if (cursor.n && !cursor_read(w, rq, cursor, &q.after))
		return reply_redirect(rp, S("/permohonan"));
	TRY(registration_list(w, &q, &v.rows));
	base = arena_fmt(w->arena, "/permohonan?q=%.*s&status=%.*s&jenis=%.*s&urut=%.*s",
			 P(url_part(w->arena, q.q)),
			 P(url_part(w->arena, query_str(rq, "status"))),
			 P(url_part(w->arena, query_str(rq, "jenis"))), P(q.sort));
	v.pager.previous_path = cursor.n ? base : S("");
	if (v.rows.count > PAGE) {
		str last = registration_position(w->arena, &v.rows.items[PAGE - 1]);

		v.rows.count = PAGE;
		v.pager.next_path = arena_fmt(w->arena, "%.*s&sesudah=%.*s", P(base),
					      P(cursor_make(w, rq, last)));
	}
	v.pager.shown = arena_fmt(w->arena, "Menampilkan %zu permohonan", v.rows.count);
	v.q = (struct ui_field){ .id = S("q"),
				 .label = S("Cari"),
				 .type = S("search"),
				 .value = q.q,
				 .placeholder = S("Nomor, satker, atau nama pengguna"),
				 .wrap = S("cari") };
	v.state = state_select(w->arena, query_str(rq, "status"));
	v.kind = kind_select(w->arena, query_str(rq, "jenis"));
	v.order = order_select(w->arena, order_of(rq));
	v.none = none_of(filtered, v.may_draft);
	page_list(reply_page(rp, 200,
			     (struct page){ .title = S("Permohonan"),
					    .active = S("/permohonan") }),
		  &v);
	return OK;
}

/* ---- one request ---- */

static struct ui_event step(str title, int64_t at, bool now, bool later)
{
	return (struct ui_event){ .state = later ? S("nanti")
					   : now ? S("kini")
						 : S("usai"),
				  .title = title,
				  .at = at };
}

static struct ui_progress progress_of(struct arena *a, const struct registration *r)
{
	struct ui_event *steps = NEW_ARRAY(a, struct ui_event, 4);
	bool active = r->state == STATE_ACTIVE || r->state == STATE_DONE;
	bool seen = r->claimed_at || active || r->state == STATE_REJECTED;

	steps[0] = step(S("Diajukan"), r->submitted_at, r->state == STATE_SUBMITTED,
			r->submitted_at == 0);
	steps[1] = step(S("Diverifikasi"), r->claimed_at, r->state == STATE_VERIFYING,
			!seen);
	steps[2] = step(S("Aktif"), active ? r->changed_at : 0, r->state == STATE_ACTIVE,
			!active);
	steps[3] = step(S("Selesai"), r->state == STATE_DONE ? r->closed_at : 0, false,
			r->state != STATE_DONE);
	if (r->state == STATE_RETURNED) {
		steps[1].state = S("jeda");
		steps[1].title = S("Perlu perbaikan");
		steps[1].at = r->returned_at;
	}
	if (r->state == STATE_REJECTED) {
		steps[1].state = S("gagal");
		steps[1].title = S("Ditolak");
		steps[1].at = r->closed_at;
	}
	return (struct ui_progress){ steps, 4 };
}

static err history_of(struct work *w, const struct registration *r,
		      struct event_list *ret)
{
	struct audit_entries entries;

	TRY(audit_of(w, S("registration"), r->number, 200, &entries));
	for (size_t i = 0; i < entries.count; i++) {
		str words = registration_event_words(entries.items[i].event);

		if (words.n)
			*PUSH(w->arena, ret) =
				(struct ui_event){ .state = S("usai"),
						   .title = words,
						   .at = entries.items[i].at };
	}
	return OK;
}

/* Who still has to activate, with the state of the letter that the link is in. */
static err awaited_of(struct work *w, const struct registration *r,
		      struct awaited_list *ret)
{
	for (size_t i = 0; i < r->users.count; i++) {
		const struct applicant *u = &r->users.items[i];
		struct mail_statuses letters;
		struct person *p = NULL;

		if (u->person)
			TRY(person_find(w, u->person, &p));
		if (!p || p->account != ACCOUNT_WAITING)
			continue;
		TRY(mail_statuses(w, S("person"), p->id, &letters));
		*PUSH(w->arena, ret) = (struct awaited){
			.n = u->n,
			.name = u->name,
			.mail_state = letters.count
					      ? letter_tag(letters.items[0].state).label
					      : S("–"),
			.bounced =
				letters.count && letters.items[0].state == MAIL_BOUNCED,
		};
	}
	return OK;
}

/*
 * The letters to the request's own mailbox. Others went to colleagues, of whom
 * the public form must not say that they exist.
 */
static err letters_of(struct work *w, const struct registration *r,
		      struct mail_statuses *ret)
{
	struct mail_statuses all;

	TRY(mail_statuses(w, S("registration"), r->id, &all));
	for (size_t i = 0; i < all.count; i++)
		if (str_eq(all.items[i].to, r->contact_email))
			*PUSH(w->arena, ret) = all.items[i];
	return OK;
}

/* What a status page shows to who made the request, and not to the bearer of a secret. */
static err fill_own(struct work *w, const struct registration *r, struct status_view *v)
{
	struct registration_result confirm;

	TRY(documents_of(w, S("registration"), r->id, &v->documents));
	TRY(letters_of(w, r, &v->letters));
	TRY(awaited_of(w, r, &v->awaited));
	v->by_mailbox = w->actor->draft == r->id;
	v->mine = v->by_mailbox || w->actor->unit_kind == UNIT_SATKER;
	v->may_resend = actor_can(w->actor, CAN_RESEND_ACTIVATION);
	TRY(registration_may(w, ACT_CONFIRM, r->number, &confirm));
	v->may_decide = confirm.why == REGISTRATION_GRANTED ||
			confirm.why == REGISTRATION_REAUTHENTICATE;
	return OK;
}

static err show_status(struct work *w, struct reply *rp, const struct registration *r,
		       bool by_secret)
{
	struct status_view v = { .r = r,
				 .tag = request_tag(r->state, r->way),
				 .by_secret = by_secret };
	struct deadline_state *deadline;
	struct kppn *kppn;
	struct page page = {
		.title = arena_fmt(w->arena, "Permohonan %.*s", P(r->number)),
		.layout = w->actor->person && !by_secret ? LAYOUT_APP : LAYOUT_PUBLIC,
		.active = S("/permohonan")
	};

	v.public = page.layout == LAYOUT_PUBLIC;
	v.progress = r->way ? addition_progress(w->arena, r) : progress_of(w->arena, r);
	TRY(kppn_find(w, r->kppn, &kppn));
	v.kppn = kppn;
	TRY(history_of(w, r, &v.history));
	TRY(registration_deadline(w, r, &deadline));
	v.why = (struct ui_reasons){
		.title = S("Mengapa tenggat ini?"),
		.lines = deadline ? deadline->lines : (struct strs){ 0 },
	};
	if (r->state == STATE_RETURNED)
		TRY(registration_flags(w, r->id, &v.flags));
	if (!by_secret)
		TRY(fill_own(w, r, &v));
	page_status(wizard_reply(rp, 200, page, r), &v);
	return OK;
}

static err get_request(struct work *w, const struct request *rq, struct reply *rp)
{
	struct registration *r;

	TRY(open_request(w, rq, rp, &r));
	return r ? show_status(w, rp, r, false) : OK;
}

/* The old link dies; only the mailbox sees the new one. */
static err post_resend(struct work *w, const struct request *rq, struct reply *rp)
{
	struct registration *r;
	int64_t n = 0;
	bool sent = false;

	TRY(open_request(w, rq, rp, &r));
	if (!r)
		return OK;
	if (!str_int(form_str(rq, "orang"), &n))
		n = 0;
	for (size_t i = 0; i < r->users.count; i++)
		if (r->users.items[i].n == n && r->users.items[i].person)
			TRY(activation_resend(w, r->users.items[i].person, &sent));
	reply_flash(
		rp, sent ? S("ok") : S("info"),
		sent ? S("Tautan aktivasi baru dikirim. Tautan lama tidak berlaku lagi.")
		     : S("Akun ini tidak menunggu aktivasi."));
	return reply_redirect(rp, arena_fmt(w->arena, "/permohonan/%.*s", P(r->number)));
}

/* ---- by number and secret, without signing in ---- */

static err show_find(const struct request *rq, struct reply *rp, int status,
		     struct find_view v)
{
	struct page page = { .title = S("Cek status permohonan"),
			     .layout = LAYOUT_PUBLIC,
			     .has_errors = status != 200 };

	v.number = (struct ui_field){ .id = S("nomor"),
				      .label = S("Nomor permohonan"),
				      .hint = S("Contoh: REG-2026-047-00318"),
				      .value = form_str(rq, "nomor"),
				      .error = error_of(&v.errors, S("nomor")),
				      .autocomplete = S("off"),
				      .required = true };
	v.secret = (struct ui_field){ .id = S("kode"),
				      .label = S("Kode rahasia"),
				      .hint = S("Dari email bukti pengajuan"),
				      .error = error_of(&v.errors, S("kode")),
				      .autocomplete = S("off"),
				      .required = true };
	page_find(reply_page(rp, status, page), &v);
	return OK;
}

static err get_find(struct work *w, const struct request *rq, struct reply *rp)
{
	(void)w;
	return show_find(rq, rp, 200, (struct find_view){ 0 });
}

static struct complaints missing_in(struct arena *a, const struct request *rq)
{
	struct complaints missing = { 0 };

	if (form_str(rq, "nomor").n == 0)
		*PUSH(a, &missing) =
			(struct complaint){ .field = S("nomor"),
					    .message = S("Isi nomor permohonan") };
	if (form_str(rq, "kode").n == 0)
		*PUSH(a, &missing) =
			(struct complaint){ .field = S("kode"),
					    .message = S("Isi kode rahasia") };
	return missing;
}

static err post_find(struct work *w, const struct request *rq, struct reply *rp)
{
	struct find_view v = { .errors = missing_in(w->arena, rq) };
	struct registration *r;
	int64_t wait;

	if (v.errors.count)
		return show_find(rq, rp, 422, v);
	TRY(registration_by_secret(w, form_str(rq, "nomor"), form_str(rq, "kode"), &r,
				   &wait));
	if (r)
		return show_status(w, rp, r, true);
	v.error =
		wait ? S("Terlalu banyak percobaan dari jaringan Anda. Tunggu sebentar lalu coba lagi.")
		     : S("Nomor atau kode rahasia tidak cocok. Salin keduanya dari email.");
	return show_find(rq, rp, wait ? 429 : 422, v);
}

const struct route wizard_status_routes[] = {
	{ GET, "/permohonan", CAN_READ_REGISTRATION, get_list },
	{ GET, "/permohonan/:number", CAN_READ_REGISTRATION, get_request, ROUTE_WRITES },
	{ POST, "/permohonan/:number/aktivasi-ulang", CAN_RESEND_ACTIVATION,
	  post_resend },
	{ GET, "/cek-status", CAN_READ_STATUS, get_find, ROUTE_ANY_MEMBERSHIP },
	{ POST, "/cek-status", CAN_READ_STATUS, post_find, ROUTE_ANY_MEMBERSHIP },
	{ 0 },
};
