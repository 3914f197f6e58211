#include "mailroom/web.h"

/* The head office sees all, another office what became its own. */
err mailroom_list(struct work *w, const struct mail_list *q, struct mail_rows *ret)
{
	*ret = (struct mail_rows){ 0 };
	switch (actor_grant(w->actor, CAN_NOTE_TICKET).scope) {
	case SCOPE_NATION:
		return store_mail_list_all(w, q, ret);
	case SCOPE_KPPN:
		return w->actor->unit.n ? store_mail_list(w, w->actor->unit, q, ret) : OK;
	default:
		return OK;
	}
}

err mailroom_state(struct work *w, struct mailbox_state *ret)
{
	return store_mailbox_state(w, ret);
}

static const struct nav_item nav[] = {
	{ .section = STR("Bantuan"),
	  .label = STR("Email masuk"),
	  .path = STR("/email-masuk"),
	  .icon = STR("mail"),
	  .permission = CAN_NOTE_TICKET },
	{ 0 },
};

const struct feature mailroom_feature = {
	.name = STR("mailroom"),
	.routes = { mailroom_routes, mailroom_api_routes },
	.nav = nav,
};
