#include "web/internal.h"

/* At most so many routes in all features: the table is filled once, at start. */
enum { ROUTES_MAX = 400 };

struct entry {
	const struct route *route;
	const struct feature *feature;
	str path;
	size_t segments;
};

static struct entry table[ROUTES_MAX];
static size_t table_count;

static const str method_words[METHODS] = {
	[GET] = STR("GET"),
	[POST] = STR("POST"),
	[PATCH] = STR("PATCH"),
	[DELETE] = STR("DELETE"),
};

static size_t segments_of(str path)
{
	size_t n = 0;

	for (size_t i = 0; i < path.n; i++)
		n += path.p[i] == '/';
	return n;
}

static void add_table(const struct feature *feature, const struct route *routes)
{
	for (const struct route *r = routes; r && r->path; r++) {
		if (table_count == ROUTES_MAX)
			panic("more than %d routes", ROUTES_MAX);
		if (r->permission == CAN_NOTHING)
			panic("route %s names no permission", r->path);
		if (str_starts(str_from(r->path), S("/api/v1/")) != (r->api != NULL))
			panic("route %s: the API's routes and no others are described",
			      r->path);
		table[table_count++] = (struct entry){
			.route = r,
			.feature = feature,
			.path = str_from(r->path),
			.segments = segments_of(str_from(r->path)),
		};
	}
}

err routes_build(const struct web_app *app)
{
	table_count = 0;
	for (size_t f = 0; f < app->feature_count; f++)
		for (size_t t = 0; t < COUNT(app->features[f]->routes); t++)
			add_table(app->features[f], app->features[f]->routes[t]);
	return OK;
}

const struct route *web_route(size_t i, const struct feature **ret_feature)
{
	if (i >= table_count)
		return NULL;
	*ret_feature = table[i].feature;
	return table[i].route;
}

/* A pattern's ":name" takes one whole segment; "*name" takes the rest. */
static bool path_fits(str pattern, str path, struct match *m)
{
	m->param_count = 0;
	while (pattern.n && path.n) {
		str want, got;

		pattern = str_skip(pattern, 1);
		path = str_skip(path, 1);
		if (pattern.n && pattern.p[0] == '*') {
			m->param_names[m->param_count] = str_skip(pattern, 1);
			m->params[m->param_count++] = path;
			return true;
		}
		want = str_left(pattern, str_index(pattern, '/'));
		got = str_left(path, str_index(path, '/'));
		if (want.n && want.p[0] == ':') {
			if (got.n == 0 || m->param_count == PARAMS_MAX)
				return false;
			m->param_names[m->param_count] = str_skip(want, 1);
			m->params[m->param_count++] = got;
		} else if (!str_eq(want, got)) {
			return false;
		}
		pattern = str_skip(pattern, want.n);
		path = str_skip(path, got.n);
	}
	return pattern.n == 0 && path.n == 0;
}

static bool method_fits(enum method m, str method)
{
	return str_eq(method, method_words[m]) || (m == GET && str_eq(method, S("HEAD")));
}

struct match *route_match(struct arena *a, str method, str path)
{
	struct match *m = NEW(a, struct match);
	size_t segments = segments_of(path);

	for (size_t i = 0; i < table_count; i++) {
		const struct entry *e = &table[i];

		if (e->segments > segments || !path_fits(e->path, path, m))
			continue;
		if (method_fits(e->route->method, method)) {
			m->route = e->route;
			m->feature = e->feature;
			m->other_method = false;
			return m;
		}
		m->other_method = true;
	}
	return m;
}
