/* How a deadline came about, for people. */
#include "directory/directory.h"
#include "html/html.h"

static str day_text(struct arena *a, int64_t at, enum zone z)
{
	struct date d = date_at(at, z);

	return arena_fmt(a, "%.*s, %.*s", P(day_names[date_weekday(d)]),
			 P(text_date(a, d)));
}

static str time_text(struct arena *a, int64_t at, enum zone z)
{
	int64_t minute = second_of_day(at, z) / MINUTE;

	return arena_fmt(a, "%02d.%02d", (int)(minute / 60), (int)(minute % 60));
}

static str at_text(struct arena *a, int64_t at, enum zone z)
{
	return arena_fmt(a, "%.*s pukul %.*s %.*s", P(day_text(a, at, z)),
			 P(time_text(a, at, z)), P(zone_names[z]));
}

static str limit_text(struct arena *a, int64_t minutes)
{
	return minutes % OFFICE_DAY_MINUTES
		       ? text_minutes(a, minutes)
		       : arena_fmt(a, "%d hari kerja",
				   (int)(minutes / OFFICE_DAY_MINUTES));
}

static str closed_text(struct arena *a, const struct term_step *s, enum zone z)
{
	static const str why[DAY_KINDS] = {
		[DAY_WEEKEND] = STR("akhir pekan"),
		[DAY_HOLIDAY] = STR("libur nasional"),
		[DAY_JOINT_LEAVE] = STR("cuti bersama"),
	};
	str note = s->note.n ? arena_fmt(a, " (%.*s)", P(s->note)) : S("");
	str last = s->until == s->from
			   ? S("")
			   : arena_fmt(a, " sampai %.*s", P(day_text(a, s->until, z)));

	return arena_fmt(a, "%.*s%.*s: %.*s%.*s, tidak dihitung.",
			 P(day_text(a, s->from, z)), P(last), P(why[s->day]), P(note));
}

static str work_text(struct arena *a, const struct term_step *s, int64_t limit,
		     enum zone z)
{
	return arena_fmt(a, "%.*s, %.*s–%.*s: %d menit; terpakai %d dari %d menit.",
			 P(day_text(a, s->from, z)), P(time_text(a, s->from, z)),
			 P(time_text(a, s->until, z)), (int)s->minutes, (int)s->total,
			 (int)limit);
}

static str pause_text(struct arena *a, const struct term_step *s, enum zone z)
{
	return s->until ? arena_fmt(a,
				    "%.*s sampai %.*s: menunggu satker, tidak dihitung.",
				    P(at_text(a, s->from, z)), P(at_text(a, s->until, z)))
			: arena_fmt(a, "Sejak %.*s menunggu satker: waktu berhenti.",
				    P(at_text(a, s->from, z)));
}

static str line_of(struct arena *a, const struct term_step *s, int64_t limit, enum zone z)
{
	switch (s->kind) {
	case STEP_BEGIN:
		return arena_fmt(a,
				 "Dihitung sejak %.*s dengan batas %.*s (%d menit jam "
				 "kerja).",
				 P(at_text(a, s->from, z)), P(limit_text(a, limit)),
				 (int)limit);
	case STEP_LATER:
		return arena_fmt(a, "Di luar jam kerja 08.00–15.00: mulai dihitung %.*s.",
				 P(at_text(a, s->until, z)));
	case STEP_WORK:
		return work_text(a, s, limit, z);
	case STEP_CLOSED:
		return closed_text(a, s, z);
	case STEP_PAUSE:
		return pause_text(a, s, z);
	case STEP_NO_CALENDAR:
		return arena_fmt(
			a,
			"Kalender libur tahun %d belum ada: hanya akhir pekan dan "
			"libur tetap yang tidak dihitung, sehingga tenggat masih "
			"dapat mundur.",
			s->year);
	case STEP_STANDS:
		return arena_fmt(a,
				 "Belum ada tenggat: terpakai %d dari %d menit sampai "
				 "satker menjawab.",
				 (int)s->total, (int)limit);
	case STEP_DUE:
		return arena_fmt(a, "Tenggat: %.*s.", P(at_text(a, s->from, z)));
	case STEPS:
		break;
	}
	panic("no such step: %d", (int)s->kind);
}

void deadline_lines(struct arena *a, const struct term_steps *steps, enum zone z,
		    struct strs *ret)
{
	*ret = (struct strs){ 0 };
	for (size_t i = 0; i < steps->count; i++)
		*PUSH(a, ret) = line_of(a, &steps->items[i], steps->items[0].minutes, z);
}
