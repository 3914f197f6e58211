/* From what the operations give to an answer. Nothing here knows internal notes. */
#include "helpdesk/api.h"

void put_text_or_null(struct json_out *o, str name, str text)
{
	json_name(o, name);
	if (text.n)
		json_put_str(o, text);
	else
		json_put_null(o);
}

void put_instant(struct json_out *o, str name, int64_t at)
{
	json_name(o, name);
	json_put_instant(o, at);
}

void put_attachment(struct json_out *o, const struct attachment *f)
{
	json_open(o, '{');
	json_put(o, S("id"), f->document);
	json_put(o, S("file_name"), f->file_name);
	put_text_or_null(o, S("requirement"), f->requirement);
	json_put(o, S("sha256"), f->sha256);
	json_put(o, S("bytes"), f->bytes);
	json_put(o, S("pages"), f->pages);
	json_put(o, S("scan"), document_scan_words[f->scan]);
	json_close(o, '}');
}

static void put_entry(struct json_out *o, const struct entry *e,
		      const struct attachments *files)
{
	json_open(o, '{');
	json_put(o, S("id"), e->id);
	json_put(o, S("kind"), entry_words[e->kind]);
	put_instant(o, S("at"), e->at);
	json_put(o, S("side"), side_words[e->side]);
	json_put(o, S("author"), e->author_name);
	json_put(o, S("role"), e->author_role);
	put_text_or_null(o, S("on_behalf_of"), e->on_behalf);
	json_put(o, S("source"), source_words[e->source]);
	json_put(o, S("body"), e->body);
	json_put(o, S("state"), ticket_state_words[e->state]);
	json_name(o, S("attachments"));
	json_open(o, '[');
	for (size_t i = 0; i < files->count; i++)
		if (files->items[i].entry == e->id)
			put_attachment(o, &files->items[i]);
	json_close(o, ']');
	json_close(o, '}');
}

static void put_thread(struct json_out *o, const struct thread *thread)
{
	json_name(o, S("fields"));
	json_open(o, '[');
	for (size_t i = 0; i < thread->answers.count; i++) {
		json_open(o, '{');
		json_put(o, S("code"), thread->answers.items[i].code);
		json_put(o, S("label"), thread->answers.items[i].label);
		json_put(o, S("value"), thread->answers.items[i].value);
		json_close(o, '}');
	}
	json_close(o, ']');
	json_put(o, S("earlier"), thread->earlier);
	json_name(o, S("thread"));
	json_open(o, '[');
	for (size_t i = 0; i < thread->entries.count; i++)
		put_entry(o, &thread->entries.items[i], &thread->files);
	json_close(o, ']');
}

static void put_about(struct json_out *o, const struct about *about)
{
	json_name(o, S("about"));
	if (!about->kind.n) {
		json_put_null(o);
		return;
	}
	json_open(o, '{');
	json_put(o, S("kind"), about->kind);
	json_put(o, S("number"), about->number);
	json_close(o, '}');
}

static void put_head(struct json_out *o, const struct ticket *t)
{
	json_put(o, S("number"), t->number);
	json_put(o, S("state"), ticket_state_words[t->state]);
	json_put(o, S("priority"), priority_words[t->priority]);
	json_put(o, S("category_name"), t->category_name);
	json_put(o, S("subject"), t->subject);
	put_text_or_null(o, S("satker"), t->satker);
	json_put(o, S("satker_name"), t->satker_name);
	put_text_or_null(o, S("assignee"), t->assignee_name);
	put_instant(o, S("opened_at"), t->opened_at);
	put_instant(o, S("changed_at"), t->changed_at);
	put_instant(o, S("due_at"), t->due_at);
	json_put(o, S("version"), t->version);
	json_put(o, S("tier"), tier_words[t->tier]);
	json_put(o, S("source"), source_words[t->source]);
	json_put(o, S("category"), t->category);
	put_text_or_null(o, S("kppn"), t->kppn);
	json_put(o, S("kppn_name"), t->kppn_name);
	json_put(o, S("asker"), t->asker_name);
	put_about(o, &t->about);
}

void put_rating(struct json_out *o, const struct rating *r)
{
	if (!r->score) {
		json_put_null(o);
		return;
	}
	json_open(o, '{');
	json_put(o, S("score"), r->score);
	json_put(o, S("comment"), r->comment);
	json_put(o, S("source"), source_words[r->source]);
	put_instant(o, S("changed_at"), r->changed_at);
	json_close(o, '}');
}

err put_ticket(struct work *w, struct json_out *o, const struct ticket *t)
{
	struct rating rating = { 0 };
	struct thread thread;
	str merged = S("");

	TRY(ticket_thread(w, t, S(""), &thread));
	if (t->state == TICKET_DONE)
		TRY(rating_of(w, t, &rating));
	if (t->merged_into)
		TRY(store_number_of_id(w, t->merged_into, &merged));
	json_open(o, '{');
	put_head(o, t);
	put_instant(o, S("resolve_by"), t->resolve_by);
	put_instant(o, S("answered_at"), t->answered_at);
	put_instant(o, S("close_at"), t->close_at);
	put_instant(o, S("closed_at"), t->closed_at);
	json_put(o, S("rounds"), t->rounds);
	json_put(o, S("last_message"), t->last_message);
	put_text_or_null(o, S("merged_into"), merged);
	json_name(o, S("rating"));
	put_rating(o, &rating);
	put_thread(o, &thread);
	json_close(o, '}');
	return OK;
}

void put_ticket_row(struct json_out *o, const struct ticket_row *r)
{
	json_open(o, '{');
	json_put(o, S("number"), r->number);
	json_put(o, S("state"), ticket_state_words[r->state]);
	json_put(o, S("priority"), priority_words[r->priority]);
	json_put(o, S("category_name"), r->category);
	json_put(o, S("subject"), r->subject);
	put_text_or_null(o, S("satker"), r->satker);
	json_put(o, S("satker_name"), r->satker_name);
	put_text_or_null(o, S("assignee"), r->assignee_name);
	put_instant(o, S("opened_at"), r->opened_at);
	put_instant(o, S("changed_at"), r->changed_at);
	put_instant(o, S("due_at"), r->due_at);
	json_put(o, S("unread"), r->unread);
	json_close(o, '}');
}

static void put_field(struct json_out *o, const struct category_field *f)
{
	json_open(o, '{');
	json_put(o, S("code"), f->code);
	json_put(o, S("label"), f->label);
	json_put(o, S("required"), f->required);
	json_name(o, S("choices"));
	json_open(o, '[');
	for (size_t i = 0; i < f->choices.count; i++)
		json_put_str(o, f->choices.items[i]);
	json_close(o, ']');
	json_close(o, '}');
}

void put_category(struct json_out *o, const struct category *c)
{
	json_open(o, '{');
	json_put(o, S("code"), c->code);
	json_put(o, S("name"), c->name);
	json_put(o, S("hint"), c->hint);
	json_name(o, S("fields"));
	json_open(o, '[');
	for (size_t i = 0; i < c->fields.count; i++)
		put_field(o, &c->fields.items[i]);
	json_close(o, ']');
	json_name(o, S("documents"));
	json_open(o, '[');
	for (size_t i = 0; i < c->documents.count; i++) {
		json_open(o, '{');
		json_put(o, S("code"), c->documents.items[i].code);
		json_put(o, S("label"), c->documents.items[i].label);
		json_put(o, S("required"), c->documents.items[i].required);
		json_close(o, '}');
	}
	json_close(o, ']');
	json_close(o, '}');
}

/* ---- why not ---- */

static void put_faults(struct json_out *o, const struct refusal *why,
		       const struct ticket_faults *faults)
{
	json_name(o, S("fields"));
	json_open(o, '[');
	for (size_t i = 0; i < faults->count; i++)
		problem_field(o, faults->items[i].field, faults->items[i].code,
			      faults->items[i].text);
	if (!faults->count)
		problem_field(o, why->code, why->code, why->text);
	json_close(o, ']');
}

err refuse_ticket_act(struct work *w, struct reply *rp,
		      const struct ticket_result *result)
{
	const struct refusal *why = &ticket_refusals[result->why];
	struct json_out *o = reply_problem_open(rp, why);

	if (why->status == 422)
		put_faults(o, why, &result->faults);
	if (why->status == 409 && result->ticket) {
		json_name(o, S("ticket"));
		TRY(put_ticket(w, o, result->ticket));
	}
	json_close(o, '}');
	return OK;
}

err answer_ticket(struct work *w, struct reply *rp, int status,
		  const struct ticket_result *result)
{
	if (result->why)
		return refuse_ticket_act(w, rp, result);
	return put_ticket(w, reply_json(rp, status), result->ticket);
}
