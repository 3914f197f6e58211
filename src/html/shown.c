#include "html/html.h"

/* Two digits; the parts of dates and times are never more. */
static void two(struct html *out, int n)
{
	buf_char(out->buf, (char)('0' + n / 10 % 10));
	buf_char(out->buf, (char)('0' + n % 10));
}

static void four(struct html *out, int n)
{
	two(out, n / 100);
	two(out, n % 100);
}

static void day_month(struct html *out, struct date d, const str *months)
{
	html_int(out, d.day);
	buf_char(out->buf, ' ');
	buf_add(out->buf, months[d.month]);
}

static void day_month_year(struct html *out, struct date d, const str *months)
{
	day_month(out, d, months);
	buf_char(out->buf, ' ');
	html_int(out, d.year);
}

/* 09.14 */
static void hour_minute(struct html *out, int64_t at, char between)
{
	int64_t second = second_of_day(at, out->zone);

	two(out, (int)(second / HOUR));
	buf_char(out->buf, between);
	two(out, (int)(second / MINUTE % 60));
}

static void open_time(struct html *out, int64_t at)
{
	struct date d = date_at(at, out->zone);

	buf_add(out->buf, S("<time datetime=\""));
	four(out, d.year);
	buf_char(out->buf, '-');
	two(out, d.month);
	buf_char(out->buf, '-');
	two(out, d.day);
	buf_char(out->buf, 'T');
	hour_minute(out, at, ':');
	buf_char(out->buf, ':');
	two(out, (int)(second_of_day(at, out->zone) % MINUTE));
	buf_char(out->buf, '+');
	two(out, (int)(zone_offset(out->zone) / HOUR));
	buf_add(out->buf, S(":00\">"));
}

static void hour_minute_zone(struct html *out, int64_t at)
{
	hour_minute(out, at, '.');
	buf_char(out->buf, ' ');
	buf_add(out->buf, zone_names[out->zone]);
}

static void close_time(struct html *out)
{
	buf_add(out->buf, S("</time>"));
}

void html_date(struct html *out, struct shown_date s)
{
	day_month_year(out, s.d, month_names);
}

void html_short_date(struct html *out, struct shown_short_date s)
{
	day_month_year(out, s.d, month_shorts);
}

void html_form_date(struct html *out, struct shown_form_date s)
{
	if (!s.d.year)
		return;
	two(out, s.d.day);
	buf_char(out->buf, '/');
	two(out, s.d.month);
	buf_char(out->buf, '/');
	four(out, s.d.year);
}

void html_instant(struct html *out, struct shown_instant s)
{
	open_time(out, s.at);
	day_month_year(out, date_at(s.at, out->zone), month_names);
	buf_add(out->buf, S(" pukul "));
	hour_minute_zone(out, s.at);
	close_time(out);
}

void html_day_instant(struct html *out, struct shown_day_instant s)
{
	struct date d = date_at(s.at, out->zone);

	open_time(out, s.at);
	buf_add(out->buf, day_names[date_weekday(d)]);
	buf_add(out->buf, S(", "));
	day_month_year(out, d, month_names);
	buf_add(out->buf, S(" pukul "));
	hour_minute_zone(out, s.at);
	close_time(out);
}

void html_short_instant(struct html *out, struct shown_short_instant s)
{
	struct date d = date_at(s.at, out->zone);

	open_time(out, s.at);
	if (d.year == date_at(out->now, out->zone).year)
		day_month(out, d, month_shorts);
	else
		day_month_year(out, d, month_shorts);
	buf_add(out->buf, S(", "));
	hour_minute(out, s.at, '.');
	close_time(out);
}

void html_time(struct html *out, struct shown_time s)
{
	open_time(out, s.at);
	hour_minute_zone(out, s.at);
	close_time(out);
}

void html_minutes(struct html *out, struct shown_minutes s)
{
	buf_add(out->buf, text_minutes(out->buf->arena, s.minutes));
}

void html_bytes(struct html *out, struct shown_bytes s)
{
	buf_add(out->buf, text_bytes(out->buf->arena, s.bytes));
}

void html_number(struct html *out, struct shown_number s)
{
	buf_add(out->buf, text_number(out->buf->arena, s.number));
}
