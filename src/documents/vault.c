#include "documents/internal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PICTURE_BYTES = 8 << 20 };

static str directory_path(const struct vault *v, str name)
{
	return arena_fmt(v->arena, "%.*s/berkas/%.*s", P(v->settings->data_dir), P(name));
}

/* The first two digits spread the files over 256 directories. */
static str file_path(const struct vault *v, str name)
{
	return arena_fmt(v->arena, "%.*s/%.*s", P(directory_path(v, str_left(name, 2))),
			 P(name));
}

static str page_name(const struct vault *v, str id, int n)
{
	return arena_fmt(v->arena, "%.*s.%d", P(id), n);
}

static struct sealed_at at(const struct vault *v, str name)
{
	return (struct sealed_at){ file_path(v, name),
				   arena_fmt(v->arena, "document|%.*s", P(name)) };
}

static err sync_directory(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int failed = fd < 0 || fsync(fd) != 0 ? errno : 0;

	if (fd >= 0)
		close(fd);
	if (failed)
		return FAULT(FAULT_UNAVAILABLE, "fsync %s: %s", path, strerror(failed));
	return OK;
}

/* A directory that a power cut takes away takes its files with it. */
static err make_directory(const struct vault *v, str path, str parent)
{
	char *name = arena_cstr(v->arena, path);

	if (mkdir(name, 0700) == 0)
		return sync_directory(arena_cstr(v->arena, parent));
	if (errno != EEXIST)
		return FAULT(FAULT_UNAVAILABLE, "mkdir %s: %s", name, strerror(errno));
	return OK;
}

static err make_room(const struct vault *v, str id)
{
	str all = directory_path(v, S(""));

	TRY(make_directory(v, all, v->settings->data_dir));
	return make_directory(v, directory_path(v, str_left(id, 2)), all);
}

err vault_put(const struct vault *v, str id, str plain_path, struct sealed_file *ret)
{
	TRY(make_room(v, id));
	return sealed_file_write(v->keys, at(v, id), plain_path, ret);
}

err vault_get(const struct vault *v, str id, str *ret)
{
	return sealed_file_read(v->keys, v->arena, at(v, id), DOCUMENT_BYTES, ret);
}

err vault_put_page(const struct vault *v, str id, int n, str picture)
{
	struct sealed_file ignored;

	return sealed_file_write_bytes(v->keys, at(v, page_name(v, id, n)), picture,
				       &ignored);
}

err vault_get_page(const struct vault *v, str id, int n, bool *ret_there, str *ret)
{
	struct sealed_at where = at(v, page_name(v, id, n));

	*ret_there = access(arena_cstr(v->arena, where.path), F_OK) == 0;
	if (!*ret_there)
		return OK;
	return sealed_file_read(v->keys, v->arena, where, PICTURE_BYTES, ret);
}

static bool changed_between(int directory, const char *name, int64_t from, int64_t until)
{
	struct stat st;

	return fstatat(directory, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISREG(st.st_mode) && st.st_mtime >= from && st.st_mtime < until;
}

static err list_names(const struct vault *v, str directory, int64_t from, int64_t until,
		      struct strs *ret)
{
	str path = directory_path(v, directory);
	DIR *d = opendir(arena_cstr(v->arena, path));
	struct dirent *e;

	*ret = (struct strs){ 0 };
	if (!d && errno == ENOENT)
		return OK;
	if (!d)
		return FAULT(FAULT_UNAVAILABLE, "%.*s: %s", P(path), strerror(errno));
	while ((e = readdir(d)) != NULL)
		if (changed_between(dirfd(d), e->d_name, from, until))
			*PUSH(v->arena, ret) = arena_str(v->arena, str_from(e->d_name));
	closedir(d);
	return OK;
}

err vault_list(const struct vault *v, int directory, int64_t from, int64_t until,
	       struct strs *ret)
{
	return list_names(v, arena_fmt(v->arena, "%02x", directory), from, until, ret);
}

err vault_remove(const struct vault *v, str name)
{
	char *path = arena_cstr(v->arena, file_path(v, name));

	if (unlink(path) != 0 && errno != ENOENT)
		return FAULT(FAULT_UNAVAILABLE, "unlink %s: %s", path, strerror(errno));
	return OK;
}

err vault_erase(const struct vault *v, str id)
{
	struct strs names;

	TRY(list_names(v, str_left(id, 2), INT64_MIN, INT64_MAX, &names));
	for (size_t i = 0; i < names.count; i++)
		if (str_starts(names.items[i], id))
			TRY(vault_remove(v, names.items[i]));
	return OK;
}

err vault_key(const struct vault *v, str name, int *ret)
{
	return sealed_file_key(file_path(v, name), ret);
}

err vault_stale(const struct vault *v, str name, bool *ret)
{
	int id;

	TRY(vault_key(v, name, &id));
	*ret = id && id != key_in_use(v->keys, KEY_FIELD);
	return OK;
}

err vault_renew(const struct vault *v, str name)
{
	struct sealed_file ignored;
	str bytes;

	TRY(sealed_file_read(v->keys, v->arena, at(v, name), DOCUMENT_BYTES, &bytes));
	return sealed_file_write_bytes(v->keys, at(v, name), bytes, &ignored);
}
