#include "helpdesk/test/cast.h"

static struct actor cast[CAST];

static const struct {
	str name;
	enum role role;
	enum unit_kind kind;
	str unit;
} members[CAST] = {
	[SARI] = { STR("Sari Wulandari"), ROLE_OPERATOR, UNIT_SATKER, STR("999101") },
	[BENNY] = { STR("Benny Contoh"), ROLE_BENDAHARA, UNIT_SATKER, STR("999101") },
	[YOHANES] = { STR("Yohanes Lendo"), ROLE_KPA, UNIT_SATKER, STR("999101") },
	[NEIGHBOUR] = { STR("Tetangga Contoh"), ROLE_OPERATOR, UNIT_SATKER,
			STR("999102") },
	[CSO] = { STR("Dewi Larasati"), ROLE_CSO, UNIT_KPPN, STR("047") },
	[SECOND] = { STR("Rina Contoh"), ROLE_CSO, UNIT_KPPN, STR("047") },
	[VERIFIER] = { STR("Andi Nurfadillah"), ROLE_VERIFIKATOR, UNIT_KPPN, STR("047") },
	[HEAD] = { STR("Budi Santoso"), ROLE_KEPALA, UNIT_KPPN, STR("047") },
	[ELSEWHERE] = { STR("Tono Contoh"), ROLE_CSO, UNIT_KPPN, STR("046") },
	[REGION] = { STR("Wayan Contoh"), ROLE_KANWIL, UNIT_KANWIL, STR("19") },
	[FAR_REGION] = { STR("Made Contoh"), ROLE_KANWIL, UNIT_KANWIL, STR("18") },
	[HAI] = { STR("Putri Contoh"), ROLE_PUSAT, UNIT_PUSAT, STR("DJPB") },
	[AUDITOR] = { STR("Wati Contoh"), ROLE_AUDITOR, UNIT_PUSAT, STR("DJPB") },
	[MINISTRY] = { STR("Karno Contoh"), ROLE_KL, UNIT_KL, STR("033") },
	[STRANGER] = { STR(""), ROLE_PUBLIC, UNIT_NONE, STR("") },
};

const str cast_names[CAST] = {
	STR("operator"),  STR("bendahara"), STR("KPA"),	       STR("neighbour"),
	STR("CSO"),	  STR("second"),    STR("verifier"),   STR("head"),
	STR("elsewhere"), STR("Kanwil"),    STR("far Kanwil"), STR("HAI"),
	STR("auditor"),	  STR("ministry"),  STR("stranger"),
};

static void run(struct work *w, const char *sql)
{
	CHECK_OK(db_exec(w->db, sql, NO_ARGS, NULL));
}

static void offices_open(struct work *w)
{
	run(w, "INSERT INTO kanwil (code, name) VALUES ('19', 'Kanwil Contoh'),"
	       " ('18', 'Kanwil Jauh') ON CONFLICT DO NOTHING");
	run(w, "INSERT INTO kppn (code, name, kanwil, zone, phone, email) VALUES"
	       " ('047', 'KPPN Balikpapan', '19', 'WITA', '', ''),"
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

str mailbox_of(enum member m)
{
	return arena_fmt(test_arena(), "pelaku%d@contoh.example", (int)m);
}

static int64_t person_arrives(struct work *w, enum member m)
{
	int64_t id;
	struct rows r = work_query(
		w,
		"INSERT INTO person (nik_sealed, nik_hash, name, email, email_key, id_type,"
		" created_at) VALUES ($1, $2, $3, $4, $4, 'TIDAK_ADA', $5) RETURNING id",
		ARGS(arg_bytes(S("x")), arg_str(mailbox_of(m)), arg_str(members[m].name),
		     arg_str(mailbox_of(m)), arg_int(w->now)));

	id = rows_next(&r) ? row_int(&r, 0) : 0;
	CHECK_OK(rows_end(&r));
	CHECK_OK(
		work_exec(w,
			  "INSERT INTO account (person, state, password_hash, created_at,"
			  " activated_at) VALUES ($1, 'aktif', 'x', $2, $2)",
			  ARGS(arg_int(id), arg_int(w->now)), NULL));
	CHECK_OK(work_exec(
		w,
		"INSERT INTO membership (person, unit_kind, unit, state, basis, valid_from)"
		" VALUES ($1, $2, $3, 'aktif', 'uji', $4)",
		ARGS(arg_int(id), arg_str(unit_kind_words[members[m].kind]),
		     arg_str(members[m].unit), arg_int(w->now - DAY)),
		NULL));
	CHECK_OK(work_exec(
		w,
		"INSERT INTO membership_role (membership, role, valid_from, basis)"
		" SELECT id, $2, valid_from, 'uji' FROM membership WHERE person = $1",
		ARGS(arg_int(id), arg_str(role_words[members[m].role])), NULL));
	return id;
}

void cast_arrives(struct work *w)
{
	offices_open(w);
	for (int m = 0; m < CAST; m++) {
		cast[m] = (struct actor){
			.roles = ROLE_BIT(members[m].role),
			.unit_kind = members[m].kind,
			.unit = members[m].unit,
			.name = members[m].name,
			.authenticated_at = TEST_NOW,
			.channel = CHANNEL_WEB,
			.address = S("203.0.113.7"),
		};
		if (m != STRANGER)
			cast[m].person = person_arrives(w, (enum member)m);
		actor_default_grants(&cast[m]);
	}
	act_as(w, SARI);
}

const struct actor *act_as(struct work *w, enum member m)
{
	w->actor = &cast[m];
	return w->actor;
}

struct actor *cast_actor(enum member m)
{
	return &cast[m];
}

/* ---- steps ---- */

struct ticket_input asking(void)
{
	return (struct ticket_input){
		.category = S("RETUR"),
		.subject = S("Retur SP2D GUP 00409T, rekening tidak aktif"),
		.body = S("SP2D kami berstatus retur. Apa yang harus disiapkan?"),
	};
}

struct ticket *opened(struct work *w)
{
	struct ticket_input in = asking();
	struct ticket_result ret;

	act_as(w, SARI);
	CHECK_OK(ticket_open(w, &in, &ret));
	CHECK_INT("opened", ret.why, TICKET_GRANTED);
	return ret.ticket;
}

struct ticket *says(struct work *w, enum member m, const struct ticket *t,
		    enum afterwards after)
{
	struct message_input in = { .body = arena_fmt(w->arena, "Pesan %.*s",
						      P(cast_names[m])),
				    .after = after,
				    .seen = ANY_MESSAGE };
	struct ticket_result ret;

	act_as(w, m);
	CHECK_OK(ticket_reply(w, t->number, &in, &ret));
	CHECK_INT(cast_names[m].p, ret.why, TICKET_GRANTED);
	return ret.ticket;
}

struct ticket_file file_named(const char *name, str requirement)
{
	return (struct ticket_file){
		.requirement = requirement,
		.taken = { .id = hex(test_arena(), str_left(token_new(test_arena()), 16)),
			   .file_name = str_from(name),
			   .sha256 = sha256_hex(test_arena(), str_from(name)),
			   .bytes = 1000,
			   .pages = 1 },
	};
}

struct ticket *stored(struct work *w, const struct ticket *t)
{
	struct ticket *now;

	CHECK_OK(ticket_of_id(w, t->id, &now));
	return now;
}

/* ---- what came of it ---- */

int letters_to(struct work *w, str mailbox, str kind)
{
	struct rows r = work_query(
		w,
		"SELECT COUNT(*) FROM mail /* may scan */ WHERE recipient = $1 AND kind = $2",
		ARGS(arg_str(mailbox), arg_str(kind)));
	int n = rows_next(&r) ? (int)row_int(&r, 0) : 0;

	CHECK_OK(rows_end(&r));
	return n;
}

str last_letter(struct work *w, str kind)
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
	CHECK("the letter opens",
	      unseal(w->keys, w->arena,
		     arena_fmt(w->arena, "mail|body|%lld", (long long)id), body, &text));
	return text;
}

int trail_of(struct work *w, const struct ticket *t, str event)
{
	struct audit_entries entries;
	int n = 0;

	CHECK_OK(audit_of(w, S("ticket"), t->number, 200, &entries));
	for (size_t i = 0; i < entries.count; i++)
		n += str_eq(entries.items[i].event, event);
	return n;
}
