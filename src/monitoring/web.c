/* What all pages of this folder use. */
#include "monitoring/web.h"

err stamp_read(struct work *w, struct stamp_view *ret)
{
	TRY(ingest_stamp(w, payment_feed.word, &ret->stamp));
	ret->stale = stamp_is_stale(&ret->stamp, w->now);
	return OK;
}

str rupiah(struct arena *a, int64_t amount)
{
	return arena_fmt(a, "Rp%.*s", P(text_number(a, amount)));
}

str payment_path(struct arena *a, const struct payment *p)
{
	char *path = arena_cstr(a, arena_fmt(a, "/spm/%.*s", P(p->number)));

	for (char *c = path + sizeof("/spm/") - 1; *c; c++)
		if (*c == '/')
			*c = '-';
	return str_from(path);
}

str pace_text(struct arena *a, const struct payment_pace *p, str office)
{
	if (p->median < 0)
		return S("");
	return arena_fmt(a,
			 "%.*s: separuh SP2D terbit dalam %d hari kerja sejak tanggal "
			 "SPM, sembilan dari sepuluh dalam %d hari kerja.",
			 P(office), p->median, p->slow);
}

void year_options(struct work *w, int64_t chosen, struct ui_select *ret)
{
	int year = date_at(w->now, WIB).year;

	for (int i = 0; i < YEARS_SHOWN; i++) {
		str text = arena_fmt(w->arena, "%d", year - i);

		*PUSH(w->arena, &ret->options) = (struct ui_option){
			.value = text,
			.label = arena_fmt(w->arena, "TA %.*s", P(text)),
			.chosen = chosen == year - i,
		};
	}
}

static const struct nav_item nav[] = {
	{ .section = STR("Pemantauan"),
	  .label = STR("Realisasi"),
	  .path = STR("/pemantauan"),
	  .icon = STR("chart-line"),
	  .permission = CAN_LIST_PAYMENTS },
	{ .section = STR("Pemantauan"),
	  .label = STR("SPM & SP2D"),
	  .path = STR("/sp2d"),
	  .icon = STR("file-invoice"),
	  .permission = CAN_LIST_PAYMENTS },
	{ 0 },
};

const struct feature monitoring_feature = {
	.name = STR("monitoring"),
	.routes = { payment_list_routes, payment_story_routes, figure_routes,
		    payment_api_routes, budget_api_routes },
	.nav = nav,
};
