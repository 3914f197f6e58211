#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mail/internal.h"

/* The Message-ID as a file name: what a shell or a path could read otherwise is '_'. */
static str file_name(struct arena *a, str message_id)
{
	str id = str_left(str_skip(message_id, 1), message_id.n - 2);
	char *name = arena_cstr(a, id);

	for (size_t i = 0; i < id.n; i++) {
		char c = name[i];
		bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
			     (c >= 'A' && c <= 'Z') || c == '@' || c == '-' ||
			     (c == '.' && i > 0);

		name[i] = plain ? c : '_';
	}
	return arena_fmt(a, "%s.eml", name);
}

static bool write_all(int fd, str bytes)
{
	while (bytes.n) {
		ssize_t n = write(fd, bytes.p, bytes.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		bytes = str_skip(bytes, (size_t)n);
	}
	return fsync(fd) == 0;
}

/* Whole under its name or not there: written aside, then renamed. */
static bool put_file(int dir, const char *name, const char *aside, str bytes)
{
	int fd = openat(dir, aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool written = fd >= 0 && write_all(fd, bytes);

	if (fd >= 0 && close(fd) != 0)
		written = false;
	return written && renameat(dir, aside, dir, name) == 0 && fsync(dir) == 0;
}

static struct delivery_report put_letter(struct arena *a, const struct transport *t,
					 const struct letter *l, str message)
{
	const char *path = arena_cstr(a, t->where);
	str name;
	str aside;
	int dir;
	struct delivery_report report = { .outcome = DELIVERY_LATER };

	if (!message_id_valid(l->message_id))
		return (struct delivery_report){ DELIVERY_REFUSED, 0,
						 S("no Message-ID") };
	name = file_name(a, l->message_id);
	aside = arena_fmt(a, ".%.*s.part", P(name));
	mkdir(path, 0700);
	dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir >= 0 && put_file(dir, arena_cstr(a, name), arena_cstr(a, aside), message))
		report = (struct delivery_report){ DELIVERED, 250, name };
	else
		report.detail = arena_fmt(a, "%s: %m", path);
	if (dir >= 0)
		close(dir);
	return report;
}

struct transport transport_dir(str path)
{
	return (struct transport){ .send = put_letter, .where = path };
}
