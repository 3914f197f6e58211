#include "access/access.h"
#include "dukcapil/internal.h"
#include "work/work.h"

const str nik_outcome_words[NIK_OUTCOMES] = {
	[NIK_SESUAI] = STR("SESUAI"),
	[NIK_TIDAK_SESUAI] = STR("TIDAK_SESUAI"),
	[NIK_TIDAK_DITEMUKAN] = STR("TIDAK_DITEMUKAN"),
	[NIK_MENINGGAL] = STR("MENINGGAL"),
	[NIK_GANDA] = STR("GANDA"),
	[NIK_NONAKTIF] = STR("NONAKTIF"),
	[NIK_FORMAT_SALAH] = STR("FORMAT_SALAH"),
	[NIK_GANGGUAN] = STR("GANGGUAN"),
};

const str nik_source_words[NIK_SOURCES] = {
	[NIK_SIMULATED] = STR("simulated"),
	[NIK_HTTP] = STR("http"),
	[NIK_MANUAL] = STR("manual"),
};

static const str states[NIK_STATES] = {
	[NIK_WAITING] = STR("menunggu"),
	[NIK_ANSWERED] = STR("dijawab"),
	[NIK_CLOSED] = STR("ditutup"),
};

static const str matches[NIK_MATCHES] = {
	[NIK_UNKNOWN] = STR(""),
	[NIK_SAME] = STR("sesuai"),
	[NIK_DIFFERENT] = STR("tidak sesuai"),
};

/* No try yet reads as a disturbance: whoever forgets the state sees no green. */
static enum nik_outcome row_outcome(struct rows *r, int column)
{
	if (row_null(r, column))
		return NIK_GANGGUAN;
	return (enum nik_outcome)row_word(r, column, WORDS(nik_outcome_words));
}

static enum nik_match row_match(struct rows *r, int column)
{
	return (enum nik_match)row_word(r, column, WORDS(matches));
}

err nik_check_put(struct work *w, const struct nik_question *q, enum nik_source source,
		  str sealed, int64_t *ret_id)
{
	struct arg next = source == NIK_MANUAL ? arg_id(0) : arg_int(w->now);
	struct rows r = work_query(
		w,
		"INSERT INTO nik_check (subject, round, about, unit, question, asked, state,"
		"       outcome, name, name_score, birth_date, sex, threshold, source,"
		"       tries, asked_at, next_try_at)"
		" VALUES ($1, $2, $3, $4, $5, $6, 'menunggu', NULL, '', -1, '', '', $7, $8,"
		"         0, $9, $10)"
		" ON CONFLICT (subject, round) DO UPDATE SET about = $3, unit = $4,"
		"       question = $5, asked = $6, state = 'menunggu', outcome = NULL,"
		"       name = '', name_score = -1, birth_date = '', sex = '',"
		"       threshold = $7, source = $8, officer = NULL, tries = 0,"
		"       asked_at = $9, answered_at = NULL, next_try_at = $10"
		" RETURNING id",
		ARGS(arg_int(q->subject), arg_int(q->round), arg_str(q->about),
		     arg_str(q->unit), arg_int(random_id()), arg_bytes(sealed),
		     arg_int(w->settings->dukcapil_threshold),
		     arg_str(nik_source_words[source]), arg_int(w->now), next));

	if (rows_next(&r))
		*ret_id = row_int(&r, 0);
	return rows_end(&r);
}

#define ASKED                                                                            \
	"SELECT id, question, subject, round, about, unit, asked, state, outcome,"       \
	"       asked_at FROM nik_check"

static err read_asked(struct rows *r, struct asked *ret, bool *ret_found)
{
	*ret_found = rows_next(r);
	if (*ret_found)
		*ret = (struct asked){
			.id = row_int(r, 0),
			.question = row_int(r, 1),
			.subject = row_int(r, 2),
			.round = (int)row_int(r, 3),
			.about = row_str(r, 4),
			.unit = row_str(r, 5),
			.sealed = row_bytes(r, 6),
			.state = (enum nik_state)row_word(r, 7, WORDS(states)),
			.outcome = row_outcome(r, 8),
			.asked_at = row_int(r, 9),
		};
	return rows_end(r);
}

err nik_check_find(struct work *w, int64_t id, struct asked *ret, bool *ret_found)
{
	struct rows r = work_query(w, ASKED " WHERE id = $1", ARGS(arg_int(id)));

	return read_asked(&r, ret, ret_found);
}

err nik_check_find_round(struct work *w, int64_t subject, int round, struct asked *ret,
			 bool *ret_found)
{
	struct rows r = work_query(w, ASKED " WHERE subject = $1 AND round = $2",
				   ARGS(arg_int(subject), arg_int(round)));

	return read_asked(&r, ret, ret_found);
}

err nik_check_close(struct work *w, int64_t subject, int before_round)
{
	return work_exec(w,
			 "UPDATE nik_check SET state = 'ditutup', asked = NULL,"
			 "       next_try_at = NULL"
			 " WHERE subject = $1 AND round < $2 AND state = 'menunggu'",
			 ARGS(arg_int(subject), arg_int(before_round)), NULL);
}

err nik_check_answer(struct work *w, const struct asked *q, const struct nik_answer *a,
		     bool *ret_written)
{
	str source = nik_source_words[nik_source_of(w->settings->dukcapil)];
	int64_t changed;

	TRY(work_exec(
		w,
		"UPDATE nik_check SET state = 'dijawab', asked = NULL, outcome = $3,"
		"       name = $4, name_score = $5, birth_date = $6, sex = $7,"
		"       threshold = $8, source = $9, tries = tries + 1,"
		"       answered_at = $10, next_try_at = NULL"
		" WHERE id = $1 AND question = $2 AND state = 'menunggu'",
		ARGS(arg_int(q->id), arg_int(q->question),
		     arg_str(nik_outcome_words[a->outcome]), arg_str(matches[a->name]),
		     arg_int(a->name_score), arg_str(matches[a->birth_date]),
		     arg_str(matches[a->sex]), arg_int(w->settings->dukcapil_threshold),
		     arg_str(source), arg_int(w->now)),
		&changed));
	*ret_written = changed == 1;
	return OK;
}

err nik_check_put_off(struct work *w, const struct asked *q, int64_t next_try_at,
		      bool tried, bool *ret_written)
{
	int64_t changed;

	TRY(work_exec(w,
		      "UPDATE nik_check SET next_try_at = $3, tries = tries + $4,"
		      "       outcome = CASE WHEN $4 = 1 THEN 'GANGGUAN' ELSE outcome END"
		      " WHERE id = $1 AND question = $2 AND state = 'menunggu'",
		      ARGS(arg_int(q->id), arg_int(q->question), arg_int(next_try_at),
			   arg_int(tried)),
		      &changed));
	*ret_written = changed == 1;
	return OK;
}

err nik_check_record(struct work *w, const struct asked *q, enum nik_outcome outcome)
{
	bool answered = outcome != NIK_GANGGUAN;
	enum nik_state state = answered ? NIK_ANSWERED : NIK_WAITING;

	return work_exec(w,
			 "UPDATE nik_check SET state = $2, asked = NULL, outcome = $3,"
			 "       name = '', name_score = -1, birth_date = '', sex = '',"
			 "       source = 'manual', officer = $4, tries = tries + 1,"
			 "       answered_at = $5, next_try_at = NULL"
			 " WHERE id = $1",
			 ARGS(arg_int(q->id), arg_str(states[state]),
			      arg_str(nik_outcome_words[outcome]),
			      arg_id(w->actor->person), arg_id(answered ? w->now : 0)),
			 NULL);
}

static struct nik_check read_check(struct rows *r)
{
	return (struct nik_check){
		.subject = row_int(r, 0),
		.round = (int)row_int(r, 1),
		.state = (enum nik_state)row_word(r, 2, WORDS(states)),
		.tries = (int)row_int(r, 3),
		.outcome = row_outcome(r, 4),
		.name = row_match(r, 5),
		.birth_date = row_match(r, 6),
		.sex = row_match(r, 7),
		.name_score = (int)row_int(r, 8),
		.threshold = (int)row_int(r, 9),
		.source = (enum nik_source)row_word(r, 10, WORDS(nik_source_words)),
		.officer = row_int(r, 11),
		.asked_at = row_int(r, 12),
		.answered_at = row_int(r, 13),
		.next_try_at = row_int(r, 14),
	};
}

/* The users of one request at most; 0 is nobody's number and fills the rest. */
enum { AT_ONCE = 50 };

static err read_some(struct work *w, const int64_t *subjects, size_t count,
		     struct nik_checks *ret)
{
	struct arg args[AT_ONCE];
	struct rows r;

	for (size_t i = 0; i < AT_ONCE; i++)
		args[i] = arg_int(i < count ? subjects[i] : 0);
	r = work_query(
		w,
		"SELECT subject, round, state, tries, outcome, name, birth_date, sex,"
		"       name_score, threshold, source, officer, asked_at, answered_at,"
		"       next_try_at"
		"  FROM nik_check WHERE subject IN ($1, $2, $3, $4, $5, $6, $7, $8, $9,"
		" $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,"
		" $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37,"
		" $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50)"
		" ORDER BY subject, round",
		((struct args){ args, AT_ONCE }));
	while (rows_next(&r)) {
		struct nik_check check = read_check(&r);
		struct nik_check *last = ret->count ? &ret->items[ret->count - 1] : NULL;

		/* A later round of the same subject takes the place of the one before. */
		if (!last || last->subject != check.subject)
			last = PUSH(w->arena, ret);
		*last = check;
	}
	return rows_end(&r);
}

err dukcapil_answers(struct work *w, const int64_t *subjects, size_t count,
		     struct nik_checks *ret)
{
	*ret = (struct nik_checks){ 0 };
	for (size_t from = 0; from < count; from += AT_ONCE) {
		size_t some = count - from < AT_ONCE ? count - from : AT_ONCE;

		TRY(read_some(w, subjects + from, some, ret));
	}
	return OK;
}
