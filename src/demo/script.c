#include "demo/internal.h"

#include <stdlib.h>

#define AT(hour, minute) ((hour)*60 + (minute))

/* How requests go. Each ends with a scene in which nothing is done. */
static const struct scene draft[] = {
	{ 1, AT(11, 0), DEED_DRAFT },
	{ 0 },
};
static const struct scene fresh[] = {
	{ 1, AT(9, 14), DEED_DRAFT },
	{ 1, AT(9, 40), DEED_SUBMIT },
	{ 0 },
};
static const struct scene overdue[] = {
	{ 4, AT(10, 5), DEED_DRAFT },
	{ 4, AT(10, 30), DEED_SUBMIT },
	{ 0 },
};
static const struct scene verified[] = {
	{ 1, AT(8, 20), DEED_DRAFT },
	{ 1, AT(8, 50), DEED_SUBMIT },
	{ 1, AT(13, 30), DEED_CLAIM },
	{ 0 },
};
static const struct scene returned[] = {
	{ 4, AT(8, 30), DEED_DRAFT },
	{ 4, AT(9, 10), DEED_SUBMIT },
	{ 3, AT(8, 40), DEED_CLAIM },
	{ 3, AT(9, 30), DEED_RETURN },
	{ 0 },
};
static const struct scene corrected[] = {
	{ 5, AT(9, 0), DEED_DRAFT },
	{ 5, AT(9, 25), DEED_SUBMIT },
	{ 4, AT(9, 10), DEED_CLAIM },
	{ 4, AT(9, 50), DEED_RETURN },
	{ 1, AT(10, 0), DEED_CORRECT },
	{ 1, AT(10, 5), DEED_SUBMIT },
	{ 0 },
};
static const struct scene rejected[] = {
	{ 9, AT(9, 0), DEED_DRAFT },
	{ 9, AT(9, 30), DEED_SUBMIT },
	{ 8, AT(8, 45), DEED_CLAIM },
	{ 8, AT(9, 15), DEED_REJECT },
	{ 0 },
};
static const struct scene approved[] = {
	{ 6, AT(9, 0), DEED_DRAFT },
	{ 6, AT(9, 45), DEED_SUBMIT },
	{ 5, AT(8, 35), DEED_CLAIM },
	{ 5, AT(9, 5), DEED_APPROVE },
	{ 0 },
};
static const struct scene irregular[] = {
	{ 1, AT(8, 10), DEED_DRAFT },
	{ 1, AT(8, 30), DEED_SUBMIT },
	{ 1, AT(9, 0), DEED_CLAIM },
	{ 1, AT(9, 20), DEED_APPROVE },
	{ 0 },
};
static const struct scene withdrawn[] = {
	{ 6, AT(13, 0), DEED_DRAFT },
	{ 6, AT(13, 15), DEED_SUBMIT },
	{ 5, AT(10, 0), DEED_WITHDRAW },
	{ 0 },
};
static const struct scene expired[] = {
	{ 14, AT(9, 0), DEED_DRAFT },  { 14, AT(9, 20), DEED_SUBMIT },
	{ 13, AT(8, 30), DEED_CLAIM }, { 13, AT(9, 0), DEED_RETURN },
	{ 7, AT(9, 0), DEED_EXPIRE },  { 0 },
};

static const struct story firsts[] = {
	{ 0, 3, .scenes = fresh },
	{ 1, 2, { 0, 90 }, .scenes = fresh }, /* another name */
	{ 2, 1, .scenes = overdue },
	{ 3, 2, .scenes = verified },
	{ 4, 2, { 0, 90 }, .scenes = returned },
	{ 5, 2, .scenes = corrected },
	{ 6, 1, .scenes = rejected },
	{ 7, 2, .scenes = approved },
	{ 0, 1, .known = true, .scenes = approved }, /* has an account: done at once */
	{ 1, 1, .scenes = withdrawn },
	{ 2, 2, .scenes = draft },
	{ 3, 1, .scenes = expired },
	{ 4, 1, { 93 }, .scenes = irregular }, /* not found */
	{ 5, 1, { 91 }, .scenes = fresh },     /* deceased */
	{ 6, 1, { 98 }, .scenes = fresh },     /* no answer */
	{ 8, 2, .scenes = fresh },
	{ 9, 1, .scenes = verified },
	{ 10, 1, .scenes = approved },
	{ 12, 2, .scenes = fresh },
	{ 13, 1, .scenes = returned },
	{ 15, 1, .scenes = fresh },
	{ 16, 2, .scenes = verified },
	{ 17, 1, .scenes = fresh },
	{ 18, 1, .scenes = fresh }, /* nobody there yet: its KPPN types it */
};

static const struct scene *const further[] = { fresh, verified, returned, approved };

void script(struct arena *a, size_t satker_count, struct stories *ret)
{
	size_t turn = 0;

	*ret = (struct stories){ 0 };
	for (size_t i = 0; i < COUNT(firsts); i++)
		if (firsts[i].satker + firsts[i].known < satker_count)
			*PUSH(a, ret) = firsts[i];
	for (size_t i = EMPTY; i < satker_count; i++)
		if (satker_is_listed(i))
			*PUSH(a, ret) = (struct story){
				.satker = i,
				.users = 1 + (int)(turn % 3),
				.scenes = further[turn++ % COUNT(further)],
			};
}

static int by_time(const void *x, const void *y)
{
	const struct cue *a = x, *b = y;

	if (a->scene.days != b->scene.days)
		return a->scene.days > b->scene.days ? -1 : 1;
	if (a->scene.minute != b->scene.minute)
		return a->scene.minute < b->scene.minute ? -1 : 1;
	return (a->story > b->story) - (a->story < b->story);
}

void script_cues(struct arena *a, const struct stories *stories, struct cues *ret)
{
	*ret = (struct cues){ 0 };
	for (size_t i = 0; i < stories->count; i++)
		for (const struct scene *s = stories->items[i].scenes; s->deed; s++)
			*PUSH(a, ret) = (struct cue){ i, *s };
	qsort(ret->items, ret->count, sizeof(*ret->items), by_time);
}
