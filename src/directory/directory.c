#include "audit/audit.h"
#include "directory/internal.h"

struct date today(const struct work *w)
{
	return date_at(w->now, WIB);
}

struct arg arg_date(struct arena *a, struct date d)
{
	return arg_str(date_iso(a, d));
}

struct date row_date(struct rows *r, int column)
{
	str text = row_str(r, column);
	struct date d = { 0 };

	if (!r->fault && !date_parse_iso(text, &d))
		r->fault =
			FAULT(FAULT_INTERNAL, "'%.*s' is no date", P(str_left(text, 20)));
	return d;
}

struct satker_scope satker_scope_of(const struct actor *a, struct grant g)
{
	return (struct satker_scope){
		.reach = g.scope,
		.unit = g.scope == SCOPE_KANWIL ? a->kanwil : a->unit,
	};
}

err unit_name(struct work *w, enum unit_kind k, str code, str *ret_name)
{
	struct satker *s = NULL;
	struct kppn *office = NULL;

	*ret_name = S("");
	switch (k) {
	case UNIT_SATKER:
		TRY(satker_find(w, code, &s));
		*ret_name = s ? s->name : S("");
		return OK;
	case UNIT_KPPN:
		TRY(kppn_find(w, code, &office));
		*ret_name = office ? office->name : S("");
		return OK;
	case UNIT_KANWIL:
		return kanwil_name(w, code, ret_name);
	case UNIT_PUSAT:
		*ret_name = S("Kantor Pusat DJPb");
		return OK;
	case UNIT_ESELON1:
		return eselon1_name(w, str_left(code, 3), str_skip(code, 3), ret_name);
	case UNIT_KL:
		return ministry_name(w, code, ret_name);
	default:
		return OK;
	}
}

/* The one who holds the post on the day, or NULL. */
static struct official *on_day(const struct officials *all, struct date day)
{
	for (size_t i = 0; i < all->count; i++)
		if (date_cmp(all->items[i].from, day) <= 0 &&
		    date_cmp(all->items[i].until, day) >= 0)
			return &all->items[i];
	return NULL;
}

err kpa_find(struct work *w, str satker, struct date day, struct official **ret)
{
	struct officials all;

	TRY(kpa_all(w, satker, &all));
	*ret = on_day(&all, day);
	return OK;
}

err kpa_since(struct work *w, str satker, struct date day, struct official **ret)
{
	struct officials all;

	TRY(kpa_all(w, satker, &all));
	*ret = NULL;
	for (size_t i = 0; i < all.count && !*ret; i++)
		if (date_cmp(all.items[i].until, day) >= 0)
			*ret = &all.items[i];
	return OK;
}

static struct placement place_kpa(struct arena *a, const struct officials *all,
				  struct date from)
{
	struct spans spans = { 0 };

	for (size_t i = 0; i < all->count; i++)
		*PUSH(a, &spans) =
			(struct span){ all->items[i].from, all->items[i].until };
	return period_place(&spans, from, OPEN_END);
}

/* before is NULL when the satker had none. */
static err record_kpa(struct work *w, const struct official *before,
		      const struct official *after)
{
	struct audit_change changes[] = {
		{ S("name"), before ? audit_hash(w, before->name) : S(""),
		  audit_hash(w, after->name) },
		{ S("nip"), before ? audit_hash(w, before->nip) : S(""),
		  audit_hash(w, after->nip) },
		{ S("valid_from"), before ? date_iso(w->arena, before->from) : S(""),
		  date_iso(w->arena, after->from) },
	};

	return audit_record(
		w, &(struct audit_act){
			   .event = S("kpa.recorded"),
			   .subject_kind = S("satker"),
			   .subject = after->satker,
			   .unit = arena_fmt(w->arena, "satker:%.*s", P(after->satker)),
			   .changes = changes,
			   .change_count = COUNT(changes),
		   });
}

err kpa_record(struct work *w, str satker, str name, str nip, struct date from)
{
	struct official o = { .satker = satker, .name = name, .nip = nip, .from = from };
	struct official *before;
	struct officials all;
	struct placement p;

	TRY(kpa_all(w, satker, &all));
	before = on_day(&all, from);
	if (before && str_eq(before->name, name) && str_eq(before->nip, nip))
		return OK;
	p = place_kpa(w->arena, &all, from);
	o.until = p.until;
	if (p.cut >= 0)
		TRY(kpa_end(w, all.items[p.cut].id, date_add(from, -1)));
	TRY(kpa_write(w, &o));
	return record_kpa(w, before, &o);
}

err satker_seen(struct work *w, str code, struct satker **ret)
{
	struct satker_scope scope =
		satker_scope_of(w->actor, actor_grant(w->actor, CAN_LIST_USERS));
	struct kppn *k = NULL;

	TRY(satker_find(w, code, ret));
	if (!*ret)
		return OK;
	TRY(kppn_find(w, (*ret)->kppn, &k));
	if (!satker_in_scope(&scope, *ret, k ? k->kanwil : S("")))
		*ret = NULL;
	return OK;
}

/* ---- the calendar ---- */

err calendar_from(struct work *w, struct date d, struct calendar *ret)
{
	return days_off(w, (struct date){ d.year, 1, 1 }, (struct date){ 9999, 12, 31 },
			ret);
}

err calendar_between(struct work *w, struct date from, struct date until,
		     struct calendar *ret)
{
	*ret = (struct calendar){ 0 };
	return date_cmp(from, until) <= 0 ? days_off(w, from, until, ret) : OK;
}

err working_days_after(struct work *w, struct date d, int n, struct date *ret)
{
	struct calendar c;

	TRY(calendar_from(w, d, &c));
	*ret = calendar_days_after(&c, d, n);
	return OK;
}

err office_deadline(struct work *w, int64_t from, int64_t minutes, enum zone z,
		    int64_t *ret)
{
	struct term t = { .from = from, .minutes = minutes, .zone = z };
	struct calendar c;

	TRY(calendar_from(w, date_at(from, z), &c));
	*ret = term_deadline(&c, &t);
	return OK;
}

err service_limit_of(struct work *w, str category, enum tier t, struct service_limit *ret)
{
	bool found;

	TRY(service_limit_find(w, category, t, ret, &found));
	if (!found)
		TRY(service_limit_find(w, S(""), t, ret, &found));
	return found ? OK : FAULT(FAULT_INTERNAL, "no limit of the tier %d", (int)t);
}
