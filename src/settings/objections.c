#include "settings/internal.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

struct objecting {
	struct arena *arena;
	const struct settings *s;
	struct strs list;
};

static void object(struct objecting *o, bool wrong, const char *why)
{
	if (wrong)
		*PUSH(o->arena, &o->list) = str_from(why);
}

/* RFC 2606: nobody's, and what the fallback says. */
static bool is_example(str mail_from)
{
	str domain = str_skip(mail_from, str_index(mail_from, '@'));

	return str_ends(str_left(domain, str_index(domain, '>')), S(".example"));
}

static void object_to_values(struct objecting *o)
{
	const struct settings *s = o->s;
	bool asks = str_starts(s->dukcapil, S("http"));

	object(o, !str_starts(s->public_url, S("https://")),
	       "public_url: harus https dalam production");
	object(o, str_starts(s->mail, S("dir:")),
	       "mail: harus smtp:// atau smtps:// dalam production");
	object(o, is_example(s->mail_from),
	       "mail_from: harus alamat yang sungguh ada dalam production");
	object(o, str_eq(s->dukcapil, S("simulated")),
	       "dukcapil: simulated tidak boleh dalam production");
	object(o,
	       asks && (!s->dukcapil_customer.n || !s->dukcapil_user.n ||
			!s->dukcapil_password.value.n),
	       "dukcapil: dukcapil_customer, dukcapil_user dan dukcapil_password harus diisi");
	object(o, s->antivirus.n == 0,
	       "antivirus: harus diisi dalam production, agar dokumen dipindai");
	object(o, s->clock_offset != 0, "clock_offset: harus 0 dalam production");
	object(o, str_starts(s->digit, S("oidc:http://")),
	       "digit: harus https dalam production");
}

static str data_path(struct objecting *o, const char *name)
{
	return arena_fmt(o->arena, "%.*s/%s", P(o->s->data_dir), name);
}

/* Of a path that ends with a terminator. */
static bool open_to(str path, mode_t whom)
{
	struct stat st;

	return stat(path.p, &st) == 0 && (st.st_mode & whom) != 0;
}

static bool listed(const struct strs *list, str line)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_eq(list->items[i], line))
			return true;
	return false;
}

/* Once, also for a file with two passwords. */
static void object_to_mode(struct objecting *o, str path, mode_t whom)
{
	str line = arena_fmt(o->arena, "%.*s: terbuka bagi pengguna lain", P(path));

	if (open_to(path, whom) && !listed(&o->list, line))
		*PUSH(o->arena, &o->list) = line;
}

static void object_to_keys(struct objecting *o)
{
	str path = data_path(o, "keys");
	DIR *dir = opendir(path.p);
	struct dirent *entry;

	object(o, access(data_path(o, "keys/demo").p, F_OK) == 0,
	       "data_dir: kunci demo tidak boleh dalam production");
	object_to_mode(o, path, 077);
	while (dir && (entry = readdir(dir)))
		if (str_ends(str_from(entry->d_name), S(".keys")))
			object_to_mode(
				o, arena_fmt(o->arena, "%.*s/%s", P(path), entry->d_name),
				077);
	if (dir)
		closedir(dir);
}

/* A password, or an address with one. */
static bool holds_secret(const struct setting *d, str text)
{
	return d->kind == SETTING_SECRET
		       ? text.n != 0
		       : str_has(text, S("://")) && str_has(text, S("@"));
}

static void object_to_secrets(struct objecting *o)
{
	for (size_t i = 0; o->s->values && i < SETTINGS; i++) {
		const struct setting_value *v = &o->s->values[i];

		if (v->written_in.n && holds_secret(&settings_table[i], v->text))
			object_to_mode(o, arena_str(o->arena, v->written_in), 007);
	}
}

struct strs settings_objections(struct arena *a, const struct settings *s)
{
	struct objecting o = { .arena = a, .s = s };

	if (s->mode != MODE_PRODUCTION)
		return o.list;
	object_to_values(&o);
	object_to_mode(&o, arena_str(a, s->data_dir), 007);
	object_to_keys(&o);
	object_to_secrets(&o);
	return o.list;
}
