/* One ticket: its thread, and what the reader may write into it. */
#include "helpdesk/web.h"

enum { LOOKING_SECONDS = 2 * MINUTE };

/* ---- for every page ---- */

str ticket_path(struct arena *a, const struct ticket *t, str rest)
{
	return arena_fmt(a, "/tiket/%.*s%.*s", P(t->number), P(rest));
}

struct page ticket_page(struct reply *rp, const struct ticket *t, str title, str last)
{
	struct arena *a = reply_arena(rp);
	struct crumb *crumbs = NEW_ARRAY(a, struct crumb, 3);
	size_t count = 0;

	crumbs[count++] = (struct crumb){ S("HAI CSO"), S("/tiket") };
	crumbs[count++] = (struct crumb){
		arena_str(a, t->number),
		last.n ? arena_str(a, ticket_path(a, t, S(""))) : S(""),
	};
	if (last.n)
		crumbs[count++] = (struct crumb){ last, S("") };
	return (struct page){
		.title = title,
		.active = S("/tiket"),
		.crumbs = { crumbs, count },
	};
}

err ticket_refuse(struct reply *rp, enum ticket_refusal why)
{
	return reply_refusal(rp, &ticket_refusals[why]);
}

err ticket_asked(struct work *w, const struct request *rq, struct reply *rp,
		 struct ticket **ret)
{
	TRY(ticket_read(w, path_str(rq, "number"), ret));
	return *ret ? OK : ticket_refuse(rp, TICKET_NOT_FOUND);
}

void complain(struct arena *a, const struct ticket_faults *faults, struct complaints *ret)
{
	for (size_t i = 0; i < faults->count; i++) {
		const struct ticket_fault *f = &faults->items[i];

		*PUSH(a, ret) = (struct complaint){ f->field, f->code, f->text };
	}
}

str complaint_about(const struct complaints *all, str field)
{
	for (size_t i = 0; i < all->count; i++)
		if (str_eq(all->items[i].field, field))
			return all->items[i].message;
	return S("");
}

/* ---- the thread: entries and notes in the order of their instants ---- */

struct telling {
	struct work *w;
	const struct ticket *t;
	const struct thread *thread;
	enum zone zone;
	int64_t day;  /* of the last item */
	int messages; /* so far */
	struct thread_items *items;
};

static str day_words(struct arena *a, int64_t day, int64_t today)
{
	struct date d = date_from_days(day);

	if (day == today)
		return S("Hari ini");
	return arena_fmt(a, "%.*s, %.*s", P(day_names[date_weekday(d)]),
			 P(text_date(a, d)));
}

static void tell_day(struct telling *s, int64_t at)
{
	struct arena *a = s->w->arena;
	int64_t day = date_days(date_at(at, s->zone));

	if (day == s->day)
		return;
	s->day = day;
	*PUSH(a, s->items) = (struct thread_item){
		.kind = ITEM_DAY,
		.text = day_words(a, day, date_days(date_at(s->w->now, s->zone))),
	};
}

static struct attachments files_of(struct arena *a, const struct attachments *all,
				   int64_t entry)
{
	struct attachments some = { 0 };

	for (size_t i = 0; i < all->count; i++)
		if (all->items[i].entry == entry)
			*PUSH(a, &some) = all->items[i];
	return some;
}

static void tell_entry(struct telling *s, const struct entry *e)
{
	struct arena *a = s->w->arena;
	struct thread_item *item;

	tell_day(s, e->at);
	item = PUSH(a, s->items);
	item->at = e->at;
	if (e->kind != ENTRY_MESSAGE) {
		item->kind = ITEM_EVENT;
		item->icon = entry_icons[e->kind];
		item->text = event_words(a, e);
		return;
	}
	item->kind = ITEM_MESSAGE;
	item->anchor = arena_fmt(a, "p%d", ++s->messages);
	item->initials = text_initials(a, e->author_name);
	item->name = e->author_name;
	item->who = author_words(a, s->t, e->side, e->author_role);
	item->on_behalf = e->on_behalf;
	item->text = e->body;
	item->office = of_office(e->side);
	item->mail = e->source == SOURCE_EMAIL;
	if (e->files)
		item->files = files_of(a, &s->thread->files, e->id);
}

static void tell_note(struct telling *s, const struct note *n)
{
	struct arena *a = s->w->arena;

	tell_day(s, n->at);
	*PUSH(a, s->items) = (struct thread_item){
		.kind = ITEM_NOTE,
		.at = n->at,
		.initials = text_initials(a, n->author_name),
		.name = n->author_name,
		.who = author_words(a, s->t, n->side, n->author_role),
		.text = n->body,
	};
}

static void tell_all(struct telling *s, const struct notes *notes)
{
	const struct entries *e = &s->thread->entries;
	int64_t from = s->thread->earlier && e->count ? e->items[0].at : 0;
	size_t n = 0;

	while (n < notes->count && notes->items[n].at < from)
		n++;
	for (size_t i = 0; i < e->count; i++) {
		while (n < notes->count && notes->items[n].at < e->items[i].at)
			tell_note(s, &notes->items[n++]);
		tell_entry(s, &e->items[i]);
	}
	while (n < notes->count)
		tell_note(s, &notes->items[n++]);
}

/* ---- writing ---- */

static enum ticket_refusal may(const struct work *w, const struct ticket *t,
			       enum ticket_act act)
{
	struct ticket_attempt attempt = { act, w->now, ANY_TICKET_VERSION };

	return ticket_check(t, w->actor, &attempt);
}

static struct ui_select after_select(struct work *w, const struct ticket *t, str chosen)
{
	static const struct {
		str word, label;
	} all[] = {
		{ STR("menunggu"), STR("Menunggu Respons Satker") },
		{ STR("tetap"), STR("Tetap seperti sekarang") },
		{ STR("selesai"), STR("Selesai") },
	};
	struct ui_select s = { .id = S("status"), .label = S("Status setelah dikirim") };

	for (size_t i = 0; i < COUNT(all); i++)
		if (i + 1 < COUNT(all) || ticket_within(t, w->actor, CAN_CLOSE_TICKET))
			*PUSH(w->arena, &s.options) = (struct ui_option){
				.value = all[i].word,
				.label = all[i].label,
				.chosen = str_eq(all[i].word, chosen),
			};
	return s;
}

static err drafted_of(struct work *w, const struct ticket *t, struct drafted_files *ret)
{
	struct attachments files;

	TRY(store_draft_files(w, w->actor->person, t->id, &files));
	for (size_t i = 0; i < files.count; i++)
		*PUSH(w->arena, ret) = (struct drafted_file){ &files.items[i], S("") };
	return OK;
}

static str saved_words(struct work *w, int64_t at, enum zone z)
{
	return at ? arena_fmt(w->arena, "Draf tersimpan %.*s",
			      P(text_instant(w->arena, at, z)))
		  : S("");
}

static err set_composer(struct work *w, struct telling *s, bool note,
			const struct typed_message *typed, struct composer *c)
{
	const struct ticket *t = s->t;
	enum ticket_refusal reply = may(w, t, TICKET_REPLY);
	bool may_note = !may(w, t, TICKET_NOTE);
	struct draft_text draft;

	c->note = may_note && (note || reply);
	c->shown = !reply || may_note;
	if (!c->shown)
		c->why_not =
			reply == TICKET_NOT_ALLOWED ? S("") : ticket_refusals[reply].text;
	if (!c->shown)
		return OK;
	TRY(store_draft(w, t->id, c->note ? S("catatan") : S("balasan"), &draft));
	c->path = ticket_path(w->arena, t, c->note ? S("/catatan") : S("/balas"));
	c->reply_path = reply ? S("") : ticket_path(w->arena, t, S("#tulis"));
	c->note_path =
		may_note ? ticket_path(w->arena, t, S("?tulis=catatan#tulis")) : S("");
	c->seen = t->last_message;
	c->saved = saved_words(w, draft.saved_at, s->zone);
	c->body = (struct ui_textarea){
		.id = S("body"),
		.label = c->note ? S("Isi catatan") : S("Isi balasan"),
		.value = typed ? typed->body : draft.body,
		.error = typed ? complaint_about(&typed->errors, S("body")) : S(""),
		.rows = 4,
		.required = true,
	};
	if (c->note)
		return OK;
	TRY(canned_select(w, t, &c->canned));
	if (of_office(side_of(w->actor)))
		c->after = after_select(w, t, typed ? typed->after : S(""));
	free_inputs(w->arena, &c->files);
	for (size_t i = 0; typed && i < c->files.count; i++)
		c->files.items[i].error =
			complaint_about(&typed->errors, c->files.items[i].id);
	return drafted_of(w, t, &c->drafted);
}

/* ---- what else one may do ---- */

static const struct {
	enum ticket_act act;
	str label, icon, path;
	bool post;
} act_buttons[] = {
	{ TICKET_CLAIM, STR("Ambil"), STR("user-check"), STR("/ambil"), true },
	{ TICKET_RELEASE, STR("Lepas"), STR("inbox"), STR("/lepas"), true },
	{ TICKET_TRANSFER, STR("Alihkan petugas"), STR("arrow-right"), STR("/alihkan"),
	  false },
	{ TICKET_ESCALATE, STR("Teruskan ke atas"), STR("send"), STR("/eskalasi"),
	  false },
	{ TICKET_SEND_BACK, STR("Kembalikan"), STR("arrow-back-up"), STR("/kembalikan"),
	  false },
	{ TICKET_CHANGE, STR("Ubah kategori"), STR("settings"), STR("/ubah"), false },
	{ TICKET_CLOSE, STR("Tutup tiket"), STR("circle-check"), STR("/tutup"), false },
	{ TICKET_REOPEN, STR("Buka kembali"), STR("refresh"), STR("/buka"), true },
	{ TICKET_MERGE, STR("Gabungkan"), STR("copy"), STR("/gabung"), false },
	{ TICKET_SPLIT, STR("Pecah"), STR("copy"), STR("/pecah"), false },
	{ TICKET_LINK, STR("Tautkan"), STR("list-check"), STR("/tautkan"), false },
	{ TICKET_UNMERGE, STR("Pisahkan lagi"), STR("arrow-back-up"), STR("/pisah"),
	  true },
};

/* Whose it is already is not offered again. */
static bool is_offered(const struct work *w, const struct ticket *t, enum ticket_act act)
{
	if (act == TICKET_CLAIM && t->assignee == w->actor->person)
		return false;
	return act != TICKET_RELEASE || t->assignee;
}

static err set_acts(struct work *w, const struct ticket *t, struct ticket_view *v)
{
	for (size_t i = 0; i < COUNT(act_buttons); i++)
		if (is_offered(w, t, act_buttons[i].act) &&
		    !may(w, t, act_buttons[i].act))
			*PUSH(w->arena, &v->acts) = (struct act_link){
				.label = act_buttons[i].label,
				.icon = act_buttons[i].icon,
				.path = ticket_path(w->arena, t, act_buttons[i].path),
				.post = act_buttons[i].post,
			};
	if (!v->office)
		return OK;
	v->may_link = !may(w, t, TICKET_LINK);
	v->may_unmerge = actor_can(w->actor, CAN_MERGE_TICKET);
	if (t->holds)
		TRY(store_merged(w, t->id, &v->held));
	return t->links ? store_links(w, t->id, &v->linked) : OK;
}

/* ---- around it ---- */

static err look(struct work *w, const struct ticket *t, struct ticket_view *v)
{
	struct strs names;
	struct buf b = buf_new(w->arena);

	if (!v->office || !actor_can(w->actor, CAN_REPLY_TICKET))
		return OK;
	TRY(store_look(w, t->id, w->now - LOOKING_SECONDS, &names));
	for (size_t i = 0; i < names.count; i++)
		buf_fmt(&b, "%s%.*s", i ? ", " : "", P(names.items[i]));
	v->lookers = buf_str(&b);
	return OK;
}

static err reasons_of(struct work *w, const struct ticket *t, enum deadline_kind k,
		      struct ui_reasons *ret)
{
	struct deadline_state *s;

	TRY(ticket_deadline(w, t, k, &s));
	ret->title = deadline_kind_labels[k];
	ret->lines = s ? s->lines : (struct strs){ 0 };
	return OK;
}

static err set_about(struct work *w, const struct ticket *t, struct ticket_view *v)
{
	if (t->merged_into)
		TRY(store_number_of_id(w, t->merged_into, &v->merged_number));
	if (str_eq(t->about.kind, S("permohonan")))
		v->about_path =
			arena_fmt(w->arena, "%s/%.*s",
				  v->office && actor_can(w->actor, CAN_CLAIM_REGISTRATION)
					  ? "/verifikasi"
					  : "/permohonan",
				  P(t->about.number));
	return OK;
}

/* Of an open ticket nothing is judged. */
static err set_rating(struct work *w, const struct ticket *t, struct ticket_view *v)
{
	v->may_rate = t->state == TICKET_DONE && may_rate(t, w->actor);
	return t->state == TICKET_DONE ? rating_of(w, t, &v->rating) : OK;
}

static err fill(struct work *w, const struct request *rq, const struct ticket *t,
		const struct typed_message *typed, struct ticket_view *v)
{
	str before = S("");
	struct thread thread;
	struct notes notes = { 0 };
	struct telling s = { .w = w,
			     .t = t,
			     .thread = &thread,
			     .day = INT64_MIN,
			     .zone = request_visitor(rq)->zone,
			     .items = &v->items };

	v->live = !query_str(rq, "sebelum").n;
	(void)cursor_read(w, rq, query_str(rq, "sebelum"), &before);
	TRY(ticket_thread(w, t, before, &thread));
	if (v->office && !t->merged_into)
		TRY(ticket_notes(w, t, &notes));
	tell_all(&s, &notes);
	v->answers = thread.answers;
	if (thread.earlier)
		v->earlier_path = arena_fmt(
			w->arena, "%.*s?sebelum=%.*s", P(v->path),
			P(url_part(
				w->arena,
				cursor_make(
					w, rq,
					arena_fmt(w->arena, "%lld.%lld",
						  (long long)thread.entries.items[0].at,
						  (long long)thread.entries.items[0]
							  .id)))));
	TRY(set_composer(w, &s, str_eq(query_str(rq, "tulis"), S("catatan")), typed,
			 &v->composer));
	TRY(set_about(w, t, v));
	TRY(set_acts(w, t, v));
	return set_rating(w, t, v);
}

err ticket_view_fill(struct work *w, const struct request *rq, const struct ticket *t,
		     const struct typed_message *typed, struct ticket_view *ret)
{
	*ret = (struct ticket_view){
		.t = t,
		.path = ticket_path(w->arena, t, S("")),
		.office = of_office(side_of(w->actor)),
	};
	if (typed)
		ret->errors = typed->errors;
	TRY(reasons_of(w, t, DEADLINE_FIRST_RESPONSE, &ret->why_answer));
	TRY(reasons_of(w, t, DEADLINE_RESOLUTION, &ret->why_solved));
	return fill(w, rq, t, typed, ret);
}

err ticket_show(struct work *w, const struct request *rq, struct reply *rp,
		const struct ticket *t, const struct typed_message *typed)
{
	struct ticket_view v;
	struct page page = ticket_page(
		rp, t, arena_fmt(reply_arena(rp), "Tiket %.*s", P(t->number)), S(""));

	TRY(ticket_view_fill(w, rq, t, typed, &v));
	TRY(look(w, t, &v));
	page.has_errors = v.errors.count > 0;
	page_ticket(reply_page(rp, v.errors.count ? 422 : 200, page), &v);
	return OK;
}

static err get_ticket(struct work *w, const struct request *rq, struct reply *rp)
{
	struct ticket *t;

	TRY(ticket_asked(w, rq, rp, &t));
	if (!t)
		return OK;
	TRY(ticket_show(w, rq, rp, t, NULL));
	return store_seen(w, t->id, t->last_message);
}

/* ---- what is sent ---- */

static err prepare_message(struct work *w, const struct request *rq, struct arena *keep,
			   void **ret)
{
	struct uploads *u = NEW(keep, struct uploads);
	struct ticket *t;

	*ret = u;
	u->settings = w->settings;
	u->keys = w->keys;
	TRY(ticket_read(w, path_str(rq, "number"), &t));
	if (t && !may(w, t, TICKET_REPLY))
		uploads_free(keep, rq, u);
	return OK;
}

static enum afterwards after_typed(const struct request *rq)
{
	for (int a = 0; a < AFTERWARDS; a++)
		if (str_eq(afterwards_words[a], form_str(rq, "status")))
			return (enum afterwards)a;
	return AFTER_AWAIT;
}

static int64_t number_typed(const struct request *rq, const char *name, int64_t otherwise)
{
	int64_t n;

	return str_int(form_str(rq, name), &n) ? n : otherwise;
}

/* Nothing that was typed is lost: it stands in the form, files in the draft. */
static err show_again(struct work *w, const struct request *rq, struct reply *rp,
		      const struct ticket *t, const struct complaints *wrong)
{
	struct typed_message typed = { form_str(rq, "body"), form_str(rq, "status"),
				       *wrong };

	TRY(uploads_to_draft(w, t, request_note(rq)));
	return ticket_show(w, rq, rp, t, &typed);
}

static err refuse_message(struct work *w, const struct request *rq, struct reply *rp,
			  const struct ticket_result *result)
{
	struct complaints wrong = { 0 };

	if (result->why == TICKET_INCOMPLETE)
		complain(w->arena, &result->faults, &wrong);
	else if (ticket_refusals[result->why].status == 409 && result->ticket)
		*PUSH(w->arena, &wrong) =
			(struct complaint){ S(""), ticket_refusals[result->why].code,
					    ticket_refusals[result->why].text };
	else
		return ticket_refuse(rp, result->why);
	return show_again(w, rq, rp, result->ticket, &wrong);
}

static err post_reply(struct work *w, const struct request *rq, struct reply *rp)
{
	struct ticket_files files;
	struct complaints wrong = { 0 };
	struct message_input in = {
		.body = form_str(rq, "body"),
		.after = after_typed(rq),
		.seen = number_typed(rq, "seen", 0),
		.with_draft = true,
	};
	struct ticket_result result;
	struct ticket *t;

	uploads_split(w->arena, request_note(rq), &files, &wrong);
	in.files = files.items;
	in.file_count = files.count;
	if (wrong.count) {
		TRY(ticket_asked(w, rq, rp, &t));
		return t ? show_again(w, rq, rp, t, &wrong) : OK;
	}
	TRY(ticket_reply(w, path_str(rq, "number"), &in, &result));
	if (result.why)
		return refuse_message(w, rq, rp, &result);
	reply_flash(rp, S("ok"), S("Balasan terkirim."));
	return reply_redirect(rp, ticket_path(w->arena, result.ticket, S("#akhir")));
}

static err post_note(struct work *w, const struct request *rq, struct reply *rp)
{
	struct ticket_result result;

	TRY(ticket_note(w, path_str(rq, "number"), form_str(rq, "body"), &result));
	if (result.why)
		return refuse_message(w, rq, rp, &result);
	reply_flash(rp, S("ok"), S("Catatan internal tersimpan."));
	return reply_redirect(rp, ticket_path(w->arena, result.ticket, S("#akhir")));
}

/* Saved by a button, and while it is typed where JavaScript runs. */
static err post_draft(struct work *w, const struct request *rq, struct reply *rp)
{
	bool note = str_eq(form_str(rq, "jenis"), S("catatan"));
	struct draft_text d = { .body = body_tidy(w->arena, form_str(rq, "body")) };
	struct ticket_faults wrong = { 0 };
	struct ticket *t;

	TRY(ticket_asked(w, rq, rp, &t));
	if (!t)
		return OK;
	if (d.body.n)
		check_body(w->arena, d.body, &wrong);
	if (wrong.count)
		return refuse_message(w, rq, rp,
				      &(struct ticket_result){ .why = TICKET_INCOMPLETE,
							       .ticket = t,
							       .faults = wrong });
	TRY(store_draft_save(w, t->id, note ? S("catatan") : S("balasan"), &d));
	TRY(uploads_to_draft(w, t, request_note(rq)));
	if (form_has(rq, "otomatis"))
		return reply_empty(rp, 204);
	reply_flash(rp, S("ok"), S("Draf tersimpan."));
	return reply_redirect(
		rp,
		ticket_path(w->arena, t, note ? S("?tulis=catatan#tulis") : S("#tulis")));
}

/* A reply that is kept ready goes into the draft, where the officer completes it. */
static err post_take(struct work *w, const struct request *rq, struct reply *rp)
{
	struct ticket *t;

	TRY(ticket_asked(w, rq, rp, &t));
	return t ? canned_into_draft(w, rq, rp, t) : OK;
}

static const struct before message_before = { prepare_message, uploads_take };

const struct route ticket_show_routes[] = {
	{ GET, "/tiket/:number", CAN_READ_TICKET, get_ticket, ROUTE_WRITES },
	{ POST, "/tiket/:number/balas", CAN_REPLY_TICKET, post_reply,
	  ROUTE_SLOW | ROUTE_UPLOAD, &message_before },
	{ POST, "/tiket/:number/catatan", CAN_NOTE_TICKET, post_note },
	{ POST, "/tiket/:number/templat", CAN_NOTE_TICKET, post_take,
	  ROUTE_SLOW | ROUTE_UPLOAD, &message_before },
	{ POST, "/tiket/:number/draf", CAN_READ_TICKET, post_draft,
	  ROUTE_SLOW | ROUTE_UPLOAD, &message_before },
	{ 0 },
};
