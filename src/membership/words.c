#include "membership/views.h"

const struct ui_tag standing_tags[STANDINGS] = {
	[STANDING_ACTIVE] = { .tone = STR("ok"), .label = STR("Aktif") },
	[STANDING_WAITING] = { .tone = STR("info"),
			       .icon = STR("mail"),
			       .label = STR("Menunggu aktivasi") },
	[STANDING_LOCKED] = { .tone = STR("awas"),
			      .icon = STR("lock"),
			      .label = STR("Terkunci") },
	[STANDING_SUSPENDED] = { .tone = STR("awas"),
				 .icon = STR("user-x"),
				 .label = STR("Ditangguhkan") },
	[STANDING_ENDED] = { .icon = STR("user-off"), .label = STR("Nonaktif") },
};

struct strs role_list(struct arena *a, role_set roles)
{
	struct strs labels = { 0 };

	for (int r = 0; r < ROLES; r++)
		if (roles & ROLE_BIT(r))
			*PUSH(a, &labels) = role_labels[r];
	return labels;
}

str member_event_label(str event)
{
	static const struct {
		str event;
		str label;
	} labels[] = {
		{ STR("person.created"), STR("Didaftarkan") },
		{ STR("membership.granted"), STR("Peran diberikan") },
		{ STR("account.activated"), STR("Akun DIGIT diaktifkan") },
	};

	for (size_t i = 0; i < COUNT(labels); i++)
		if (str_eq(labels[i].event, event))
			return labels[i].label;
	return S("");
}
