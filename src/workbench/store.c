#include "workbench/internal.h"

static const str outcomes[] = { STR("tidak"), STR("cocok") };

err marks_of(struct work *w, const struct registration *r, int64_t officer,
	     struct marks *ret)
{
	struct rows rows =
		work_query(w,
			   "SELECT n, field, outcome FROM verification_mark"
			   " WHERE registration = $1 AND round = $2 AND officer = $3",
			   ARGS(arg_int(r->id), arg_int(r->round), arg_int(officer)));

	*ret = (struct marks){ 0 };
	while (rows_next(&rows))
		*PUSH(w->arena, ret) = (struct mark){
			.user = (int)row_int(&rows, 0),
			.field = (enum field)row_word(&rows, 1, WORDS(field_words)),
			.matches = row_word(&rows, 2, WORDS(outcomes)) == 1,
		};
	return rows_end(&rows);
}

static err mark_write(struct work *w, const struct registration *r, const struct mark *m)
{
	return work_exec(w,
			 "INSERT INTO verification_mark"
			 " (registration, round, officer, n, field, outcome, at)"
			 " VALUES ($1, $2, $3, $4, $5, $6, $7)"
			 " ON CONFLICT (registration, round, officer, n, field)"
			 " DO UPDATE SET outcome = excluded.outcome, at = excluded.at"
			 " WHERE verification_mark.outcome <> excluded.outcome",
			 ARGS(arg_int(r->id), arg_int(r->round),
			      arg_int(w->actor->person), arg_int(m->user),
			      arg_str(field_words[m->field]),
			      arg_str(outcomes[m->matches]), arg_int(w->now)),
			 NULL);
}

err marks_write(struct work *w, const struct registration *r, const struct marks *list)
{
	for (size_t i = 0; i < list->count; i++)
		TRY(mark_write(w, r, &list->items[i]));
	return OK;
}

err comparisons_of(struct work *w, int64_t registration, struct comparisons *ret)
{
	struct rows r = work_query(w,
				   "SELECT m.round, m.officer, p.name, MAX(m.at),"
				   "       COUNT(CASE m.outcome WHEN 'cocok' THEN 1 END),"
				   "       COUNT(CASE m.outcome WHEN 'tidak' THEN 1 END)"
				   "  FROM verification_mark m"
				   "  JOIN person p ON p.id = m.officer"
				   " WHERE m.registration = $1"
				   " GROUP BY m.round, m.officer, p.name"
				   " ORDER BY MAX(m.at) DESC, m.officer",
				   ARGS(arg_int(registration)));

	*ret = (struct comparisons){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = (struct comparison){
			.round = (int)row_int(&r, 0),
			.officer = row_int(&r, 1),
			.name = row_str(&r, 2),
			.at = row_int(&r, 3),
			.matching = row_int(&r, 4),
			.differing = row_int(&r, 5),
		};
	return rows_end(&r);
}

err opening_note(struct work *w, str document, bool *ret_due)
{
	int64_t changed;

	TRY(work_exec(w,
		      "INSERT INTO document_opening (document, person, at)"
		      " VALUES ($1, $2, $3) ON CONFLICT (document, person)"
		      " DO UPDATE SET at = excluded.at"
		      " WHERE document_opening.at <= excluded.at - 3600",
		      ARGS(arg_str(document), arg_int(w->actor->person), arg_int(w->now)),
		      &changed));
	*ret_due = changed > 0;
	return OK;
}

err opening_explained(struct work *w, str document)
{
	return work_exec(
		w,
		"INSERT INTO document_opening (document, person, at)"
		" VALUES ($1, $2, $3) ON CONFLICT (document, person)"
		" DO UPDATE SET at = excluded.at",
		ARGS(arg_str(document), arg_int(w->actor->person), arg_int(w->now)),
		NULL);
}

err opening_lately(struct work *w, str document, bool *ret)
{
	struct rows r = work_query(w,
				   "SELECT 1 FROM document_opening"
				   " WHERE document = $1 AND person = $2 AND at > $3",
				   ARGS(arg_str(document), arg_int(w->actor->person),
					arg_int(w->now - LATELY)));

	*ret = rows_next(&r);
	return rows_end(&r);
}
