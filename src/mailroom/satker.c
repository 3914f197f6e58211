/* Which satker is meant by a name that somebody typed into a subject. */
#include "mailroom/internal.h"

enum { WORDS_TRIED = 4, WORD_LEAST = 4, LOOKED_AT = 200, ALIKE = 450 };

struct like {
	struct satker satker;
	int likeness;
};
struct likes LIST_OF(struct like);

static err search(struct work *w, str words, struct satkers *ret)
{
	struct satker_query q = { .scope = { .reach = SCOPE_NATION },
				  .search = words,
				  .limit = LOOKED_AT };

	return satker_list(w, &q, ret);
}

static bool is_code(str s)
{
	int64_t n;

	return s.n == 6 && str_int(s, &n) && s.p[0] != '-';
}

/* Both the name and the code may be there: "Balai Contoh (999101)". */
static str code_in(str name)
{
	for (; name.n >= 6; name = str_skip(name, 1))
		if (is_code(str_left(name, 6)))
			return str_left(name, 6);
	return S("");
}

/* ---- names like it ---- */

static bool listed(const struct likes *all, str code)
{
	for (size_t i = 0; i < all->count; i++)
		if (str_eq(all->items[i].satker.code, code))
			return true;
	return false;
}

static void add_like(struct work *w, str name, const struct satkers *found,
		     struct likes *all)
{
	for (size_t i = 0; i < found->count; i++) {
		int l = likeness(w->arena, name, found->items[i].name);

		if (l >= ALIKE && !listed(all, found->items[i].code))
			*PUSH(w->arena, all) = (struct like){ found->items[i], l };
	}
}

/* The longest words first: they say most. A misspelt one finds nothing. */
static struct strs words_of(struct arena *a, str name)
{
	struct strs all = { 0 };

	while (name.n) {
		str word = str_trim(str_cut(&name, ' '));
		size_t at = all.count;

		if (word.n < WORD_LEAST)
			continue;
		*PUSH(a, &all) = word;
		for (; at > 0 && all.items[at - 1].n < word.n; at--)
			all.items[at] = all.items[at - 1];
		all.items[at] = word;
	}
	return all;
}

static void best(struct work *w, const struct likes *all, struct satkers *ret)
{
	int below = 1001;

	while (ret->count < CANDIDATES) {
		int most = -1;

		for (size_t i = 0; i < all->count; i++)
			if (all->items[i].likeness < below &&
			    all->items[i].likeness > most)
				most = all->items[i].likeness;
		if (most < 0)
			return;
		for (size_t i = 0; i < all->count && ret->count < CANDIDATES; i++)
			if (all->items[i].likeness == most)
				*PUSH(w->arena, ret) = all->items[i].satker;
		below = most;
	}
}

err satker_meant(struct work *w, str name, struct satker **ret, struct satkers *ret_like)
{
	struct strs words = words_of(w->arena, name);
	struct likes likes = { 0 };
	struct satkers found;
	size_t same = 0;

	*ret = NULL;
	*ret_like = (struct satkers){ 0 };
	if (code_in(name).n)
		TRY(satker_find(w, code_in(name), ret));
	if (*ret)
		return OK;
	for (size_t i = 0; i < words.count && i < WORDS_TRIED; i++) {
		TRY(search(w, words.items[i], &found));
		add_like(w, name, &found, &likes);
	}
	best(w, &likes, ret_like);
	for (size_t i = 0; i < likes.count; i++)
		same += likes.items[i].likeness == 1000;
	if (same == 1)
		*ret = &ret_like->items[0];
	return OK;
}
