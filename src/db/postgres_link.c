/* The connection to the server: what is sent, what comes back, and when it is lost. */
#include "db/postgres.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

enum {
	ANSWER_MS = 2 * WAIT_MS, /* the server's own limits strike first */
	PAUSE_MS = 100,		 /* before connecting again, doubled each time */
	MAX_PAUSE_MS = 2000,
};

bool postgres_connected(const struct postgres *p)
{
	return p->conn && !p->lost && PQstatus(p->conn) == CONNECTION_OK;
}

/* Classes and codes of SQLSTATE, the first that fits. */
static enum fault_kind kind_of(const struct postgres *p, const char *state)
{
	static const struct {
		str begins;
		enum fault_kind kind;
	} kinds[] = {
		{ STR("40001"), FAULT_BUSY },	  { STR("40P01"), FAULT_BUSY },
		{ STR("55P03"), FAULT_BUSY },	  { STR("08"), FAULT_UNAVAILABLE },
		{ STR("53"), FAULT_UNAVAILABLE }, { STR("57"), FAULT_UNAVAILABLE },
		{ STR("58"), FAULT_UNAVAILABLE }, { STR("25P03"), FAULT_UNAVAILABLE },
	};

	for (size_t i = 0; i < COUNT(kinds); i++)
		if (str_starts(str_from(state), kinds[i].begins))
			return kinds[i].kind;
	/* The server has become a standby; in a transaction that reads it is our bug. */
	if (p->db.writes && str_eq(str_from(state), S("25006")))
		return FAULT_UNAVAILABLE;
	return FAULT_INTERNAL;
}

/* Only the primary message: the detail quotes values of people. */
err postgres_fault(struct postgres *p, const PGresult *r, const char *sql)
{
	const char *state = r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL;
	str message = str_from(r ? PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY) : NULL);
	enum fault_kind kind;

	if (!state) {
		message =
			str_from(p->lost ? "no answer in time" : PQerrorMessage(p->conn));
		message = str_cut(&message, '\n');
		p->lost = true;
		return FAULT(FAULT_UNAVAILABLE,
			     "postgresql: connection lost, %.*s: %.100s", P(message),
			     sql);
	}
	kind = kind_of(p, state);
	/* Another server of the url may be the primary now. */
	if (kind == FAULT_UNAVAILABLE && strcmp(state, "25006") == 0)
		p->lost = true;
	return FAULT(kind, "postgresql %s, %.*s: %.120s", state, P(message), sql);
}

/* The next part of an answer, NULL at its end or when the connection is lost. */
static PGresult *receive(struct postgres *p)
{
	int64_t until = clock_monotonic_ms() + ANSWER_MS;

	while (postgres_connected(p) && PQisBusy(p->conn)) {
		struct pollfd f = { .fd = PQsocket(p->conn), .events = POLLIN };
		int64_t left = until - clock_monotonic_ms();

		if (left <= 0 || (poll(&f, 1, (int)left) < 0 && errno != EINTR))
			p->lost = true;
		else if (f.revents)
			PQconsumeInput(p->conn);
	}
	return p->lost ? NULL : PQgetResult(p->conn);
}

static bool is_good(const PGresult *r)
{
	ExecStatusType status = PQresultStatus(r);

	return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

void postgres_sent(struct postgres *p, struct batch *b, int sent)
{
	if (sent == 1)
		b->sent++;
	else
		p->lost = true;
}

void postgres_send(struct postgres *p, struct batch *b, const char *sql)
{
	postgres_sent(p, b,
		      PQsendQueryParams(p->conn, sql, 0, NULL, NULL, NULL, NULL, 0));
}

/* Reads every answer there is, so that the connection is idle again. */
static void receive_batch(struct postgres *p, struct batch *b)
{
	for (int i = 0; i < b->sent; i++) {
		PGresult *r = receive(p);

		while (r) {
			if (b->good == i) {
				PQclear(b->answer);
				b->answer = r;
			} else {
				PQclear(r);
			}
			r = receive(p);
		}
		if (b->good == i && is_good(b->answer))
			b->good++;
	}
	PQclear(receive(p)); /* the sync */
}

err postgres_exchange(struct postgres *p, struct batch *b, const char *sql,
		      PGresult **ret)
{
	err e;

	if (PQpipelineSync(p->conn) != 1)
		p->lost = true;
	receive_batch(p, b);
	if (b->good == b->sent && !p->lost) {
		*ret = b->answer;
		return OK;
	}
	e = postgres_fault(p, b->answer, sql);
	PQclear(b->answer);
	return e;
}

err postgres_script(struct postgres *p, const char *sql)
{
	err e = OK;
	PGresult *r;

	PQexitPipelineMode(p->conn);
	r = PQexec(p->conn, sql);
	if (!is_good(r))
		e = postgres_fault(p, r, sql);
	PQclear(r);
	if (PQenterPipelineMode(p->conn) != 1)
		p->lost = true;
	return e;
}

void postgres_send_unwaited(struct postgres *p, const char *sql)
{
	struct batch b = { 0 };

	postgres_send(p, &b, sql);
	if (PQpipelineSync(p->conn) != 1)
		p->lost = true;
	p->answer_owed = !p->lost;
}

/* Strings of the url win over these, except the last. */
static PGconn *connect_to(const char *url)
{
	const char *const keys[] = { "connect_timeout",	 "target_session_attrs",
				     "tcp_user_timeout", "keepalives_idle",
				     "application_name", "dbname",
				     "client_encoding",	 NULL };
	const char *const values[] = { "2",	    "read-write", "10000", "30",
				       "myintress", url,	  "UTF8",  NULL };

	return PQconnectdbParams(keys, values, 1);
}

static err configure(struct postgres *p)
{
	char *role;
	char sql[512];
	int n;

	TRY(postgres_script(
		p, "SET statement_timeout = 5000; SET lock_timeout = 4500;"
		   "SET idle_in_transaction_session_timeout = 10000;"
		   /* A list's filters may be absent: a plan for any value of them sorts
		    * all rows of an office where the page's own values need 51. */
		   "SET plan_cache_mode = force_custom_plan;"
		   "SET standard_conforming_strings = on;"
		   "SET bytea_output = 'hex'; SET client_min_messages = warning"));
	if (!p->role[0])
		return OK;
	role = PQescapeIdentifier(p->conn, p->role, strlen(p->role));
	if (!role)
		return FAULT(FAULT_INTERNAL, "the role of the database is no name");
	n = snprintf(sql, sizeof(sql), "SET ROLE %s", role);
	PQfreemem(role);
	if (n >= (int)sizeof(sql))
		return FAULT(FAULT_INTERNAL, "the role of the database is too long");
	return postgres_script(p, sql);
}

static void ignore_notice(void *arg, const PGresult *r)
{
	(void)arg;
	(void)r;
}

err postgres_connect(struct postgres *p)
{
	PQfinish(p->conn);
	p->conn = connect_to(p->url);
	p->lost = p->begin_owed = p->answer_owed = false;
	p->generation++;
	if (!p->conn)
		panic("no memory for a connection");
	PQsetNoticeReceiver(p->conn, ignore_notice, NULL);
	if (PQstatus(p->conn) != CONNECTION_OK || PQenterPipelineMode(p->conn) != 1)
		return postgres_fault(p, NULL, "connect");
	return configure(p);
}

/* A server that is down is not asked by every request. */
static err connect_again(struct postgres *p)
{
	err e;

	if (clock_monotonic_ms() < p->again_at)
		return FAULT(FAULT_UNAVAILABLE, "postgresql: connection lost");
	e = postgres_connect(p);
	if (!e) {
		p->pause = 0;
		p->again_at = 0;
		return OK;
	}
	p->lost = true;
	p->pause = p->pause ? p->pause * 2 : PAUSE_MS;
	if (p->pause > MAX_PAUSE_MS)
		p->pause = MAX_PAUSE_MS;
	p->again_at = clock_monotonic_ms() + p->pause;
	return e;
}

static void settle(struct postgres *p)
{
	struct batch b = { .sent = 1 };

	if (!p->answer_owed)
		return;
	p->answer_owed = false;
	receive_batch(p, &b);
	if (b.good != b.sent)
		p->lost = true;
	PQclear(b.answer);
}

/* An idle server that says something says good-bye. */
static bool hung_up(struct postgres *p)
{
	struct pollfd f = { .fd = PQsocket(p->conn), .events = POLLIN };

	return poll(&f, 1, 0) != 0;
}

err postgres_ready(struct postgres *p)
{
	settle(p);
	return postgres_connected(p) && !hung_up(p) ? OK : connect_again(p);
}
