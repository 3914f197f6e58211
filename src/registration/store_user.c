#include "registration/internal.h"

static str place_of(struct work *w, int64_t user)
{
	return arena_fmt(w->arena, "registration_user|nik|%lld", (long long)user);
}

static str hash_of(struct work *w, str nik)
{
	return nik.n ? keyed_hash(w->keys, w->arena, KEY_LOOKUP, S("nik"), nik) : S("");
}

/* 'OPERATOR, KPA', as role_set_text() writes it. */
static err read_roles(str words, role_set *ret)
{
	*ret = 0;
	while (words.n) {
		str word = str_trim(str_cut(&words, ','));
		int r = 0;

		while (r < ROLES && !str_eq(role_words[r], word))
			r++;
		if (r == ROLES)
			return FAULT(FAULT_INTERNAL, "unknown role %.*s", P(word));
		*ret |= ROLE_BIT(r);
	}
	return OK;
}

static struct applicant read_applicant(struct rows *r)
{
	return (struct applicant){
		.id = row_int(r, 0),
		.n = (int)row_int(r, 1),
		.name = row_str(r, 2),
		.nik = row_bytes(r, 3), /* sealed still */
		.id_type = row_str(r, 4).n
				   ? (enum id_type)row_word(r, 4, WORDS(id_type_words))
				   : ID_TYPES,
		.id_number = row_str(r, 5),
		.email = row_str(r, 6),
		.phone = row_str(r, 7),
		.position = row_str(r, 8),
		.state = (enum user_state)row_word(r, 10, WORDS(user_state_words)),
		.reason_code = row_str(r, 11),
		.reason = row_str(r, 12),
		.person = row_int(r, 13),
		.first_by = row_int(r, 14),
		.waits_for_second = !row_null(r, 14),
		.added_in = (int)row_int(r, 15),
		.note = row_str(r, 16),
		.was = { .membership = row_int(r, 17),
			 .name = row_str(r, 18),
			 .id_number = row_str(r, 19),
			 .email = row_str(r, 20),
			 .phone = row_str(r, 21),
			 .position = row_str(r, 22),
			 .basis = row_str(r, 24) },
	};
}

/* As they stand in the row: words in master order. */
struct role_words {
	str asked, had;
};
struct role_word_list LIST_OF(struct role_words);

static err open_applicant(struct work *w, struct applicant *u, struct role_words words)
{
	TRY(read_roles(words.asked, &u->roles));
	TRY(read_roles(words.had, &u->was.roles));
	if (!unseal(w->keys, w->arena, place_of(w, u->id), u->nik, &u->nik))
		return FAULT(FAULT_INTERNAL,
			     "user %lld: the NIK does not belong to its row",
			     (long long)u->id);
	return OK;
}

err applicants_of(struct work *w, int64_t registration, struct applicants *ret)
{
	struct role_word_list roles = { 0 };
	struct rows r = work_query(
		w,
		"SELECT id, n, name, nik_sealed, id_type, id_number, email, phone, position,"
		" roles, state, reason_code, reason, person, first_by, added_in, note,"
		" membership, was_name, was_id_number, was_email, was_phone, was_position,"
		" was_roles, was_basis"
		" FROM registration_user WHERE registration = $1 ORDER BY n",
		ARGS(arg_int(registration)));

	*ret = (struct applicants){ 0 };
	while (rows_next(&r)) {
		*PUSH(w->arena, ret) = read_applicant(&r);
		*PUSH(w->arena, &roles) =
			(struct role_words){ row_str(&r, 9), row_str(&r, 23) };
	}
	TRY(rows_end(&r));
	for (size_t i = 0; i < ret->count; i++)
		TRY(open_applicant(w, &ret->items[i], roles.items[i]));
	return OK;
}

static str id_type_word(enum id_type t)
{
	return t < ID_TYPES ? id_type_words[t] : S("");
}

/* The id is chosen here, because the seal is bound to it. */
err applicant_insert(struct work *w, int64_t registration, struct applicant *u)
{
	u->id = random_id();
	TRY(work_exec(
		w,
		"INSERT INTO registration_user (id, registration, n, name, nik_sealed, nik_hash,"
		" id_type, id_number, email, phone, position, roles, state, reason_code, reason,"
		" added_in, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,"
		" 'Menunggu', '', '', $13, $14)",
		ARGS(arg_int(u->id), arg_int(registration), arg_int(u->n),
		     arg_str(u->name),
		     arg_bytes(seal(w->keys, w->arena, place_of(w, u->id), u->nik)),
		     arg_str(hash_of(w, u->nik)), arg_str(id_type_word(u->id_type)),
		     arg_str(u->id_number), arg_str(u->email), arg_str(u->phone),
		     arg_str(u->position),
		     arg_str(role_set_text(w->arena, u->roles, role_words)),
		     arg_int(u->added_in), arg_str(u->note)),
		NULL));
	return u->was.membership ? applicant_registered(w, u) : OK;
}

err applicant_registered(struct work *w, const struct applicant *u)
{
	const struct registered *was = &u->was;

	return work_exec(
		w,
		"UPDATE registration_user SET membership = $2, was_name = $3,"
		" was_id_number = $4, was_email = $5, was_phone = $6, was_position = $7,"
		" was_roles = $8, was_basis = $9 WHERE id = $1",
		ARGS(arg_int(u->id), arg_id(was->membership), arg_str(was->name),
		     arg_str(was->id_number), arg_str(was->email), arg_str(was->phone),
		     arg_str(was->position),
		     arg_str(role_set_text(w->arena, was->roles, role_words)),
		     arg_str(was->basis)),
		NULL);
}

err applicant_update(struct work *w, const struct applicant *u)
{
	TRY(work_exec(
		w,
		"UPDATE registration_user SET name = $2, nik_sealed = $3, nik_hash = $4,"
		" id_type = $5, id_number = $6, email = $7, phone = $8, position = $9,"
		" roles = $10, note = $11 WHERE id = $1",
		ARGS(arg_int(u->id), arg_str(u->name),
		     arg_bytes(seal(w->keys, w->arena, place_of(w, u->id), u->nik)),
		     arg_str(hash_of(w, u->nik)), arg_str(id_type_word(u->id_type)),
		     arg_str(u->id_number), arg_str(u->email), arg_str(u->phone),
		     arg_str(u->position),
		     arg_str(role_set_text(w->arena, u->roles, role_words)),
		     arg_str(u->note)),
		NULL));
	return applicant_registered(w, u);
}

err applicant_decide(struct work *w, const struct applicant *u)
{
	return work_exec(
		w,
		"UPDATE registration_user SET state = $2, reason_code = $3, reason = $4,"
		" person = $5, first_by = $6 WHERE id = $1",
		ARGS(arg_int(u->id), arg_str(user_state_words[u->state]),
		     arg_str(u->reason_code), arg_str(u->reason), arg_id(u->person),
		     arg_id(u->waits_for_second ? u->first_by : 0)),
		NULL);
}

err applicant_delete(struct work *w, int64_t id)
{
	return work_exec(w, "DELETE FROM registration_user WHERE id = $1",
			 ARGS(arg_int(id)), NULL);
}

static err count_nik(struct work *w, int64_t registration, str hash, bool *ret)
{
	struct rows r = work_query(
		w,
		"SELECT 1 FROM registration_user WHERE registration = $1 AND nik_hash = $2 LIMIT 1",
		ARGS(arg_int(registration), arg_str(hash)));

	*ret = rows_next(&r);
	return rows_end(&r);
}

err registration_names_nik(struct work *w, int64_t registration, str nik, bool *ret)
{
	struct strs hashes = keyed_hashes(w->keys, w->arena, KEY_LOOKUP, S("nik"), nik);

	*ret = false;
	for (size_t i = 0; i < hashes.count && !*ret; i++)
		TRY(count_nik(w, registration, hashes.items[i], ret));
	return OK;
}

static err number_with_nik(struct work *w, int64_t registration, str hash, str *ret)
{
	struct rows r = work_query(
		w,
		"SELECT r.number FROM registration_user u JOIN registration r ON r.id = u.registration"
		" WHERE u.nik_hash = $1 AND u.registration <> $2 AND r.round > 0"
		" AND r.pile <> 'selesai' AND u.state <> 'Ditolak' ORDER BY r.id LIMIT 1",
		ARGS(arg_str(hash), arg_int(registration)));

	*ret = rows_next(&r) ? row_str(&r, 0) : S("");
	return rows_end(&r);
}

err nik_in_other_request(struct work *w, int64_t registration, str nik, str *ret)
{
	struct strs hashes = keyed_hashes(w->keys, w->arena, KEY_LOOKUP, S("nik"), nik);

	*ret = S("");
	for (size_t i = 0; i < hashes.count && !ret->n; i++)
		TRY(number_with_nik(w, registration, hashes.items[i], ret));
	return OK;
}

err registration_of_user(struct work *w, int64_t user, int64_t *ret)
{
	struct rows r =
		work_query(w, "SELECT registration FROM registration_user WHERE id = $1",
			   ARGS(arg_int(user)));

	*ret = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}
