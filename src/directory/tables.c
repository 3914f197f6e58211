/* The kinds of files: decisions.md writes down their columns. */
#include "directory/importing.h"

static struct date date_of(str cell)
{
	struct date d = OPEN_END;

	if (cell.n && !date_parse(cell, &d))
		panic("a date that was looked at: %.*s", P(cell));
	return d;
}

/* ---- satker ---- */

enum {
	SATKER_CODE,
	SATKER_NAME,
	SATKER_BA,
	SATKER_ESELON1,
	SATKER_KPPN,
	SATKER_FROM,
	SATKER_UNTIL
};

static const struct column satker_columns[] = {
	[SATKER_CODE] = { STR("kode_satker"), true, refuse_code6 },
	[SATKER_NAME] = { STR("nama"), true, refuse_text },
	[SATKER_BA] = { STR("kode_ba"), true, refuse_ministry },
	[SATKER_ESELON1] = { STR("kode_eselon1"), true, refuse_code2 },
	[SATKER_KPPN] = { STR("kode_kppn"), true, refuse_kppn },
	[SATKER_FROM] = { STR("berlaku_dari"), true, refuse_date },
	[SATKER_UNTIL] = { STR("berlaku_sampai"), false, refuse_date },
};

static str refuse_satker(const str *cells)
{
	if (date_cmp(date_of(cells[SATKER_UNTIL]), date_of(cells[SATKER_FROM])) < 0)
		return S("berlaku_sampai sebelum berlaku_dari");
	return S("");
}

/* By the day they begin, as period_place() wants them. */
static struct spans spans_of(struct arena *a, const struct satker_periods *periods)
{
	struct spans spans = { 0 };

	for (size_t i = periods->count; i-- > 0;)
		*PUSH(a, &spans) =
			(struct span){ periods->items[i].from, periods->items[i].until };
	return spans;
}

static bool same_period(const struct satker_period *a, const struct satker_period *b)
{
	return date_eq(a->until, b->until) && str_eq(a->name, b->name) &&
	       str_eq(a->ba, b->ba) && str_eq(a->eselon1, b->eselon1) &&
	       str_eq(a->kppn, b->kppn);
}

static err write_period(struct work *w, str code, const struct satker_period *p,
			const struct spans *spans, int cut)
{
	TRY(satker_add(w, code));
	if (cut >= 0)
		TRY(satker_period_end(w, code, spans->items[cut].from,
				      date_add(p->from, -1)));
	return satker_period_write(w, code, p);
}

static err put_satker(struct work *w, const str *cells, bool dry_run,
		      enum put_outcome *ret)
{
	struct satker_period p = {
		.from = date_of(cells[SATKER_FROM]),
		.name = cells[SATKER_NAME],
		.ba = cells[SATKER_BA],
		.eselon1 = cells[SATKER_ESELON1],
		.kppn = cells[SATKER_KPPN],
	};
	struct satker_periods periods;
	struct placement place;
	struct spans spans;

	TRY(satker_history(w, cells[SATKER_CODE], &periods));
	spans = spans_of(w->arena, &periods);
	place = period_place(&spans, p.from, date_of(cells[SATKER_UNTIL]));
	p.until = place.until;
	*ret = PUT_ADDED;
	if (place.same >= 0) {
		size_t newest_first = periods.count - 1 - (size_t)place.same;

		*ret = same_period(&periods.items[newest_first], &p) ? PUT_UNCHANGED
								     : PUT_CHANGED;
	}
	if (dry_run || *ret == PUT_UNCHANGED)
		return OK;
	return write_period(w, cells[SATKER_CODE], &p, &spans, place.cut);
}

/* An end that is open is an empty cell, as in what people write. */
static err give_satker(struct work *w, struct sheet_writer *out)
{
	struct satker_rows all;

	TRY(satker_periods_all(w, &all));
	for (size_t i = 0; i < all.count; i++) {
		const struct satker_row *r = &all.items[i];

		sheet_put_text(out, r->code);
		sheet_put_text(out, r->period.name);
		sheet_put_text(out, r->period.ba);
		sheet_put_text(out, r->period.eselon1);
		sheet_put_text(out, r->period.kppn);
		sheet_put_text(out, date_iso(w->arena, r->period.from));
		sheet_put_text(out, date_eq(r->period.until, OPEN_END)
					    ? S("")
					    : date_iso(w->arena, r->period.until));
	}
	return OK;
}

const struct import_table satker_table = {
	.columns = satker_columns,
	.column_count = COUNT(satker_columns),
	.key_columns = { SATKER_CODE, SATKER_FROM },
	.refuse = refuse_satker,
	.put = put_satker,
	.give = give_satker,
};

/* ---- KPPN ---- */

enum {
	KPPN_CODE,
	KPPN_NAME,
	KPPN_KANWIL,
	KPPN_KANWIL_NAME,
	KPPN_ZONE,
	KPPN_ADDRESS,
	KPPN_PHONE,
	KPPN_EMAIL
};

static const struct column kppn_columns[] = {
	[KPPN_CODE] = { STR("kode_kppn"), true, refuse_code3 },
	[KPPN_NAME] = { STR("nama"), true, refuse_text },
	[KPPN_KANWIL] = { STR("kode_kanwil"), true, refuse_code2 },
	[KPPN_KANWIL_NAME] = { STR("nama_kanwil"), true, refuse_text },
	[KPPN_ZONE] = { STR("zona"), true, refuse_zone },
	[KPPN_ADDRESS] = { STR("alamat"), false, refuse_text },
	[KPPN_PHONE] = { STR("telepon"), false, refuse_text },
	[KPPN_EMAIL] = { STR("email"), false, refuse_email },
};

static bool same_kppn(const struct kppn *a, const struct kppn *b)
{
	return str_eq(a->name, b->name) && str_eq(a->kanwil, b->kanwil) &&
	       str_eq(a->kanwil_name, b->kanwil_name) && a->zone == b->zone &&
	       str_eq(a->address, b->address) && str_eq(a->phone, b->phone) &&
	       str_eq(a->email, b->email);
}

/* An empty cell does not take away what is known. */
static struct kppn kppn_of(const str *cells, const struct kppn *old)
{
	struct kppn k = {
		.code = cells[KPPN_CODE],
		.name = cells[KPPN_NAME],
		.kanwil = cells[KPPN_KANWIL],
		.kanwil_name = cells[KPPN_KANWIL_NAME],
		.address = cells[KPPN_ADDRESS].n || !old ? cells[KPPN_ADDRESS]
							 : old->address,
		.phone = cells[KPPN_PHONE].n || !old ? cells[KPPN_PHONE] : old->phone,
		.email = cells[KPPN_EMAIL].n || !old ? cells[KPPN_EMAIL] : old->email,
	};

	if (!zone_parse(cells[KPPN_ZONE], &k.zone))
		panic("a zone that was looked at: %.*s", P(cells[KPPN_ZONE]));
	return k;
}

static err put_kppn(struct work *w, const str *cells, bool dry_run, enum put_outcome *ret)
{
	struct kppn *old;
	struct kppn k;

	TRY(kppn_find(w, cells[KPPN_CODE], &old));
	k = kppn_of(cells, old);
	*ret = !old ? PUT_ADDED : same_kppn(old, &k) ? PUT_UNCHANGED : PUT_CHANGED;
	if (dry_run || *ret == PUT_UNCHANGED)
		return OK;
	TRY(kanwil_add(w, k.kanwil, k.kanwil_name));
	TRY(kanwil_rename(w, k.kanwil, k.kanwil_name));
	return old ? kppn_change(w, &k) : kppn_add(w, &k);
}

static err give_kppn(struct work *w, struct sheet_writer *out)
{
	struct kppns all;

	TRY(kppn_list(w, S(""), &all));
	for (size_t i = 0; i < all.count; i++) {
		const struct kppn *k = &all.items[i];

		sheet_put_text(out, k->code);
		sheet_put_text(out, k->name);
		sheet_put_text(out, k->kanwil);
		sheet_put_text(out, k->kanwil_name);
		sheet_put_text(out, zone_names[k->zone]);
		sheet_put_text(out, k->address);
		sheet_put_text(out, k->phone);
		sheet_put_text(out, k->email);
	}
	return OK;
}

const struct import_table kppn_table = {
	.columns = kppn_columns,
	.column_count = COUNT(kppn_columns),
	.key_columns = { KPPN_CODE, KPPN_CODE },
	.put = put_kppn,
	.give = give_kppn,
};

/* ---- the calendar ---- */

enum { DAY_DATE, DAY_KIND, DAY_NOTE };

static const struct column calendar_columns[] = {
	[DAY_DATE] = { STR("tanggal"), true, refuse_date },
	[DAY_KIND] = { STR("jenis"), true, refuse_day_off_kind },
	[DAY_NOTE] = { STR("keterangan"), false, refuse_text },
};

static struct day_off day_off_of(const str *cells)
{
	return (struct day_off){
		.day = date_of(cells[DAY_DATE]),
		.kind = day_off_kind(cells[DAY_KIND]),
		.note = cells[DAY_NOTE],
	};
}

static err put_day(struct work *w, const str *cells, bool dry_run, enum put_outcome *ret)
{
	struct day_off d = day_off_of(cells), old;
	bool known;

	TRY(day_off_find(w, d.day, &old, &known));
	*ret = !known						? PUT_ADDED
	       : old.kind == d.kind && str_eq(old.note, d.note) ? PUT_UNCHANGED
								: PUT_CHANGED;
	if (dry_run || *ret == PUT_UNCHANGED)
		return OK;
	TRY(day_off_add(w, &d));
	return day_off_change(w, &d);
}

static err give_days(struct work *w, struct sheet_writer *out)
{
	struct calendar all;

	TRY(days_off(w, (struct date){ 1, 1, 1 }, OPEN_END, &all));
	for (size_t i = 0; i < all.count; i++) {
		sheet_put_text(out, date_iso(w->arena, all.items[i].day));
		sheet_put_text(out, day_off_words[all.items[i].kind]);
		sheet_put_text(out, all.items[i].note);
	}
	return OK;
}

const struct import_table calendar_table = {
	.columns = calendar_columns,
	.column_count = COUNT(calendar_columns),
	.key_columns = { DAY_DATE, DAY_DATE },
	.put = put_day,
	.give = give_days,
};

/* ---- limits of services ---- */

enum { LIMIT_CATEGORY, LIMIT_TIER, LIMIT_FIRST, LIMIT_RESOLUTION };

static const struct column limits_columns[] = {
	[LIMIT_CATEGORY] = { STR("kategori"), false, refuse_text },
	[LIMIT_TIER] = { STR("tingkat"), true, refuse_tier },
	[LIMIT_FIRST] = { STR("menit_respons"), true, refuse_minutes },
	[LIMIT_RESOLUTION] = { STR("menit_selesai"), true, refuse_minutes },
};

/* Of cells that were looked at. */
static struct service_limit limit_of(const str *cells)
{
	struct service_limit l = { .category = cells[LIMIT_CATEGORY] };

	while (!str_eq(cells[LIMIT_TIER], tier_words[l.tier]))
		l.tier++;
	str_int(cells[LIMIT_FIRST], &l.first_minutes);
	str_int(cells[LIMIT_RESOLUTION], &l.resolution_minutes);
	return l;
}

static str refuse_limit(const str *cells)
{
	struct service_limit l = limit_of(cells);

	return l.resolution_minutes < l.first_minutes
		       ? S("menit_selesai kurang dari menit_respons")
		       : S("");
}

static err put_limit(struct work *w, const str *cells, bool dry_run,
		     enum put_outcome *ret)
{
	struct service_limit l = limit_of(cells), old;
	bool known;

	TRY(service_limit_find(w, l.category, l.tier, &old, &known));
	*ret = !known ? PUT_ADDED
	       : old.first_minutes == l.first_minutes &&
			       old.resolution_minutes == l.resolution_minutes
		       ? PUT_UNCHANGED
		       : PUT_CHANGED;
	return dry_run || *ret == PUT_UNCHANGED ? OK : service_limit_write(w, &l);
}

const struct import_table limits_table = {
	.columns = limits_columns,
	.column_count = COUNT(limits_columns),
	.key_columns = { LIMIT_CATEGORY, LIMIT_TIER },
	.refuse = refuse_limit,
	.put = put_limit,
};
