#include "deadlines/internal.h"
#include "html/html.h"

const str deadline_kind_words[DEADLINE_KINDS] = {
	[DEADLINE_FIRST_RESPONSE] = STR("respons"),
	[DEADLINE_RESOLUTION] = STR("selesai"),
};

const str deadline_kind_labels[DEADLINE_KINDS] = {
	[DEADLINE_FIRST_RESPONSE] = STR("Batas respons pertama"),
	[DEADLINE_RESOLUTION] = STR("Batas layanan"),
};

str line_of_promise(struct arena *a, const struct deadline *d)
{
	return arena_fmt(
		a,
		"Kalender berubah setelah tenggat ditetapkan. Yang berlaku tetap "
		"tenggat semula: %.*s.",
		P(text_instant(a, d->due_at, d->zone)));
}

str line_of_end(struct arena *a, const struct deadline_state *s)
{
	return arena_fmt(a, "Ditangani %.*s: terpakai %d dari %d menit (%d %%).",
			 P(text_instant(a, s->deadline.stopped_at, s->deadline.zone)),
			 (int)s->spent_minutes, (int)s->deadline.minutes,
			 (int)s->percent);
}
