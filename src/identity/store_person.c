#include "identity/rows.h"

struct person read_person(struct rows *r)
{
	return (struct person){
		.id = row_int(r, 0),
		.name = row_str(r, 1),
		.email = row_str(r, 2),
		.phone = row_str(r, 3),
		.id_type = (enum id_type)row_word(r, 4, WORDS(id_type_words)),
		.id_number = row_str(r, 5),
		.account = (enum account_state)row_word(r, 6, WORDS(account_db_words)),
		.created_at = row_int(r, 7),
	};
}

static err read_one(struct rows *r, struct person **ret)
{
	*ret = NULL;
	if (rows_next(r)) {
		*ret = NEW(r->arena, struct person);
		**ret = read_person(r);
	}
	return rows_end(r);
}

str nik_hash(struct work *w, str nik)
{
	return keyed_hash(w->keys, w->arena, KEY_LOOKUP, S("nik"), nik);
}

/* Mailboxes differ in case only by accident; the local part is folded too. */
str email_key(struct arena *a, str email)
{
	return arena_lower(a, str_trim(email));
}

static str nik_place(struct work *w, int64_t person)
{
	return arena_fmt(w->arena, "person|nik|%lld", (long long)person);
}

err person_find(struct work *w, int64_t id, struct person **ret)
{
	struct rows r =
		work_query(w, "SELECT " PERSON " WHERE p.id = $1", ARGS(arg_int(id)));

	return read_one(&r, ret);
}

err person_by_nik(struct work *w, str nik, struct person **ret)
{
	struct strs hashes = keyed_hashes(w->keys, w->arena, KEY_LOOKUP, S("nik"), nik);

	*ret = NULL;
	for (size_t i = 0; i < hashes.count && !*ret; i++) {
		struct rows r = work_query(w, "SELECT " PERSON " WHERE p.nik_hash = $1",
					   ARGS(arg_str(hashes.items[i])));

		TRY(read_one(&r, ret));
	}
	return OK;
}

/* Not the first hit ends it: one who is there must not be found sooner than nobody. */
err person_holding(struct work *w, str nik, int64_t *ret)
{
	struct strs hashes = keyed_hashes(w->keys, w->arena, KEY_LOOKUP, S("nik"), nik);

	*ret = 0;
	for (size_t i = 0; i < hashes.count; i++) {
		struct rows r = work_query(w, "SELECT id FROM person WHERE nik_hash = $1",
					   ARGS(arg_str(hashes.items[i])));

		*ret = rows_next(&r) ? row_int(&r, 0) : *ret;
		TRY(rows_end(&r));
	}
	return OK;
}

err person_by_email(struct work *w, str email, int64_t *ret)
{
	struct rows r = work_query(w, "SELECT id FROM person WHERE email_key = $1",
				   ARGS(arg_str(email_key(w->arena, email))));

	*ret = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}

err person_by_number(struct work *w, str id_number, int64_t *ret)
{
	struct rows r = work_query(
		w,
		"SELECT id FROM person WHERE id_number = $1 AND id_number <> '' LIMIT 1",
		ARGS(arg_str(id_number)));

	*ret = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}

err email_taken(struct work *w, str email, str nik, bool *ret)
{
	struct person *owner;
	int64_t holder;

	TRY(person_by_email(w, email, &holder));
	TRY(person_by_nik(w, nik, &owner));
	*ret = holder && (!owner || owner->id != holder);
	return OK;
}

err person_nik(struct work *w, int64_t person, str *ret)
{
	str sealed = S("");
	struct rows r = work_query(w, "SELECT nik_sealed FROM person WHERE id = $1",
				   ARGS(arg_int(person)));

	if (rows_next(&r))
		sealed = row_bytes(&r, 0);
	TRY(rows_end(&r));
	if (!unseal(w->keys, w->arena, nik_place(w, person), sealed, ret))
		return FAULT(FAULT_INTERNAL,
			     "person %lld: the NIK does not belong to its row",
			     (long long)person);
	return OK;
}

/* By these the person is found in lists. */
static err insert_words(struct work *w, int64_t person, str name)
{
	str rest = arena_lower(w->arena, name);

	while (rest.n) {
		str word = str_cut(&rest, ' ');

		if (word.n)
			TRY(work_exec(
				w,
				"INSERT INTO person_word (word, person) VALUES ($1, $2)"
				" ON CONFLICT (word, person) DO NOTHING",
				ARGS(arg_str(word), arg_int(person)), NULL));
	}
	return OK;
}

/*
 * The id is drawn: the seal is bound to it, and with RETURNING SQLite would look
 * through every table that refers to people.
 */
err person_insert(struct work *w, const struct new_member *m, int64_t *ret)
{
	*ret = random_id();
	TRY(work_exec(
		w,
		"INSERT INTO person (id, nik_sealed, nik_hash, name, email, email_key, phone,"
		" id_type, id_number, created_at)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
		ARGS(arg_int(*ret),
		     arg_bytes(seal(w->keys, w->arena, nik_place(w, *ret), m->nik)),
		     arg_str(nik_hash(w, m->nik)), arg_str(m->name), arg_str(m->email),
		     arg_str(email_key(w->arena, m->email)), arg_str(m->phone),
		     arg_str(id_type_words[m->id_type]), arg_str(m->id_number),
		     arg_int(w->now)),
		NULL));
	return insert_words(w, *ret, m->name);
}

err account_find(struct work *w, int64_t person, struct account *ret)
{
	struct rows r = work_query(
		w, "SELECT state, password_hash FROM account WHERE person = $1",
		ARGS(arg_int(person)));

	*ret = (struct account){ .person = person };
	if (rows_next(&r)) {
		ret->state = (enum account_state)row_word(&r, 0, WORDS(account_db_words));
		ret->password_hash = row_str(&r, 1);
	}
	return rows_end(&r);
}

err account_insert(struct work *w, int64_t person)
{
	return work_exec(
		w,
		"INSERT INTO account (person, state, created_at) VALUES ($1, 'menunggu', $2)"
		" ON CONFLICT (person) DO NOTHING",
		ARGS(arg_int(person), arg_int(w->now)), NULL);
}

err account_activate(struct work *w, int64_t person, str hash, bool *ret_was_waiting)
{
	int64_t changed;

	TRY(work_exec(
		w,
		"UPDATE account SET state = 'aktif', password_hash = $2, activated_at = $3,"
		" password_at = $3 WHERE person = $1 AND state = 'menunggu'",
		ARGS(arg_int(person), arg_str(hash), arg_int(w->now)), &changed));
	*ret_was_waiting = changed == 1;
	return OK;
}

err account_password(struct work *w, int64_t person, str hash)
{
	return work_exec(w,
			 "UPDATE account SET password_hash = $2, password_at = $3"
			 " WHERE person = $1 AND state <> 'menunggu'",
			 ARGS(arg_int(person), arg_str(hash), arg_int(w->now)), NULL);
}

err account_signed_in(struct work *w, int64_t person)
{
	return work_exec(w, "UPDATE account SET signed_in_at = $2 WHERE person = $1",
			 ARGS(arg_int(person), arg_int(w->now)), NULL);
}
