/* One payment, its past, and the sums that are kept. */
#include "monitoring/internal.h"

err kppn_of_kanwil(struct work *w, str kanwil, struct strs *ret)
{
	struct rows r =
		work_query(w, "SELECT code FROM kppn WHERE kanwil = $1 ORDER BY code",
			   ARGS(arg_str(kanwil)));

	while (rows_next(&r))
		*PUSH(w->arena, ret) = row_str(&r, 0);
	return rows_end(&r);
}

/* Also those of satker that the list of Eselon I does not know yet. */
err units_of_ministry(struct work *w, str ba, struct strs *ret)
{
	struct rows r = work_query(
		w,
		"SELECT DISTINCT ba || eselon1 FROM satker_period WHERE ba = $1"
		" ORDER BY ba || eselon1",
		ARGS(arg_str(ba)));

	while (rows_next(&r))
		*PUSH(w->arena, ret) = row_str(&r, 0);
	return rows_end(&r);
}

/* ---- payments by what they are called ---- */

#define FIND(where)                                                                      \
	"SELECT " PAYMENT_COLUMNS " FROM payment p" PAYMENT_JOINED(                      \
		"$3") " WHERE " where                                                    \
		      " AND p.from_seq <= $2 AND (p.to_seq IS NULL OR p.to_seq > $2)"    \
		      " ORDER BY p.day DESC, p.id DESC"

static err read_all(struct rows *r, struct arena *a, struct payments *ret)
{
	while (rows_next(r))
		*PUSH(a, ret) = read_payment(r);
	return rows_end(r);
}

err payments_by_number(struct work *w, str number, const struct stamp *s, str today,
		       struct payments *ret)
{
	struct rows r =
		work_query(w, FIND("p.number = $1"),
			   ARGS(arg_str(number), arg_int(s->seq), arg_str(today)));

	return read_all(&r, w->arena, ret);
}

err payments_by_sp2d(struct work *w, str sp2d, const struct stamp *s, str today,
		     struct payments *ret)
{
	struct rows r = work_query(w, FIND("p.sp2d = $1 AND p.sp2d <> ''"),
				   ARGS(arg_str(sp2d), arg_int(s->seq), arg_str(today)));

	return read_all(&r, w->arena, ret);
}

/* The whole number of each satker that the unit has, or had. */
#define BY_SERIAL(satker_of_unit)                                                        \
	FIND("p.number IN (SELECT $4 || '/' || z.satker || '/' || $5"                    \
	     " FROM satker_period z WHERE " satker_of_unit ")")

err payments_by_serial(struct work *w, const struct listing *l, str unit,
		       struct payments *ret)
{
	char room[INT_DIGITS];
	struct args args =
		ARGS(arg_str(unit), arg_int(l->stamp->seq), arg_str(l->today),
		     arg_str(l->search.text), arg_str(str_of_int(room, l->q->ta)));
	struct rows r;

	switch (l->scope.level) {
	case LEVEL_SATKER:
		r = work_query(w, BY_SERIAL("z.satker = $1"), args);
		break;
	case LEVEL_KPPN:
		r = work_query(w, BY_SERIAL("z.kppn = $1"), args);
		break;
	case LEVEL_UNIT:
		r = work_query(w,
			       BY_SERIAL("z.ba = substr($1, 1, 3)"
					 " AND z.eselon1 = substr($1, 4, 2)"),
			       args);
		break;
	default:
		*ret = (struct payments){ 0 };
		return OK;
	}
	return read_all(&r, w->arena, ret);
}

/* ---- the past of one ---- */

err payment_history(struct work *w, const struct payment *p, struct payment_pasts *ret)
{
	struct rows r = work_query(
		w,
		"SELECT v.stage, v.spm_status, v.sp2d_status, v.from_seq,"
		" COALESCE(b.as_of, 0) FROM ("
		" SELECT stage, spm_status, sp2d_status, from_seq FROM payment_past"
		" WHERE number = $1 AND from_seq <= $2 UNION ALL"
		" SELECT stage, spm_status, sp2d_status, from_seq FROM payment"
		" WHERE number = $1 AND from_seq <= $2) AS v"
		" LEFT JOIN ingest_batch b ON b.id = v.from_seq ORDER BY v.from_seq",
		ARGS(arg_str(p->number), arg_int(p->seq)));

	*ret = (struct payment_pasts){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = (struct payment_past){
			.stage = (enum stage)row_word(&r, 0, WORDS(stage_words)),
			.spm_status = row_str(&r, 1),
			.sp2d_status = row_str(&r, 2),
			.seq = row_int(&r, 3),
			.as_of = row_int(&r, 4),
		};
	return rows_end(&r);
}

/* ---- sums ---- */

static struct payment_figure *figure_in(struct arena *a, struct payment_figures *list,
					enum figure what, str value)
{
	struct payment_figure *f;

	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].what == what && str_eq(list->items[i].value, value))
			return &list->items[i];
	f = PUSH(a, list);
	f->what = what;
	f->value = value;
	return f;
}

err figures_add(struct work *w, const struct figure_query *q, struct payment_figures *ret)
{
	struct rows r = work_query(
		w,
		"SELECT what, value, SUM(n), SUM(gross), SUM(deductions)"
		" FROM payment_figure WHERE level = $1 AND code = $2"
		" AND ta BETWEEN $3 AND $4 AND from_seq <= $5"
		" AND (to_seq IS NULL OR to_seq > $5)"
		" GROUP BY what, value ORDER BY what, value",
		ARGS(arg_str(level_words[q->level]), arg_str(q->code), arg_int(q->ta),
		     arg_int(q->ta ? q->ta : INT64_MAX), arg_int(q->seq)));

	while (rows_next(&r)) {
		enum figure what = (enum figure)row_word(&r, 0, figure_words, FIGURES);
		struct payment_figure *f = figure_in(w->arena, ret, what, row_str(&r, 1));

		f->n += row_int(&r, 2);
		f->gross += row_int(&r, 3);
		f->deductions += row_int(&r, 4);
	}
	return rows_end(&r);
}

err payment_kinds(struct work *w, struct payment_kinds *ret)
{
	struct rows r = work_query(
		w, "SELECT code, label FROM payment_kind WHERE code > '' ORDER BY code",
		NO_ARGS);

	*ret = (struct payment_kinds){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) =
			(struct payment_kind){ row_str(&r, 0), row_str(&r, 1) };
	return rows_end(&r);
}
