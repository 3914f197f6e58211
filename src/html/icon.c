#include "html/internal.h"

#include "icons.h"

/* As the table is sorted: the length alone tells most names apart. */
static inline int order_of(str a, str b)
{
	if (a.n != b.n)
		return a.n < b.n ? -1 : 1;
	return memcmp(a.p, b.p, a.n);
}

static const struct icon_svg *find(str name)
{
	size_t low = 0, high = ICONS;

	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = order_of(name, icon_svgs[middle].name);

		if (order == 0)
			return &icon_svgs[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

bool icon_exists(str name)
{
	return find(name);
}

struct markup icon(str name)
{
	const struct icon_svg *svg = find(name);

	if (!svg)
		panic("no icon %.*s: is it in static/icons.txt?", P(name));
	return (struct markup){ svg->normal };
}

struct markup icon_small(str name)
{
	const struct icon_svg *svg = find(name);

	if (!svg)
		panic("no icon %.*s: is it in static/icons.txt?", P(name));
	return (struct markup){ svg->small };
}

void html_icon(struct html *out, unsigned i)
{
	put(out, icon_svgs[i].normal);
}

void html_icon_small(struct html *out, unsigned i)
{
	put(out, icon_svgs[i].small);
}

void html_icon_large(struct html *out, unsigned i)
{
	put(out, icon_svgs[i].large);
}
