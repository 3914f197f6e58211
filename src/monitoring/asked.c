/* The filter of the list of payments in the address of its page. */
#include "monitoring/web.h"

#include <stddef.h>

static const struct {
	const char *name;
	size_t at;
} parts[] = {
	{ "q", offsetof(struct asked, q) },
	{ "satker", offsetof(struct asked, satker) },
	{ "kppn", offsetof(struct asked, kppn) },
	{ "ta", offsetof(struct asked, ta) },
	{ "jenis", offsetof(struct asked, kind) },
	{ "tahap", offsetof(struct asked, stage) },
	{ "dari", offsetof(struct asked, from) },
	{ "sampai", offsetof(struct asked, until) },
	{ "urut", offsetof(struct asked, order) },
};

static str *part_of(struct asked *q, size_t i)
{
	return (str *)((char *)q + parts[i].at);
}

struct asked asked_of(const struct request *rq)
{
	struct asked q;

	for (size_t i = 0; i < COUNT(parts); i++)
		*part_of(&q, i) = str_trim(query_str(rq, parts[i].name));
	return q;
}

str asked_path(struct arena *a, str base, const struct asked *q)
{
	struct asked copy = *q;
	struct buf b = buf_new(a);

	buf_add(&b, base);
	for (size_t i = 0; i < COUNT(parts); i++)
		path_part(&b, parts[i].name, *part_of(&copy, i));
	return buf_str(&b);
}

static void complain(struct work *w, struct complaints *wrong, str field, str message)
{
	*PUSH(w->arena, wrong) = (struct complaint){ field, S("malformed"), message };
}

static int64_t read_day(struct work *w, str text, str field, struct complaints *wrong)
{
	struct date d;

	if (text.n == 0)
		return 0;
	if (date_parse(text, &d))
		return date_days(d);
	complain(w, wrong, field, S("Tulis tanggal seperti 23/11/2026."));
	return 0;
}

static void read_code(struct work *w, str code, size_t digits, str field,
		      struct complaints *wrong)
{
	if (code.n && !str_digits(code, digits))
		complain(w, wrong, field,
			 arena_fmt(w->arena, "Tulis kode dengan %zu angka.", digits));
}

bool asked_read(struct work *w, const struct asked *q, struct payment_query *ret,
		struct complaints *ret_wrong)
{
	*ret = (struct payment_query){
		.satker = q->satker,
		.kppn = q->kppn,
		.kind = q->kind,
		.from = read_day(w, q->from, S("dari"), ret_wrong),
		.until = read_day(w, q->until, S("sampai"), ret_wrong),
		.q = q->q,
		.oldest_first = str_eq(q->order, S("terlama")),
	};
	read_code(w, q->satker, 6, S("satker"), ret_wrong);
	read_code(w, q->kppn, 3, S("kppn"), ret_wrong);
	for (int s = STAGE_REQUESTED; s < STAGES; s++)
		if (str_eq(q->stage, stage_words[s]))
			ret->stage = (enum stage)s;
	if (q->ta.n && !str_int(q->ta, &ret->ta))
		complain(w, ret_wrong, S("ta"), S("Pilih tahun anggaran."));
	if (ret->from && ret->until && ret->until < ret->from)
		complain(w, ret_wrong, S("sampai"),
			 S("Tanggal akhir lebih awal daripada tanggal mulai."));
	return ret_wrong->count == 0;
}
