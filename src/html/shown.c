#include "html/internal.h"

/* The longest is a <time> with the name of the day: under 120 bytes. */
enum { LONGEST = 160 };

/* An instant on the clock and calendar of a zone. */
struct face {
	struct date d;
	int second; /* of the day */
};

static struct face face_of(const struct html *out, int64_t at)
{
	int64_t local = at + zone_offset(out->zone);
	int64_t days = (local >= 0 ? local : local - DAY + 1) / DAY;

	return (struct face){ date_from_days(days), (int)(local - days * DAY) };
}

static int this_year(struct html *out)
{
	if (!out->this_year)
		out->this_year = face_of(out, out->now).d.year;
	return out->this_year;
}

static char *write_char(char *p, char c)
{
	*p++ = c;
	return p;
}

static char *write_day_month(char *p, struct date d, const str *months)
{
	p = write_count(p, (size_t)d.day);
	return write_str(write_char(p, ' '), months[d.month]);
}

static char *write_day_month_year(char *p, struct date d, const str *months)
{
	p = write_char(write_day_month(p, d, months), ' ');
	return write_count(p, (size_t)d.year);
}

static char *write_hour_minute(char *p, int second, char between)
{
	p = write_char(write_two(p, second / HOUR), between);
	return write_two(p, second / MINUTE % 60);
}

/* <time datetime="2026-11-23T09:14:00+08:00"> */
static char *write_open(char *p, const struct html *out, struct face f)
{
	p = write_str(p, S("<time datetime=\""));
	p = write_char(write_four(p, f.d.year), '-');
	p = write_char(write_two(p, f.d.month), '-');
	p = write_char(write_two(p, f.d.day), 'T');
	p = write_char(write_hour_minute(p, f.second, ':'), ':');
	p = write_char(write_two(p, f.second % MINUTE), '+');
	p = write_two(p, (int)(zone_offset(out->zone) / HOUR));
	return write_str(p, S(":00\">"));
}

static char *write_hour_minute_zone(char *p, const struct html *out, struct face f)
{
	p = write_char(write_hour_minute(p, f.second, '.'), ' ');
	return write_str(p, zone_names[out->zone]);
}

static void put_closed(struct html *out, char *p)
{
	put_end(out, write_str(p, S("</time>")));
}

void html_date(struct html *out, struct shown_date s)
{
	put_end(out, write_day_month_year(put_begin(out, LONGEST), s.d, month_names));
}

void html_short_date(struct html *out, struct shown_short_date s)
{
	put_end(out, write_day_month_year(put_begin(out, LONGEST), s.d, month_shorts));
}

void html_form_date(struct html *out, struct shown_form_date s)
{
	char *p = put_begin(out, LONGEST);

	if (!s.d.year)
		return;
	p = write_char(write_two(p, s.d.day), '/');
	p = write_char(write_two(p, s.d.month), '/');
	put_end(out, write_four(p, s.d.year));
}

void html_instant(struct html *out, struct shown_instant s)
{
	struct face f = face_of(out, s.at);
	char *p = write_open(put_begin(out, LONGEST), out, f);

	p = write_str(write_day_month_year(p, f.d, month_names), S(" pukul "));
	put_closed(out, write_hour_minute_zone(p, out, f));
}

void html_day_instant(struct html *out, struct shown_day_instant s)
{
	struct face f = face_of(out, s.at);
	char *p = write_open(put_begin(out, LONGEST), out, f);

	p = write_str(write_str(p, day_names[date_weekday(f.d)]), S(", "));
	p = write_str(write_day_month_year(p, f.d, month_names), S(" pukul "));
	put_closed(out, write_hour_minute_zone(p, out, f));
}

void html_short_instant(struct html *out, struct shown_short_instant s)
{
	struct face f = face_of(out, s.at);
	char *p = write_open(put_begin(out, LONGEST), out, f);

	if (f.d.year == this_year(out))
		p = write_day_month(p, f.d, month_shorts);
	else
		p = write_day_month_year(p, f.d, month_shorts);
	p = write_str(p, S(", "));
	put_closed(out, write_hour_minute(p, f.second, '.'));
}

void html_time(struct html *out, struct shown_time s)
{
	struct face f = face_of(out, s.at);
	char *p = write_open(put_begin(out, LONGEST), out, f);

	put_closed(out, write_hour_minute_zone(p, out, f));
}

void html_minutes(struct html *out, struct shown_minutes s)
{
	size_t hours = (size_t)s.minutes / 60, rest = (size_t)s.minutes % 60;
	char *p = put_begin(out, LONGEST);

	if (hours)
		p = write_str(write_count(p, hours), S(" jam"));
	if (hours && rest)
		p = write_char(p, ' ');
	if (!hours || rest)
		p = write_str(write_count(p, rest), S(" mnt"));
	put_end(out, p);
}

void html_bytes(struct html *out, struct shown_bytes s)
{
	put(out, text_bytes(out->buf->arena, s.bytes));
}

void html_number(struct html *out, struct shown_number s)
{
	put(out, text_number(out->buf->arena, s.number));
}
