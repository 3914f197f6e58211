/* The parent's side: starts the child, waits for its answer, never longer than the
 * deadline. */
#include "pdf/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DEADLINE_MS = 10000, SIGNATURE_WITHIN = 1024 };

struct child {
	pid_t pid;
	int answer; /* our end of the pipe */
};

/* ---- the child ---- */

static int spawn(int pdf, int answer, char *const argv[], pid_t *ret)
{
	/* Nothing of this process's surroundings: not its secrets, not its proxies. */
	static char *const surroundings[] = { "LANG=C.UTF-8", "GIO_USE_VFS=local",
					      "MALLOC_ARENA_MAX=1", NULL };
	posix_spawn_file_actions_t files;
	posix_spawnattr_t signals;
	sigset_t none, all;
	int e;

	sigemptyset(&none);
	sigfillset(&all);
	posix_spawnattr_init(&signals);
	posix_spawnattr_setflags(&signals,
				 POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setsigmask(&signals, &none);
	posix_spawnattr_setsigdefault(&signals, &all);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, pdf, 0);
	posix_spawn_file_actions_adddup2(&files, answer, 1);
	posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addclosefrom_np(&files, 3);
	e = posix_spawn(ret, "/proc/self/exe", &files, &signals, argv, surroundings);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&signals);
	return e;
}

static err start(struct arena *a, int pdf, struct pdf_request q, struct child *ret)
{
	char *const argv[] = {
		"myintress",
		"read-pdf",
		q.picture ? "picture" : "look",
		arena_cstr(a, arena_fmt(a, "%d", q.number)),
		arena_cstr(a, arena_fmt(a, "%d", q.dpi)),
		NULL,
	};
	int ends[2], e;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return FAULT(FAULT_UNAVAILABLE, "pdf reader: pipe: %s", strerror(errno));
	e = spawn(pdf, ends[1], argv, &ret->pid);
	close(ends[1]);
	ret->answer = ends[0];
	if (e) {
		close(ends[0]);
		return FAULT(FAULT_UNAVAILABLE, "pdf reader: %s", strerror(e));
	}
	return OK;
}

static void end(struct child *c)
{
	kill(c->pid, SIGKILL);
	while (waitpid(c->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	close(c->answer);
}

/* One piece of the answer; false at its end and at the deadline. */
static bool receive(struct child *c, int64_t until, struct buf *b)
{
	struct pollfd p = { .fd = c->answer, .events = POLLIN };
	int64_t left = until - clock_monotonic_ms();
	char piece[65536];
	ssize_t n;

	if (left < 0 || poll(&p, 1, (int)left) != 1)
		return left > 0 && errno == EINTR;
	n = read(c->answer, piece, sizeof(piece));
	if (n <= 0)
		return false;
	buf_add(b, (str){ piece, (size_t)n });
	return b->n <= PICTURE_BYTES + sizeof(struct pdf_answer);
}

/* ---- the answer: written by a process that may have been taken over ---- */

static bool looks_like(const struct pdf_answer *h, str bytes)
{
	return str_starts(bytes, h->jpeg ? S("\xff\xd8\xff") : S("\x89PNG\r\n\x1a\n"));
}

static bool plausible(struct pdf_request q, const struct pdf_answer *h, str bytes)
{
	if (h->outcome >= PDF_READINGS || h->length != bytes.n)
		return false;
	if (h->outcome != PDF_READ)
		return true;
	if (!q.picture)
		return h->pages >= 1 && h->pages <= (uint32_t)q.number;
	return h->width >= 1 && h->width <= PICTURE_SIDE && h->height >= 1 &&
	       h->height <= PICTURE_SIDE && looks_like(h, bytes);
}

void pdf_answer_read(struct pdf_request q, str all, struct pdf_answer *ret,
		     str *ret_bytes)
{
	struct pdf_answer h;

	*ret = (struct pdf_answer){ .outcome = PDF_BROKEN };
	*ret_bytes = (str){ 0 };
	if (all.n < sizeof(h))
		return;
	memcpy(&h, all.p, sizeof(h));
	if (!plausible(q, &h, str_skip(all, sizeof(h))))
		return;
	*ret = h;
	*ret_bytes = str_skip(all, sizeof(h));
}

err reader_ask(struct arena *a, int pdf, struct pdf_request q, struct pdf_answer *ret,
	       str *ret_bytes)
{
	int64_t until = clock_monotonic_ms() + q.deadline_ms;
	struct buf b = buf_new(a);
	struct child c;

	TRY(start(a, pdf, q, &c));
	while (receive(&c, until, &b))
		continue;
	end(&c);
	pdf_answer_read(q, buf_str(&b), ret, ret_bytes);
	return OK;
}

/* ---- the file ---- */

static err open_file(struct arena *a, str path, int *ret)
{
	*ret = open(arena_cstr(a, path), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (*ret < 0)
		return FAULT(FAULT_INTERNAL, "pdf: %.*s: %s", P(path), strerror(errno));
	return OK;
}

static err open_bytes(str bytes, int *ret)
{
	*ret = memfd_create("pdf", MFD_CLOEXEC);
	if (*ret < 0)
		return FAULT(FAULT_UNAVAILABLE, "pdf: memory file: %s", strerror(errno));
	for (size_t at = 0; at < bytes.n;) {
		ssize_t n = write(*ret, bytes.p + at, bytes.n - at);

		if (n <= 0) {
			close(*ret);
			return FAULT(FAULT_UNAVAILABLE, "pdf: memory file is full");
		}
		at += (size_t)n;
	}
	return OK;
}

static bool is_pdf(int pdf)
{
	char head[SIGNATURE_WITHIN];
	ssize_t n = pread(pdf, head, sizeof(head), 0);

	return n > 0 && str_has((str){ head, (size_t)n }, S("%PDF-"));
}

err pdf_look(struct arena *a, str path, int limit, struct pdf_facts *ret)
{
	struct pdf_request q = { .number = limit, .deadline_ms = DEADLINE_MS };
	struct pdf_answer h = { .outcome = PDF_NOT_PDF };
	err e = OK;
	str none;
	int pdf;

	TRY(open_file(a, path, &pdf));
	if (is_pdf(pdf))
		e = reader_ask(a, pdf, q, &h, &none);
	close(pdf);
	*ret = (struct pdf_facts){ .outcome = (enum pdf_reading)h.outcome };
	if (ret->outcome == PDF_READ)
		ret->pages = (int)h.pages;
	return e;
}

/* Closes the file. */
static err picture(struct arena *a, int pdf, struct pdf_request q,
		   struct pdf_picture *ret)
{
	struct pdf_answer h = { .outcome = PDF_NOT_PDF };
	str bytes = { 0 };
	err e = OK;

	if (is_pdf(pdf))
		e = reader_ask(a, pdf, q, &h, &bytes);
	close(pdf);
	*ret = (struct pdf_picture){
		.outcome = (enum pdf_reading)h.outcome,
		.bytes = bytes,
		.jpeg = h.jpeg != 0,
		.width = (int)h.width,
		.height = (int)h.height,
	};
	return e;
}

static struct pdf_request picture_request(int page, int dpi)
{
	return (struct pdf_request){
		.picture = true, .number = page, .dpi = dpi, .deadline_ms = DEADLINE_MS
	};
}

err pdf_picture(struct arena *a, str path, int page, int dpi, struct pdf_picture *ret)
{
	struct pdf_request q = picture_request(page, dpi);
	int pdf;

	TRY(open_file(a, path, &pdf));
	return picture(a, pdf, q, ret);
}

err pdf_picture_bytes(struct arena *a, str bytes, int page, int dpi,
		      struct pdf_picture *ret)
{
	struct pdf_request q = picture_request(page, dpi);
	int pdf;

	TRY(open_bytes(bytes, &pdf));
	return picture(a, pdf, q, ret);
}
