#include "workbench/internal.h"

static const struct nav_item nav[] = {
	{ .label = STR("Verifikasi"),
	  .path = STR("/verifikasi"),
	  .icon = STR("clipboard-check"),
	  .permission = CAN_CLAIM_REGISTRATION },
	{ 0 },
};

const struct feature workbench_feature = {
	.name = STR("workbench"),
	.routes = { queue_routes, desk_routes, act_routes, decision_routes, file_routes },
	.nav = nav,
};
