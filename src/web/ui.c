#include "web/ui.h"

struct word_icon {
	str word;
	str icon;
};

static const struct word_icon tones[] = {
	{ STR("ok"), STR("circle-check") },	{ STR("awas"), STR("alert-triangle") },
	{ STR("bahaya"), STR("alert-circle") }, { STR("info"), STR("info-circle") },
	{ STR("ungu"), STR("arrow-right") },	{ STR("netral"), STR("circle-dashed") },
};

static const struct word_icon states[] = {
	{ STR("usai"), STR("check") },		{ STR("kini"), STR("clock") },
	{ STR("jeda"), STR("hourglass") },	{ STR("gagal"), STR("x") },
	{ STR("nanti"), STR("circle-dashed") },
};

static str find(const struct word_icon *words, size_t count, str word, str otherwise)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(words[i].word, word))
			return words[i].icon;
	return otherwise;
}

str ui_tone_icon(str tone)
{
	return find(tones, COUNT(tones), tone, S("circle-dot"));
}

str ui_state_icon(str state)
{
	return find(states, COUNT(states), state, S("circle-dot"));
}

str ui_described(struct arena *a, str id, str hint, str error)
{
	if (hint.n && error.n)
		return arena_fmt(a, "%.*s-p %.*s-g", P(id), P(id));
	return arena_fmt(a, "%.*s-%c", P(id), error.n ? 'g' : 'p');
}
