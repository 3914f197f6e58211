/* What the page of this folder shows. */
#pragma once

#include "mailroom/internal.h"
#include "web/pages.h"
#include "web/web.h"

struct shown_mail {
	const struct mail_row *r;
	str path; /* of what it became; "" for nothing */
};
struct shown_mails LIST_OF(struct shown_mail);

extern const struct ui_tag fate_tags[FATES];

struct mailroom_view {
	bool configured;
	struct mailbox_state state;
	struct shown_mails rows;
	struct ui_empty empty;
	struct ui_pager pager;
};
