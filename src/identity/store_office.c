#include "identity/office.h"

const str office_state_words[OFFICE_STATES] = {
	[OFFICE_WAITING] = STR("menunggu"),
	[OFFICE_APPROVED] = STR("disetujui"),
	[OFFICE_REJECTED] = STR("ditolak"),
	[OFFICE_CANCELLED] = STR("dibatalkan"),
};

#define GRANT                                                                            \
	"g.id, g.nik_sealed, g.name, g.email, g.nip, g.unit_kind, g.unit, g.roles,"      \
	" g.reason, g.state, g.asked_by, g.asked_at, a.name,"                            \
	" COALESCE(g.decided_at, 0), COALESCE(d.name, '')"                               \
	" FROM office_grant g JOIN person a ON a.id = g.asked_by"                        \
	" LEFT JOIN person d ON d.id = g.decided_by"

static str place(struct arena *a, int64_t id)
{
	return arena_fmt(a, "office_grant|nik|%lld", (long long)id);
}

static role_set roles_of(str words)
{
	role_set roles = 0;

	while (words.n) {
		str word = str_trim(str_cut(&words, ','));

		for (int r = 0; r < ROLES; r++)
			if (str_eq(word, role_words[r]))
				roles |= ROLE_BIT(r);
	}
	return roles;
}

static struct office_grant read_grant(struct rows *r, str *ret_sealed)
{
	*ret_sealed = row_bytes(r, 1);
	return (struct office_grant){
		.id = row_int(r, 0),
		.request = {
			.name = row_str(r, 2),
			.email = row_str(r, 3),
			.nip = row_str(r, 4),
			.unit_kind = (enum unit_kind)row_word(r, 5, WORDS(unit_kind_words)),
			.unit = row_str(r, 6),
			.roles = roles_of(row_str(r, 7)),
			.reason = row_str(r, 8),
		},
		.state = (enum office_state)row_word(r, 9, WORDS(office_state_words)),
		.asked_by = row_int(r, 10),
		.asked_at = row_int(r, 11),
		.asked_name = row_str(r, 12),
		.decided_at = row_int(r, 13),
		.decided_name = row_str(r, 14),
	};
}

/* The seal is bound to the row's id, which only the INSERT can tell. */
err office_insert(struct work *w, const struct office_request *q, int64_t *ret)
{
	struct rows r = work_query(
		w,
		"INSERT INTO office_grant (nik_sealed, nik_hash, name, email, nip, unit_kind, unit,"
		" roles, reason, state, asked_by, asked_at)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'menunggu', $10, $11) RETURNING id",
		ARGS(arg_bytes(S("")), arg_str(nik_hash(w, q->nik)), arg_str(q->name),
		     arg_str(q->email), arg_str(q->nip),
		     arg_str(unit_kind_words[q->unit_kind]), arg_str(q->unit),
		     arg_str(role_set_text(w->arena, q->roles, role_words)),
		     arg_str(q->reason), arg_int(w->actor->person), arg_int(w->now)));

	*ret = rows_next(&r) ? row_int(&r, 0) : 0;
	TRY(rows_end(&r));
	return work_exec(
		w, "UPDATE office_grant SET nik_sealed = $2 WHERE id = $1",
		ARGS(arg_int(*ret),
		     arg_bytes(seal(w->keys, w->arena, place(w->arena, *ret), q->nik))),
		NULL);
}

/* With the whole NIK; *ret is NULL when there is none. */
err office_find(struct work *w, int64_t id, struct office_grant **ret)
{
	str sealed = S("");
	struct rows r =
		work_query(w, "SELECT " GRANT " WHERE g.id = $1", ARGS(arg_int(id)));

	*ret = NULL;
	if (rows_next(&r)) {
		*ret = NEW(w->arena, struct office_grant);
		**ret = read_grant(&r, &sealed);
	}
	TRY(rows_end(&r));
	if (*ret &&
	    !unseal(w->keys, w->arena, place(w->arena, id), sealed, &(*ret)->request.nik))
		return FAULT(FAULT_INTERNAL,
			     "office_grant %lld: the NIK does not belong to its row",
			     (long long)id);
	return OK;
}

/* What waits, and the last that were decided; no NIK. */
err office_read(struct work *w, struct office_grants *ret)
{
	str sealed;
	struct rows r = work_query(
		w,
		"SELECT " GRANT " ORDER BY (g.state = 'menunggu') DESC, g.id DESC"
		" LIMIT 200 /* may scan: some hundred rows in the nation */",
		NO_ARGS);

	*ret = (struct office_grants){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = read_grant(&r, &sealed);
	return rows_end(&r);
}

/* Most of a page of them: there are never many. */
err office_read_waiting(struct work *w, struct office_grants *ret)
{
	str sealed;
	struct rows r = work_query(
		w,
		"SELECT " GRANT " WHERE g.state = 'menunggu' AND g.asked_by <> $1"
		" AND g.nik_hash <> (SELECT p.nik_hash FROM person p WHERE p.id = $1)"
		" ORDER BY g.id LIMIT 200",
		ARGS(arg_int(w->actor->person)));

	*ret = (struct office_grants){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = read_grant(&r, &sealed);
	return rows_end(&r);
}

err office_close(struct work *w, int64_t id, enum office_state s, bool *ret_was_open)
{
	int64_t changed;

	TRY(work_exec(
		w,
		"UPDATE office_grant SET state = $2, decided_by = $3, decided_at = $4"
		" WHERE id = $1 AND state = 'menunggu'",
		ARGS(arg_int(id), arg_str(office_state_words[s]),
		     arg_int(w->actor->person), arg_int(w->now)),
		&changed));
	*ret_was_open = changed == 1;
	return OK;
}

err office_count_people(struct work *w, int64_t *ret)
{
	struct rows r = work_query(
		w, "SELECT COUNT(*) FROM (SELECT 1 FROM person LIMIT 1) p", NO_ARGS);

	*ret = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}
