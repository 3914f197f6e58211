/*
 * Requests are made as people make them: through the operations of the feature,
 * one unit of work an act, each at its own instant of the past.
 */
#include "demo/internal.h"
#include "dukcapil/dukcapil.h"
#include "jobs/jobs.h"
#include "registration/registration.h"

#include <unistd.h>

enum { PAPERS_CEILING = 32 << 20 };

/* One scene being played. */
struct playing {
	struct filling *filling;
	struct story *story;
	enum deed deed;
	struct arena *papers;
	str pdf[DOCUMENT_KINDS];
	struct document_taken taken[DOCUMENT_KINDS];
};

/* When the unit runs again, it counts again from where it began. */
static err play_deed(struct work *w, void *arg)
{
	struct playing *p = arg;
	struct filling f = *p->filling;
	struct story story = *p->story;

	TRY(do_deed(w, &f, &story, p->deed));
	*p->filling = f;
	*p->story = story;
	return OK;
}

static err print_papers(struct work *w, void *arg)
{
	struct playing *p = arg;

	TRY(make_papers(w, p->filling, p->story, p->pdf));
	for (int k = 0; k < DOCUMENT_KINDS; k++)
		p->pdf[k] = arena_str(p->papers, p->pdf[k]);
	return OK;
}

static err hand_in_papers(struct work *w, void *arg)
{
	struct playing *p = arg;

	return attach_papers(w, p->filling, p->story, p->taken);
}

/* As a browser uploads it: a file, looked at and sealed before any unit begins. */
static err take_paper(struct work *w, struct playing *p, enum document_kind k)
{
	struct arena *a = p->papers;
	str path = arena_fmt(a, "%.*s/demo-unggahan.pdf", P(w->settings->data_dir));
	struct http_upload file = {
		.field = S("file"),
		.file_name = arena_fmt(a, "%.*s-%.*s.pdf", P(document_kind_words[k]),
				       P(p->story->number)),
		.type = S("application/pdf"),
		.path = path,
		.sha256 = sha256_hex(a, p->pdf[k]),
		.bytes = (int64_t)p->pdf[k].n,
	};
	err e;

	TRY(file_write(a, path, p->pdf[k]));
	e = document_take(a, w->settings, w->keys, &file, &p->taken[k]);
	unlink(arena_cstr(a, path));
	if (!e && p->taken[k].refused)
		e = FAULT(FAULT_INTERNAL, "demo: a paper was refused (%d)",
			  p->taken[k].refused);
	return e;
}

static err play_papers(struct work *w, struct playing *p)
{
	TRY(work_run(w, true, print_papers, p));
	for (int k = 0; k < DOCUMENT_KINDS; k++)
		TRY(take_paper(w, p, (enum document_kind)k));
	return work_run(w, true, hand_in_papers, p);
}

/* What Dukcapil says to everybody who was just submitted. */
static err play_answers(struct work *w)
{
	static const struct job_kind *const kinds[] = { &dukcapil_ask_job };
	static const struct job_table table = { .kinds = kinds, .kind_count = 1 };
	int ran;

	return jobs_drain(w, &table, &ran);
}

static err sweep(struct work *w, void *arg)
{
	(void)arg;
	w->actor = NULL;
	return registration_sweep_job.run(w, NULL);
}

static err play_scene(struct work *w, struct playing *p)
{
	if (p->deed == DEED_EXPIRE)
		return work_run(w, true, sweep, NULL);
	TRY(work_run(w, true, play_deed, p));
	if (p->deed == DEED_DRAFT)
		return play_papers(w, p);
	return p->deed == DEED_SUBMIT ? play_answers(w) : OK;
}

static enum zone zone_of(const struct filling *f, const struct story *s)
{
	str kppn = f->satker.items[s->satker].kppn;

	for (size_t i = 0; i < f->offices.count; i++)
		if (str_eq(f->offices.items[i].code, kppn))
			return f->offices.items[i].zone;
	panic("no KPPN %.*s", P(kppn));
}

static err play_cue(struct work *w, struct filling *f, struct story *story,
		    struct scene scene)
{
	struct playing p = { .filling = f,
			     .story = story,
			     .deed = scene.deed,
			     .papers = arena_new(PAPERS_CEILING) };
	err e;

	w->now =
		instant_of(f->days[scene.days], scene.minute * MINUTE, zone_of(f, story));
	e = play_scene(w, &p);
	arena_free(p.papers);
	return e;
}

err play_requests(struct work *w, struct filling *f)
{
	const struct settings *before = w->settings;
	struct settings simulated = *before;
	struct stories stories;
	struct cues cues;
	err e = OK;

	simulated.dukcapil = S("simulated");
	w->settings = &simulated;
	script(f->keep, f->satker.count, &stories);
	script_cues(f->keep, &stories, &cues);
	for (size_t i = 0; i < cues.count && !e; i++)
		e = play_cue(w, f, &stories.items[cues.items[i].story],
			     cues.items[i].scene);
	f->requests = (int64_t)stories.count;
	w->settings = before;
	w->actor = NULL;
	return e;
}
