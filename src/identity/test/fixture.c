#include "identity/test/fixture.h"
#include "web/internal.h"

/* ---- offices and people of two Kanwil and two ministries ---- */

static void run(struct work *w, const char *sql)
{
	CHECK_OK(db_exec(w->db, sql, NO_ARGS, NULL));
}

static void offices_arrive(struct work *w)
{
	run(w, "INSERT INTO kanwil (code, name) VALUES ('19', 'Kanwil Satu'),"
	       " ('20', 'Kanwil Dua')");
	run(w, "INSERT INTO kppn (code, name, kanwil, zone) VALUES"
	       " ('047', 'KPPN Satu', '19', 'WITA'), ('046', 'KPPN Dua', '19', 'WITA'),"
	       " ('030', 'KPPN Tiga', '20', 'WIB')");
	run(w, "INSERT INTO ministry (code, name) VALUES ('033', 'Kementerian Satu'),"
	       " ('034', 'Kementerian Dua')");
	run(w, "INSERT INTO eselon1 (ba, code, name) VALUES ('033', '01', 'Ditjen Satu'),"
	       " ('033', '02', 'Ditjen Dua')");
	run(w,
	    "INSERT INTO satker (code) VALUES ('999101'), ('999102'), ('999201'), ('999301')");
	/* 999102 has moved from KPPN 030 to KPPN 047. */
	run(w,
	    "INSERT INTO satker_period (satker, valid_from, valid_to, name, ba, eselon1, kppn)"
	    " VALUES ('999101', '2020-01-01', '9999-12-31', 'Balai Satu', '033', '01', '047'),"
	    " ('999102', '2020-01-01', '2025-12-31', 'Balai Dua', '034', '01', '030'),"
	    " ('999102', '2026-01-01', '9999-12-31', 'Balai Dua', '033', '02', '047'),"
	    " ('999201', '2020-01-01', '9999-12-31', 'Balai Tiga', '033', '01', '046'),"
	    " ('999301', '2020-01-01', '9999-12-31', 'Balai Empat', '034', '01', '030')");
}

const struct user users[USERS] = {
	{ STR("Ani"), UNIT_SATKER, STR("999101"), ROLE_OPERATOR },
	{ STR("Budi"), UNIT_SATKER, STR("999101"), ROLE_KPA },
	{ STR("Citra"), UNIT_SATKER, STR("999102"), ROLE_OPERATOR },
	{ STR("Dodi"), UNIT_SATKER, STR("999201"), ROLE_OPERATOR },
	{ STR("Eka"), UNIT_SATKER, STR("999301"), ROLE_BENDAHARA },
	{ STR("Fajar"), UNIT_KPPN, STR("047"), ROLE_VERIFIKATOR },
	{ STR("Gita"), UNIT_KPPN, STR("030"), ROLE_KEPALA },
	{ STR("Hadi"), UNIT_KANWIL, STR("19"), ROLE_KANWIL },
	{ STR("Indra"), UNIT_ESELON1, STR("03301"), ROLE_ESELON1 },
	{ STR("Joko"), UNIT_KL, STR("033"), ROLE_KL },
	{ STR("Kiki"), UNIT_PUSAT, STR("DJPB"), ROLE_AUDITOR },
};

int64_t user_ids[USERS];

void users_arrive(struct work *w)
{
	offices_arrive(w);
	for (size_t i = 0; i < USERS; i++) {
		struct new_member m = {
			.nik = arena_fmt(test_arena(), "99010514038000%02zu", i + 1),
			.name = users[i].name,
			.email = arena_fmt(test_arena(), "orang%zu@contoh.example", i),
			.phone = S("081200000001"),
			.id_type = ID_NIP,
			.id_number = S("199003122015032001"),
			.unit_kind = users[i].kind,
			.unit = users[i].unit,
			.roles = ROLE_BIT(users[i].role),
			.basis = S("REG-2026-047-00001"),
		};
		struct person *p;
		bool changed;

		CHECK_OK(identity_enrol(w, &m, &p, &changed));
		user_ids[i] = p->id;
	}
}

struct actor users_asker;

void ask_as(struct work *w, enum role role, enum unit_kind kind, str unit)
{
	users_asker = (struct actor){ .person = role == ROLE_PUBLIC ? 0 : 7,
				      .roles = ROLE_BIT(role),
				      .unit_kind = kind,
				      .unit = unit,
				      .kanwil = kind == UNIT_KANWIL ? unit : S("19") };
	actor_default_grants(&users_asker);
	w->actor = &users_asker;
}

/* ---- over the wire ---- */

static err who(struct work *w, const struct request *rq, struct visitor *ret)
{
	(void)w;
	(void)rq;
	*ret = (struct visitor){ .actor = users_asker };
	return OK;
}

static void no_log(str line)
{
	(void)line;
}

static const struct feature *const features[] = { &identity_feature };

void users_online(struct work *w)
{
	struct web_app *app = NEW(test_arena(), struct web_app);

	*app = (struct web_app){ .features = features,
				 .feature_count = 1,
				 .who = who,
				 .settings = w->settings,
				 .keys = w->keys,
				 .log = no_log };
	CHECK_OK(web_start(app));
	users_arrive(w);
}

static struct http_reply send(struct work *w, str method, str url, str type, str body)
{
	struct http_request rq = { .arena = test_arena(),
				   .method = method,
				   .body = body };
	struct http_reply rp = { 0 };

	*PUSH(rq.arena, &rq.headers) =
		(struct http_pair){ S("Cookie"), S("__Host-tamu=uji") };
	*PUSH(rq.arena, &rq.headers) = (struct http_pair){ S("Content-Type"), type };
	rq.path = str_cut(&url, '?');
	rq.query = url;
	web_handle(w, &rq, &rp);
	w->actor = &users_asker;
	return rp;
}

struct http_reply page_of(struct work *w, str url)
{
	return send(w, S("GET"), url, S(""), S(""));
}

struct http_reply form_to(struct work *w, str url, str form)
{
	str token = csrf_token(w->keys, test_arena(), S("uji"));

	return send(w, S("POST"), url, S("application/x-www-form-urlencoded"),
		    arena_fmt(test_arena(), "_csrf=%.*s&%.*s", P(token), P(form)));
}

/* No answer holds more of a NIK than its first four digits. */
static const struct json *masked(struct http_reply rp, const char *what, int status)
{
	CHECK_INT(what, rp.status, status);
	CHECK(what, !str_has(rp.body, S("990105140380")));
	return json_read(test_arena(), rp.body);
}

const struct json *get(struct work *w, str url, int status)
{
	return masked(send(w, S("GET"), url, S(""), S("")), arena_cstr(test_arena(), url),
		      status);
}

const struct json *post(struct work *w, str url, str body, int status)
{
	return masked(post_json(w, url, body), arena_cstr(test_arena(), url), status);
}

struct http_reply post_json(struct work *w, str url, str body)
{
	return send(w, S("POST"), url, S("application/json"), body);
}
