/* Pages: signing in and out, activation, forgotten password, the active unit. */
#include "identity/office.h"
#include "identity/pages.h"
#include "identity/people.h"

static const struct refusal dead_link = {
	409, STR("link_dead"),
	STR("Tautan ini sudah dipakai atau kedaluwarsa. Minta tautan baru.")
};

/* Where to go after signing in: a path of ours, else the start page. */
static str next_of(str asked)
{
	bool ours = asked.n > 1 && asked.p[0] == '/' && asked.p[1] != '/' &&
		    !str_starts(asked, S("/masuk")) && !str_starts(asked, S("/keluar"));

	return ours ? asked : S("/beranda");
}

static struct ui_field nik_field(str value, str autocomplete)
{
	return (struct ui_field){
		.id = S("nik"),
		.label = S("NIK"),
		.hint = S("16 angka, tanpa spasi atau tanda baca"),
		.value = value,
		.inputmode = S("numeric"),
		.autocomplete = autocomplete,
		.class = S("angka"),
		.maxlength = 19,
		.required = true,
	};
}

static struct ui_field password_field(str id, str label, str autocomplete)
{
	return (struct ui_field){
		.id = id,
		.label = label,
		.type = S("password"),
		.autocomplete = autocomplete,
		.required = true,
	};
}

void tell_wait(struct reply *rp, int64_t seconds)
{
	if (seconds)
		reply_header(rp, S("Retry-After"),
			     arena_fmt(reply_arena(rp), "%lld", (long long)seconds));
}

/* ---- signing in ---- */

static err show_sign_in(const struct request *rq, struct reply *rp, int status, str error)
{
	bool again = error.n > 0;
	struct sign_in_view v = {
		.nik = nik_field(form_str(rq, "nik"), S("username")),
		.password = password_field(S("sandi"), S("Kata sandi DIGIT"),
					   S("current-password")),
		.error = error,
		.next = again ? form_str(rq, "lanjut") : query_str(rq, "lanjut"),
	};
	struct page page = {
		.title = S("Masuk"),
		.layout = LAYOUT_BARE,
		.description =
			S("Masuk ke MyIntress dengan NIK dan kata sandi akun DIGIT."),
		.has_errors = again,
	};

	v.nik.error = again ? S("Periksa kembali NIK Anda") : S("");
	v.password.error = again ? S("Masukkan kembali kata sandi") : S("");
	page_sign_in(reply_page(rp, status, page), &v);
	return OK;
}

static err get_sign_in(struct work *w, const struct request *rq, struct reply *rp)
{
	if (w->actor->person)
		return reply_redirect(rp, next_of(query_str(rq, "lanjut")));
	return show_sign_in(rq, rp, 200, S(""));
}

static struct sign_in sign_in_of(const struct request *rq, struct arena *a)
{
	return (struct sign_in){
		.nik = nik_plain(a, form_str(rq, "nik")),
		.password = form_secret(rq, "sandi"),
		.channel = CHANNEL_WEB,
		.address = request_address(rq),
		.agent = request_header(rq, S("User-Agent")),
		.browser = request_cookie(rq, S("__Host-kenal")),
	};
}

/* Its owner is slowed by his own failures only, whoever shares his network. */
static void remember_browser(struct work *w, struct reply *rp, str nik)
{
	reply_cookie(rp, S("__Host-kenal"), browser_mark(w, nik), 180 * (int64_t)DAY);
}

static err prepare_sign_in(struct work *w, const struct request *rq, struct arena *keep,
			   void **ret)
{
	struct sign_in s = sign_in_of(rq, keep);

	*ret = NEW(keep, struct password_work);
	return sign_in_prepare(w, &s, keep, *ret);
}

static err post_sign_in(struct work *w, const struct request *rq, struct reply *rp)
{
	struct sign_in s = sign_in_of(rq, w->arena);
	const struct password_work *p = request_note(rq);
	enum sign_in_refusal why;
	str token;

	TRY(sign_in_finish(w, &s, p, &why, &token));
	tell_wait(rp, p->wait);
	if (why == SIGN_IN_WAIT)
		return show_sign_in(
			rq, rp, 429,
			S("Terlalu banyak percobaan dari jaringan Anda. Tunggu sebentar lalu coba lagi."));
	if (why)
		return show_sign_in(rq, rp, 401, S("NIK atau kata sandi tidak cocok."));
	reply_cookie(rp, S("__Host-sesi"), token, SESSION_SECONDS);
	reply_cookie(rp, S("__Host-tamu"), S(""), 0);
	remember_browser(w, rp, s.nik);
	return reply_redirect(rp, next_of(form_str(rq, "lanjut")));
}

static err post_sign_out(struct work *w, const struct request *rq, struct reply *rp)
{
	bool open;

	(void)rq;
	if (w->actor->session)
		TRY(session_close(w, w->actor->session, &open));
	reply_cookie(rp, S("__Host-sesi"), S(""), 0);
	reply_header(rp, S("Clear-Site-Data"), S("\"cache\", \"storage\""));
	reply_flash(rp, S("ok"), S("Anda sudah keluar dari MyIntress."));
	return reply_redirect(rp, S("/"));
}

/* ---- the password once more ---- */

/* What is asked for: where to go on, and the form that waits, if any. */
struct asked_again {
	str next;
	struct strs held;
	str error;
};

static err show_reauthenticate(struct reply *rp, int status, const struct asked_again *q)
{
	struct reauthenticate_view v = {
		.password = password_field(S("sandi"), S("Kata sandi DIGIT"),
					   S("current-password")),
		.error = q->error,
		.next = q->next,
		.held = q->held,
	};
	struct page page = { .title = S("Masukkan kata sandi sekali lagi"),
			     .has_errors = q->error.n > 0 };

	v.password.error = q->error.n ? S("Masukkan kembali kata sandi") : S("");
	page_reauthenticate(reply_page(rp, status, page), &v);
	return OK;
}

err password_again(struct work *w, const struct request *rq, struct reply *rp)
{
	struct asked_again q = { .next = request_path(rq),
				 .held = form_held(w->arena, rq) };

	if (q.held.count)
		return show_reauthenticate(rp, 403, &q);
	return reply_redirect(rp,
			      arena_fmt(w->arena, "/masuk/ulang?lanjut=%.*s", P(q.next)));
}

static err get_reauthenticate(struct work *w, const struct request *rq, struct reply *rp)
{
	struct asked_again q = { .next = query_str(rq, "lanjut") };

	(void)w;
	return show_reauthenticate(rp, 200, &q);
}

static err prepare_reauthenticate(struct work *w, const struct request *rq,
				  struct arena *keep, void **ret)
{
	*ret = NEW(keep, struct password_work);
	return reauthenticate_prepare(w, form_secret(rq, "sandi"), keep, *ret);
}

/* More may be done from now on: a cookie that was seen before opens none of it. */
static err renew_cookie(struct work *w, struct reply *rp, str *ret)
{
	*ret = token_new(w->arena);
	TRY(session_rename(w, w->actor->session, sha256_hex(w->arena, *ret)));
	reply_cookie(rp, S("__Host-sesi"), *ret, SESSION_SECONDS);
	return OK;
}

static str again_error(enum sign_in_refusal why)
{
	return why == SIGN_IN_WAIT
		       ? S("Terlalu banyak percobaan. Tunggu sebentar lalu coba lagi.")
		       : S("Kata sandi tidak cocok.");
}

static err post_reauthenticate(struct work *w, const struct request *rq, struct reply *rp)
{
	const struct password_work *p = request_note(rq);
	struct asked_again q = { .next = form_str(rq, "lanjut"),
				 .held = form_all(w->arena, rq, "isian[]") };
	struct held_form h = { .path = next_of(q.next), .fields = q.held };
	enum sign_in_refusal why;

	TRY(reauthenticate_finish(w, p, &why));
	tell_wait(rp, p->wait);
	if (why) {
		q.error = again_error(why);
		return show_reauthenticate(rp, why == SIGN_IN_WAIT ? 429 : 403, &q);
	}
	TRY(renew_cookie(w, rp, &h.session));
	return h.fields.count ? form_resume(w, rq, rp, &h) : reply_redirect(rp, h.path);
}

/* ---- activation and new password: the same page, two kinds of link ---- */

struct link_words {
	str path, title, lead, button, done_title, done_text;
};

static const struct link_words links[LINK_KINDS] = {
	[LINK_ACTIVATION] = { STR("aktivasi"), STR("Aktifkan akun DIGIT"),
			      STR("Masukkan NIK Anda dan buat kata sandi."),
			      STR("Aktifkan akun"), STR("Akun Anda sudah aktif"),
			      STR("Masuk dengan NIK dan kata sandi yang baru Anda buat.") },
	[LINK_RESET] = { STR("sandi-baru"), STR("Buat kata sandi baru"),
			 STR("Masukkan NIK Anda dan kata sandi yang baru."),
			 STR("Simpan kata sandi"), STR("Kata sandi sudah diganti"),
			 STR("Semua sesi lama diakhiri. Masuk dengan kata sandi yang baru.") },
};

static err show_dead_link(struct reply *rp, enum link_kind k)
{
	struct message_view v = {
		.title = S("Tautan tidak berlaku lagi"),
		.text = dead_link.text,
		.link_path =
			k == LINK_ACTIVATION ? S("/aktivasi-ulang") : S("/lupa-sandi"),
		.link_words = S("Minta tautan baru"),
	};
	struct page page = { .title = v.title, .layout = LAYOUT_BARE };

	page_message(reply_page(rp, dead_link.status, page), &v);
	return OK;
}

static err show_new_password(const struct request *rq, struct reply *rp, enum link_kind k,
			     struct new_password_view *v)
{
	const struct link_words *words = &links[k];
	struct page page = { .title = words->title,
			     .layout = LAYOUT_BARE,
			     .has_errors = v->errors.count > 0 };

	v->path = arena_fmt(reply_arena(rp), "/%.*s/%.*s", P(words->path),
			    P(path_str(rq, "token")));
	v->title = words->title;
	v->lead = words->lead;
	v->button = words->button;
	v->nik = nik_field(form_str(rq, "nik"), S("username"));
	v->password = password_field(S("sandi"), S("Kata sandi baru"), S("new-password"));
	v->password.hint = S("Minimal 15 karakter. Spasi dan tempel diperbolehkan.");
	v->again = password_field(S("ulangi"), S("Ulangi kata sandi baru"),
				  S("new-password"));
	for (size_t i = 0; i < v->errors.count; i++) {
		struct complaint *c = &v->errors.items[i];
		struct ui_field *f = str_eq(c->field, S("nik"))	    ? &v->nik
				     : str_eq(c->field, S("sandi")) ? &v->password
								    : &v->again;

		f->error = c->message;
	}
	page_new_password(reply_page(rp, page.has_errors ? 422 : 200, page), v);
	return OK;
}

static err get_link(struct work *w, const struct request *rq, struct reply *rp,
		    enum link_kind k)
{
	struct new_password_view v = { 0 };
	struct link *l;

	TRY(link_open(w, k, path_str(rq, "token"), &l));
	if (!l)
		return show_dead_link(rp, k);
	v.expires_at = l->expires_at;
	return show_new_password(rq, rp, k, &v);
}

static bool repeated(const struct request *rq)
{
	return str_eq_secret(form_secret(rq, "sandi").value,
			     form_secret(rq, "ulangi").value);
}

static err prepare_link(struct work *w, const struct request *rq, struct arena *keep,
			void **ret, enum link_kind k)
{
	struct link_answer answer = { nik_plain(keep, form_str(rq, "nik")),
				      form_secret(rq, "sandi") };
	struct password_work *p = NEW(keep, struct password_work);

	*ret = p;
	TRY(link_prepare(w, k, path_str(rq, "token"), &answer, p));
	if (!p->why && !repeated(rq)) {
		p->why = ACTIVATION_PASSWORD;
		p->what = HASH_NOTHING;
	}
	return OK;
}

static void complain(struct reply *rp, struct new_password_view *v, str field,
		     str message)
{
	*PUSH(reply_arena(rp), &v->errors) =
		(struct complaint){ .field = field, .message = message };
}

static void complaints_of(struct reply *rp, struct new_password_view *v,
			  const struct request *rq, const struct password_work *p)
{
	if (p->why == ACTIVATION_NIK)
		complain(rp, v, S("nik"), S("NIK tidak cocok dengan tautan ini"));
	if (p->why == ACTIVATION_WAIT)
		complain(rp, v, S("nik"),
			 S("Terlalu banyak percobaan. Tunggu sebentar lalu coba lagi"));
	if (p->why != ACTIVATION_WAIT && p->fault)
		complain(rp, v, S("sandi"), password_words[p->fault]);
	if (p->why != ACTIVATION_WAIT && !repeated(rq))
		complain(rp, v, S("ulangi"), S("Kedua kata sandi tidak sama"));
}

static err post_link(struct work *w, const struct request *rq, struct reply *rp,
		     enum link_kind k)
{
	const struct password_work *p = request_note(rq);
	struct new_password_view v = { 0 };
	enum activation_refusal why;
	struct message_view done = { links[k].done_title, links[k].done_text, S("/masuk"),
				     S("Masuk") };
	struct page page = { .title = done.title, .layout = LAYOUT_BARE };
	struct link *l;

	TRY(link_finish(w, k, p, &why));
	if (why == ACTIVATION_LINK_DEAD)
		return show_dead_link(rp, k);
	if (why) {
		TRY(link_open(w, k, path_str(rq, "token"), &l));
		v.expires_at = l ? l->expires_at : 0;
		complaints_of(rp, &v, rq, p);
		return show_new_password(rq, rp, k, &v);
	}
	remember_browser(w, rp, nik_plain(w->arena, form_str(rq, "nik")));
	page_message(reply_page(rp, 200, page), &done);
	return OK;
}

static err get_activation(struct work *w, const struct request *rq, struct reply *rp)
{
	return get_link(w, rq, rp, LINK_ACTIVATION);
}

static err prepare_activation(struct work *w, const struct request *rq,
			      struct arena *keep, void **ret)
{
	return prepare_link(w, rq, keep, ret, LINK_ACTIVATION);
}

static err post_activation(struct work *w, const struct request *rq, struct reply *rp)
{
	return post_link(w, rq, rp, LINK_ACTIVATION);
}

static err get_new_password(struct work *w, const struct request *rq, struct reply *rp)
{
	return get_link(w, rq, rp, LINK_RESET);
}

static err prepare_new_password(struct work *w, const struct request *rq,
				struct arena *keep, void **ret)
{
	return prepare_link(w, rq, keep, ret, LINK_RESET);
}

static err post_new_password(struct work *w, const struct request *rq, struct reply *rp)
{
	return post_link(w, rq, rp, LINK_RESET);
}

/* ---- asking for a link: neutral answers ---- */

static err show_ask(const struct request *rq, struct reply *rp, bool activation,
		    str error)
{
	struct ask_view v = {
		.path = activation ? S("/aktivasi-ulang") : S("/lupa-sandi"),
		.title = activation ? S("Kirim ulang tautan aktivasi")
				    : S("Lupa kata sandi"),
		.lead = S("Tautan dikirim ke email yang tercatat pada akun Anda."),
		.button = S("Kirim tautan"),
		.nik = nik_field(form_str(rq, "nik"), S("username")),
	};
	struct page page = { .title = v.title,
			     .layout = LAYOUT_BARE,
			     .has_errors = error.n > 0 };

	v.nik.error = error;
	page_ask_link(reply_page(rp, error.n ? 422 : 200, page), &v);
	return OK;
}

static err get_forgotten(struct work *w, const struct request *rq, struct reply *rp)
{
	(void)w;
	return show_ask(rq, rp, false, S(""));
}

static err get_again(struct work *w, const struct request *rq, struct reply *rp)
{
	(void)w;
	return show_ask(rq, rp, true, S(""));
}

static err ask(struct work *w, const struct request *rq, struct reply *rp,
	       bool activation)
{
	struct message_view v = {
		S("Periksa email Anda"),
		S("Jika NIK terdaftar, tautan sudah dikirim ke email yang tercatat. Periksa juga folder spam."),
		S("/masuk"),
		S("Kembali ke halaman masuk"),
	};
	struct page page = { .title = v.title, .layout = LAYOUT_BARE };
	str nik = nik_plain(w->arena, form_str(rq, "nik"));

	if (nik.n == 0)
		return show_ask(rq, rp, activation, S("Isi NIK"));
	TRY(reset_later(w, nik));
	page_message(reply_page(rp, 200, page), &v);
	return OK;
}

static err post_forgotten(struct work *w, const struct request *rq, struct reply *rp)
{
	return ask(w, rq, rp, false);
}

static err post_again(struct work *w, const struct request *rq, struct reply *rp)
{
	return ask(w, rq, rp, true);
}

/* ---- the active unit ---- */

static err get_choose(struct work *w, const struct request *rq, struct reply *rp)
{
	const struct visitor *visitor = request_visitor(rq);
	struct choose_view v = {
		.items = { visitor->memberships, visitor->membership_count },
		.none = { .tone = S("awas"),
			  .title = S("Belum ada unit"),
			  .text = S(
				  "Akun Anda aktif, tetapi tidak sedang terdaftar pada satker atau kantor mana pun. Hubungi KPPN mitra kerja.") },
		.next = next_of(query_str(rq, "lanjut")),
	};

	(void)w;
	page_choose_membership(
		reply_page(rp, 200, (struct page){ .title = S("Pilih unit") }), &v);
	return OK;
}

static err post_choose(struct work *w, const struct request *rq, struct reply *rp)
{
	const struct visitor *v = request_visitor(rq);
	int64_t id = 0;
	bool mine = false;
	str token;

	if (str_int(form_str(rq, "keanggotaan"), &id))
		for (size_t i = 0; i < v->membership_count; i++)
			mine = mine || v->memberships[i].id == id;
	if (!mine)
		return reply_redirect(rp, S("/satker-aktif"));
	TRY(session_choose(w, w->actor->session, id));
	TRY(renew_cookie(w, rp, &token));
	return reply_redirect(rp, next_of(form_str(rq, "lanjut")));
}

static const struct before sign_in_before = { prepare_sign_in, password_work_do };
static const struct before reauthenticate_before = { prepare_reauthenticate,
						     password_work_do };
static const struct before activation_before = { prepare_activation, password_work_do };
static const struct before new_password_before = { prepare_new_password,
						   password_work_do };

const struct route identity_web_routes[] = {
	{ GET, "/masuk", CAN_ANYONE, get_sign_in, ROUTE_ANY_MEMBERSHIP },
	{ POST, "/masuk", CAN_ANYONE, post_sign_in, ROUTE_SLOW | ROUTE_ANY_MEMBERSHIP,
	  &sign_in_before },
	{ POST, "/keluar", CAN_ANYONE, post_sign_out, ROUTE_ANY_MEMBERSHIP },
	{ GET, "/masuk/ulang", CAN_OWN_SESSIONS, get_reauthenticate,
	  ROUTE_ANY_MEMBERSHIP },
	/* The form that waited has a nonce of its own. */
	{ POST, "/masuk/ulang", CAN_OWN_SESSIONS, post_reauthenticate,
	  ROUTE_SLOW | ROUTE_ANY_MEMBERSHIP | ROUTE_EACH_TIME, &reauthenticate_before },
	{ GET, "/aktivasi/:token", CAN_COMPLETE_ACTIVATION, get_activation,
	  ROUTE_ANY_MEMBERSHIP },
	{ POST, "/aktivasi/:token", CAN_COMPLETE_ACTIVATION, post_activation,
	  ROUTE_SLOW | ROUTE_ANY_MEMBERSHIP, &activation_before },
	{ GET, "/sandi-baru/:token", CAN_ASK_PASSWORD_RESET, get_new_password,
	  ROUTE_ANY_MEMBERSHIP },
	{ POST, "/sandi-baru/:token", CAN_ASK_PASSWORD_RESET, post_new_password,
	  ROUTE_SLOW | ROUTE_ANY_MEMBERSHIP, &new_password_before },
	{ GET, "/lupa-sandi", CAN_ASK_PASSWORD_RESET, get_forgotten,
	  ROUTE_ANY_MEMBERSHIP },
	{ POST, "/lupa-sandi", CAN_ASK_PASSWORD_RESET, post_forgotten,
	  ROUTE_ANY_MEMBERSHIP },
	{ GET, "/aktivasi-ulang", CAN_ASK_PASSWORD_RESET, get_again,
	  ROUTE_ANY_MEMBERSHIP },
	{ POST, "/aktivasi-ulang", CAN_ASK_PASSWORD_RESET, post_again,
	  ROUTE_ANY_MEMBERSHIP },
	{ GET, "/satker-aktif", CAN_OWN_SESSIONS, get_choose, ROUTE_ANY_MEMBERSHIP },
	{ POST, "/satker-aktif", CAN_OWN_SESSIONS, post_choose, ROUTE_ANY_MEMBERSHIP },
	{ 0 },
};

static const struct nav_item nav[] = {
	{ .section = STR("Administrasi"),
	  .label = STR("Peran Kantor"),
	  .path = STR("/admin/peran"),
	  .icon = STR("users"),
	  .permission = CAN_GIVE_KPPN_ROLES },
	{ 0 },
};

const struct feature identity_feature = {
	.name = STR("identity"),
	.routes = { identity_web_routes, identity_profile_routes, identity_office_routes,
		    identity_office_api_routes, identity_api_routes,
		    identity_people_routes, identity_nik_routes },
	.nav = nav,
};
