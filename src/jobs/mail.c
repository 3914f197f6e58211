#include "jobs/internal.h"

enum {
	SEND_LEASE = 90, /* connecting, sending, QUIT: 30 s each at most */
	/* A kill between sending and settling doubles those under way: so one. */
	SEND_AT_ONCE = 1,
};

static str body_place(struct arena *a, int64_t id)
{
	return arena_fmt(a, "mail|body|%lld", (long long)id);
}

/* Text and HTML in one value: the length of the text, a colon, both. */
static str body_join(struct arena *a, const struct mail *m)
{
	struct buf b = buf_new(a);

	buf_fmt(&b, "%zu:", m->text.n);
	buf_add(&b, m->text);
	buf_add(&b, m->html);
	return buf_str(&b);
}

static bool body_split(str body, str *ret_text, str *ret_html)
{
	str length = str_cut(&body, ':');
	int64_t n;

	if (!str_int(length, &n) || n < 0 || (size_t)n > body.n)
		return false;
	*ret_text = str_left(body, (size_t)n);
	*ret_html = str_skip(body, (size_t)n);
	return true;
}

/* "<random@host of the sender>" */
static str new_message_id(struct work *w)
{
	str host = mail_address_of(w->settings->mail_from);

	str_cut(&host, '@');
	return arena_fmt(w->arena, "<%.*s@%.*s>", P(token_new(w->arena)), P(host));
}

err mail_queue(struct work *w, const struct mail *m, int64_t *ret_id)
{
	struct mail_fate bounced = { MAIL_BOUNCED, 0 };
	int64_t id = 0;

	TRY(mail_insert(w, m, new_message_id(w), &id));
	if (ret_id)
		*ret_id = id;
	if (!mail_address_valid(m->to))
		return mail_set_fate(w, id, bounced, 0,
				     S("not an address that can be written to"));
	TRY(mail_set_body(w, id,
			  seal(w->keys, w->arena, body_place(w->arena, id),
			       body_join(w->arena, m))));
	return jobs_add(w, &mail_send_job, id, S(""), 0);
}

static err prepare_letter(struct work *w, const struct job *j, void **ret_input)
{
	struct outgoing *o = NEW(w->arena, struct outgoing);
	bool found;

	TRY(mail_find(w, j->subject, o, &found));
	/* Sent or bounced: a try before this one was settled after its lease. */
	if (found && (o->state == MAIL_QUEUED || o->state == MAIL_DELAYED))
		*ret_input = o;
	return OK;
}

static struct delivery_report send_letter(const struct job_world *world,
					  const struct outgoing *o)
{
	struct transport t = transport_of(world->settings->mail);
	struct letter l = {
		.from = world->settings->mail_from,
		.to = o->to,
		.subject = o->subject,
		.message_id = o->message_id,
		.date = o->queued_at,
	};
	str body, message;
	err e;

	if (!unseal(world->keys, world->arena, body_place(world->arena, o->id), o->body,
		    &body) ||
	    !body_split(body, &l.text, &l.html))
		return (struct delivery_report){ DELIVERY_LATER, 0,
						 S("the body cannot be opened") };
	e = letter_build(world->arena, &l, &message);
	if (e)
		return (struct delivery_report){
			DELIVERY_LATER, 0, arena_str(world->arena, str_from(e->text))
		};
	return t.send(world->arena, &t, &l, message);
}

static void *act_send(const struct job_world *world, const struct job *j, void *input)
{
	struct delivery_report *report = NEW(world->arena, struct delivery_report);

	(void)j;
	*report = send_letter(world, input);
	return report;
}

static err settle_letter(struct work *w, const struct job *j, void *input, void *result)
{
	const struct outgoing *o = input;
	const struct delivery_report *report = result;
	struct mail_fate fate =
		mail_fate(report->outcome, o->tries + 1, o->queued_at, w->now);

	if (fate.state == MAIL_BOUNCED)
		TRY(mail_keep(w, o->id));
	TRY(mail_set_fate(w, o->id, fate, o->tries + 1, report->detail));
	return fate.next_at ? jobs_again(w, j, fate.next_at) : OK;
}

/*
 * Repeatable: every try carries the same Message-ID, so a letter that went out
 * twice (a kill between sending and settling) can be told for what it is.
 */
const struct job_kind mail_send_job = {
	.name = STR("mail.send"),
	.prepare = prepare_letter,
	.act = act_send,
	.settle = settle_letter,
	.lease_s = SEND_LEASE,
	.at_once = SEND_AT_ONCE,
};
