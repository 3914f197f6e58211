#include "http/metrics.h"

#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { BACKLOG = 1024 };

static err refuse_listen(int fd, str where)
{
	int why = errno;

	if (fd >= 0)
		close(fd);
	return FAULT(FAULT_UNAVAILABLE, "cannot listen on %.*s: %s", P(where),
		     strerror(why));
}

/* A socket that nobody answers on was left by a process that died. */
static bool stale(const struct sockaddr_un *at)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool refused = fd >= 0 &&
		       connect(fd, (const struct sockaddr *)at, sizeof(*at)) != 0 &&
		       errno == ECONNREFUSED;

	if (fd >= 0)
		close(fd);
	return refused;
}

static err listen_unix(str path, int *ret)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	struct stat st;
	mode_t mask;
	int fd, failed;

	if (path.n >= sizeof(at.sun_path))
		return FAULT(FAULT_INTERNAL, "the path %.*s is too long", P(path));
	memcpy(at.sun_path, path.p, path.n);
	if (lstat(at.sun_path, &st) == 0 && S_ISSOCK(st.st_mode) && stale(&at))
		unlink(at.sun_path);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	mask = umask(0117);
	failed = fd < 0 || bind(fd, (struct sockaddr *)&at, sizeof(at)) != 0;
	umask(mask);
	if (failed || listen(fd, BACKLOG) != 0)
		return refuse_listen(fd, path);
	*ret = fd;
	return OK;
}

static int open_tcp(const struct addrinfo *ai)
{
	int fd = socket(ai->ai_family, ai->ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	int yes = 1;

	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
	if (bind(fd, ai->ai_addr, ai->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0)
		return fd;
	close(fd);
	return -1;
}

static err listen_tcp(str where, int *ret)
{
	const struct addrinfo hints = { .ai_flags = AI_PASSIVE | AI_NUMERICHOST |
						    AI_NUMERICSERV,
					.ai_socktype = SOCK_STREAM };
	struct addrinfo *found = NULL;
	char host[64], port[8];
	size_t colon = where.n;
	str name;

	while (colon > 0 && where.p[colon - 1] != ':')
		colon--;
	name = str_left(where, colon ? colon - 1 : 0);
	if (str_starts(name, S("[")) && str_ends(name, S("]")))
		name = str_left(str_skip(name, 1), name.n - 2);
	snprintf(host, sizeof(host), "%.*s", P(name));
	snprintf(port, sizeof(port), "%.*s", P(str_skip(where, colon)));
	if (colon == 0 || getaddrinfo(name.n ? host : NULL, port, &hints, &found) != 0)
		return FAULT(FAULT_INTERNAL, "%.*s is no ADDRESS:PORT", P(where));
	*ret = open_tcp(found);
	freeaddrinfo(found);
	return *ret >= 0 ? OK : refuse_listen(-1, where);
}

err http_listen(str where, int *ret_listener)
{
	metrics_share();
	if (str_index(where, '/') < where.n)
		return listen_unix(where, ret_listener);
	return listen_tcp(where, ret_listener);
}
