/*
 * A bare answer of libmicrohttpd with the bytes of one of ours.
 * Usage: bare_mhd PORT ANSWER, where ANSWER is a file: headers, an empty line,
 * the body. Serves until it is killed.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEADERS_MAX = 64 };

static struct {
	const char *names[HEADERS_MAX], *values[HEADERS_MAX];
	int count;
	char *body;
	size_t bytes;
} answer;

static enum MHD_Result handle(void *cls, struct MHD_Connection *c, const char *url,
			      const char *method, const char *version, const char *data,
			      size_t *size, void **context)
{
	struct MHD_Response *r;
	enum MHD_Result queued;

	(void)cls;
	(void)url;
	(void)method;
	(void)version;
	(void)data;
	(void)size;
	if (!*context) {
		*context = &answer;
		return MHD_YES;
	}
	r = MHD_create_response_from_buffer(answer.bytes, answer.body,
					    MHD_RESPMEM_PERSISTENT);
	for (int i = 0; i < answer.count; i++)
		MHD_add_response_header(r, answer.names[i], answer.values[i]);
	queued = MHD_queue_response(c, 200, r);
	MHD_destroy_response(r);
	return queued;
}

/* What the library says by itself is left out. */
static int own(const char *name)
{
	return strcasecmp(name, "Content-Length") == 0 || strcasecmp(name, "Date") == 0 ||
	       strcasecmp(name, "Connection") == 0;
}

static void add_header(char *line)
{
	char *colon = strchr(line, ':');

	if (!colon || answer.count == HEADERS_MAX)
		exit(1);
	*colon = '\0';
	if (own(line))
		return;
	answer.names[answer.count] = line;
	answer.values[answer.count++] = colon + 2;
}

static void read_answer(const char *path)
{
	int fd = open(path, O_RDONLY);
	struct stat st;
	char *p, *end;

	if (fd < 0 || fstat(fd, &st) != 0)
		exit(1);
	p = mmap(NULL, (size_t)st.st_size, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
	end = p + st.st_size;
	while (*p != '\n') {
		char *line = p;

		p = strchr(p, '\n');
		*p++ = '\0';
		add_header(line);
	}
	answer.body = p + 1;
	answer.bytes = (size_t)(end - answer.body);
}

int main(int argc, char **argv)
{
	struct sockaddr_in at = { .sin_family = AF_INET };

	if (argc != 3)
		return 2;
	read_answer(argv[2]);
	at.sin_port = htons((uint16_t)strtol(argv[1], NULL, 10));
	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (!MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL, handle, NULL,
			      MHD_OPTION_SOCK_ADDR, &at, MHD_OPTION_END))
		return 1;
	pause();
	return 0;
}
