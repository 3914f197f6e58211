/* Removals of users: their request and their ticket tell each other what happens. */
#include "helpdesk/internal.h"

/* A reason that the category does not know is told in the message. */
static str reason_answer(const struct category *c, str reason)
{
	for (size_t i = 0; i < c->fields.count; i++)
		for (size_t k = 0; k < c->fields.items[i].choices.count; k++)
			if (str_eq_nocase(c->fields.items[i].choices.items[k], reason))
				return c->fields.items[i].choices.items[k];
	return S("Lainnya");
}

static str message_of(struct work *w, const struct removal_asked *asked)
{
	return arena_fmt(
		w->arena,
		"Mohon penghapusan pengguna MyIntress: %.*s.\n\n"
		"Surat permohonan nomor %.*s dan Formulir Penghapusan ada pada permohonan "
		"%.*s.%s%.*s",
		P(asked->names), P(asked->letter), P(asked->request),
		asked->reason.n ? "\n\nAlasan: " : "", P(asked->reason));
}

/* Room that a subject and an answer have for names; the message has them all. */
enum { NAMES_MAX = SUBJECT_MAX - 30 };

static str short_names(str names)
{
	return str_runes(names) > NAMES_MAX ? S("beberapa orang") : names;
}

err ticket_ask_removal(struct work *w, const struct removal_asked *asked, str *ret)
{
	struct ticket_input in = {
		.satker = asked->satker,
		.category = CATEGORY_REMOVAL,
		.priority = PRIORITY_BIASA,
		.subject = arena_fmt(w->arena, "Penghapusan pengguna %.*s",
				     P(short_names(asked->names))),
		.body = message_of(w, asked),
		.about = { S("permohonan"), asked->request },
		.files_elsewhere = true,
	};
	struct ticket_result opened;
	struct category *c;

	TRY(category_find(w, CATEGORY_REMOVAL, &c));
	if (!c)
		return FAULT(FAULT_INTERNAL, "no category for removals");
	*PUSH(w->arena, &in.answers) =
		(struct answer){ .code = S("nama"), .value = short_names(asked->names) };
	*PUSH(w->arena, &in.answers) =
		(struct answer){ .code = S("alasan"),
				 .value = reason_answer(c, asked->reason) };
	TRY(ticket_open(w, &in, &opened));
	if (opened.why)
		return FAULT(FAULT_INTERNAL, "removal %.*s: its ticket was refused (%d)",
			     P(asked->request), (int)opened.why);
	*ret = opened.ticket->number;
	return OK;
}

err ticket_removal_decided(struct work *w, str ticket, str request, bool granted)
{
	struct message_input in = {
		.body = granted ? arena_fmt(w->arena,
					    "Penghapusan disetujui pada permohonan %.*s. "
					    "Akses ke satker sudah berakhir.",
					    P(request))
				: arena_fmt(
					  w->arena,
					  "Penghapusan tidak disetujui. Alasannya tertulis "
					  "pada permohonan %.*s.",
					  P(request)),
		.after = AFTER_DONE,
		.seen = ANY_MESSAGE,
	};
	struct ticket_result told;
	struct ticket *t;

	TRY(ticket_read(w, ticket, &t));
	return t && t->state != TICKET_DONE ? ticket_reply(w, ticket, &in, &told) : OK;
}
