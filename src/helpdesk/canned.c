/* Replies that are kept ready: read by officers, written by heads of offices. */
#include "helpdesk/internal.h"
#include "identity/identity.h"

static bool edits(const struct work *w)
{
	return actor_can(w->actor, CAN_BROADCAST);
}

static struct office own_office(const struct work *w)
{
	return (struct office){ w->actor->unit_kind, w->actor->unit };
}

static bool same_office(const struct office *a, const struct office *b)
{
	return a->kind == b->kind && str_eq(a->unit, b->unit);
}

/* ---- reading ---- */

static const struct office head_office = { UNIT_PUSAT, STR("DJPB") };

static err read_all(struct work *w, bool retired, struct canneds *ret)
{
	struct office own = own_office(w);

	*ret = (struct canneds){ 0 };
	if (!of_office(side_of(w->actor)))
		return OK;
	TRY(store_canneds(w, &own, retired, ret));
	return same_office(&own, &head_office)
		       ? OK
		       : store_canneds(w, &head_office, false, ret);
}

err canned_list(struct work *w, struct canneds *ret)
{
	return read_all(w, edits(w), ret);
}

err canned_for(struct work *w, const struct ticket *t, struct canneds *ret)
{
	struct canneds all;

	*ret = (struct canneds){ 0 };
	if (!of_office(side_of(w->actor)) ||
	    !ticket_within(t, w->actor, CAN_REPLY_TICKET))
		return OK;
	TRY(read_all(w, false, &all));
	for (size_t i = 0; i < all.count; i++)
		if (!all.items[i].category.n ||
		    str_eq(all.items[i].category, t->category))
			*PUSH(w->arena, ret) = all.items[i];
	return OK;
}

err canned_find(struct work *w, int64_t id, struct canned **ret)
{
	struct office own = own_office(w), of;

	TRY(store_canned(w, id, ret, &of));
	if (*ret && !(*ret)->national && !same_office(&of, &own))
		*ret = NULL;
	if (*ret && !of_office(side_of(w->actor)))
		*ret = NULL;
	return OK;
}

err canned_fill(struct work *w, const struct ticket *t, const struct canned *c,
		struct canned_text *ret)
{
	struct answers answers = { 0 };
	struct variable_values v = { t, &answers, w->actor->name };

	if (t->answers)
		TRY(store_answers(w, t->id, &answers));
	ret->body = variables_filled(w->arena, c->body, &v);
	ret->missing = variables_in(w->arena, ret->body);
	return OK;
}

/* ---- editing ---- */

static void check_variables(struct work *w, const struct canned *c,
			    const struct category *of, struct ticket_faults *ret)
{
	struct strs used = variables_in(w->arena, c->body);

	for (size_t i = 0; i < used.count; i++) {
		str braced = used.items[i];
		str name = str_left(str_skip(braced, 1), braced.n - 2);

		if (!variable_known(of, name))
			fault_add(w->arena, ret, FAULT_UNKNOWN_NAME, S("body"), braced);
	}
}

static err check_canned(struct work *w, const struct canned *c, struct ticket_faults *ret)
{
	struct category *of = NULL;

	check_title(w->arena, c->title, CANNED_TITLE_MAX, ret);
	check_body(w->arena, c->body, ret);
	if (c->category.n) {
		TRY(category_find(w, c->category, &of));
		if (!of)
			fault_add(w->arena, ret, FAULT_NOT_CHOSEN, S("category"),
				  S("kategori"));
	}
	check_variables(w, c, of, ret);
	return OK;
}

static err record(struct work *w, const struct canned *c, bool added)
{
	struct audit_change list[] = {
		{ S("title"), S(""), c->title },
		{ S("state"), S(""), c->active ? S("aktif") : S("nonaktif") },
	};
	struct audit_act act = {
		.event = added ? S("canned.written") : S("canned.changed"),
		.subject_kind = S("canned"),
		.subject = arena_fmt(w->arena, "%lld", (long long)c->id),
		.unit = arena_fmt(w->arena, "%.*s:%.*s",
				  P(unit_kind_words[w->actor->unit_kind]),
				  P(w->actor->unit)),
		.changes = list,
		.change_count = COUNT(list),
	};

	return audit_record(w, &act);
}

static err update(struct work *w, const struct canned *c, struct canned_result *ret)
{
	struct office own = own_office(w), of;
	struct canned *before;
	bool current;

	TRY(store_canned(w, c->id, &before, &of));
	ret->why = CANNED_NOT_FOUND;
	if (!before || !same_office(&of, &own))
		return OK;
	TRY(store_canned_update(w, c, &current));
	ret->why = current ? CANNED_GRANTED : CANNED_STALE;
	return OK;
}

static err save(struct work *w, struct canned *c, struct canned_result *ret)
{
	struct office own = own_office(w);
	bool added = !c->id;

	TRY(added ? store_canned_insert(w, &own, c) : update(w, c, ret));
	if (ret->why)
		return OK;
	TRY(store_canned(w, c->id, &ret->canned, &own));
	return record(w, ret->canned, added);
}

err canned_write(struct work *w, const struct canned *c, struct canned_result *ret)
{
	struct canned tidy = *c;

	*ret = (struct canned_result){ .why = CANNED_NOT_ALLOWED,
				       .faults = NEW(w->arena, struct ticket_faults) };
	if (!edits(w))
		return OK;
	ret->why = CANNED_REAUTHENTICATE;
	if (!entered_lately(w->actor, w->now, LATELY))
		return OK;
	tidy.title = subject_tidy(w->arena, c->title);
	tidy.body = body_tidy(w->arena, c->body);
	TRY(check_canned(w, &tidy, ret->faults));
	ret->why = ret->faults->count ? CANNED_INCOMPLETE : CANNED_GRANTED;
	return ret->why ? OK : save(w, &tidy, ret);
}
