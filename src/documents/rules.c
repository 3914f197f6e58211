#include "documents/internal.h"

enum { NAME_BYTES = 200 };

/* A browser sends a name, an attacker a path, of either system. */
static str last_part(str path)
{
	for (size_t i = path.n; i > 0; i--)
		if (path.p[i - 1] == '/' || path.p[i - 1] == '\\')
			return str_skip(path, i);
	return path;
}

/* Cuts between code points. */
static str cut(str name)
{
	size_t n = NAME_BYTES;

	if (name.n <= n)
		return name;
	while (n > 0 && ((unsigned char)name.p[n] & 0xc0) == 0x80)
		n--;
	return str_left(name, n);
}

str document_name(struct arena *a, str given)
{
	str name = str_trim(cut(last_part(given)));

	if (!name.n || !str_one_line(name) || str_hides(name))
		return S("berkas.pdf");
	return arena_str(a, name);
}

const struct document *documents_current(const struct documents *all,
					 enum document_kind k)
{
	for (size_t i = 0; i < all->count; i++)
		if (all->items[i].kind == k && !all->items[i].replaced_at)
			return &all->items[i];
	return NULL;
}
