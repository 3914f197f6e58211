#include "wizard/test/visitor.h"

#include "app/app.h"
#include "registration/store.h"

enum { COOKIES_MAX = 8 };

static struct http_pair jar[COOKIES_MAX];
static struct actor officer;

/* ---- the directory and the officer ---- */

static void run(struct work *w, const char *sql)
{
	CHECK_OK(db_exec(w->db, sql, NO_ARGS, NULL));
}

static void make_directory(struct work *w)
{
	run(w, "INSERT INTO kanwil (code, name) VALUES ('19', 'Kanwil Contoh')"
	       " ON CONFLICT DO NOTHING");
	run(w,
	    "INSERT INTO kppn (code, name, kanwil, zone, phone, email) VALUES"
	    " ('047', 'KPPN Balikpapan', '19', 'WITA', '0542-000000', 'cso@kppn047.example')"
	    " ON CONFLICT DO NOTHING");
	run(w, "INSERT INTO ministry (code, name) VALUES ('033', 'Kementerian Contoh')"
	       " ON CONFLICT DO NOTHING");
	run(w, "INSERT INTO satker (code) VALUES ('999101')");
	run(w,
	    "INSERT INTO satker_period (satker, valid_from, valid_to, name, ba, eselon1, kppn)"
	    " VALUES ('999101', '2020-01-01', '9999-12-31', 'Balai Contoh Satu', '033', '01', '047')");
}

static void make_officer(struct work *w)
{
	struct new_member m = {
		.nik = S("9901051403800003"),
		.name = S("Andi Nurfadillah"),
		.email = S("andi@kppn047.example"),
		.id_type = ID_NONE,
		.unit_kind = UNIT_KPPN,
		.unit = S("047"),
		.unit_name = S("KPPN Balikpapan"),
		.roles = ROLE_BIT(ROLE_VERIFIKATOR),
		.basis = S("ST-1/2026"),
	};
	enum provision_outcome outcome;

	officer = (struct actor){ .roles = ROLE_BIT(ROLE_VERIFIKATOR),
				  .unit_kind = UNIT_KPPN,
				  .unit = S("047"),
				  .name = S("Andi Nurfadillah"),
				  .authenticated_at = TEST_NOW,
				  .channel = CHANNEL_WEB };
	CHECK_OK(identity_provision(w, &m, &outcome, &officer.person));
	actor_default_grants(&officer);
}

static void no_log(str line)
{
	(void)line;
}

void visitor_arrives(struct work *w)
{
	struct web_app *app = NEW(test_arena(), struct web_app);
	static const struct actor program;

	w->actor = &program;
	memset(jar, 0, sizeof(jar));
	CHECK_OK(access_write_defaults(w));
	*app = (struct web_app){ .features = app_features,
				 .feature_count = app_feature_count,
				 .who = app_who,
				 .settings = w->settings,
				 .keys = w->keys,
				 .log = no_log };
	CHECK_OK(web_start(app));
	make_directory(w);
	make_officer(w);
	test_next_unit(w);
}

/* ---- the browser ---- */

str cookie(str name)
{
	for (int i = 0; i < COOKIES_MAX; i++)
		if (str_eq(jar[i].name, name))
			return jar[i].value;
	return S("");
}

void set_cookie(str name, str value)
{
	int at = 0;

	while (at < COOKIES_MAX && jar[at].name.n && !str_eq(jar[at].name, name))
		at++;
	CHECK("room for a cookie", at < COOKIES_MAX);
	jar[at] = (struct http_pair){ arena_str(test_arena(), name),
				      arena_str(test_arena(), value) };
}

static void keep_cookies(const struct http_reply *rp)
{
	for (size_t i = 0; i < rp->headers.count; i++) {
		str line = rp->headers.items[i].value, pair, name;

		if (!str_eq(rp->headers.items[i].name, S("Set-Cookie")))
			continue;
		pair = str_cut(&line, ';');
		name = str_cut(&pair, '=');
		set_cookie(name, pair);
	}
}

static str cookie_line(void)
{
	struct buf b = buf_new(test_arena());

	for (int i = 0; i < COOKIES_MAX; i++)
		if (jar[i].value.n)
			buf_fmt(&b, "%s%.*s=%.*s", b.n ? "; " : "", P(jar[i].name),
				P(jar[i].value));
	return buf_str(&b);
}

static str mark(void)
{
	str draft = cookie(S("__Host-draf"));

	return draft.n ? draft : cookie(S("__Host-tamu"));
}

static struct http_reply ask(struct work *w, struct http_request *rq, str url)
{
	const struct actor *before = w->actor;
	struct http_reply rp = { 0 };

	rq->arena = test_arena();
	rq->address = S("203.0.113.7");
	rq->path = str_cut(&url, '?');
	rq->query = url;
	*PUSH(test_arena(), &rq->headers) =
		(struct http_pair){ S("Cookie"), cookie_line() };
	web_handle(w, rq, &rp);
	w->actor = before;
	keep_cookies(&rp);
	test_next_unit(w);
	return rp;
}

struct http_reply visit(struct work *w, str url)
{
	struct http_request rq = { .method = S("GET") };

	return ask(w, &rq, url);
}

struct http_reply press(struct work *w, str url, str form)
{
	struct http_request rq = { .method = S("POST") };

	if (mark().n == 0)
		visit(w, S("/pendaftaran"));
	*PUSH(test_arena(), &rq.headers) =
		(struct http_pair){ S("Content-Type"),
				    S("application/x-www-form-urlencoded") };
	rq.body = URL("_csrf=%.*s&%.*s", P(csrf_token(w->keys, test_arena(), mark())),
		      P(form));
	return ask(w, &rq, url);
}

str led_to(const struct http_reply *rp)
{
	for (size_t i = 0; i < rp->headers.count; i++)
		if (str_eq(rp->headers.items[i].name, S("Location")))
			return rp->headers.items[i].value;
	return S("");
}

bool says(const struct http_reply *rp, str words)
{
	return str_has(rp->body, words);
}

/* ---- letters ---- */

str letter(struct work *w, str kind)
{
	int64_t id = 0;
	str body = S(""), text = S("");
	struct rows r =
		work_query(w,
			   "SELECT id, body FROM mail /* may scan */ WHERE kind = $1"
			   " ORDER BY id DESC LIMIT 1",
			   ARGS(arg_str(kind)));

	if (rows_next(&r)) {
		id = row_int(&r, 0);
		body = row_bytes(&r, 1);
	}
	CHECK_OK(rows_end(&r));
	if (id)
		CHECK("the letter opens",
		      unseal(w->keys, w->arena, URL("mail|body|%lld", (long long)id),
			     body, &text));
	return arena_str(test_arena(), text);
}

str in_letter(struct work *w, str kind, str before)
{
	str rest = letter(w, kind);

	while (rest.n && !str_starts(rest, before))
		rest = str_skip(rest, 1);
	rest = str_trim(str_skip(rest, before.n));
	rest = str_cut(&rest, '\n');
	return str_cut(&rest, ' ');
}

/* ---- a request on its way ---- */

str begun(struct work *w, str mailbox)
{
	struct http_reply rp =
		press(w, S("/pendaftaran"), URL("satker=999101&email=%.*s", P(mailbox)));

	CHECK_INT("the code has a page of its own", rp.status, 303);
	rp = press(w, led_to(&rp),
		   URL("kode=%.*s", P(in_letter(w, S("kode"), S("Kode:")))));
	CHECK_INT("the code opens the draft", rp.status, 303);
	return arena_str(test_arena(), str_skip(led_to(&rp), S("/pendaftaran/").n));
}

static void fill_basis(struct work *w, str number)
{
	struct http_reply rp =
		press(w, URL("/pendaftaran/%.*s/sk", P(number)),
		      S("jenis_dasar=SK&nomor=KEP-118%2F2026&tanggal=16%2F11%2F2026"
			"&nama_kpa=Yohanes+Lendo&nip_kpa=197905092005011002"
			"&email_satker=keuangan%40contoh.example"));

	CHECK_INT("the SK is saved", rp.status, 303);
}

str user_form(int n)
{
	return URL("nama=Pegawai+%d&nik=990105140387000%d&jenis_id=NIP"
		   "&nomor_id=19870314201012100%d&email=pegawai%d%%40contoh.example"
		   "&hp=081234567890&jabatan=Analis&peran%%5B%%5D=OPERATOR",
		   n, n, n, n);
}

static void hand_in(struct work *w, str number)
{
	for (int k = 0; k < DOCUMENT_KINDS; k++) {
		struct document_taken t = {
			.id = hex(test_arena(), str_left(token_new(test_arena()), 16)),
			.file_name = S("SK.pdf"),
			.sha256 = sha256_hex(test_arena(), S("x")),
			.bytes = 1000,
			.pages = 1,
		};
		struct attached kept;

		CHECK_OK(
			registration_attach(w, number, (enum document_kind)k, &t, &kept));
		CHECK_INT("attached", kept.why, REGISTRATION_GRANTED);
	}
}

/* What no form of this browser can do is done as the draft's bearer. */
static void as_bearer(struct work *w, str number, void (*act)(struct work *w, str number))
{
	const struct actor *before = w->actor;
	struct actor bearer = { .roles = ROLE_BIT(ROLE_PUBLIC), .channel = CHANNEL_WEB };

	actor_default_grants(&bearer);
	bearer.draft = request_now(w, number)->id;
	bearer.grants[CAN_CORRECT_REGISTRATION] = (struct grant){ SCOPE_OWN, 0 };
	bearer.grants[CAN_READ_REGISTRATION] = (struct grant){ SCOPE_OWN, 0 };
	w->actor = &bearer;
	act(w, number);
	w->actor = before;
	test_next_unit(w);
}

str sent(struct work *w, int users)
{
	str number = begun(w, S("keuangan@contoh.example"));
	struct http_reply rp;

	fill_basis(w, number);
	for (int n = 1; n <= users; n++) {
		rp = press(w, URL("/pendaftaran/%.*s/pengguna/tambah", P(number)),
			   user_form(n));
		CHECK_INT("the user is saved", rp.status, 303);
	}
	as_bearer(w, number, hand_in);
	rp = press(w, URL("/pendaftaran/%.*s/periksa", P(number)), S("setuju=1"));
	CHECK_INT("sent", rp.status, 303);
	return number;
}

str returned(struct work *w, const struct flag *flags, size_t count)
{
	str number = sent(w, 2);
	const struct actor *before = w->actor;
	struct decision d = { .number = number,
			      .version = ANY_VERSION,
			      .flags = flags,
			      .flag_count = count };
	struct registration_result result;

	w->actor = &officer;
	CHECK_OK(registration_claim(w, number, ANY_VERSION, &result));
	CHECK_INT("claimed", result.why, REGISTRATION_GRANTED);
	CHECK_OK(registration_return(w, &d, &result));
	CHECK_INT("returned", result.why, REGISTRATION_GRANTED);
	w->actor = before;
	test_next_unit(w);
	return number;
}

struct registration *request_now(struct work *w, str number)
{
	struct registration *r;

	CHECK_OK(registration_find(w, number, &r));
	CHECK("there", r != NULL);
	return r;
}
