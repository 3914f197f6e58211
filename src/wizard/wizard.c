#include "wizard/wizard.h"

#include "wizard/internal.h"

static const struct nav_item nav[] = {
	{ .label = STR("Permohonan"),
	  .path = STR("/permohonan"),
	  .icon = STR("file-text"),
	  .permission = CAN_READ_REGISTRATION },
	{ 0 },
};

const struct feature wizard_feature = {
	.name = STR("wizard"),
	.routes = { wizard_start_routes, wizard_edit_routes, wizard_user_routes,
		    wizard_file_routes, wizard_send_routes, wizard_status_routes,
		    wizard_addition_routes },
	.nav = nav,
};
