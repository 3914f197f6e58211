#include "demo/internal.h"

uint64_t chance_next(struct chance *c)
{
	uint64_t z = c->state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

struct chance chance_of(str kind, int64_t index)
{
	struct chance c = { (uint64_t)index };

	for (size_t i = 0; i < kind.n; i++)
		c.state = chance_next(&c) ^ (unsigned char)kind.p[i];
	return c;
}

int64_t chance_below(struct chance *c, int64_t n)
{
	return (int64_t)(chance_next(c) % (uint64_t)n);
}

bool chance_once_in(struct chance *c, int64_t n)
{
	return chance_below(c, n) == 0;
}
