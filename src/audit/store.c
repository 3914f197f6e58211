#include "audit/internal.h"

#define COLUMNS                                                                          \
	"number, at, person, membership, session, actor, roles, acting_unit,"            \
	" channel, address, agent, event, subject_kind, subject, unit, kppn,"            \
	" kanwil, ba, eselon1, on_behalf, reason, changes, hash, seal"

static struct audit_entry read_entry(struct rows *r)
{
	return (struct audit_entry){
		.number = row_int(r, 0),
		.at = row_int(r, 1),
		.person = row_int(r, 2),
		.membership = row_int(r, 3),
		.session = row_int(r, 4),
		.actor = row_str(r, 5),
		.roles = row_str(r, 6),
		.acting_unit = row_str(r, 7),
		.channel = row_str(r, 8),
		.address = row_str(r, 9),
		.agent = row_str(r, 10),
		.event = row_str(r, 11),
		.subject_kind = row_str(r, 12),
		.subject = row_str(r, 13),
		.unit = row_str(r, 14),
		.kppn = row_str(r, 15),
		.kanwil = row_str(r, 16),
		.ba = row_str(r, 17),
		.eselon1 = row_str(r, 18),
		.on_behalf = row_str(r, 19),
		.reason = row_str(r, 20),
		.changes = row_str(r, 21),
		.hash = row_str(r, 22),
		.seal = row_str(r, 23),
	};
}

static err read_entries(struct rows *r, struct audit_entries *ret)
{
	*ret = (struct audit_entries){ 0 };
	while (rows_next(r))
		*PUSH(r->arena, ret) = read_entry(r);
	return rows_end(r);
}

static err place_satker(struct work *w, str code, struct audit_entry *e)
{
	str today = date_iso(w->arena, date_at(w->now, WIB));
	struct rows r = work_query(w,
				   "SELECT p.kppn, k.kanwil, p.ba, p.eselon1"
				   "  FROM satker_period p JOIN kppn k ON k.code = p.kppn"
				   " WHERE p.satker = $1 AND p.valid_from <= $2"
				   "   AND p.valid_to >= $2",
				   ARGS(arg_str(code), arg_str(today)));

	if (rows_next(&r)) {
		e->kppn = row_str(&r, 0);
		e->kanwil = row_str(&r, 1);
		e->ba = row_str(&r, 2);
		e->eselon1 = row_str(&r, 3);
	}
	return rows_end(&r);
}

static err place_kppn(struct work *w, str code, struct audit_entry *e)
{
	struct rows r = work_query(w, "SELECT kanwil FROM kppn WHERE code = $1",
				   ARGS(arg_str(code)));

	e->kppn = code;
	if (rows_next(&r))
		e->kanwil = row_str(&r, 0);
	return rows_end(&r);
}

/*
 * Read from the tables of directory/, which stands above this folder: a unit's
 * office on that day belongs into the entry, and no caller should have to say it.
 */
err audit_place(struct work *w, struct audit_entry *e)
{
	str code = e->unit;
	str kind = str_cut(&code, ':');

	if (str_eq(kind, S("satker")))
		return place_satker(w, code, e);
	if (str_eq(kind, S("kppn")))
		return place_kppn(w, code, e);
	if (str_eq(kind, S("kanwil")))
		e->kanwil = code;
	if (str_eq(kind, S("kl")))
		e->ba = code;
	if (str_eq(kind, S("eselon1"))) {
		e->ba = str_left(code, 3);
		e->eselon1 = str_skip(code, 3);
	}
	return OK;
}

/*
 * Writers are one at a time on both engines (db.h), so what was read of the head
 * holds; were it otherwise, the second one would run again, not fork the chain.
 */
err audit_append(struct work *w, const struct audit_entry *e)
{
	int64_t moved;

	TRY(work_exec(w,
		      "INSERT INTO audit_entry (" COLUMNS ")"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,"
		      "         $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)",
		      ARGS(arg_int(e->number), arg_int(e->at), arg_int(e->person),
			   arg_int(e->membership), arg_int(e->session), arg_str(e->actor),
			   arg_str(e->roles), arg_str(e->acting_unit),
			   arg_str(e->channel), arg_str(e->address), arg_str(e->agent),
			   arg_str(e->event), arg_str(e->subject_kind),
			   arg_str(e->subject), arg_str(e->unit), arg_str(e->kppn),
			   arg_str(e->kanwil), arg_str(e->ba), arg_str(e->eselon1),
			   arg_str(e->on_behalf), arg_str(e->reason), arg_str(e->changes),
			   arg_str(e->hash), arg_str(e->seal)),
		      NULL));
	TRY(work_exec(w,
		      "UPDATE audit_head SET number = $1, hash = $2"
		      " WHERE one = 1 AND number = $1 - 1",
		      ARGS(arg_int(e->number), arg_str(e->hash)), &moved));
	if (moved != 1)
		return FAULT(FAULT_BUSY, "two writers of one chain");
	return work_exec(
		w,
		"INSERT INTO audit_day (day, first_number, last_number) VALUES ($1, $2, $2)"
		" ON CONFLICT (day) DO UPDATE SET last_number = excluded.last_number",
		ARGS(arg_int(e->at / DAY), arg_int(e->number)), NULL);
}

err audit_numbers(struct work *w, int64_t from, int64_t until, int64_t *ret_first,
		  int64_t *ret_last)
{
	struct rows r = work_query(
		w,
		"SELECT COALESCE(MIN(first_number), 1), COALESCE(MAX(last_number), 0)"
		" FROM audit_day WHERE day >= $1 AND day <= $2",
		ARGS(arg_int(from / DAY), arg_int((until - 1) / DAY)));

	if (rows_next(&r)) {
		*ret_first = row_int(&r, 0);
		*ret_last = row_int(&r, 1);
	}
	return rows_end(&r);
}

err audit_head(struct work *w, int64_t *ret_number, str *ret_hash)
{
	struct rows r = work_query(w, "SELECT number, hash FROM audit_head WHERE one = 1",
				   NO_ARGS);

	if (rows_next(&r)) {
		*ret_number = row_int(&r, 0);
		*ret_hash = row_str(&r, 1);
	}
	return rows_end(&r);
}

err audit_after_all(struct work *w, int64_t number, struct audit_entries *ret)
{
	struct rows r = work_query(w,
				   "SELECT " COLUMNS " FROM audit_entry"
				   " WHERE number > $1 ORDER BY number LIMIT 1000",
				   ARGS(arg_int(number)));

	return read_entries(&r, ret);
}

err audit_of(struct work *w, str subject_kind, str subject, size_t limit,
	     struct audit_entries *ret)
{
	struct rows r = work_query(
		w,
		"SELECT " COLUMNS " FROM audit_entry"
		" WHERE subject_kind = $1 AND subject = $2"
		" ORDER BY number DESC LIMIT $3",
		ARGS(arg_str(subject_kind), arg_str(subject), arg_int((int64_t)limit)));

	return read_entries(&r, ret);
}

/* ---- the list ---- */

enum family { OF_UNIT, OF_PERSON, OF_KPPN, OF_KANWIL, OF_MINISTRY, OF_ALL, FAMILIES };

/* What the numbers are read from: the scope, or what is rarer. */
enum key { BY_SCOPE, BY_SUBJECT, BY_ACTOR, KEYS_OF_LIST };

/*
 * $1 and $2 are the first and the last number, $3 and $4 the instants, $5 the
 * limit, $6 event, $7 and $8 subject, $9 who acted, $10 and $11 the scope.
 */
#define LIST(scope, key)                                                                 \
	"SELECT " COLUMNS " FROM audit_entry WHERE number >= $1 AND number <= $2"        \
	" AND at >= $3 AND at < $4 AND substr(event, 1, length($6)) = $6"                \
	" AND ($7 = '' OR subject_kind = $7) AND ($8 = '' OR subject = $8)"              \
	" AND ($9 = 0 OR person = $9)" scope key " ORDER BY number DESC LIMIT $5"
#define LISTS(scope)                                                                     \
	{                                                                                \
		[BY_SCOPE] = LIST(scope, ""),                                            \
		[BY_SUBJECT] = LIST(scope, " AND subject_kind = $7 AND subject = $8"),   \
		[BY_ACTOR] = LIST(scope, " AND person = $9"),                            \
	}
static const char *const lists[FAMILIES][KEYS_OF_LIST] = {
	[OF_UNIT] = LISTS(" AND unit = $10 AND $11 = ''"),
	[OF_PERSON] = LISTS(" AND person = $10 AND $11 = ''"),
	[OF_KPPN] = LISTS(" AND kppn = $10 AND $11 = ''"),
	[OF_KANWIL] = LISTS(" AND kanwil = $10 AND $11 = ''"),
	[OF_MINISTRY] = LISTS(" AND ba = $10 AND ($11 = '' OR eselon1 = $11)"),
	[OF_ALL] = LISTS(" AND $10 = '' AND $11 = ''"),
};

static enum family family_of(const struct audit_query *q)
{
	if (q->unit.n)
		return OF_UNIT;
	if (q->person)
		return OF_PERSON;
	if (q->kppn.n)
		return OF_KPPN;
	if (q->kanwil.n)
		return OF_KANWIL;
	if (q->ba.n)
		return OF_MINISTRY;
	if (!q->all)
		panic("a trail without a scope");
	return OF_ALL;
}

static struct arg scope_of(const struct audit_query *q, enum family f)
{
	const str codes[FAMILIES] = { [OF_UNIT] = q->unit,
				      [OF_KPPN] = q->kppn,
				      [OF_KANWIL] = q->kanwil,
				      [OF_MINISTRY] = q->ba };

	return f == OF_PERSON ? arg_int(q->person) : arg_str(codes[f]);
}

static enum key key_of(const struct audit_query *q)
{
	if (q->subject_kind.n && q->subject.n)
		return BY_SUBJECT;
	return q->by ? BY_ACTOR : BY_SCOPE;
}

err audit_list(struct work *w, const struct audit_query *q, struct audit_entries *ret)
{
	int64_t first = 1, last = INT64_MAX;
	int64_t until = q->until ? q->until : INT64_MAX;
	enum family family = family_of(q);
	struct rows r;

	if (q->from || q->until)
		TRY(audit_numbers(w, q->from, until, &first, &last));
	if (q->before && q->before <= last)
		last = q->before - 1;
	r = db_query(w->db, w->arena, lists[family][key_of(q)],
		     ARGS(arg_int(first), arg_int(last), arg_int(q->from), arg_int(until),
			  arg_int((int64_t)q->limit), arg_str(q->event),
			  arg_str(q->subject_kind), arg_str(q->subject), arg_int(q->by),
			  scope_of(q, family), arg_str(q->eselon1)));
	return read_entries(&r, ret);
}
