/*
 * Reads the cases of tickets and requests where they stand, with all that
 * happened to them: the rows of one case follow each other.
 */
#include "reports/internal.h"

#include "helpdesk/helpdesk.h"
#include "registration/registration.h"

/* A case whose rows are being read. */
struct reading {
	struct arena *scratch;
	case_reader *fn;
	void *arg;
	struct report_case now;
	int64_t office_since; /* of a ticket: since when an office has to act; 0: it has
				 not to */
	bool reopened;
	int64_t last_round; /* of a request: the newest one that ended with a return */
};

/* ---- tickets ---- */

/*
 * $1 the office, $2 and $3 the time, $4 category and $5 officer or ''. What was
 * merged into another ticket is part of that one.
 */
#define TICKET_FILTER(where)                                                             \
	" WHERE " where " AND t.opened_at >= $2 AND t.opened_at < $3"                    \
	" AND t.merged_into IS NULL AND ($4 = '' OR t.category = $4)"                    \
	" AND ($5 = '' OR t.assignee_name = $5)"
#define TICKETS(where)                                                                   \
	"SELECT t.id, t.number, t.subject, t.kppn, t.kppn_name, t.category, c.name,"     \
	" t.assignee_name, t.state, t.satker, t.satker_name, t.asker_name,"              \
	" COALESCE(p.email, t.asker_email), t.zone, t.opened_at, t.answered_at,"         \
	" t.closed_at, t.rounds, COALESCE(g.score, 0), e.at, e.state, e.kind"            \
	" FROM ticket t JOIN ticket_category c ON c.code = t.category"                   \
	" JOIN ticket_entry e ON e.ticket = t.id"                                        \
	" LEFT JOIN person p ON p.id = t.asker"                                          \
	" LEFT JOIN ticket_rating g ON g.ticket = t.id" TICKET_FILTER(                   \
		where) " ORDER BY t.opened_at, t.id, e.id"

static const char *const tickets[REACHES] = {
	[REACH_KPPN] = TICKETS("t.kppn = $1"),
	[REACH_KANWIL] = TICKETS("t.kanwil = $1"),
	[REACH_NATION] = TICKETS("$1 = ''"),
};

static struct report_case read_ticket(struct rows *r)
{
	return (struct report_case){
		.id = row_int(r, 0),
		.number = row_str(r, 1),
		.subject = row_str(r, 2),
		.kppn = row_str(r, 3),
		.kppn_name = row_str(r, 4),
		.category = row_str(r, 5),
		.category_name = row_str(r, 6),
		.officer = row_str(r, 7),
		.state = row_str(r, 8),
		.satker = row_str(r, 9),
		.satker_name = row_str(r, 10),
		.asker_name = row_str(r, 11),
		.asker_email = row_str(r, 12),
		.zone = (enum zone)row_word(r, 13, WORDS(zone_names)),
		.opened_at = row_int(r, 14),
		.answered_at = row_int(r, 15),
		.closed_at = row_int(r, 16),
		.rounds = (int)row_int(r, 17),
		.rated = row_int(r, 18) > 0,
	};
}

static bool waits_for_office(str state)
{
	return !str_eq(state, ticket_state_words[TICKET_AT_SATKER]) &&
	       !str_eq(state, ticket_state_words[TICKET_DONE]);
}

static void read_entry(struct reading *g, struct rows *r)
{
	int64_t at = row_int(r, 19);
	bool office = waits_for_office(row_str(r, 20));

	g->reopened |= str_eq(row_str(r, 21), entry_words[ENTRY_REOPENED]);
	if (office && !g->office_since)
		g->office_since = at;
	if (office || !g->office_since)
		return;
	*PUSH(g->scratch, &g->now.turns) = (struct turn){ g->office_since, at };
	g->office_since = 0;
}

static err ticket_ends(struct reading *g)
{
	struct report_case *k = &g->now;

	if (k->id == 0)
		return OK;
	if (g->office_since)
		*PUSH(g->scratch, &k->turns) = (struct turn){ g->office_since, 0 };
	k->judged = k->closed_at != 0;
	k->right = k->rounds <= 1 && !g->reopened;
	return g->fn(g->scratch, k, g->arg);
}

static err read_tickets(struct reading *g, struct rows *r)
{
	while (rows_next(r)) {
		if (row_int(r, 0) != g->now.id) {
			TRY(ticket_ends(g));
			g->now = read_ticket(r);
			g->office_since = 0;
			g->reopened = false;
		}
		read_entry(g, r);
	}
	return ticket_ends(g);
}

/* ---- requests: those that go through a KPPN ---- */

#define REQUEST_FILTER(where)                                                            \
	" WHERE " where " AND s.first_at >= $2 AND s.first_at < $3 AND r.way = ''"       \
	" AND ($4 = '' OR r.kind = $4) AND ($5 = '' OR r.officer_name = $5)"
#define REQUESTS(where)                                                                  \
	"SELECT r.id, r.number, r.kppn, r.kppn_name, r.kind, r.officer_name, r.state,"   \
	" r.satker, r.satker_name, r.zone, s.first_at, r.closed_at, r.round,"            \
	" r.submitted_at, COALESCE(d.round, 0), COALESCE(d.submitted_at, 0),"            \
	" COALESCE(d.returned_at, 0)"                                                    \
	" FROM request_sent s JOIN registration r ON r.id = s.registration"              \
	" LEFT JOIN registration_round d ON d.registration = r.id" REQUEST_FILTER(       \
		where) " ORDER BY s.first_at, s.registration, d.round"

static const char *const requests[REACHES] = {
	[REACH_KPPN] = REQUESTS("s.kppn = $1"),
	[REACH_KANWIL] = REQUESTS("s.kanwil = $1"),
	[REACH_NATION] = REQUESTS("$1 = ''"),
};

static struct report_case read_request(struct rows *r)
{
	enum registration_kind kind =
		(enum registration_kind)row_word(r, 4, kind_words, KINDS);
	enum registration_state state =
		(enum registration_state)row_word(r, 6, state_words, STATES);

	return (struct report_case){
		.id = row_int(r, 0),
		.number = row_str(r, 1),
		.kppn = row_str(r, 2),
		.kppn_name = row_str(r, 3),
		.category = kind_words[kind],
		.category_name = kind_labels[kind],
		.officer = row_str(r, 5),
		.state = state_words[state],
		.satker = row_str(r, 7),
		.satker_name = row_str(r, 8),
		.zone = (enum zone)row_word(r, 9, WORDS(zone_names)),
		.opened_at = row_int(r, 10),
		.closed_at = row_int(r, 11),
		.rounds = (int)row_int(r, 12),
		.judged = state == STATE_ACTIVE || state == STATE_DONE ||
			  state == STATE_REJECTED,
		.right = row_int(r, 12) == 1 && state != STATE_REJECTED,
		.turns = { 0 },
	};
}

/* A request that was withdrawn has no answer: its last turn ends all the same. */
static err request_ends(struct reading *g, int64_t last_sent)
{
	struct report_case *k = &g->now;

	if (k->id == 0)
		return OK;
	if (g->last_round < k->rounds)
		*PUSH(g->scratch, &k->turns) = (struct turn){ last_sent, k->closed_at };
	if (g->last_round || k->judged)
		k->answered_at = k->turns.items[0].until;
	return g->fn(g->scratch, k, g->arg);
}

static err read_requests(struct reading *g, struct rows *r)
{
	int64_t last_sent = 0;

	while (rows_next(r)) {
		if (row_int(r, 0) != g->now.id) {
			TRY(request_ends(g, last_sent));
			g->now = read_request(r);
			g->last_round = 0;
			last_sent = row_int(r, 13);
		}
		if (row_int(r, 14)) {
			g->last_round = row_int(r, 14);
			*PUSH(g->scratch, &g->now.turns) =
				(struct turn){ row_int(r, 15), row_int(r, 16) };
		}
	}
	return request_ends(g, last_sent);
}

/* ---- day by day, so that memory does not grow with the time asked for ---- */

enum { DAY_CEILING = 512 << 20 };

struct day_asked {
	const struct cases_asked *q;
	const char *const *statements;
	err (*read)(struct reading *g, struct rows *r);
};

static err read_day(struct work *w, const struct day_asked *d, int64_t from,
		    struct reading *g)
{
	const struct cases_asked *q = d->q;
	int64_t until = from + DAY < q->until ? from + DAY : q->until;
	struct rows r =
		db_query(w->db, g->scratch, d->statements[q->reach],
			 ARGS(arg_str(q->code), arg_int(from), arg_int(until),
			      arg_str(q->query->category), arg_str(q->query->officer)));
	err e = d->read(g, &r), end = rows_end(&r);

	return e ? e : end;
}

static err each_day(struct work *w, const struct day_asked *d, case_reader *fn, void *arg)
{
	struct arena *scratch = arena_new(DAY_CEILING);
	err e = OK;

	for (int64_t at = d->q->from; !e && at < d->q->until; at += DAY) {
		struct reading g = { .scratch = scratch, .fn = fn, .arg = arg };

		e = read_day(w, d, at, &g);
		arena_reset(scratch);
	}
	arena_free(scratch);
	return e;
}

err store_tickets(struct work *w, const struct cases_asked *q, case_reader *fn, void *arg)
{
	return each_day(w, &(struct day_asked){ q, tickets, read_tickets }, fn, arg);
}

err store_requests(struct work *w, const struct cases_asked *q, case_reader *fn,
		   void *arg)
{
	return each_day(w, &(struct day_asked){ q, requests, read_requests }, fn, arg);
}

/* ---- reasons: one of a return counts once in it, however many fields it names ---- */

#define SENT(where)                                                                      \
	" FROM request_sent s JOIN registration r ON r.id = s.registration"              \
	" JOIN registration_flag f ON f.registration = s.registration" REQUEST_FILTER(   \
		where)
#define RETURNED(where)                                                                  \
	"SELECT f.code, COUNT(DISTINCT f.registration * 1000 + f.round)" SENT(           \
		where) " GROUP BY f.code ORDER BY f.code"
#define REJECTED(where)                                                                     \
	"SELECT r.reason_code, COUNT(*)"                                                    \
	" FROM request_sent s JOIN registration r ON r.id = s.registration" REQUEST_FILTER( \
		where) " AND r.state = 'Ditolak' GROUP BY r.reason_code ORDER BY r.reason_code"

static const char *const reasons[REACHES][2] = {
	[REACH_KPPN] = { RETURNED("s.kppn = $1"), REJECTED("s.kppn = $1") },
	[REACH_KANWIL] = { RETURNED("s.kanwil = $1"), REJECTED("s.kanwil = $1") },
	[REACH_NATION] = { RETURNED("$1 = ''"), REJECTED("$1 = ''") },
};

static struct report_reason *reason_line(struct work *w, struct report_reasons *list,
					 str code)
{
	const struct reason *known = reason_of(code);
	struct report_reason *r;

	for (size_t i = 0; i < list->count; i++)
		if (str_eq(list->items[i].code, code))
			return &list->items[i];
	r = PUSH(w->arena, list);
	r->code = code;
	r->label = known ? known->words : code;
	return r;
}

static err read_reasons(struct work *w, const struct cases_asked *q, bool rejected,
			struct report_reasons *ret)
{
	struct rows r =
		db_query(w->db, w->arena, reasons[q->reach][rejected],
			 ARGS(arg_str(q->code), arg_int(q->from), arg_int(q->until),
			      arg_str(q->query->category), arg_str(q->query->officer)));

	while (rows_next(&r)) {
		struct report_reason *line = reason_line(w, ret, row_str(&r, 0));

		*(rejected ? &line->rejected : &line->returned) = row_int(&r, 1);
	}
	return rows_end(&r);
}

err store_reasons(struct work *w, const struct cases_asked *q, struct report_reasons *ret)
{
	*ret = (struct report_reasons){ 0 };
	TRY(read_reasons(w, q, false, ret));
	return read_reasons(w, q, true, ret);
}

/* ---- how many, without reading them ---- */

#define AT_MOST " LIMIT $6) found"
#define TICKETS_COUNTED(where)                                                           \
	"SELECT COUNT(*) FROM (SELECT t.id FROM ticket t" TICKET_FILTER(where) AT_MOST
#define REQUESTS_COUNTED(where)                                                          \
	"SELECT COUNT(*) FROM (SELECT r.id FROM request_sent s"                          \
	" JOIN registration r ON r.id = s.registration" REQUEST_FILTER(where) AT_MOST

static const char *const counts[REACHES][REPORT_TOPICS] = {
	[REACH_KPPN] = { TICKETS_COUNTED("t.kppn = $1"),
			 REQUESTS_COUNTED("s.kppn = $1") },
	[REACH_KANWIL] = { TICKETS_COUNTED("t.kanwil = $1"),
			   REQUESTS_COUNTED("s.kanwil = $1") },
	[REACH_NATION] = { TICKETS_COUNTED("$1 = ''"), REQUESTS_COUNTED("$1 = ''") },
};

err store_count(struct work *w, const struct cases_asked *q, int64_t most, int64_t *ret)
{
	struct rows r = db_query(w->db, w->arena, counts[q->reach][q->query->topic],
				 ARGS(arg_str(q->code), arg_int(q->from),
				      arg_int(q->until), arg_str(q->query->category),
				      arg_str(q->query->officer), arg_int(most)));

	*ret = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}
