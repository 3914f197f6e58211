#include "helpdesk/internal.h"

err categories_list(struct work *w, struct categories *ret)
{
	struct rows r = work_query(w,
				   "SELECT code, name, hint FROM ticket_category"
				   " WHERE active = 1 ORDER BY position /* may scan */",
				   NO_ARGS);

	*ret = (struct categories){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = (struct category){ .code = row_str(&r, 0),
							  .name = row_str(&r, 1),
							  .hint = row_str(&r, 2),
							  .active = true };
	return rows_end(&r);
}

static struct strs choices_of(struct arena *a, str text)
{
	struct strs all = { 0 };

	while (text.n)
		*PUSH(a, &all) = str_cut(&text, '|');
	return all;
}

static err read_fields(struct work *w, struct category *c)
{
	struct rows r = work_query(w,
				   "SELECT code, label, hint, choices, required"
				   " FROM ticket_category_field WHERE category = $1"
				   " ORDER BY n",
				   ARGS(arg_str(c->code)));

	while (rows_next(&r))
		*PUSH(w->arena, &c->fields) = (struct category_field){
			.code = row_str(&r, 0),
			.label = row_str(&r, 1),
			.hint = row_str(&r, 2),
			.choices = choices_of(w->arena, row_str(&r, 3)),
			.required = row_int(&r, 4) != 0,
		};
	return rows_end(&r);
}

static err read_documents(struct work *w, struct category *c)
{
	struct rows r = work_query(w,
				   "SELECT code, label, hint, required"
				   " FROM ticket_category_document WHERE category = $1"
				   " ORDER BY n",
				   ARGS(arg_str(c->code)));

	while (rows_next(&r))
		*PUSH(w->arena, &c->documents) = (struct requirement){
			.code = row_str(&r, 0),
			.label = row_str(&r, 1),
			.hint = row_str(&r, 2),
			.required = row_int(&r, 3) != 0,
		};
	return rows_end(&r);
}

err category_find(struct work *w, str code, struct category **ret)
{
	int64_t fields = 0, documents = 0;
	struct rows r = work_query(w,
				   "SELECT code, name, hint, fields, documents, active"
				   " FROM ticket_category WHERE code = $1",
				   ARGS(arg_str(code)));

	*ret = NULL;
	if (rows_next(&r)) {
		*ret = NEW(w->arena, struct category);
		**ret = (struct category){ .code = row_str(&r, 0),
					   .name = row_str(&r, 1),
					   .hint = row_str(&r, 2),
					   .active = row_int(&r, 5) != 0 };
		fields = row_int(&r, 3);
		documents = row_int(&r, 4);
	}
	TRY(rows_end(&r));
	if (fields)
		TRY(read_fields(w, *ret));
	return documents ? read_documents(w, *ret) : OK;
}
