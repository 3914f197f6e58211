#include "helpdesk/api.h"
#include "helpdesk/web.h"

static const struct nav_item nav[] = {
	{ .label = STR("HAI CSO"),
	  .path = STR("/tiket"),
	  .icon = STR("messages"),
	  .permission = CAN_READ_TICKET },
	{ 0 },
};

const struct feature helpdesk_feature = {
	.name = STR("helpdesk"),
	.routes = { list_routes, new_routes, show_routes, file_routes, api_ticket_routes,
		    api_note_routes, api_file_routes },
	.nav = nav,
};
