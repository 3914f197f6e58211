/* The filter of a report in its address, and figures as people read them. */
#include "reports/web.h"

#include <stddef.h>

static const struct {
	const char *name;
	size_t at;
} parts[] = {
	{ "jenis", offsetof(struct report_asked, topic) },
	{ "dari", offsetof(struct report_asked, from) },
	{ "sampai", offsetof(struct report_asked, until) },
	{ "kppn", offsetof(struct report_asked, kppn) },
	{ "kategori", offsetof(struct report_asked, category) },
	{ "petugas", offsetof(struct report_asked, officer) },
};

static str *part_of(struct report_asked *q, size_t i)
{
	return (str *)((char *)q + parts[i].at);
}

struct report_asked report_asked_of(const struct request *rq)
{
	struct report_asked q;

	for (size_t i = 0; i < COUNT(parts); i++)
		*part_of(&q, i) = str_trim(query_str(rq, parts[i].name));
	return q;
}

str report_path(struct arena *a, str base, const struct report_asked *q)
{
	struct report_asked copy = *q;
	struct buf b = buf_new(a);
	char before = '?';

	buf_add(&b, base);
	for (size_t i = 0; i < COUNT(parts); i++) {
		str value = *part_of(&copy, i);

		if (value.n == 0)
			continue;
		buf_fmt(&b, "%c%s=%.*s", before, parts[i].name, P(url_part(a, value)));
		before = '&';
	}
	return buf_str(&b);
}

static void complain(struct work *w, struct complaints *wrong, str field, str message)
{
	*PUSH(w->arena, wrong) = (struct complaint){ field, S("malformed"), message };
}

static void read_day(struct work *w, str text, str field, struct date *ret,
		     struct complaints *wrong)
{
	if (text.n && !date_parse(text, ret))
		complain(w, wrong, field, S("Tulis tanggal seperti 23/11/2026."));
}

bool report_asked_read(struct work *w, const struct report_asked *q,
		       struct report_query *ret, struct complaints *ret_wrong)
{
	size_t topic = q->topic.n ? api_word(q->topic, report_topic_words, REPORT_TOPICS)
				  : REPORT_TICKETS;

	*ret = report_usual(w);
	ret->kppn = q->kppn;
	ret->category = q->category;
	ret->officer = q->officer;
	read_day(w, q->from, S("dari"), &ret->from, ret_wrong);
	read_day(w, q->until, S("sampai"), &ret->until, ret_wrong);
	if (q->kppn.n && !str_digits(q->kppn, 3))
		complain(w, ret_wrong, S("kppn"), S("Tulis kode dengan 3 angka."));
	if (topic == REPORT_TOPICS)
		complain(w, ret_wrong, S("jenis"), S("Pilih jenis laporan."));
	else
		ret->topic = (enum report_topic)topic;
	return ret_wrong->count == 0;
}

str mean_time(struct arena *a, int64_t seconds, int64_t count)
{
	return count ? text_minutes(a, seconds / count / MINUTE) : S("–");
}

str mean_tenths(struct arena *a, int64_t sum, int64_t count)
{
	int64_t tenths = count ? (sum * 20 / count + 1) / 2 : 0;

	return count ? arena_fmt(a, "%lld,%lld", (long long)(tenths / 10),
				 (long long)(tenths % 10))
		     : S("–");
}

str percent_of(struct arena *a, int64_t part, int64_t whole)
{
	return whole ? arena_fmt(a, "%lld%%", (long long)((part * 200 / whole + 1) / 2))
		     : S("–");
}
