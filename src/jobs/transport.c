#include "fetch/fetch.h"
#include "jobs/internal.h"

/* A reply of 5xx is for ever; anything else but 2xx may be better later. */
static struct delivery_report send_smtp(struct arena *a, const struct transport *t,
					const struct letter *l, str message)
{
	struct fetch_smtp said =
		fetch_send(a, t->where, mail_address_of(l->from), l->to, message);
	enum delivery outcome = DELIVERY_LATER;

	if (said.code >= 200 && said.code < 300)
		outcome = DELIVERED;
	if (said.code >= 500)
		outcome = DELIVERY_REFUSED;
	return (struct delivery_report){ outcome, said.code, said.detail };
}

struct transport transport_of(str setting)
{
	if (str_starts(setting, S("dir:")))
		return transport_dir(str_skip(setting, S("dir:").n));
	return (struct transport){ .send = send_smtp, .where = setting };
}
