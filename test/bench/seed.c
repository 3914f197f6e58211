/*
 * Fills a demo database for the benchmarks, by the store's own statements in
 * large transactions. Usage: seed OFFICE WAITING REQUESTS NIK DRAFTS
 * The office gets WAITING requests that wait for it and as many again that are
 * returned or closed; the others share the rest of REQUESTS. The CSO with the
 * NIK, of another office, gets DRAFTS complete drafts for its satker, whose
 * numbers are printed.
 */
#include "app/app.h"
#include "crypto/crypto.h"
#include "demo/internal.h"
#include "documents/internal.h"
#include "registration/internal.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	CEILING = 512 << 20,
	UNIT = 2000,	   /* requests per transaction */
	HELD_IN = 400,	   /* of those that wait one in so many is with an officer */
	SPREAD_DAYS = 60,  /* over which they were submitted */
	NEWCOMERS = 62000, /* people of the demo have smaller indexes */
	KPA = PEOPLE_MAX - 1,
};

struct place {
	str satker, name, kppn, kppn_name, kanwil;
	enum zone zone;
};
struct places LIST_OF(struct place);

struct seeding {
	struct places of_office, others, of_maker;
	str office;
	int64_t waiting, requests, drafts;
	int64_t officer, maker;
	str officer_name;
	int64_t now, from, until;
	struct arena *keep;
};

static _Noreturn void refuse(err e, const char *what)
{
	fprintf(stderr, "seed: %s%s%s\n", what, e ? ": " : "", e ? e->text : "");
	exit(1);
}

/* ---- who and where ---- */

static struct place read_place(struct arena *keep, struct rows *r)
{
	return (struct place){
		.satker = arena_str(keep, row_str(r, 0)),
		.name = arena_str(keep, row_str(r, 1)),
		.kppn = arena_str(keep, row_str(r, 2)),
		.kppn_name = arena_str(keep, row_str(r, 3)),
		.kanwil = arena_str(keep, row_str(r, 4)),
		.zone = (enum zone)row_word(r, 5, WORDS(zone_names)),
	};
}

static err find_places(struct work *w, struct seeding *s)
{
	struct rows r =
		work_query(w,
			   "SELECT s.satker, s.name, k.code, k.name, k.kanwil, k.zone"
			   " FROM satker_period s JOIN kppn k ON k.code = s.kppn"
			   " WHERE s.valid_to = '9999-12-31' ORDER BY s.satker",
			   NO_ARGS);

	while (rows_next(&r)) {
		struct place p = read_place(s->keep, &r);

		if (str_eq(p.kppn, s->office))
			*PUSH(s->keep, &s->of_office) = p;
		else
			*PUSH(s->keep, &s->others) = p;
	}
	return rows_end(&r);
}

static err find_officer(struct work *w, struct seeding *s)
{
	struct rows r = work_query(w,
				   "SELECT p.id, p.name FROM membership m"
				   " JOIN membership_role x ON x.membership = m.id"
				   " JOIN person p ON p.id = m.person"
				   " WHERE m.unit_kind = 'kppn' AND m.unit = $1"
				   " AND x.role = 'VERIFIKATOR' ORDER BY p.id LIMIT 1",
				   ARGS(arg_str(s->office)));

	if (rows_next(&r)) {
		s->officer = row_int(&r, 0);
		s->officer_name = arena_str(s->keep, row_str(&r, 1));
	}
	return rows_end(&r);
}

static err find_maker(struct work *w, struct seeding *s, str nik)
{
	str hash = keyed_hash(w->keys, w->arena, KEY_LOOKUP, S("nik"), nik);
	struct rows r = work_query(w,
				   "SELECT m.person, m.unit FROM person p"
				   " JOIN membership m ON m.person = p.id"
				   " WHERE p.nik_hash = $1 AND m.unit_kind = 'kppn'",
				   ARGS(arg_str(hash)));
	str office = S("");

	if (rows_next(&r)) {
		s->maker = row_int(&r, 0);
		office = row_str(&r, 1);
	}
	TRY(rows_end(&r));
	for (size_t i = 0; i < s->others.count; i++)
		if (str_eq(s->others.items[i].kppn, office))
			*PUSH(s->keep, &s->of_maker) = s->others.items[i];
	return OK;
}

/* ---- one request ---- */

static struct applicant applicant_of(struct work *w, int64_t index, struct date today)
{
	struct demo_person p = demo_person(w->arena, index, 0, today);

	return (struct applicant){
		.n = 1,
		.name = p.name,
		.nik = p.nik,
		.id_type = ID_NIP,
		.id_number = p.nip,
		.email = p.email,
		.phone = p.phone,
		.position = S("Pengelola Keuangan"),
		.roles = ROLE_BIT(ROLE_OPERATOR),
	};
}

static err new_draft(struct work *w, const struct place *at, int64_t serial,
		     struct registration *ret)
{
	struct date today = date_at(w->now, at->zone);
	struct demo_person kpa = demo_person(w->arena, KPA, 0, today);
	int64_t index = NEWCOMERS + serial % (KPA - NEWCOMERS);

	*ret = (struct registration){
		.origin = ORIGIN_SATKER,
		.satker = at->satker,
		.satker_name = at->name,
		.kppn = at->kppn,
		.kppn_name = at->kppn_name,
		.kanwil = at->kanwil,
		.zone = at->zone,
		.basis = { BASIS_SK,
			   arena_fmt(w->arena, "KEP-%lld/2026", (long long)serial),
			   date_add(today, -7), kpa.name, kpa.nip },
		.contact_email = S("keuangan@satker.example"),
	};
	*PUSH(w->arena, &ret->users) = applicant_of(w, index, today);
	return registration_number(w, at->kppn, today.year, &ret->number);
}

/* A state that waits for the office, or else one that does not, by turns. */
static enum registration_state state_of(int64_t serial, bool waits)
{
	static const enum registration_state done[] = { STATE_WITHDRAWN, STATE_EXPIRED,
							STATE_RETURNED, STATE_WITHDRAWN };

	if (!waits)
		return done[serial % (int64_t)COUNT(done)];
	return serial % HELD_IN ? STATE_SUBMITTED : STATE_VERIFYING;
}

static err move(struct work *w, const struct seeding *s, enum registration_state state,
		struct registration *r)
{
	bool held = state == STATE_VERIFYING, current;

	r->state = state;
	r->round = 1;
	r->submitted_at = w->now;
	r->due_at = w->now + DAY;
	r->secret_hash = S("1:bench");
	r->claimed_by = held ? s->officer : 0;
	r->claim_until = held ? s->now + DAY : 0;
	r->claimed_name = held ? s->officer_name : S("");
	r->fix_until = state == STATE_RETURNED ? s->now + 5 * DAY : 0;
	r->closed_at = state >= STATE_REJECTED ? w->now + DAY : 0;
	TRY(registration_update(w, r, &current));
	return current ? OK : FAULT(FAULT_INTERNAL, "the row changed");
}

/* The office's own come first, then those of the others. */
static err seed_one(struct work *w, const struct seeding *s, int64_t serial)
{
	int64_t own = 2 * s->waiting;
	const struct places *places = serial < own ? &s->of_office : &s->others;
	bool waits = serial < own ? serial % 2 == 0 : serial % 20 == 0;
	struct registration r;
	enum registration_state state = state_of(serial / 2, waits);

	/* Only the office that is looked at has somebody to hold a request. */
	if (serial >= own && state == STATE_VERIFYING)
		state = STATE_SUBMITTED;
	w->now = s->now - SPREAD_DAYS * (int64_t)DAY +
		 serial * 7919 % (SPREAD_DAYS * (int64_t)DAY - 2 * DAY);
	TRY(new_draft(w, &places->items[serial % (int64_t)places->count], serial, &r));
	TRY(registration_insert(w, &r));
	return move(w, s, state, &r);
}

static err seed_unit(struct work *w, void *arg)
{
	const struct seeding *s = arg;

	for (int64_t i = s->from; i < s->until; i++) {
		struct arena_mark mark = arena_mark(w->arena);

		TRY(seed_one(w, s, i));
		arena_rewind(w->arena, mark);
	}
	return OK;
}

/* ---- drafts that lack nothing but the sending ---- */

static err add_document(struct work *w, const struct seeding *s, int64_t registration,
			enum document_kind k)
{
	str place = arena_fmt(w->arena, "%lld %d", (long long)registration, (int)k);
	str hex = sha256_hex(w->arena, place);
	struct document d = {
		.id = str_left(hex, 32),
		.subject_kind = S("registration"),
		.subject = registration,
		.kind = k,
		.round = 1,
		.file_name = S("berkas.pdf"),
		.bytes = 100000,
		.pages = 1,
		.sha256 = hex,
		.scan = SCAN_NONE,
		.created_at = w->now,
		.created_by = s->maker,
		.rendered_at = w->now,
	};
	bool added;

	return store_document(w, &d, &added);
}

static err seed_draft(struct work *w, const struct seeding *s, int64_t serial)
{
	struct registration r;

	w->now = s->now - HOUR;
	TRY(new_draft(w, &s->of_maker.items[serial % (int64_t)s->of_maker.count], serial,
		      &r));
	r.origin = ORIGIN_KPPN;
	r.made_by = s->maker;
	TRY(registration_insert(w, &r));
	TRY(add_document(w, s, r.id, DOCUMENT_SK));
	TRY(add_document(w, s, r.id, DOCUMENT_FORM));
	printf("%.*s\n", P(r.number));
	return OK;
}

static err seed_drafts(struct work *w, void *arg)
{
	const struct seeding *s = arg;

	for (int64_t i = s->from; i < s->until; i++) {
		struct arena_mark mark = arena_mark(w->arena);

		TRY(seed_draft(w, s, s->requests + i));
		arena_rewind(w->arena, mark);
	}
	return OK;
}

/* ---- all ---- */

static void in_units(struct work *w, struct seeding *s, int64_t count,
		     err (*unit)(struct work *w, void *arg))
{
	for (s->from = 0; s->from < count; s->from = s->until) {
		err e;

		s->until = s->from + UNIT < count ? s->from + UNIT : count;
		e = work_run(w, true, unit, s);
		if (e)
			refuse(e, "a unit");
	}
}

struct looking {
	struct seeding *s;
	str nik;
};

static err look_around(struct work *w, void *arg)
{
	struct looking *l = arg;

	TRY(find_places(w, l->s));
	TRY(find_officer(w, l->s));
	return find_maker(w, l->s, l->nik);
}

static int64_t number_of(const char *text)
{
	int64_t n;

	if (!str_int(str_from(text), &n) || n < 0)
		refuse(OK, "usage: seed OFFICE WAITING REQUESTS NIK DRAFTS");
	return n;
}

static void open_work(struct arena *keep, struct work *ret)
{
	const struct settings *settings;
	struct settings_refusal why;
	const struct keys *keys;
	err e;

	crypto_start();
	if (settings_read(keep, S(""), &settings, &why) || !settings)
		refuse(OK, "the settings are refused");
	e = keys_open(arena_fmt(keep, "%.*s/keys", P(settings->data_dir)), false, &keys);
	if (!e)
		e = app_open(settings, keys, arena_new(CEILING), ret);
	if (e)
		refuse(e, "the database");
}

int main(int argc, char **argv)
{
	struct seeding s = { .keep = arena_new(CEILING), .now = clock_now() };
	struct looking l = { .s = &s };
	struct work w;
	err e;

	if (argc != 6)
		refuse(OK, "usage: seed OFFICE WAITING REQUESTS NIK DRAFTS");
	s.office = str_from(argv[1]);
	s.waiting = number_of(argv[2]);
	s.requests = number_of(argv[3]);
	l.nik = str_from(argv[4]);
	s.drafts = number_of(argv[5]);
	open_work(s.keep, &w);
	e = work_run(&w, false, look_around, &l);
	if (e || !s.officer || !s.of_office.count || !s.of_maker.count)
		refuse(e, "no such office, or no CSO of another one");
	in_units(&w, &s, s.requests, seed_unit);
	in_units(&w, &s, s.drafts, seed_drafts);
	db_close(w.db);
	return 0;
}
