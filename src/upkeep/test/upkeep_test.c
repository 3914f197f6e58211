#include "test/jobs.h"
#include "test/server.h"
#include "test/test.h"
#include "upkeep/internal.h"
#include "web/internal.h"

static struct actor asking;
static err who(struct work *w, const struct request *rq, struct visitor *ret)
{
	(void)w;
	*ret = (struct visitor){ .actor = asking, .zone = WIB };
	ret->actor.channel = request_is_api(rq) ? CHANNEL_API : CHANNEL_WEB;
	return OK;
}

static void no_log(str line)
{
	(void)line;
}

static void come_as(enum role role)
{
	asking = (struct actor){ .person = 7,
				 .name = S("Hadi Wibowo"),
				 .unit_kind = UNIT_PUSAT,
				 .unit = S("DJPB"),
				 .roles = ROLE_BIT(role) };
	actor_default_grants(&asking);
}

static void start(struct work *w)
{
	static const struct feature *const features[] = { &upkeep_feature };
	struct web_app *app = NEW(test_arena(), struct web_app);

	*app = (struct web_app){ .features = features,
				 .feature_count = COUNT(features),
				 .who = who,
				 .settings = w->settings,
				 .keys = w->keys,
				 .log = no_log };
	CHECK_OK(web_start(app));
	come_as(ROLE_PUSAT);
	w->actor = &asking;
}

static struct http_reply ask(struct work *w, str line, str form)
{
	struct http_request rq = { .arena = test_arena(), .method = str_cut(&line, ' ') };
	struct http_reply rp = { 0 };

	rq.path = str_cut(&line, '?');
	rq.query = line;
	*PUSH(test_arena(), &rq.headers) =
		(struct http_pair){ S("Cookie"), S("__Host-tamu=uji") };
	if (form.n) {
		*PUSH(test_arena(), &rq.headers) =
			(struct http_pair){ S("Content-Type"),
					    S("application/x-www-form-urlencoded") };
		rq.body = arena_fmt(test_arena(), "_csrf=%.*s&%.*s",
				    P(csrf_token(w->keys, test_arena(), S("uji"))),
				    P(form));
	}
	web_handle(w, &rq, &rp);
	w->actor = &asking;
	test_next_unit(w);
	return rp;
}

static int64_t number(struct work *w, const char *sql)
{
	struct rows r = db_query(w->db, w->arena, sql, NO_ARGS);
	int64_t n = rows_next(&r) ? row_int(&r, 0) : -1;

	CHECK_OK(rows_end(&r));
	return n;
}

/* ---- letters ---- */

static const struct job_kind *const mail_kinds[] = { &mail_send_job };
static const struct job_table mail_table = { mail_kinds, 1, NULL, 0 };

static int64_t queued(struct work *w, str to)
{
	struct mail m = { .to = to,
			  .subject = S("Akun Anda menunggu aktivasi"),
			  .text = S("Yth. Siti"),
			  .html = S("<p>Yth. Siti</p>"),
			  .topic = S("person"),
			  .topic_id = 12,
			  .kind = S("aktivasi") };
	int64_t id;

	CHECK_OK(mail_queue(w, &m, &id));
	return id;
}

static void send_through(struct work *w, str mail)
{
	struct settings *s = NEW(test_arena(), struct settings);

	*s = *w->settings;
	s->mail = mail;
	w->settings = s;
	test_drain(w, &mail_table);
}

static struct http_reply retry_mail(struct work *w, int64_t id)
{
	return ask(w,
		   arena_fmt(test_arena(), "POST /admin/pekerjaan/email/%lld",
			     (long long)id),
		   S("bagian=terpental"));
}

TEST_DB(a_bounced_letter_is_sent_again_as_it_was)
{
	const char *dir = arena_cstr(test_arena(), test_dir());
	struct server relay =
		server_start("test/servers/smtp.py", (const char *const[]){ dir, NULL });
	struct http_reply rp;
	int64_t id;
	str body;

	start(w);
	id = queued(w, S("rcpt550@satker.example"));
	send_through(w, arena_fmt(test_arena(), "smtp://127.0.0.1:%d", relay.port));
	body = ask(w, S("GET /admin/pekerjaan"), S("")).body;
	CHECK("whose server", str_has(body, S("r•••@satker.example")));
	CHECK("why", str_has(body, S("550 5.1.1 no such mailbox")));
	CHECK("nobody's mailbox", !str_has(body, S("rcpt550@")));
	CHECK("a way", str_has(body, S("Coba lagi")));
	rp = retry_mail(w, id);
	CHECK_INT("asked for", rp.status, 303);
	CHECK_INT("one entry",
		  number(w, "SELECT COUNT(*) FROM audit_entry /* may scan */"
			    " WHERE event = 'mail.retried'"),
		  1);
	CHECK_INT("no copy stays",
		  number(w, "SELECT COUNT(*) FROM mail_kept /* may scan */"), 0);
	send_through(w, arena_fmt(test_arena(), "dir:%.*s/mail", P(test_dir())));
	CHECK_INT("sent, with its body",
		  number(w, "SELECT COUNT(*) FROM mail /* may scan */"
			    " WHERE state = 'terkirim' AND body IS NULL"),
		  1);
	CHECK_INT("nothing is to be done", retry_mail(w, id).status, 409);
	CHECK_INT("there is none", retry_mail(w, id + 99).status, 404);
	server_stop(&relay);
}

TEST_DB(a_bounced_letter_is_kept_for_three_days)
{
	struct http_reply rp;
	int64_t id;

	start(w);
	id = queued(w, S("siti@satker.example"));
	w->now += MAIL_KEPT_SECONDS;
	send_through(w, S("smtp://127.0.0.1:1"));
	w->now += MAIL_KEPT_SECONDS - 1;
	CHECK_OK(mail_sweep(w));
	CHECK_INT("kept", number(w, "SELECT COUNT(*) FROM mail_kept /* may scan */"), 1);
	w->now++;
	CHECK_OK(mail_sweep(w));
	rp = retry_mail(w, id);
	CHECK_INT("gone", rp.status, 409);
	CHECK("and what to do", str_has(rp.body, S("Kirim email yang baru")));
	CHECK("nothing to press",
	      !str_has(ask(w, S("GET /admin/pekerjaan"), S("")).body, S("Coba lagi")));
}

TEST_DB(a_delayed_letter_is_hastened)
{
	int64_t id;

	start(w);
	id = queued(w, S("siti@satker.example"));
	send_through(w, S("smtp://127.0.0.1:1"));
	CHECK("delayed",
	      str_has(ask(w, S("GET /admin/pekerjaan?bagian=ditunda"), S("")).body,
		      S("Ditunda")));
	CHECK_INT("not before its time", test_drain(w, &mail_table), 0);
	CHECK_INT("asked for", retry_mail(w, id).status, 303);
	send_through(w, arena_fmt(test_arena(), "dir:%.*s/mail", P(test_dir())));
	CHECK_INT("sent",
		  number(w, "SELECT COUNT(*) FROM mail /* may scan */"
			    " WHERE state = 'terkirim'"),
		  1);
}

/* ---- jobs ---- */

static err run_badly(struct work *w, const struct job *j)
{
	(void)w;
	return j->arg.n ? FAULT(FAULT_INTERNAL, "the world failed") : OK;
}

static const struct job_kind failing = { .name = STR("documents.erase"),
					 .run = run_badly,
					 .max_tries = 1 };
static const struct job_kind *const job_kinds[] = { &failing };
static const struct job_table job_table = { job_kinds, 1, NULL, 0 };

TEST_DB(a_failed_job_is_tried_again)
{
	struct http_reply rp;
	int64_t id;
	str body;

	start(w);
	CHECK_OK(jobs_add(w, &failing, 5, S("x"), 0));
	test_drain(w, &job_table);
	body = ask(w, S("GET /admin/pekerjaan?bagian=gagal"), S("")).body;
	CHECK("which", str_has(body, S("Penghapusan berkas draf")));
	CHECK("why", str_has(body, S("the world failed")));
	id = number(w, "SELECT id FROM job /* may scan */");
	CHECK_INT("not by itself", test_drain(w, &job_table), 0);
	rp = ask(w,
		 arena_fmt(test_arena(), "POST /admin/pekerjaan/tugas/%lld",
			   (long long)id),
		 S("bagian=gagal"));
	CHECK_INT("asked for", rp.status, 303);
	CHECK_INT("one entry",
		  number(w, "SELECT COUNT(*) FROM audit_entry /* may scan */"
			    " WHERE event = 'job.retried'"),
		  1);
	CHECK("to be done",
	      str_has(ask(w, S("GET /admin/pekerjaan?bagian=diulang"), S("")).body,
		      S("Akan diulang")));
	CHECK_INT("done", test_drain(w, &job_table), 1);
}

TEST_DB(the_api_says_the_same)
{
	struct http_reply rp;
	const struct json *j;

	start(w);
	CHECK_OK(jobs_add(w, &failing, 5, S("x"), 0));
	CHECK_OK(jobs_add(w, &failing, 6, S("x"), 0));
	test_drain(w, &job_table);
	rp = ask(w, S("GET /api/v1/jobs?limit=1"), S(""));
	j = json_read(test_arena(), rp.body);
	CHECK_INT("a page", json_get(j, S("items"))->count, 1);
	CHECK("and more", json_text(json_get(j, S("next"))).n > 0);
	CHECK_INT("an unknown word",
		  ask(w, S("GET /api/v1/mails?state=terkirim"), S("")).status, 422);
	CHECK_INT("none", ask(w, S("POST /api/v1/mails/1/retry"), S("")).status, 404);
	CHECK_INT("one",
		  ask(w,
		      arena_fmt(test_arena(), "POST /api/v1/jobs/%.*s/retry",
				P(json_text(json_get(&json_get(j, S("items"))->items[0],
						     S("id"))))),
		      S(""))
			  .status,
		  204);
}

/* Fifty-one rows: the second page has one, and the way back shows the first fifty. */
TEST_DB(pages_go_on_and_back)
{
	str body, path;

	start(w);
	for (int i = 0; i <= 50; i++)
		queued(w, S("siti@satker.example"));
	body = ask(w, S("GET /admin/pekerjaan?bagian=antre"), S("")).body;
	CHECK("fifty", str_has(body, S("Menampilkan 50 baris")));
	for (path = body;
	     !str_starts(path, S("/admin/pekerjaan?bagian=antre&amp;sesudah="));)
		path = str_skip(path, 1);
	path = str_left(path, str_index(path, '"'));
	body = ask(w,
		   arena_fmt(test_arena(),
			     "GET /admin/pekerjaan?bagian=antre&sesudah=%.*s",
			     P(str_skip(
				     path,
				     S("/admin/pekerjaan?bagian=antre&amp;sesudah=").n))),
		   S(""))
		       .body;
	CHECK("one", str_has(body, S("Menampilkan 1 baris")));
	for (path = body; !str_starts(path, S("&amp;sebelum="));)
		path = str_skip(path, 1);
	path = str_left(str_skip(path, S("&amp;sebelum=").n), str_index(path, '"') - 13);
	body = ask(w,
		   arena_fmt(test_arena(),
			     "GET /admin/pekerjaan?bagian=antre&sebelum=%.*s", P(path)),
		   S(""))
		       .body;
	CHECK("fifty again", str_has(body, S("Menampilkan 50 baris")));
}

TEST_DB(nobody_else_looks)
{
	start(w);
	CHECK("nothing says so", str_has(ask(w, S("GET /admin/pekerjaan"), S("")).body,
					 S("Tidak ada email di bagian ini")));
	for (int r = 0; r < ROLES; r++) {
		come_as((enum role)r);
		CHECK_INT(role_words[r].p,
			  ask(w, S("GET /admin/pekerjaan"), S("")).status,
			  r == ROLE_PUSAT ? 200 : 403);
	}
}

TEST(a_mailbox_is_masked_wherever_it_stands)
{
	struct arena *a = test_arena();

	CHECK_STR("its server is seen", mailbox_masked(a, S("siti@satker.example")),
		  S("s•••@satker.example"));
	CHECK_STR("no address", mailbox_masked(a, S("siti")), S("•••"));
	CHECK_STR("in words",
		  detail_masked(
			  a, S("550 <SITI@satker.example>: siti@satker.example unknown"),
			  S("siti@satker.example")),
		  S("550 <s•••@satker.example>: s•••@satker.example unknown"));
	CHECK_STR("nothing to mask", detail_masked(a, S("550 no"), S("")), S("550 no"));
}
