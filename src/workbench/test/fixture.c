#include "workbench/test/fixture.h"

#include <fcntl.h>
#include <unistd.h>

#include "audit/audit.h"
#include "dukcapil/dukcapil.h"
#include "jobs/jobs.h"
#include "pdf/pdf.h"
#include "web/internal.h"

static struct actor asking;
static int64_t persons[PEOPLE];
static struct settings settings;
static int made;

static const struct {
	str name;
	str nik;
	enum role role;
	enum unit_kind kind;
	str unit;
	str kanwil;
} people[PEOPLE] = {
	[MAKER] = { STR("Rina Wijaya"), STR("9901055203900001"), ROLE_OPERATOR,
		    UNIT_SATKER, STR("999101"), STR("") },
	[ANDI] = { STR("Andi Nurfadillah"), STR("9901051403870002"), ROLE_VERIFIKATOR,
		   UNIT_KPPN, STR("047"), STR("19") },
	[MAYA] = { STR("Maya Anggraini"), STR("9901054506880003"), ROLE_VERIFIKATOR,
		   UNIT_KPPN, STR("047"), STR("19") },
	[HEAD] = { STR("Bambang Susilo"), STR("9901051107750004"), ROLE_KEPALA, UNIT_KPPN,
		   STR("047"), STR("19") },
	[CSO] = { STR("Dewi Lestari"), STR("9901056108910005"), ROLE_CSO, UNIT_KPPN,
		  STR("047"), STR("19") },
	[OTHER] = { STR("Eko Prasetyo"), STR("9901051209860006"), ROLE_VERIFIKATOR,
		    UNIT_KPPN, STR("046"), STR("19") },
	[KANWIL] = { STR("Fitri Handayani"), STR("9901055302820007"), ROLE_KANWIL,
		     UNIT_KANWIL, STR("19"), STR("19") },
	[AUDITOR] = { STR("Gunawan Saputra"), STR("9901050101790008"), ROLE_AUDITOR,
		      UNIT_PUSAT, STR("DJPB"), STR("") },
};

static err who(struct work *w, const struct request *rq, struct visitor *ret)
{
	(void)w;
	(void)rq;
	*ret = (struct visitor){ .actor = asking, .zone = WITA };
	return OK;
}

static void no_log(str line)
{
	(void)line;
}

static const struct feature *const features[] = { &workbench_feature };

static void run(struct work *w, const char *sql)
{
	CHECK_OK(db_exec(w->db, sql, NO_ARGS, NULL));
}

static void make_directory(struct work *w)
{
	run(w, "INSERT INTO kanwil (code, name) VALUES ('19', 'Kanwil DJPb Contoh')");
	run(w,
	    "INSERT INTO kppn (code, name, kanwil, zone, phone, email) VALUES"
	    " ('047', 'KPPN Balikpapan', '19', 'WITA', '0542-000000', 'cso@kppn047.example'),"
	    " ('046', 'KPPN Samarinda', '19', 'WITA', '', '')");
	run(w, "INSERT INTO ministry (code, name) VALUES ('033', 'Kementerian Contoh')");
	run(w, "INSERT INTO satker (code) VALUES ('999101'), ('999102'), ('999201')");
	run(w,
	    "INSERT INTO satker_period (satker, valid_from, valid_to, name, ba, eselon1, kppn)"
	    " VALUES ('999101', '2020-01-01', '9999-12-31', 'Balai Prasarana Jalan Kalimantan Timur I', '033', '01', '047'),"
	    " ('999102', '2020-01-01', '9999-12-31', 'Pusat Pelatihan Vokasi Teluk Balikpapan', '033', '01', '047'),"
	    " ('999201', '2020-01-01', '9999-12-31', 'Balai <Samarinda>', '033', '01', '046')");
}

static void make_person(struct work *w, enum who i)
{
	struct new_member m = {
		.nik = people[i].nik,
		.name = people[i].name,
		.email = arena_fmt(test_arena(), "orang%d@kantor.example", (int)i),
		.id_type = ID_NONE,
		.unit_kind = people[i].kind,
		.unit = people[i].unit,
		.unit_name = people[i].unit,
		.roles = ROLE_BIT(people[i].role),
		.basis = S("ST-1/2026"),
	};
	enum provision_outcome outcome;

	CHECK_OK(identity_provision(w, &m, &outcome, &persons[i]));
}

void fixture_start(struct work *w, str dukcapil)
{
	struct web_app *app = NEW(test_arena(), struct web_app);
	static const struct actor program;

	settings = *w->settings;
	settings.dukcapil = dukcapil;
	w->settings = &settings;
	w->actor = &program;
	made = 0;
	*app = (struct web_app){ .features = features,
				 .feature_count = COUNT(features),
				 .who = who,
				 .settings = w->settings,
				 .keys = w->keys,
				 .log = no_log };
	CHECK_OK(web_start(app));
	make_directory(w);
	for (int i = MAKER; i < PEOPLE; i++)
		make_person(w, (enum who)i);
	test_next_unit(w);
}

void fixture_as(enum who i)
{
	asking = (struct actor){
		.person = persons[i],
		.membership = persons[i],
		.roles = ROLE_BIT(people[i].role),
		.unit_kind = people[i].kind,
		.unit = people[i].unit,
		.kanwil = people[i].kanwil,
		.name = people[i].name,
		.authenticated_at = TEST_NOW,
		.channel = CHANNEL_WEB,
		.address = S("203.0.113.7"),
	};
	if (i == NOBODY)
		asking = (struct actor){ .roles = ROLE_BIT(ROLE_PUBLIC) };
	actor_default_grants(&asking);
}

void fixture_password_at(int64_t at)
{
	asking.authenticated_at = at;
}

int64_t fixture_person(enum who i)
{
	return persons[i];
}

str fixture_nik(enum who i)
{
	return people[i].nik;
}

/* ---- requests ---- */

static struct applicant user_of(struct wish wish, int n)
{
	struct arena *a = test_arena();
	int serial = ++made;
	struct applicant u = {
		.n = n,
		.name = arena_fmt(a, "Rahmat Hidayat %d", serial),
		.nik = arena_fmt(a, "99010514038711%02d", serial),
		.id_type = ID_NIP,
		.id_number = arena_fmt(a, "198703142010121%03d", serial),
		.email = arena_fmt(a, "pegawai%d@satker.example", serial),
		.phone = S("081234567890"),
		.position = S("Analis Keuangan"),
		.roles = ROLE_BIT(ROLE_OPERATOR),
		.fields_set = UINT64_MAX,
	};

	if (n == 1 && wish.nik_of_first.n) {
		u.nik = wish.nik_of_first;
		u.id_type = ID_NONE;
		u.id_number = S("");
	}
	if (n == 1 && wish.email_of_first.n)
		u.email = wish.email_of_first;
	return u;
}

static struct registration_input input_of(struct wish wish)
{
	struct registration_input in = {
		.satker = ui_or(wish.satker, S("999101")),
		.kind = KIND_PENDAFTARAN,
		.basis = { BASIS_SK,
			   arena_fmt(test_arena(), "KEP-%d/2026", made + 1),
			   { 2026, 11, 16 },
			   S("Yohanes Lendo"),
			   S("197905092005011002") },
		.contact_email = S("keuangan@satker.example"),
		.fields_set = UINT64_MAX,
		.users_set = true,
	};

	for (int n = 1; n <= wish.users; n++)
		*PUSH(test_arena(), &in.users) = user_of(wish, n);
	return in;
}

static void attach(struct work *w, str number, enum document_kind k)
{
	struct pdf *p = pdf_new(test_arena(), S("Surat"));
	str path = arena_fmt(test_arena(), "%.*s/unggahan", P(test_dir()));
	struct http_upload file = { .file_name = S("SK KEP-118.pdf"), .path = path };
	struct document_taken t;
	struct attached done;
	str bytes;
	int f;

	pdf_text(p, (struct pdf_style){ .align = PDF_CENTER, .bold = true },
		 S("KEPUTUSAN KUASA PENGGUNA ANGGARAN"));
	pdf_text(p, (struct pdf_style){ 0 }, number);
	pdf_page_break(p, PDF_PORTRAIT);
	pdf_text(p, (struct pdf_style){ 0 }, document_kind_labels[k]);
	CHECK_OK(pdf_finish(p, &bytes));
	f = open(arena_cstr(test_arena(), path), O_WRONLY | O_CREAT | O_TRUNC, 0600);
	CHECK("spooled", write(f, bytes.p, bytes.n) == (ssize_t)bytes.n);
	close(f);
	file.bytes = (int64_t)bytes.n;
	CHECK_OK(document_take(test_arena(), w->settings, w->keys, &file, &t));
	CHECK_INT("taken", t.refused, DOCUMENT_TAKEN);
	CHECK_OK(registration_attach(w, number, k, &t, &done));
	CHECK_INT("attached", done.why, REGISTRATION_GRANTED);
}

str fixture_request(struct work *w, struct wish wish)
{
	struct registration_input in = input_of(wish);
	struct registration_result result;
	struct actor was = asking;
	str number;

	fixture_as(MAKER);
	asking.unit = in.satker;
	w->actor = &asking;
	CHECK_OK(registration_create(w, &in, &result));
	CHECK_INT("created", result.why, REGISTRATION_GRANTED);
	number = arena_str(test_arena(), result.registration->number);
	attach(w, number, DOCUMENT_SK);
	attach(w, number, DOCUMENT_FORM);
	CHECK_OK(registration_submit(w, number, ANY_VERSION, &result));
	CHECK_INT("submitted", result.why, REGISTRATION_GRANTED);
	asking = was;
	test_next_unit(w);
	return number;
}

void fixture_jobs(struct work *w)
{
	static const struct job_kind *const kinds[] = { &dukcapil_ask_job,
							&documents_render_job,
							&mail_send_job };
	static const struct job_table table = { .kinds = kinds,
						.kind_count = COUNT(kinds) };
	int ran;

	CHECK_OK(db_commit(w->db));
	CHECK_OK(jobs_drain(w, &table, &ran));
	CHECK_OK(db_begin(w->db, true));
}

struct registration *fixture_read(struct work *w, str number)
{
	struct registration *r;
	struct actor officer = asking;

	officer.unit_kind = UNIT_PUSAT;
	officer.roles = ROLE_BIT(ROLE_PUSAT);
	officer.person = 0;
	actor_default_grants(&officer);
	w->actor = &officer;
	CHECK_OK(registration_read(w, number, &r));
	w->actor = &asking;
	CHECK("there", r != NULL);
	return r;
}

/* ---- requests of a browser ---- */

static struct http_reply ask(struct work *w, struct http_request *rq, str url)
{
	struct http_reply rp = { 0 };

	rq->arena = test_arena();
	rq->path = str_cut(&url, '?');
	rq->query = url;
	*PUSH(test_arena(), &rq->headers) =
		(struct http_pair){ S("Cookie"), S("__Host-tamu=uji") };
	web_handle(w, rq, &rp);
	test_next_unit(w);
	return rp;
}

struct http_reply fixture_get(struct work *w, str url)
{
	struct http_request rq = { .method = S("GET") };

	return ask(w, &rq, url);
}

struct http_reply fixture_post(struct work *w, str url, str form)
{
	struct arena *a = test_arena();
	struct http_request rq = { .method = S("POST") };
	str token = csrf_token(w->keys, a, S("uji"));

	*PUSH(a, &rq.headers) =
		(struct http_pair){ S("Content-Type"),
				    S("application/x-www-form-urlencoded") };
	rq.body = arena_fmt(a, "_csrf=%.*s&%.*s", P(token), P(form));
	return ask(w, &rq, url);
}

str fixture_location(const struct http_reply *rp)
{
	return header_of(rp, S("Location"));
}

str header_of(const struct http_reply *rp, str name)
{
	for (size_t i = 0; i < rp->headers.count; i++)
		if (str_eq_nocase(rp->headers.items[i].name, name))
			return rp->headers.items[i].value;
	return S("");
}

str value_in(str body, str before)
{
	while (body.n && !str_starts(body, before))
		body = str_skip(body, 1);
	body = str_skip(body, before.n);
	return str_left(body, str_index(body, '"'));
}

str version_in(str body)
{
	return value_in(body, S("name=\"versi\" value=\""));
}

enum registration_state state_of(struct work *w, str number)
{
	return fixture_read(w, number)->state;
}

str held(struct work *w, enum who officer, int users)
{
	str number = fixture_request(w, (struct wish){ .users = users });

	fixture_jobs(w);
	fixture_as(officer);
	CHECK_INT("claimed",
		  status_of(fixture_post(w, URL("/verifikasi/%.*s/ambil", P(number)),
					 S(""))),
		  303);
	return number;
}

size_t count_events(struct work *w, str number, str event)
{
	struct audit_entries all;
	size_t n = 0;

	CHECK_OK(audit_of(w, S("registration"), number, 100, &all));
	for (size_t i = 0; i < all.count; i++)
		n += str_eq(all.items[i].event, event);
	return n;
}
