#include "registration/internal.h"

#define COLUMNS                                                                               \
	"id, COALESCE(number, ''), kind, state, version, origin, satker, satker_name,"        \
	" kppn, kppn_name, kanwil, zone, basis_type, basis_number, basis_date, signer_name,"  \
	" signer_nip, contact_email, made_by, round, created_at, changed_at, submitted_at,"   \
	" due_at, returned_at, fix_until, claimed_by, claimed_at, claim_until, officer_name," \
	" reason_code, reason, closed_at, remind_at, secret_hash, way, added_at, ticket"

/* '' is what was not chosen yet. */
static int row_choice(struct rows *r, int column, const str *words, size_t count)
{
	return row_str(r, column).n ? row_word(r, column, words, count) : (int)count;
}

static struct date row_date(struct rows *r, int column)
{
	struct date d = { 0 };

	date_parse_iso(row_str(r, column), &d);
	return d;
}

static struct basis read_basis(struct rows *r, int first)
{
	return (struct basis){
		.type = (enum basis_type)row_choice(r, first, WORDS(basis_words)),
		.number = row_str(r, first + 1),
		.date = row_date(r, first + 2),
		.signer_name = row_str(r, first + 3),
		.signer_nip = row_str(r, first + 4),
	};
}

static struct registration read_registration(struct rows *r)
{
	return (struct registration){
		.id = row_int(r, 0),
		.number = row_str(r, 1),
		.kind = (enum registration_kind)row_word(r, 2, WORDS(kind_words)),
		.state = (enum registration_state)row_word(r, 3, WORDS(state_words)),
		.version = row_int(r, 4),
		.origin = (enum origin)row_word(r, 5, WORDS(origin_words)),
		.satker = row_str(r, 6),
		.satker_name = row_str(r, 7),
		.kppn = row_str(r, 8),
		.kppn_name = row_str(r, 9),
		.kanwil = row_str(r, 10),
		.zone = (enum zone)row_word(r, 11, WORDS(zone_names)),
		.basis = read_basis(r, 12),
		.contact_email = row_str(r, 17),
		.made_by = row_int(r, 18),
		.round = (int)row_int(r, 19),
		.created_at = row_int(r, 20),
		.changed_at = row_int(r, 21),
		.submitted_at = row_int(r, 22),
		.due_at = row_int(r, 23),
		.returned_at = row_int(r, 24),
		.fix_until = row_int(r, 25),
		.claimed_by = row_int(r, 26),
		.claimed_at = row_int(r, 27),
		.claim_until = row_int(r, 28),
		.claimed_name = row_str(r, 29),
		.reason_code = row_str(r, 30),
		.reason = row_str(r, 31),
		.closed_at = row_int(r, 32),
		.remind_at = row_int(r, 33),
		.secret_hash = row_str(r, 34),
		.way = (enum way)row_word(r, 35, WORDS(way_words)),
		.added_at = row_int(r, 36),
		.ticket = row_str(r, 37),
	};
}

static err read_one(struct work *w, struct rows *r, struct registration **ret)
{
	*ret = NULL;
	if (rows_next(r)) {
		*ret = NEW(w->arena, struct registration);
		**ret = read_registration(r);
	}
	TRY(rows_end(r));
	return *ret ? applicants_of(w, (*ret)->id, &(*ret)->users) : OK;
}

err registration_find(struct work *w, str number, struct registration **ret)
{
	struct rows r =
		work_query(w, "SELECT " COLUMNS " FROM registration WHERE number = $1",
			   ARGS(arg_str(number)));

	return read_one(w, &r, ret);
}

err registration_find_id(struct work *w, int64_t id, struct registration **ret)
{
	struct rows r =
		work_query(w, "SELECT " COLUMNS " FROM registration WHERE id = $1",
			   ARGS(arg_int(id)));

	return read_one(w, &r, ret);
}

/* ---- writing ---- */

static str choice(const str *words, size_t count, unsigned i)
{
	return i < count ? words[i] : S("");
}

static str date_text(struct arena *a, struct date d)
{
	return d.year ? date_iso(a, d) : S("");
}

/* Small letters, so that one LIKE finds number, satker and names on both engines. */
static str search_text(struct arena *a, const struct registration *r)
{
	struct buf b = buf_new(a);

	buf_fmt(&b, "%.*s %.*s %.*s", P(r->number), P(r->satker), P(r->satker_name));
	for (size_t i = 0; i < r->users.count; i++)
		buf_fmt(&b, " %.*s", P(r->users.items[i].name));
	return arena_lower(a, buf_str(&b));
}

static bool waits_for_second(const struct applicants *users)
{
	for (size_t i = 0; i < users->count; i++)
		if (users->items[i].waits_for_second)
			return true;
	return false;
}

static err insert_users(struct work *w, const struct registration *r)
{
	for (size_t i = 0; i < r->users.count; i++)
		TRY(applicant_insert(w, r->id, &r->users.items[i]));
	return OK;
}

err registration_insert(struct work *w, struct registration *r)
{
	struct arena *a = w->arena;
	struct rows rows = work_query(
		w,
		"INSERT INTO registration (number, kind, state, version, origin, satker,"
		" satker_name, kppn, kppn_name, kanwil, zone, basis_type, basis_number,"
		" basis_date, signer_name, signer_nip, contact_email, made_by, users, search,"
		" round, created_at, changed_at, submitted_at, due_at, returned_at, fix_until,"
		" remind_at, claimed_by, claimed_at, claim_until, officer_name, second,"
		" reason_code, reason, closed_at, secret_hash)"
		" VALUES ($1, $2, 'Draf', 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,"
		" $14, $15, $16, $17, $18, 0, $19, $19, 0, 0, 0, 0, 0, NULL, 0, 0, '', 0, '',"
		" '', 0, '') RETURNING id",
		ARGS(arg_text(r->number), arg_str(kind_words[r->kind]),
		     arg_str(origin_words[r->origin]), arg_str(r->satker),
		     arg_str(r->satker_name), arg_str(r->kppn), arg_str(r->kppn_name),
		     arg_str(r->kanwil), arg_str(zone_names[r->zone]),
		     arg_str(choice(WORDS(basis_words), r->basis.type)),
		     arg_str(r->basis.number), arg_str(date_text(a, r->basis.date)),
		     arg_str(r->basis.signer_name), arg_str(r->basis.signer_nip),
		     arg_str(r->contact_email), arg_id(r->made_by),
		     arg_int((int64_t)r->users.count), arg_str(search_text(a, r)),
		     arg_int(w->now)));

	r->id = rows_next(&rows) ? row_int(&rows, 0) : 0;
	TRY(rows_end(&rows));
	r->state = STATE_DRAFT;
	r->version = 1;
	r->created_at = r->changed_at = w->now;
	return insert_users(w, r);
}

err registration_update(struct work *w, struct registration *r, bool *ret_current)
{
	struct arena *a = w->arena;
	int64_t changed;

	TRY(work_exec(
		w,
		"UPDATE registration SET version = version + 1, number = $3, state = $4,"
		" satker_name = $5, kppn = $6, kppn_name = $7, kanwil = $8, zone = $9,"
		" basis_type = $10, basis_number = $11, basis_date = $12, signer_name = $13,"
		" signer_nip = $14, contact_email = $15, users = $16, search = $17,"
		" round = $18, changed_at = $19, submitted_at = $20, due_at = $21,"
		" returned_at = $22, fix_until = $23, claimed_by = $24, claimed_at = $25,"
		" claim_until = $26, officer_name = $27, second = $28, reason_code = $29,"
		" reason = $30, closed_at = $31, remind_at = $32, secret_hash = $33,"
		" way = $34, added_at = $35 WHERE id = $1 AND version = $2",
		ARGS(arg_int(r->id), arg_int(r->version), arg_text(r->number),
		     arg_str(state_words[r->state]), arg_str(r->satker_name),
		     arg_str(r->kppn), arg_str(r->kppn_name), arg_str(r->kanwil),
		     arg_str(zone_names[r->zone]),
		     arg_str(choice(WORDS(basis_words), r->basis.type)),
		     arg_str(r->basis.number), arg_str(date_text(a, r->basis.date)),
		     arg_str(r->basis.signer_name), arg_str(r->basis.signer_nip),
		     arg_str(r->contact_email), arg_int((int64_t)r->users.count),
		     arg_str(search_text(a, r)), arg_int(r->round), arg_int(w->now),
		     arg_int(r->submitted_at), arg_int(r->due_at),
		     arg_int(r->returned_at), arg_int(r->fix_until),
		     arg_id(r->claimed_by), arg_int(r->claimed_at),
		     arg_int(r->claim_until), arg_str(r->claimed_name),
		     arg_int(waits_for_second(&r->users)), arg_str(r->reason_code),
		     arg_str(r->reason), arg_int(r->closed_at), arg_int(r->remind_at),
		     arg_str(r->secret_hash), arg_str(way_words[r->way]),
		     arg_int(r->added_at)),
		&changed));
	*ret_current = changed == 1;
	r->version += changed;
	r->changed_at = w->now;
	return OK;
}

err registration_number(struct work *w, str kppn, int year, str *ret)
{
	int64_t serial;
	struct rows r = work_query(
		w,
		"INSERT INTO registration_series (kppn, year, last) VALUES ($1, $2, 1)"
		" ON CONFLICT (kppn, year) DO UPDATE SET last = registration_series.last + 1"
		" RETURNING last",
		ARGS(arg_str(kppn), arg_int(year)));

	serial = rows_next(&r) ? row_int(&r, 0) : 0;
	*ret = arena_fmt(w->arena, "REG-%04d-%.*s-%05lld", year, P(kppn),
			 (long long)serial);
	return rows_end(&r);
}

err registration_set_ticket(struct work *w, int64_t id, str ticket)
{
	return work_exec(w, "UPDATE registration SET ticket = $2 WHERE id = $1",
			 ARGS(arg_int(id), arg_str(ticket)), NULL);
}

err registration_reminded(struct work *w, int64_t id)
{
	return work_exec(w, "UPDATE registration SET remind_at = 0 WHERE id = $1",
			 ARGS(arg_int(id)), NULL);
}

err registration_touch(struct work *w, const struct registration *r, bool *ret_current)
{
	int64_t changed;

	TRY(work_exec(
		w,
		"UPDATE registration SET changed_at = $3 WHERE id = $1 AND version = $2",
		ARGS(arg_int(r->id), arg_int(r->version), arg_int(w->now)), &changed));
	*ret_current = changed == 1;
	return OK;
}

/* What never was sent leaves its number and nothing of the people in it. */
err registration_erase(struct work *w, int64_t id)
{
	TRY(work_exec(
		w,
		"UPDATE registration SET search = '', contact_email = '', signer_name = '',"
		" signer_nip = '', users = 0, version = version + 1"
		" WHERE id = $1 AND round = 0",
		ARGS(arg_int(id)), NULL));
	TRY(work_exec(w, "DELETE FROM registration_user WHERE registration = $1",
		      ARGS(arg_int(id)), NULL));
	return draft_delete(w, id);
}

/* ---- looking up ---- */

err registration_basis_used(struct work *w, const struct registration *r, str *ret)
{
	struct rows rows = work_query(
		w,
		"SELECT number FROM registration WHERE satker = $1 AND basis_number = $2"
		" AND basis_type = $3 AND id <> $4 AND round > 0"
		" AND state NOT IN ('Dibatalkan', 'Kedaluwarsa') ORDER BY id LIMIT 1",
		ARGS(arg_str(r->satker), arg_str(r->basis.number),
		     arg_str(choice(WORDS(basis_words), r->basis.type)), arg_int(r->id)));

	*ret = rows_next(&rows) ? row_str(&rows, 0) : S("");
	return rows_end(&rows);
}

err registration_by_secret_hash(struct work *w, str number, str hash, int64_t *ret)
{
	struct rows r = work_query(
		w, "SELECT id FROM registration WHERE number = $1 AND secret_hash = $2",
		ARGS(arg_str(number), arg_str(hash)));

	*ret = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}

err registration_set_secret_hash(struct work *w, int64_t id, str hash)
{
	return work_exec(w, "UPDATE registration SET secret_hash = $2 WHERE id = $1",
			 ARGS(arg_int(id), arg_str(hash)), NULL);
}

static err read_ids(struct work *w, struct rows *r, struct ids *ret)
{
	*ret = (struct ids){ 0 };
	while (rows_next(r))
		*PUSH(w->arena, ret) = row_int(r, 0);
	return rows_end(r);
}

err registrations_to_remind_all(struct work *w, int limit, struct ids *ret)
{
	struct rows r = work_query(
		w,
		"SELECT id FROM registration WHERE remind_at > 0 AND remind_at <= $1"
		" ORDER BY remind_at LIMIT $2",
		ARGS(arg_int(w->now), arg_int(limit)));

	return read_ids(w, &r, ret);
}

err registrations_to_expire_all(struct work *w, int limit, struct ids *ret)
{
	struct rows r = work_query(
		w,
		"SELECT id FROM registration WHERE fix_until > 0 AND fix_until <= $1"
		" ORDER BY fix_until LIMIT $2",
		ARGS(arg_int(w->now), arg_int(limit)));

	return read_ids(w, &r, ret);
}

err registrations_lapsed_all(struct work *w, int limit, struct ids *ret)
{
	struct rows r = work_query(
		w,
		"SELECT id FROM registration WHERE claim_until > 0 AND claim_until <= $1"
		" ORDER BY claim_until LIMIT $2",
		ARGS(arg_int(w->now), arg_int(limit)));

	return read_ids(w, &r, ret);
}

err drafts_forgotten_all(struct work *w, int64_t before, int limit, struct ids *ret)
{
	struct rows r = work_query(
		w,
		"SELECT id FROM registration WHERE round = 0 AND search <> '' AND changed_at <= $1"
		" ORDER BY changed_at LIMIT $2",
		ARGS(arg_int(before), arg_int(limit)));

	return read_ids(w, &r, ret);
}

err additions_waiting_all(struct work *w, enum way way, str satker, struct ids *ret)
{
	struct rows r = work_query(
		w,
		"SELECT id FROM registration WHERE way IN ('nik', 'kpa') AND way = $1"
		" AND satker = $2 AND state = 'Draf' ORDER BY added_at, id LIMIT 50",
		ARGS(arg_str(way_words[way]), arg_str(satker)));

	return read_ids(w, &r, ret);
}

err additions_unanswered_all(struct work *w, int64_t before, int limit, struct ids *ret)
{
	struct rows r = work_query(
		w,
		"SELECT id FROM registration WHERE way IN ('nik', 'kpa') AND way = 'nik'"
		" AND state = 'Draf' AND added_at <= $1 LIMIT $2",
		ARGS(arg_int(before), arg_int(limit)));

	return read_ids(w, &r, ret);
}

err additions_since(struct work *w, str satker, int64_t since, int64_t *ret)
{
	struct rows r = work_query(
		w,
		"SELECT COUNT(*) FROM registration WHERE satker = $1 AND added_at >= $2"
		" AND added_at > 0",
		ARGS(arg_str(satker), arg_int(since)));

	*ret = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}

err registrations_of_person_all(struct work *w, int64_t person, struct ids *ret)
{
	struct rows r =
		work_query(w,
			   "SELECT DISTINCT u.registration FROM registration_user u"
			   " JOIN registration r ON r.id = u.registration"
			   " WHERE u.person = $1 AND r.state = 'Aktif'",
			   ARGS(arg_int(person)));

	return read_ids(w, &r, ret);
}
