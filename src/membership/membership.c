#include "membership/internal.h"

static const struct nav_item nav[] = {
	{ .section = STR("Administrasi"),
	  .label = STR("Manajemen Pengguna"),
	  .path = STR("/pengguna"),
	  .icon = STR("users"),
	  .permission = CAN_LIST_USERS },
	{ 0 },
};

const struct feature membership_feature = {
	.name = STR("membership"),
	.routes = { list_routes, member_routes, tenure_routes, member_api_routes },
	.nav = nav,
};
