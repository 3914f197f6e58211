/*
 * Three layers: the file, over it the environment, under both the fallbacks.
 * Each value is checked where it is given, also one that another layer hides.
 */
#include "settings/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <ini.h>
#include <string.h>
#include <unistd.h>

enum { FILE_MOST = 64 * 1024, LINE_MOST = 4096 };

struct reading {
	struct arena *arena;
	struct settings *settings;
	struct setting_value *values;
	struct settings_refusal *refusal;
	err fault;
	bool given[SETTINGS]; /* in this layer */
	str file;
	str rest; /* of the file's text */
	int line;
};

/* What stands where in one layer. */
struct entry {
	str where; /* "FILE:LINE" or "MYINTRESS_KEY" */
	str file;  /* that holds the text, or "" */
	str name;  /* a key, or KEY_file */
	str text;
	bool opened; /* the text came out of KEY_file */
};

static bool refuse(struct reading *r, str where, str why)
{
	*r->refusal = (struct settings_refusal){ where, why };
	return false;
}

static bool ended(const struct reading *r)
{
	return r->fault || r->refusal->why.n;
}

static err read_bytes(int fd, char *p, size_t size, size_t *ret)
{
	ssize_t got;

	*ret = 0;
	while ((got = read(fd, p + *ret, size - *ret)) > 0)
		*ret += (size_t)got;
	return got < 0 ? FAULT(FAULT_UNAVAILABLE, "%s", strerror(errno)) : OK;
}

/* *ret is false when there is no such file. */
static err read_file(struct arena *a, str path, str *ret_text, bool *ret)
{
	int fd = open(arena_cstr(a, path), O_RDONLY | O_CLOEXEC);
	char *p = arena_alloc(a, FILE_MOST + 1);
	size_t n = 0;
	err e;

	*ret = fd >= 0;
	*ret_text = S("");
	if (fd < 0 && errno == ENOENT)
		return OK;
	if (fd < 0)
		return FAULT(FAULT_INTERNAL, "%.*s: %s", P(path), strerror(errno));
	e = read_bytes(fd, p, FILE_MOST + 1, &n);
	close(fd);
	if (e)
		return FAULT(FAULT_INTERNAL, "%.*s: %s", P(path), e->text);
	if (n > FILE_MOST)
		return FAULT(FAULT_INTERNAL, "%.*s: lebih dari %d bita", P(path),
			     FILE_MOST);
	*ret_text = (str){ p, n };
	return OK;
}

static str without_newline(str s)
{
	if (str_ends(s, S("\n")))
		s.n--;
	if (str_ends(s, S("\r")))
		s.n--;
	return s;
}

/* The entry with what its file says instead of the file's path. */
static bool open_entry(struct reading *r, struct entry *e)
{
	str path = e->text, text;
	bool found;

	r->fault = read_file(r->arena, path, &text, &found);
	if (r->fault)
		return false;
	if (!found)
		return refuse(r, e->where,
			      arena_fmt(r->arena, "%.*s: berkas %.*s tidak ada",
					P(e->name), P(path)));
	e->text = without_newline(text);
	e->file = path;
	e->opened = true;
	return true;
}

static str all_keys(struct arena *a)
{
	struct buf b = buf_new(a);

	for (size_t i = 0; i < SETTINGS; i++)
		buf_fmt(&b, "%s%.*s", i ? ", " : "", P(settings_table[i].key));
	return buf_str(&b);
}

static bool refuse_key(struct reading *r, const struct entry *e)
{
	return refuse(r, e->where,
		      arena_fmt(r->arena, "kunci \"%.*s\" tidak dikenal; yang ada: %.*s",
				P(e->name), P(all_keys(r->arena))));
}

/* A wrong value may still be a password: only what cannot hold one is repeated. */
static bool refuse_value(struct reading *r, const struct entry *e,
			 const struct setting *d)
{
	bool quiet = d->kind == SETTING_SECRET || e->opened ||
		     str_index(e->text, '@') < e->text.n || !str_one_line(e->text);

	return refuse(
		r, e->where,
		quiet ? arena_fmt(r->arena, "%.*s: nilai tidak sah; yang boleh: %.*s",
				  P(d->key), P(d->allowed))
		      : arena_fmt(r->arena, "%.*s: \"%.*s\" tidak sah; yang boleh: %.*s",
				  P(d->key), P(e->text), P(d->allowed)));
}

static bool take(struct reading *r, struct entry e)
{
	const struct setting *d = setting_find(e.name);
	size_t i;

	if (!d && str_ends(e.name, S("_file"))) {
		d = setting_find(str_left(e.name, e.name.n - 5));
		if (d && !open_entry(r, &e))
			return false;
	}
	if (!d)
		return refuse_key(r, &e);
	i = (size_t)(d - settings_table);
	if (r->given[i])
		return refuse(r, e.where,
			      arena_fmt(r->arena, "%.*s: sudah diisi di %.*s", P(d->key),
					P(r->values[i].origin)));
	r->given[i] = true;
	r->values[i] = (struct setting_value){ e.text, e.where, e.file };
	return (str_one_line(e.text) && setting_store(d, e.text, r->settings)) ||
	       refuse_value(r, &e, d);
}

static str place(const struct reading *r, int line)
{
	return arena_fmt(r->arena, "%.*s:%d", P(r->file), line);
}

/* Gives inih a line, as fgets would; but inih takes a long one for two. */
static char *next_line(char *to, int size, void *reading)
{
	struct reading *r = reading;
	str line;

	if (r->rest.n == 0 || ended(r))
		return NULL;
	line = str_cut(&r->rest, '\n');
	r->line++;
	if (line.n >= (size_t)size) {
		refuse(r, place(r, r->line), S("baris terlalu panjang"));
		return NULL;
	}
	memcpy(to, line.p, line.n);
	to[line.n] = '\0';
	return to;
}

static int take_line(void *reading, const char *section, const char *name,
		     const char *value)
{
	struct reading *r = reading;
	str where = place(r, r->line);

	if (section[0])
		return refuse(r, where, S("bagian [...] tidak dikenal"));
	return take(r, (struct entry){ .where = where,
				       .file = r->file,
				       .name = arena_str(r->arena, str_from(name)),
				       .text = arena_str(r->arena, str_from(value)) });
}

static void take_text(struct reading *r, str text)
{
	int line;

	/* inih's own habits: 200 bytes a line, "; …" cut off values, lines that go on. */
	ini_max_line = LINE_MOST;
	ini_allow_inline_comments = false;
	ini_allow_multiline = false;
	ini_stop_on_first_error = true;
	r->rest = text;
	line = ini_parse_stream(next_line, r, take_line, r);
	if (line && !ended(r))
		refuse(r, place(r, line), S("bukan \"kunci = nilai\""));
}

/* *ret is false when there is no such file. */
static err take_file(struct reading *r, str path, bool *ret)
{
	str text;

	TRY(read_file(r->arena, path, &text, ret));
	if (!*ret)
		return OK;
	r->file = path;
	if (str_utf8(text))
		take_text(r, text);
	else
		refuse(r, path, S("bukan teks UTF-8"));
	return r->fault;
}

static str environment_value(char *const *environment, str name)
{
	for (; *environment; environment++) {
		str value = str_from(*environment);

		if (str_eq(str_cut(&value, '='), name))
			return value;
	}
	return S("");
}

/* DATA/myintress.conf, else /etc/myintress/myintress.conf, else none. */
static err take_usual_file(struct reading *r, char *const *environment)
{
	str data = environment_value(environment, S("MYINTRESS_DATA_DIR"));
	bool found;

	if (!data.n)
		data = setting_find(S("data_dir"))->fallback;
	TRY(take_file(r, arena_fmt(r->arena, "%.*s/myintress.conf", P(data)), &found));
	if (!found)
		TRY(take_file(r, S("/etc/myintress/myintress.conf"), &found));
	return OK;
}

static err take_named_file(struct reading *r, str file)
{
	bool found;

	TRY(take_file(r, file, &found));
	if (!found)
		refuse(r, file, S("berkas tidak ada"));
	return OK;
}

static err take_environment(struct reading *r, char *const *environment)
{
	str front = S("MYINTRESS_");

	memset(r->given, 0, sizeof(r->given));
	for (; *environment && !ended(r); environment++) {
		str value = arena_str(r->arena, str_from(*environment));
		str name = str_cut(&value, '=');

		if (str_starts(name, front) && !str_starts(name, S("MYINTRESS_TEST_")))
			take(r,
			     (struct entry){ .where = name,
					     .name = arena_lower(r->arena,
								 str_skip(name, front.n)),
					     .text = value });
	}
	return r->fault;
}

static void fall_back(struct reading *r)
{
	for (size_t i = 0; i < SETTINGS; i++) {
		const struct setting *d = &settings_table[i];
		struct setting_value *v = &r->values[i];

		if (v->origin.n)
			continue;
		v->text = d->derive ? d->derive(r->arena, r->settings) : d->fallback;
		if (!setting_store(d, v->text, r->settings))
			panic("%.*s: its own fallback is refused", P(d->key));
	}
}

/*
 * What systemd says of itself (sd_notify(3), sd_watchdog_enabled(3)): facts of this
 * start, and no keys. A watchdog meant for another process is not ours.
 */
static void take_manager(struct reading *r, char *const *environment)
{
	struct settings *s = r->settings;
	str whose = environment_value(environment, S("WATCHDOG_PID"));
	int64_t pid, usec;

	s->notify_socket =
		arena_str(r->arena, environment_value(environment, S("NOTIFY_SOCKET")));
	if (whose.n && !(str_int(whose, &pid) && pid == getpid()))
		return;
	if (str_int(environment_value(environment, S("WATCHDOG_USEC")), &usec) &&
	    usec > 0)
		s->watchdog_ms = usec / 1000;
}

err settings_read_from(struct arena *a, str file, char *const *environment,
		       const struct settings **ret, struct settings_refusal *ret_why)
{
	struct settings *s = NEW(a, struct settings);
	struct reading r = { .arena = a, .settings = s, .refusal = ret_why };

	*ret = NULL;
	*ret_why = (struct settings_refusal){ 0 };
	s->values = r.values = NEW_ARRAY(a, struct setting_value, SETTINGS);
	TRY(file.n ? take_named_file(&r, file) : take_usual_file(&r, environment));
	if (!ended(&r))
		TRY(take_environment(&r, environment));
	if (ended(&r))
		return OK;
	fall_back(&r);
	take_manager(&r, environment);
	*ret = s;
	return OK;
}

err settings_read(struct arena *a, str file, const struct settings **ret,
		  struct settings_refusal *ret_why)
{
	return settings_read_from(a, file, environ, ret, ret_why);
}

static err reread_clock(struct arena *a, str file, int64_t *ret)
{
	struct settings_refusal why;
	const struct settings *s;

	TRY(settings_read(a, file, &s, &why));
	if (!s)
		return FAULT(FAULT_INTERNAL, "%.*s: %.*s", P(why.where), P(why.why));
	*ret = s->clock_offset;
	return OK;
}

err settings_reread_clock(const struct settings *s, str file, int64_t *ret)
{
	struct arena *a = arena_new(1024 * 1024);
	err e = reread_clock(a, file, ret);

	arena_free(a);
	if (e || *ret < s->clock_offset || s->mode == MODE_PRODUCTION)
		*ret = s->clock_offset;
	return e;
}
