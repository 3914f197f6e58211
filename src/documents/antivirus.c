/*
 * clamd's INSTREAM: the command, then pieces with their length in front (32
 * bits, big-endian), an empty piece, and one line as the answer.
 */
#include "documents/internal.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { DEADLINE_MS = 20000, PIECE = 64 * 1024 };

struct scanner {
	int socket;
	int64_t until;
};

static bool ready(const struct scanner *s, short event)
{
	struct pollfd p = { .fd = s->socket, .events = event };
	int64_t left = s->until - clock_monotonic_ms();

	return left > 0 && poll(&p, 1, (int)left) == 1;
}

static bool tell(const struct scanner *s, const void *bytes, size_t n)
{
	const char *p = bytes;

	while (n > 0) {
		ssize_t sent;

		if (!ready(s, POLLOUT))
			return false;
		sent = send(s->socket, p, n, MSG_NOSIGNAL);
		if (sent < 0 && errno != EAGAIN && errno != EINTR)
			return false;
		if (sent > 0) {
			p += sent;
			n -= (size_t)sent;
		}
	}
	return true;
}

static bool tell_piece(const struct scanner *s, const void *p, size_t n)
{
	uint32_t length = htonl((uint32_t)n);

	return tell(s, &length, sizeof(length)) && tell(s, p, n);
}

static bool tell_file(const struct scanner *s, int file)
{
	char piece[PIECE];
	ssize_t n;

	while ((n = read(file, piece, sizeof(piece))) > 0)
		if (!tell_piece(s, piece, (size_t)n))
			return false;
	return n == 0 && tell_piece(s, piece, 0);
}

enum { ANSWER_BYTES = 1024 };

/* One line that ends with a NUL; "" when none came. answer holds ANSWER_BYTES. */
static str hear_line(const struct scanner *s, char *answer)
{
	size_t n = 0;

	while (n < ANSWER_BYTES && !memchr(answer, '\0', n)) {
		ssize_t got = ready(s, POLLIN)
				      ? recv(s->socket, answer + n, ANSWER_BYTES - n, 0)
				      : -1;

		if (got <= 0)
			return S("");
		n += (size_t)got;
	}
	return (str){ answer, strnlen(answer, n) };
}

static enum verdict hear(const struct scanner *s)
{
	char answer[ANSWER_BYTES];
	str text = hear_line(s, answer);

	if (str_eq(text, S("stream: OK")))
		return VERDICT_CLEAN;
	return str_ends(text, S(" FOUND")) ? VERDICT_VIRUS : VERDICT_NONE;
}

static bool call(struct scanner *s, str path)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };

	if (path.n >= sizeof(at.sun_path))
		return false;
	memcpy(at.sun_path, path.p, path.n);
	s->socket = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	return s->socket >= 0 &&
	       connect(s->socket, (const struct sockaddr *)&at, sizeof(at)) == 0;
}

enum verdict antivirus_ask(str socket_path, str path)
{
	struct scanner s = { .socket = -1, .until = clock_monotonic_ms() + DEADLINE_MS };
	enum verdict v = VERDICT_NONE;
	char name[4096];
	int file = -1;

	if (path.n < sizeof(name)) {
		memcpy(name, path.p, path.n);
		name[path.n] = '\0';
		file = open(name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	}
	/* A refusal may come before all was sent: it is heard nevertheless. */
	if (file >= 0 && call(&s, socket_path) && tell(&s, "zINSTREAM", 10)) {
		tell_file(&s, file);
		v = hear(&s);
	}
	if (s.socket >= 0)
		close(s.socket);
	if (file >= 0)
		close(file);
	return v;
}

bool documents_scanner_answers(str socket_path)
{
	struct scanner s = { .socket = -1, .until = clock_monotonic_ms() + DEADLINE_MS };
	char answer[ANSWER_BYTES];
	bool answers = call(&s, socket_path) && tell(&s, "zPING", 6) &&
		       str_eq(hear_line(&s, answer), S("PONG"));

	if (s.socket >= 0)
		close(s.socket);
	return answers;
}
