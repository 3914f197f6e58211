/* How far a request was compared with its documents, by whom, and what that stops. */
#include "workbench/desk.h"

const struct comparison *last_comparison(const struct desk *d)
{
	for (size_t i = 0; i < d->comparisons.count; i++)
		if (d->comparisons.items[i].round == d->r->round)
			return &d->comparisons.items[i];
	return NULL;
}

str comparison_text(struct arena *a, const struct comparison *c)
{
	if (!c->differing)
		return arena_fmt(a, "%lld isian cocok", (long long)c->matching);
	return arena_fmt(a, "%lld isian cocok, %lld tidak cocok", (long long)c->matching,
			 (long long)c->differing);
}

str progress_text(struct arena *a, const struct desk *d, int user)
{
	struct tally t = tally_of(d->r, &d->marks, user);
	const struct comparison *last = last_comparison(d);
	int done = t.matching + t.differing;

	if (!done || !last)
		return S("Belum dicocokkan.");
	return arena_fmt(a, "%d dari %d isian dicocokkan %.*s, %.*s.", done,
			 done + t.missing, P(last->name),
			 P(text_instant(a, last->at, d->zone)));
}

static str place_label(struct arena *a, const struct desk *d, int user)
{
	const struct applicant *u = user_n(d->r, user);

	return u ? arena_fmt(a, "Pengguna %d, %.*s", user, P(u->name))
		 : S("Dasar penetapan dan berkas");
}

static void add_lack(struct arena *a, const struct desk *d, int user,
		     struct complaints *ret)
{
	struct tally t = tally_of(d->r, &d->marks, user);
	str place = place_label(a, d, user);

	if (t.differing)
		*PUSH(a, ret) = (struct complaint){
			.message = arena_fmt(a,
					     "%.*s: %d isian ditandai tidak cocok. "
					     "Kembalikan agar satker memperbaikinya",
					     P(place), t.differing),
		};
	if (t.missing)
		*PUSH(a, ret) = (struct complaint){
			.message = arena_fmt(a,
					     "%.*s: %d isian belum Anda cocokkan. Tandai "
					     "di meja verifikasi, lalu setujui",
					     P(place), t.missing),
		};
}

void lacks_comparison(struct arena *a, const struct desk *d, const int *users,
		      size_t count, struct complaints *ret)
{
	*ret = (struct complaints){ 0 };
	add_lack(a, d, 0, ret);
	for (size_t i = 0; i < count; i++)
		if (user_n(d->r, users[i]))
			add_lack(a, d, users[i], ret);
}

str differing_text(struct arena *a, const struct desk *d)
{
	struct buf b = buf_new(a);

	for (size_t i = 0; i < d->marks.count; i++) {
		const struct mark *m = &d->marks.items[i];

		if (!m->matches)
			buf_fmt(&b, "%s%.*s: %.*s", b.n ? "; " : "Tidak cocok: ",
				P(place_label(a, d, m->user)), P(field_labels[m->field]));
	}
	return buf_str(&b);
}
