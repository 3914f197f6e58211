/* What comes and goes by mail: which ticket it belongs to, who follows it. */
#include "mail/mail.h"
#include "helpdesk/internal.h"
#include "jobs/jobs.h"

/* A mail that has become an entry is not one again. */
err mail_is_new(struct work *w, const struct mail_sender *from, struct ticket_result *ret)
{
	int64_t known = 0;

	if (from->message_id.n)
		TRY(store_mail_ticket(w, from->message_id, &known));
	if (known) {
		ret->why = TICKET_DOUBLE;
		TRY(store_ticket_id(w, known, &ret->ticket));
	}
	return OK;
}

static err add_follower(struct work *w, struct ticket *t, str address)
{
	str email = arena_lower(w->arena, address);
	bool added;

	if (t->followers >= FOLLOWERS_MAX || !mail_address_valid(email) ||
	    str_eq(email, arena_lower(w->arena, t->asker_email)) ||
	    str_eq(email, arena_lower(w->arena, mail_address_of(w->settings->mail_from))))
		return OK;
	TRY(store_follower_insert(w, t->id, email, &added));
	t->followers += added;
	return OK;
}

err mail_joins(struct work *w, struct ticket *t, const struct mail_sender *from)
{
	bool first;

	if (from->message_id.n)
		TRY(store_mail_insert(w, from->message_id, t->id, &first));
	TRY(add_follower(w, t, from->address));
	for (size_t i = 0; i < from->copies.count; i++)
		TRY(add_follower(w, t, from->copies.items[i]));
	return OK;
}

str mail_subject(struct arena *a, str subject)
{
	struct buf b = buf_new(a);
	size_t runes = 0;

	for (size_t i = 0; i < subject.n; i++) {
		unsigned char c = (unsigned char)subject.p[i];

		if ((c & 0xc0) != 0x80 && ++runes > SUBJECT_MAX)
			break;
		buf_char(&b, c < ' ' || c == 0x7f ? ' ' : (char)c);
	}
	return str_blank(buf_str(&b)) ? S("Tanpa judul") : str_trim(buf_str(&b));
}

err ticket_by_key(struct work *w, str key, str *ret)
{
	*ret = S("");
	return thread_key_shaped(key) ? store_number_of_key(w, key, ret) : OK;
}

err ticket_by_references(struct work *w, const struct strs *message_ids, str *ret)
{
	int64_t ticket = 0;

	*ret = S("");
	for (size_t i = message_ids->count; i > 0 && !ticket; i--) {
		str id = message_ids->items[i - 1];

		if (!id.n || id.n > MAIL_ID_MAX)
			continue;
		TRY(store_mail_ticket(w, id, &ticket));
		if (!ticket)
			TRY(mail_topic_of(w, id, S("ticket"), &ticket));
	}
	return ticket ? store_number_of_id(w, ticket, ret) : OK;
}

err ticket_subject(struct work *w, str number, str *ret)
{
	struct ticket *t;

	TRY(store_ticket(w, number, &t));
	*ret = t ? t->subject : S("");
	return OK;
}
