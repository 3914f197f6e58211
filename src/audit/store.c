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
	return moved == 1 ? OK : FAULT(FAULT_BUSY, "two writers of one chain");
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

/* $1 to $3 are before, event and limit; the scope begins at $4. */
#define LIST(scope)                                                                      \
	"SELECT " COLUMNS " FROM audit_entry"                                            \
	" WHERE number < $1 AND substr(event, 1, length($2)) = $2" scope                 \
	" ORDER BY number DESC LIMIT $3"

err audit_list(struct work *w, const struct audit_query *q, struct audit_entries *ret)
{
	struct arg before = arg_int(q->before ? q->before : INT64_MAX);
	struct arg event = arg_str(q->event), limit = arg_int((int64_t)q->limit);
	struct rows r;

	if (q->unit.n)
		r = work_query(w, LIST(" AND unit = $4"),
			       ARGS(before, event, limit, arg_str(q->unit)));
	else if (q->person)
		r = work_query(w, LIST(" AND person = $4"),
			       ARGS(before, event, limit, arg_int(q->person)));
	else if (q->kppn.n)
		r = work_query(w, LIST(" AND kppn = $4"),
			       ARGS(before, event, limit, arg_str(q->kppn)));
	else if (q->kanwil.n)
		r = work_query(w, LIST(" AND kanwil = $4"),
			       ARGS(before, event, limit, arg_str(q->kanwil)));
	else if (q->ba.n)
		r = work_query(
			w, LIST(" AND ba = $4 AND ($5 = '' OR eselon1 = $5)"),
			ARGS(before, event, limit, arg_str(q->ba), arg_str(q->eselon1)));
	else if (q->all)
		r = work_query(w, LIST(""), ARGS(before, event, limit));
	else
		panic("a trail without a scope");
	return read_entries(&r, ret);
}
