#include "audit/audit.h"
#include "demo/internal.h"
#include "identity/internal.h"

enum { KEEP_CEILING = 256 << 20, SINCE_DAYS = 60, BATCH = 200 };

static struct new_member member_of(const struct post *post, const struct demo_person *p)
{
	return (struct new_member){
		.nik = p->nik,
		.name = p->name,
		.email = p->email,
		.phone = p->phone,
		.id_type = ID_NIP,
		.id_number = p->nip,
		.unit_kind = post->unit_kind,
		.unit = post->unit,
		.roles = post->roles,
		.basis = post->basis,
	};
}

static struct demo_person kept(struct arena *a, const struct demo_person *p)
{
	return (struct demo_person){
		.name = arena_str(a, p->name),
		.nik = arena_str(a, p->nik),
		.nip = arena_str(a, p->nip),
		.email = arena_str(a, p->email),
		.phone = arena_str(a, p->phone),
	};
}

static void list_accounts(struct filling *f, const struct post *post,
			  const struct demo_person *p)
{
	struct demo_account account = {
		.person = kept(f->keep, p),
		.unit_kind = post->unit_kind,
		.unit = arena_str(f->keep, post->unit),
	};

	for (int r = 0; r < ROLES; r++) {
		account.role = (enum role)r;
		if (post->roles & ROLE_BIT(r))
			*PUSH(f->keep, &f->accounts) = account;
	}
}

static err record_activation(struct work *w, int64_t person)
{
	return audit_record(
		w, &(struct audit_act){
			   .event = S("account.activated"),
			   .subject_kind = S("person"),
			   .subject = arena_fmt(w->arena, "%lld", (long long)person),
		   });
}

err fill_post(struct work *w, struct filling *f, const struct post *post,
	      struct demo_person *ret)
{
	struct new_member m;
	struct person *p;
	bool done;

	*ret = demo_person(w->arena, f->people++, 0, f->order->day);
	m = member_of(post, ret);
	TRY(identity_enrol(w, &m, &p, &done));
	TRY(account_insert(w, p->id));
	TRY(account_activate(w, p->id, f->password_hash, &done));
	TRY(record_activation(w, p->id));
	if (post->listed)
		list_accounts(f, post, ret);
	return OK;
}

err fill_second_post(struct work *w, struct filling *f, const struct post *post,
		     const struct demo_person *p)
{
	struct new_member m = member_of(post, p);
	struct person *known;
	bool changed;

	TRY(identity_enrol(w, &m, &known, &changed));
	if (post->listed)
		list_accounts(f, post, p);
	return OK;
}

static err look_whether_empty(struct work *w, void *arg)
{
	enum demo_refusal *ret = arg;
	struct rows r = work_query(w,
				   "SELECT code FROM satker UNION ALL"
				   " SELECT name FROM person LIMIT 1 /* may scan */",
				   NO_ARGS);

	if (rows_next(&r))
		*ret = DEMO_NOT_EMPTY;
	return rows_end(&r);
}

/* One unit of work of a filling. */
struct part {
	struct filling *filling;
	err (*fill)(struct work *w, struct filling *f, size_t from, size_t to);
	size_t from, to;
};

/* When the unit runs again, it counts again from where it began. */
static err fill_part(struct work *w, void *arg)
{
	const struct part *part = arg;
	struct filling f = *part->filling;

	TRY(part->fill(w, &f, part->from, part->to));
	*part->filling = f;
	return OK;
}

static err find_days(struct work *w, struct filling *f)
{
	struct date day = f->order->day;
	struct calendar calendar;

	/* A year is enough for so few days back. */
	TRY(calendar_from(w, date_add(day, -365), &calendar));
	f->days[0] = day;
	for (int i = 1; i <= DAYS_BACK; i += calendar_works(&calendar, day)) {
		day = date_add(day, -1);
		f->days[i] = day;
	}
	return OK;
}

static err plan(struct work *w, struct filling *f, size_t from, size_t to)
{
	struct kppns offices;

	TRY(find_days(w, f));
	TRY(kppn_list(w, S(""), &offices));
	for (size_t i = 0; i < offices.count; i++)
		*PUSH(f->keep, &f->offices) = (struct kppn){
			.code = arena_str(f->keep, offices.items[i].code),
			.name = arena_str(f->keep, offices.items[i].name),
			.kanwil = arena_str(f->keep, offices.items[i].kanwil),
			.kanwil_name = arena_str(f->keep, offices.items[i].kanwil_name),
			.zone = offices.items[i].zone,
		};
	demo_satker_list(f->keep, &f->offices, (int)(to - from), &f->satker);
	return OK;
}

/*
 * Many satker a unit, but not all: PostgreSQL keeps every version of a row that
 * one transaction changes again and again, and looks through them each time.
 */
static err fill_parts(struct work *w, struct filling *f)
{
	size_t all = (size_t)f->order->satker;
	struct part first[] = { { f, plan, 0, all },
				{ f, fill_offices, 0, 0 },
				{ f, fill_codes, 0, all } };

	for (size_t i = 0; i < COUNT(first); i++)
		TRY(work_run(w, true, fill_part, &first[i]));
	for (size_t i = 0; i < all; i += BATCH) {
		struct part p = { f, fill_satker, i, i + BATCH < all ? i + BATCH : all };

		TRY(work_run(w, true, fill_part, &p));
	}
	return work_run(w, true, fill_part,
			&(struct part){ f, fill_shared_operator, 0, 0 });
}

static err fill_all(struct work *w, struct filling *f)
{
	w->now = instant_of(f->order->day, 0, WIB) - SINCE_DAYS * (int64_t)DAY;
	TRY(db_bulk(w->db));
	TRY(file_write(f->keep, f->order->mark, S("")));
	TRY(password_hash(f->keep, (struct secret){ S(DEMO_PASSWORD) },
			  &f->password_hash));
	TRY(fill_parts(w, f));
	TRY(play_requests(w, f));
	TRY(fill_payments(w, f));
	return accounts_write(f->order->accounts, f);
}

err demo_fill(struct work *w, const struct demo_order *order, enum demo_refusal *ret,
	      struct demo_report *ret_report)
{
	struct filling f = { .order = order };
	err e;

	*ret = w->settings->mode == MODE_PRODUCTION ? DEMO_PRODUCTION : DEMO_FILLED;
	if (!*ret)
		TRY(work_run(w, false, look_whether_empty, ret));
	if (*ret)
		return OK;
	f.keep = arena_new(KEEP_CEILING);
	e = fill_all(w, &f);
	*ret_report =
		(struct demo_report){ order->satker, f.people, (int64_t)f.accounts.count,
				      f.requests, f.payments };
	arena_free(f.keep);
	return e;
}
