#include "helpdesk/api.h"
#include "helpdesk/web.h"

static const struct nav_item nav[] = {
	{ .label = STR("HAI CSO"),
	  .path = STR("/tiket"),
	  .icon = STR("messages"),
	  .permission = CAN_READ_TICKET },
	{ .section = STR("Bantuan"),
	  .label = STR("Pengetahuan"),
	  .path = STR("/pengetahuan"),
	  .icon = STR("file-text"),
	  .permission = CAN_READ_TICKET },
	{ .section = STR("Bantuan"),
	  .label = STR("Templat balasan"),
	  .path = STR("/admin/templat"),
	  .icon = STR("copy"),
	  .permission = CAN_NOTE_TICKET },
	{ 0 },
};

const struct feature helpdesk_feature = {
	.name = STR("helpdesk"),
	/* The first that fits is taken: those with a word stand before those with a
	   number. */
	.routes = { ticket_list_routes, ticket_find_routes, article_routes, canned_routes,
		    rating_routes, ticket_new_routes, ticket_show_routes,
		    ticket_live_routes, ticket_file_routes, ticket_act_routes,
		    ticket_api_act_routes, ticket_api_find_routes, rating_api_routes,
		    canned_api_routes, ticket_api_routes, ticket_api_note_routes,
		    ticket_api_file_routes },
	.nav = nav,
};
