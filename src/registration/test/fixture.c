#include "registration/test/fixture.h"

static void run(struct work *w, const char *sql)
{
	CHECK_OK(db_exec(w->db, sql, NO_ARGS, NULL));
}

void fixture_directory(struct work *w)
{
	run(w, "INSERT INTO kanwil (code, name) VALUES ('19', 'Kanwil Contoh')"
	       " ON CONFLICT DO NOTHING");
	run(w,
	    "INSERT INTO kppn (code, name, kanwil, zone, phone, email) VALUES"
	    " ('047', 'KPPN Balikpapan', '19', 'WITA', '0542-000000', 'cso@kppn047.example'),"
	    " ('046', 'KPPN Samarinda', '19', 'WITA', '', '') ON CONFLICT DO NOTHING");
	run(w, "INSERT INTO ministry (code, name) VALUES ('033', 'Kementerian Contoh')"
	       " ON CONFLICT DO NOTHING");
	run(w, "INSERT INTO satker (code) VALUES ('999101'), ('999102'), ('999201')");
	run(w,
	    "INSERT INTO satker_period (satker, valid_from, valid_to, name, ba, eselon1, kppn)"
	    " VALUES ('999101', '2020-01-01', '9999-12-31', 'Balai Contoh Satu', '033', '01', '047'),"
	    " ('999102', '2020-01-01', '9999-12-31', 'Balai Contoh Dua', '033', '01', '047'),"
	    " ('999201', '2020-01-01', '9999-12-31', 'Balai Contoh Tiga', '033', '01', '046')");
}

int64_t fixture_person(struct work *w, str nik, str name, str email)
{
	int64_t id;
	str hash = keyed_hash(w->keys, w->arena, KEY_LOOKUP, S("nik"), nik);
	struct rows r = work_query(
		w,
		"INSERT INTO person (nik_sealed, nik_hash, name, email, email_key, id_type,"
		" created_at) VALUES ($1, $2, $3, $4, $4, 'TIDAK_ADA', $5) RETURNING id",
		ARGS(arg_bytes(S("")), arg_str(hash), arg_str(name), arg_str(email),
		     arg_int(w->now)));

	id = rows_next(&r) ? row_int(&r, 0) : 0;
	CHECK_OK(rows_end(&r));
	CHECK_OK(work_exec(
		w, "UPDATE person SET nik_sealed = $2 WHERE id = $1",
		ARGS(arg_int(id),
		     arg_bytes(seal(w->keys, w->arena,
				    arena_fmt(w->arena, "person|nik|%lld", (long long)id),
				    nik))),
		NULL));
	return id;
}

struct actor fixture_actor(int64_t person, enum role role, enum unit_kind k, str unit)
{
	struct actor a = {
		.person = person,
		.roles = ROLE_BIT(role),
		.unit_kind = k,
		.unit = unit,
		.name = S("Andi Nurfadillah"),
		.authenticated_at = TEST_NOW,
		.channel = CHANNEL_API,
		.address = S("203.0.113.7"),
	};

	actor_default_grants(&a);
	return a;
}

struct applicant fixture_applicant(int n)
{
	struct arena *a = test_arena();

	return (struct applicant){
		.n = n,
		.name = arena_fmt(a, "Pegawai %d", n),
		.nik = arena_fmt(a, "990105140387000%d", n),
		.id_type = ID_NIP,
		.id_number = arena_fmt(a, "19870314201012100%d", n),
		.email = arena_fmt(a, "pegawai%d@contoh.example", n),
		.phone = S("081234567890"),
		.position = S("Analis"),
		.roles = ROLE_BIT(ROLE_OPERATOR),
	};
}

struct registration fixture_request(int users)
{
	struct registration r = {
		.origin = ORIGIN_SATKER,
		.satker = S("999101"),
		.satker_name = S("Balai Contoh Satu"),
		.kppn = S("047"),
		.kppn_name = S("KPPN Balikpapan"),
		.kanwil = S("19"),
		.zone = WITA,
		.basis = { BASIS_SK,
			   S("KEP-118/2026"),
			   { 2026, 11, 16 },
			   S("Yohanes Lendo"),
			   S("197905092005011002") },
		.contact_email = S("keuangan@contoh.example"),
	};

	for (int n = 1; n <= users; n++)
		*PUSH(test_arena(), &r.users) = fixture_applicant(n);
	return r;
}

static bool is_closed(enum registration_state s)
{
	return s >= STATE_REJECTED;
}

void fixture_move(struct work *w, struct registration *r, enum registration_state s,
		  int64_t due_at)
{
	bool current;

	r->state = s;
	if (s != STATE_DRAFT) {
		r->round = 1;
		r->submitted_at = w->now;
		r->due_at = due_at;
		r->secret_hash = S("1:x");
	}
	r->claimed_by = s == STATE_VERIFYING ? w->actor->person : 0;
	r->claim_until = s == STATE_VERIFYING ? w->now + DAY : 0;
	r->fix_until = s == STATE_RETURNED ? w->now + 7 * DAY : 0;
	r->closed_at = is_closed(s) ? w->now : 0;
	CHECK_OK(registration_update(w, r, &current));
	CHECK("written", current);
}
