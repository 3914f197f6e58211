/* What of a user is changed, and what it was before. */
#include "identity/internal.h"

err member_write(struct work *w, const struct member_change *c, bool *ret_done)
{
	const struct membership *m = &c->before->membership;
	int64_t changed;

	TRY(work_exec(w,
		      "UPDATE membership SET position = $3, basis = $4"
		      " WHERE id = $1 AND state = $2 AND basis = $5 AND position = $6",
		      ARGS(arg_int(m->id), arg_str(membership_db_words[m->state]),
			   arg_str(c->position), arg_str(c->basis), arg_str(m->basis),
			   arg_str(c->before->position)),
		      &changed));
	*ret_done = changed == 1;
	return OK;
}

err person_reach(struct work *w, int64_t person, str email, str phone)
{
	return work_exec(
		w,
		"UPDATE person SET email = $2, email_key = $3, phone = $4 WHERE id = $1",
		ARGS(arg_int(person), arg_str(email), arg_str(email_key(w->arena, email)),
		     arg_str(phone)),
		NULL);
}

err role_end(struct work *w, int64_t membership, enum role r)
{
	return work_exec(
		w,
		"UPDATE membership_role SET valid_until = $3"
		" WHERE membership = $1 AND role = $2"
		" AND (valid_until IS NULL OR valid_until > $3)",
		ARGS(arg_int(membership), arg_str(role_words[r]), arg_int(w->now)), NULL);
}

err value_insert(struct work *w, int64_t membership, const struct member_value *v)
{
	return work_exec(
		w,
		"INSERT INTO membership_value (membership, at, field, before, after, basis,"
		" person) VALUES ($1, $2, $3, $4, $5, $6, $7)",
		ARGS(arg_int(membership), arg_int(v->at), arg_str(v->field),
		     arg_str(v->before), arg_str(v->after), arg_str(v->basis),
		     arg_id(w->actor ? w->actor->person : 0)),
		NULL);
}

err member_values_of(struct work *w, int64_t membership, struct member_values *ret)
{
	struct rows r =
		work_query(w,
			   "SELECT at, field, before, after, basis FROM membership_value"
			   " WHERE membership = $1 ORDER BY at, id",
			   ARGS(arg_int(membership)));

	*ret = (struct member_values){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = (struct member_value){
			.at = row_int(&r, 0),
			.field = row_str(&r, 1),
			.before = row_str(&r, 2),
			.after = row_str(&r, 3),
			.basis = row_str(&r, 4),
		};
	return rows_end(&r);
}
