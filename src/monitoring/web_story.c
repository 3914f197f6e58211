/* One payment: what happened to it, who has to act, and how long that usually takes. */
#include "monitoring/web.h"

static const str event_states[] = {
	[STEP_DONE] = STR("usai"),
	[STEP_NOW] = STR("kini"),
	[STEP_FAILED] = STR("gagal"),
	[STEP_TO_COME] = STR("nanti"),
};

static str after_step(struct arena *a, int days)
{
	if (days < 0)
		return S("");
	return days == 0 ? S("pada hari yang sama dengan langkah sebelumnya")
			 : arena_fmt(a, "%d hari kerja sejak langkah sebelumnya", days);
}

static str step_by(struct arena *a, const struct payment *p, const struct story_step *s)
{
	str day = s->day ? text_date(a, date_from_days(s->day)) : S("");
	str who = s->step == STEP_SPP ? p->ppk : s->step == STEP_SPM ? p->ppspm : S("");

	if (s->step == STEP_SP2D && p->sp2d.n)
		who = arena_fmt(a, "Nomor %.*s", P(p->sp2d));
	if (s->state == STEP_TO_COME)
		return S("");
	return who.n && day.n ? arena_fmt(a, "%.*s · %.*s", P(who), P(day))
	       : who.n	      ? who
			      : day;
}

static void set_steps(struct work *w, const struct story *story, struct story_view *v)
{
	for (size_t i = 0; i < story->count; i++) {
		const struct story_step *s = &story->steps[i];

		*PUSH(w->arena, &v->steps) = (struct ui_event){
			.state = event_states[s->state],
			.title = s->state == STEP_FAILED ? stage_labels[v->p->stage]
							 : step_titles[s->step],
			.by = step_by(w->arena, v->p, s),
			.text = after_step(w->arena, s->days),
		};
	}
}

static str waits_text(struct arena *a, const struct story *story)
{
	str who = turn_labels[story->turn];

	if (!who.n)
		return S("");
	return story->waiting < 1 ? who
				  : arena_fmt(a, "%.*s, sudah %d hari kerja", P(who),
					      story->waiting);
}

static struct ui_notice notice_of(struct arena *a, const struct payment *p)
{
	if (p->stage == STAGE_RETURNED)
		return (struct ui_notice){
			.tone = S("bahaya"),
			.title = S("Dana dikembalikan oleh bank"),
			.text = p->returned > 1
					? arena_fmt(a,
						    "%lld penerima belum dibayar. Satker "
						    "perlu meralat rekening mereka.",
						    (long long)p->returned)
					: S("Penerima belum dibayar. Satker perlu "
					    "meralat rekeningnya."),
		};
	if (p->stage == STAGE_SENT_BACK)
		return (struct ui_notice){
			.tone = S("awas"),
			.title = S("SPM dikembalikan KPPN"),
			.text = S("Satker perlu memperbaiki SPM di SAKTI dan "
				  "menyampaikannya lagi."),
		};
	return (struct ui_notice){ 0 };
}

static err read_story(struct work *w, struct story_view *v)
{
	struct date as_of = date_at(v->data.stamp.as_of, WIB);
	const struct payment *p = v->p;
	int64_t first = p->spp_day ? p->spp_day : p->day;
	struct payment_pace pace;
	struct calendar calendar;
	struct story story;

	TRY(calendar_from(w, date_from_days(first), &calendar));
	story_tell(p, &calendar, date_days(as_of), &story);
	TRY(kppn_pace(w, &v->data.stamp, p->kppn, p->ta, &pace));
	TRY(payment_history(w, p, &v->past));
	set_steps(w, &story, v);
	v->waits = waits_text(w->arena, &story);
	v->notice = notice_of(w->arena, p);
	v->pace = pace_text(w->arena, &pace, p->kppn_name);
	return OK;
}

static err show(struct work *w, struct reply *rp, struct payment *p, struct story_view *v)
{
	struct arena *a = reply_arena(rp);
	str number = arena_str(a, p->number);
	struct crumb *crumbs = NEW_ARRAY(a, struct crumb, 2);

	v->p = p;
	TRY(read_story(w, v));
	crumbs[0] = (struct crumb){ S("SPM & SP2D"), S("/sp2d") };
	crumbs[1] = (struct crumb){ number, S("") };
	page_story(reply_page(rp, 200,
			      (struct page){
				      .title = arena_fmt(a, "SPM %.*s", P(number)),
				      .active = S("/sp2d"),
				      .crumbs = { crumbs, 2 },
			      }),
		   v);
	return OK;
}

static err get_story(struct work *w, const struct request *rq, struct reply *rp)
{
	static const struct refusal unknown = { 404, STR("not_found"),
						STR("SPM itu tidak ditemukan.") };
	struct story_view v = { 0 };
	struct payment *p;

	TRY(stamp_read(w, &v.data));
	TRY(payment_find(w, path_str(rq, "number"), &v.data.stamp, &p));
	return p ? show(w, rp, p, &v) : reply_refusal(rp, &unknown);
}

/* An SP2D is known by the SPM that it pays. */
static err get_sp2d(struct work *w, const struct request *rq, struct reply *rp)
{
	static const struct refusal unknown = { 404, STR("not_found"),
						STR("SP2D itu tidak ditemukan.") };
	struct payment_query q = { .q = path_str(rq, "number"), .limit = 1 };
	enum payment_refusal why;
	struct payments found;
	struct stamp s;

	TRY(ingest_stamp(w, payment_feed.word, &s));
	if (!str_digits(q.q, 15))
		return reply_refusal(rp, &unknown);
	TRY(payment_list(w, &q, &s, &found, &why));
	return found.count ? reply_redirect(rp, payment_path(w->arena, &found.items[0]))
			   : reply_refusal(rp, &unknown);
}

const struct route payment_story_routes[] = {
	{ GET, "/spm/:number", CAN_LIST_PAYMENTS, get_story },
	{ GET, "/sp2d/:number", CAN_LIST_PAYMENTS, get_sp2d },
	{ 0 },
};
