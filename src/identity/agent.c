/* What a person knows his browser by; what it calls itself says a dozen names. */
#include "identity/internal.h"

/* The first that fits: Edge calls itself Chrome, and Chrome calls itself Safari. */
static const struct {
	str sign;
	str name;
} browsers[] = {
	{ STR("Edg/"), STR("Edge") },	    { STR("EdgA/"), STR("Edge") },
	{ STR("OPR/"), STR("Opera") },	    { STR("SamsungBrowser/"), STR("Samsung Internet") },
	{ STR("Firefox/"), STR("Firefox") }, { STR("FxiOS/"), STR("Firefox") },
	{ STR("CriOS/"), STR("Chrome") },   { STR("Chrome/"), STR("Chrome") },
	{ STR("Safari/"), STR("Safari") },
}, systems[] = {
	{ STR("Android"), STR("Android") }, { STR("iPhone"), STR("iPhone") },
	{ STR("iPad"), STR("iPad") },	    { STR("Windows"), STR("Windows") },
	{ STR("Mac OS X"), STR("macOS") },  { STR("CrOS"), STR("ChromeOS") },
	{ STR("Linux"), STR("Linux") },
};

str agent_text(struct arena *a, str agent)
{
	str browser = S("Peramban lain"), system = S("");

	if (!agent.n)
		return S("Tidak disebut");
	for (size_t i = COUNT(browsers); i-- > 0;)
		if (str_has(agent, browsers[i].sign))
			browser = browsers[i].name;
	for (size_t i = COUNT(systems); i-- > 0;)
		if (str_has(agent, systems[i].sign))
			system = systems[i].name;
	return system.n ? arena_fmt(a, "%.*s di %.*s", P(browser), P(system)) : browser;
}
