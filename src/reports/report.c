#include "reports/internal.h"

#include "helpdesk/helpdesk.h"

struct report_query report_usual(struct work *w)
{
	struct date today = date_at(w->now, WIB), first = today;

	first.day = 1;
	return (struct report_query){ .from = first, .until = today };
}

static enum permission permission_of(enum report_topic t)
{
	return t == REPORT_TICKETS ? CAN_READ_TICKET : CAN_READ_REGISTRATION;
}

/* ---- whose cases ---- */

static bool oversees(const struct actor *a, const struct kppn *k)
{
	return a->unit_kind == UNIT_KPPN     ? str_eq(k->code, a->unit)
	       : a->unit_kind == UNIT_KANWIL ? str_eq(k->kanwil, a->unit)
					     : true;
}

/* Days begin at midnight of the one office, of several in Jakarta. */
static void set_time(struct cases_asked *q, enum zone z)
{
	q->from = instant_of(q->query->from, 0, z);
	q->until = instant_of(date_add(q->query->until, 1), 0, z);
}

static err one_office(struct work *w, struct cases_asked *ret, str *ret_office,
		      enum report_refusal *ret_why)
{
	struct kppn *k;

	TRY(kppn_find(w, ret->query->kppn, &k));
	if (!k || !oversees(w->actor, k)) {
		*ret_why = REPORT_OUTSIDE;
		return OK;
	}
	ret->reach = REACH_KPPN;
	ret->code = k->code;
	set_time(ret, k->zone);
	*ret_office = k->name;
	return OK;
}

static err whole_area(struct work *w, struct cases_asked *ret, str *ret_office)
{
	bool region = w->actor->unit_kind == UNIT_KANWIL;

	ret->reach = region ? REACH_KANWIL : REACH_NATION;
	ret->code = region ? w->actor->unit : S("");
	set_time(ret, WIB);
	if (region)
		return unit_name(w, UNIT_KANWIL, w->actor->unit, ret_office);
	*ret_office = S("Seluruh Indonesia");
	return OK;
}

static bool of_office(const struct actor *a, enum permission p)
{
	static const enum scope scopes[UNIT_KINDS] = {
		[UNIT_KPPN] = SCOPE_KPPN,
		[UNIT_KANWIL] = SCOPE_KANWIL,
		[UNIT_PUSAT] = SCOPE_NATION,
	};
	enum scope reach = actor_grant(a, p).scope;

	return reach != SCOPE_NONE && reach == scopes[a->unit_kind];
}

err cases_asked(struct work *w, const struct report_query *q, struct cases_asked *ret,
		str *ret_office, enum report_refusal *ret_why)
{
	struct report_query *own = NEW(w->arena, struct report_query);

	*own = *q;
	*ret = (struct cases_asked){ .query = own };
	if (!of_office(w->actor, permission_of(q->topic))) {
		*ret_why = REPORT_NOT_ALLOWED;
		return OK;
	}
	*ret_why = query_check(q);
	if (*ret_why)
		return OK;
	if (w->actor->unit_kind == UNIT_KPPN && !own->kppn.n)
		own->kppn = w->actor->unit;
	return own->kppn.n ? one_office(w, ret, ret_office, ret_why)
			   : whole_area(w, ret, ret_office);
}

err cases_each(struct work *w, const struct cases_asked *q, case_reader *fn, void *arg)
{
	return q->query->topic == REPORT_TICKETS ? store_tickets(w, q, fn, arg)
						 : store_requests(w, q, fn, arg);
}

err cases_calendar(struct work *w, const struct report_query *q, struct calendar *ret)
{
	return calendar_from(w, q->from, ret);
}

/* ---- figures ---- */

static err add_case(struct arena *scratch, const struct report_case *k, void *arg)
{
	(void)scratch;
	report_add(arg, k);
	return OK;
}

err report_read(struct work *w, const struct report_query *q, struct report *ret,
		enum report_refusal *ret_why)
{
	struct report_builder b = { .arena = w->arena, .now = w->now, .report = ret };
	struct cases_asked asked;
	struct calendar c;

	*ret = (struct report){ .query = *q };
	TRY(cases_asked(w, q, &asked, &ret->office, ret_why));
	if (*ret_why)
		return OK;
	ret->query = *asked.query;
	TRY(cases_calendar(w, q, &c));
	b.calendar = &c;
	b.one_office = asked.reach == REACH_KPPN;
	report_begin(&b);
	TRY(cases_each(w, &asked, add_case, &b));
	report_end(&b);
	return q->topic == REPORT_REQUESTS ? store_reasons(w, &asked, &ret->reasons) : OK;
}
