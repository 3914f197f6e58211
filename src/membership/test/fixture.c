#include "membership/test/fixture.h"

#include "web/internal.h"

static struct actor asking;
static struct {
	int64_t person, membership;
} made[PEOPLE];

static const struct {
	str name;
	str nik;
	enum role role;
	enum unit_kind kind;
	str unit;
	str kanwil;
} people[PEOPLE] = {
	[SARI] = { STR("Sari Wulandari"), STR("9901055203900001"), ROLE_OPERATOR,
		   UNIT_SATKER, STR("999101"), STR("") },
	[YOHANES] = { STR("Yohanes Lendo"), STR("9901051403790002"), ROLE_KPA,
		      UNIT_SATKER, STR("999101"), STR("") },
	[RAHMAT] = { STR("Rahmat Hidayatullah"), STR("9901051403870003"), ROLE_BENDAHARA,
		     UNIT_SATKER, STR("999101"), STR("") },
	[BUDI] = { STR("Budi <Setiawan>"), STR("9901051209860004"), ROLE_OPERATOR,
		   UNIT_SATKER, STR("999102"), STR("") },
	[EKA] = { STR("Eka Putri"), STR("9901054506880005"), ROLE_OPERATOR, UNIT_SATKER,
		  STR("999201"), STR("") },
	[ANDI] = { STR("Andi Nurfadillah"), STR("9901051403870006"), ROLE_VERIFIKATOR,
		   UNIT_KPPN, STR("047"), STR("19") },
	[MAYA] = { STR("Maya Anggraini"), STR("9901054506880007"), ROLE_VERIFIKATOR,
		   UNIT_KPPN, STR("047"), STR("19") },
	[HEAD] = { STR("Bambang Susilo"), STR("9901051107750008"), ROLE_KEPALA, UNIT_KPPN,
		   STR("047"), STR("19") },
	[CSO] = { STR("Dewi Lestari"), STR("9901056108910009"), ROLE_CSO, UNIT_KPPN,
		  STR("047"), STR("19") },
	[OTHER] = { STR("Eko Prasetyo"), STR("9901051209860010"), ROLE_VERIFIKATOR,
		    UNIT_KPPN, STR("046"), STR("19") },
	[KANWIL] = { STR("Fitri Handayani"), STR("9901055302820011"), ROLE_KANWIL,
		     UNIT_KANWIL, STR("19"), STR("19") },
	[HQ] = { STR("Hadi Wibowo"), STR("9901050101750012"), ROLE_PUSAT, UNIT_PUSAT,
		 STR("DJPB"), STR("") },
	[AUDITOR] = { STR("Gunawan Saputra"), STR("9901050101790013"), ROLE_AUDITOR,
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
	    " VALUES ('999101', '2020-01-01', '9999-12-31', 'Balai Prasarana Jalan', '033', '01', '047'),"
	    " ('999102', '2020-01-01', '9999-12-31', 'Pusat Pelatihan Vokasi', '033', '01', '047'),"
	    " ('999201', '2020-01-01', '9999-12-31', 'Balai Samarinda', '033', '01', '046')");
}

str email_of(enum who i)
{
	return PATH("orang%d@contoh.example", (int)i);
}

static void arrive(struct work *w, enum who i)
{
	struct new_member m = {
		.nik = people[i].nik,
		.name = people[i].name,
		.email = email_of(i),
		.phone = S("081200000001"),
		.id_type = ID_NIP,
		.id_number = PATH("1980031420101210%02d", (int)i),
		.unit_kind = people[i].kind,
		.unit = people[i].unit,
		.unit_name = people[i].unit,
		.position = S("Analis"),
		.roles = ROLE_BIT(people[i].role),
		.basis = S("ST-1/2026"),
	};

	made[i].membership = fixture_member(w, &m);
	made[i].person = 0;
	CHECK_OK(person_by_email(w, m.email, &made[i].person));
}

int64_t fixture_member(struct work *w, const struct new_member *m)
{
	enum provision_outcome outcome;
	struct membership *found;
	int64_t person;
	bool waited;

	CHECK_OK(identity_provision(w, m, &outcome, &person));
	CHECK_OK(account_activate(w, person, S("x"), &waited));
	CHECK_OK(membership_in(w, person, m->unit_kind, m->unit, &found));
	return found->id;
}

void fixture_start(struct work *w)
{
	static const struct feature *const features[] = { &membership_feature };
	struct web_app *app = NEW(test_arena(), struct web_app);
	static const struct actor program;

	*app = (struct web_app){ .features = features,
				 .feature_count = COUNT(features),
				 .who = who,
				 .settings = w->settings,
				 .keys = w->keys,
				 .log = no_log };
	CHECK_OK(web_start(app));
	w->actor = &program;
	make_directory(w);
	for (int i = NOBODY + 1; i < PEOPLE; i++)
		arrive(w, (enum who)i);
	fixture_as(NOBODY);
	w->actor = &asking;
	test_next_unit(w);
}

void fixture_as(enum who i)
{
	asking = (struct actor){
		.person = made[i].person,
		.membership = made[i].membership,
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

int64_t person_of(enum who i)
{
	return made[i].person;
}

int64_t membership_of(enum who i)
{
	return made[i].membership;
}

str nik_of(enum who i)
{
	return people[i].nik;
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
	w->actor = &asking;
	test_next_unit(w);
	return rp;
}

struct http_reply get(struct work *w, str path)
{
	struct http_request rq = { .method = S("GET") };

	return ask(w, &rq, path);
}

struct http_reply post(struct work *w, str path, str form)
{
	struct arena *a = test_arena();
	struct http_request rq = { .method = S("POST") };
	str token = csrf_token(w->keys, a, S("uji"));

	*PUSH(a, &rq.headers) =
		(struct http_pair){ S("Content-Type"),
				    S("application/x-www-form-urlencoded") };
	rq.body = arena_fmt(a, "_csrf=%.*s&%.*s", P(token), P(form));
	return ask(w, &rq, path);
}

str location(const struct http_reply *rp)
{
	for (size_t i = 0; i < rp->headers.count; i++)
		if (str_eq_nocase(rp->headers.items[i].name, S("Location")))
			return rp->headers.items[i].value;
	return S("");
}

/* ---- what was written ---- */

size_t trail(struct work *w, int64_t person, str event)
{
	struct audit_entries all;
	size_t n = 0;

	CHECK_OK(audit_of(w, S("person"), PATH("%lld", (long long)person), 200, &all));
	for (size_t i = 0; i < all.count; i++)
		n += str_eq(all.items[i].event, event);
	return n;
}

size_t letters(struct work *w, str mailbox, str kind)
{
	struct rows r = work_query(
		w,
		"SELECT COUNT(*) FROM mail /* may scan */ WHERE recipient = $1 AND kind = $2",
		ARGS(arg_str(mailbox), arg_str(kind)));
	size_t n = rows_next(&r) ? (size_t)row_int(&r, 0) : 0;

	CHECK_OK(rows_end(&r));
	return n;
}
