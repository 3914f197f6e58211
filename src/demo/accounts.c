#include "demo/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static str text_of(const struct filling *f)
{
	struct buf b = buf_new(f->keep);

	buf_add(&b, S("nik,password,nama,peran,jenis_unit,kode_unit,totp_secret\n"));
	for (size_t i = 0; i < f->accounts.count; i++) {
		const struct demo_account *a = &f->accounts.items[i];

		buf_fmt(&b, "%.*s,%s,%.*s,%.*s,%.*s,%.*s,\n", P(a->person.nik),
			DEMO_PASSWORD, P(a->person.name), P(role_words[a->role]),
			P(unit_kind_words[a->unit_kind]), P(a->unit));
	}
	return buf_str(&b);
}

static err write_whole(int fd, str text, str path)
{
	while (text.n) {
		ssize_t n = write(fd, text.p, text.n);

		if (n < 0)
			return FAULT(FAULT_UNAVAILABLE, "%.*s: %s", P(path),
				     strerror(errno));
		text = str_skip(text, (size_t)n);
	}
	return OK;
}

err file_write(struct arena *a, str path, str bytes)
{
	int fd =
		open(arena_cstr(a, path), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	err e;

	if (fd < 0)
		return FAULT(FAULT_UNAVAILABLE, "%.*s: %s", P(path), strerror(errno));
	e = fchmod(fd, 0600)
		    ? FAULT(FAULT_UNAVAILABLE, "%.*s: %s", P(path), strerror(errno))
		    : write_whole(fd, bytes, path);
	if (close(fd) && !e)
		e = FAULT(FAULT_UNAVAILABLE, "%.*s: %s", P(path), strerror(errno));
	return e;
}

err accounts_write(str path, const struct filling *f)
{
	return file_write(f->keep, path, text_of(f));
}
