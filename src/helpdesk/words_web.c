#include "helpdesk/views.h"

const struct ui_tag ticket_tags[TICKET_STATES] = {
	[TICKET_AT_KPPN] = { .tone = STR("info"),
			     .icon = STR("circle-dot"),
			     .label = STR("Menunggu Respon KPPN") },
	[TICKET_AT_SATKER] = { .tone = STR("awas"),
			       .icon = STR("hourglass"),
			       .label = STR("Menunggu Respons Satker") },
	[TICKET_AT_KANWIL] = { .tone = STR("ungu"),
			       .icon = STR("send"),
			       .label = STR("Kirim ke Kanwil") },
	[TICKET_AT_HAI] = { .tone = STR("ungu"),
			    .icon = STR("send"),
			    .label = STR("Kirim ke HAI") },
	[TICKET_DONE] = { .tone = STR("ok"), .label = STR("Selesai") },
};

const struct ui_tag priority_tags[PRIORITIES] = {
	[PRIORITY_BIASA] = { .label = STR("Biasa"), .icon = STR("circle-minus") },
	[PRIORITY_PENTING] = { .tone = STR("awas"), .label = STR("Penting") },
	[PRIORITY_SANGAT_SEGERA] = { .tone = STR("bahaya"),
				     .icon = STR("alarm"),
				     .label = STR("Sangat segera") },
};

const str entry_icons[ENTRY_KINDS] = {
	[ENTRY_MESSAGE] = STR("mail"),	   [ENTRY_CLAIMED] = STR("user-check"),
	[ENTRY_RELEASED] = STR("inbox"),   [ENTRY_TRANSFERRED] = STR("arrow-right"),
	[ENTRY_ESCALATED] = STR("send"),   [ENTRY_SENT_BACK] = STR("arrow-back-up"),
	[ENTRY_CHANGED] = STR("refresh"),  [ENTRY_SPLIT] = STR("copy"),
	[ENTRY_WARNED] = STR("alarm"),	   [ENTRY_CLOSED] = STR("circle-check"),
	[ENTRY_REOPENED] = STR("refresh"),
};

static const str event_verbs[ENTRY_KINDS] = {
	[ENTRY_CLAIMED] = STR("Diambil"),
	[ENTRY_RELEASED] = STR("Dilepas ke antrean oleh"),
	[ENTRY_TRANSFERRED] = STR("Dialihkan oleh"),
	[ENTRY_ESCALATED] = STR("Diteruskan oleh"),
	[ENTRY_SENT_BACK] = STR("Dikembalikan oleh"),
	[ENTRY_CHANGED] = STR("Diubah oleh"),
	[ENTRY_SPLIT] = STR("Dipecah oleh"),
	[ENTRY_CLOSED] = STR("Ditutup oleh"),
	[ENTRY_REOPENED] = STR("Dibuka kembali oleh"),
};

str event_words(struct arena *a, const struct entry *e)
{
	if (e->side == SIDE_SYSTEM)
		return e->body;
	return arena_fmt(a, "%.*s %.*s%s%.*s", P(event_verbs[e->kind]), P(e->author_name),
			 e->body.n ? ": " : "", P(e->body));
}
