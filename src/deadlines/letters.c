/* Letters to who has to see to it that a limit is kept. */
#include "jobs/letters.h"
#include "deadlines/internal.h"
#include "html/html.h"
#include "jobs/jobs.h"

static str unit_of(const struct deadline *d, const struct alarm *a)
{
	return a->unit_kind == UNIT_KPPN     ? d->kppn
	       : a->unit_kind == UNIT_KANWIL ? d->kanwil
					     : S("DJPB");
}

static struct letter_text words_of(struct work *w, const struct deadline *d,
				   const struct alarm *a, int64_t percent)
{
	const struct deadline_topic *t = d->key.topic;
	bool late = percent >= 100, above = a->unit_kind != UNIT_KPPN;
	str path = above ? t->above_path : t->office_path;

	return (struct letter_text){
		.subject = arena_fmt(w->arena, "%.*s %.*s %s", P(t->label), P(d->number),
				     late ? "melewati batas layanan"
					  : "mendekati batas layanan"),
		.title = late ? S("Batas layanan terlewati")
			      : S("Batas layanan hampir habis"),
		.lines = { arena_fmt(w->arena,
				     "%.*s %.*s sudah memakai %d persen dari batas "
				     "layanannya dan belum selesai.",
				     P(t->label), P(d->number), (int)percent) },
		.facts = { { deadline_kind_labels[d->key.kind],
			     text_instant(w->arena, d->due_at, d->zone) },
			   { d->kppn.n ? S("KPPN") : S(""), S("") } },
		.button = arena_fmt(w->arena, "Buka %.*s", P(d->number)),
		.link = arena_fmt(w->arena, "%.*s%.*s%.*s", P(w->settings->public_url),
				  P(path), P(d->number)),
	};
}

static err send(struct work *w, const struct deadline *d, const struct contact *c,
		struct letter_text *t)
{
	struct mail m = {
		.to = c->email,
		.subject = t->subject,
		.topic = d->key.topic->word,
		.topic_id = d->key.subject,
		.kind = S("batas"),
	};

	t->greeting = arena_fmt(w->arena, "Yth. %.*s,", P(c->name));
	letter_render(w->arena, t, &m.text, &m.html);
	return mail_queue(w, &m, NULL);
}

err letter_alarm(struct work *w, const struct deadline *d, const struct alarm *a,
		 int64_t percent, int *ret_to)
{
	struct letter_text t = words_of(w, d, a, percent);
	struct contacts to;

	TRY(unit_name(w, UNIT_KPPN, d->kppn, &t.facts[1].value));
	TRY(unit_contacts(w, a->unit_kind, unit_of(d, a), a->roles, &to));
	for (size_t i = 0; i < to.count; i++)
		TRY(send(w, d, &to.items[i], &t));
	*ret_to = (int)to.count;
	return OK;
}
