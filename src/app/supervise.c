#include "app/supervise.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	PROCESSES_MAX = 257,
	STARTED_MS = 2 * 1000,
	SETTLED_MS = 10 * 1000, /* who lived so long is started again at once */
	FIRST_DELAY_MS = 100,
	LAST_DELAY_MS = 10 * 1000,
	STOP_MS = 15 * 1000,
	TICK_MS = 100,
};

/* What a process and its parent share. */
struct station {
	atomic_bool stop; /* first: a process knows its station by it */
	atomic_bool ready;
};

struct process {
	pid_t pid; /* 0 when it does not live */
	bool started;
	int64_t born_ms;
	int64_t delay_ms; /* before it is started again */
	int64_t due_ms;
};

struct parent {
	const struct supervision *s;
	struct station *stations;
	struct process processes[PROCESSES_MAX];
	int count;
	int signals;
	sigset_t before;
	bool told_ready;
	bool failed;
	int64_t stopping_ms; /* since when; 0 while it serves */
	int64_t watched_ms;
};

/* ---- the service manager ---------------------------------------------------- */

static void notify(const struct parent *p, const char *text)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	str where = p->s->notify_socket;
	socklen_t n = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + where.n);
	int fd;

	if (where.n == 0 || where.n >= sizeof(at.sun_path))
		return;
	memcpy(at.sun_path, where.p, where.n);
	if (at.sun_path[0] == '@')
		at.sun_path[0] = '\0';
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	/* Nobody listens: nobody to tell. */
	(void)!sendto(fd, text, strlen(text), MSG_NOSIGNAL, (struct sockaddr *)&at, n);
	close(fd);
}

static bool web_started(const struct parent *p)
{
	for (int i = 0; i < p->s->web_count; i++)
		if (!p->processes[i].started)
			return false;
	return true;
}

static void notify_state(struct parent *p, int64_t now)
{
	if (!p->told_ready && web_started(p)) {
		p->told_ready = true;
		notify(p, "READY=1");
	}
	/* Twice as often as the service manager asks, as it advises. */
	if (p->s->watchdog_ms && now - p->watched_ms >= p->s->watchdog_ms / 2) {
		p->watched_ms = now;
		notify(p, "WATCHDOG=1");
	}
}

/* ---- one process -------------------------------------------------------------- */

void supervise_ready(const atomic_bool *stop)
{
	struct station *own = (struct station *)(uintptr_t)stop;

	own->ready = true;
}

static void interrupt(int signal)
{
	(void)signal;
}

/* Signals only wake a process: what to do it reads from its station. */
static void take_signals(const sigset_t *before)
{
	struct sigaction wake = { .sa_handler = interrupt };

	sigaction(SIGTERM, &wake, NULL);
	sigaction(SIGINT, &wake, NULL);
	sigaction(SIGHUP, &wake, NULL);
	sigprocmask(SIG_SETMASK, before, NULL);
}

static _Noreturn void live(const struct parent *p, int slot, pid_t parent)
{
	const struct supervision *s = p->s;
	const atomic_bool *stop = &p->stations[slot].stop;
	int status;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	/* It may have died before it was asked to take us along. */
	if (getppid() != parent)
		_exit(1);
	close(p->signals);
	take_signals(&p->before);
	status = slot < s->web_count ? s->web(s->arg, slot, stop)
				     : s->job(s->arg, slot, stop);
	fflush(NULL);
	_exit(status);
}

static void start(struct parent *p, int slot, int64_t now)
{
	struct process *process = &p->processes[slot];
	pid_t parent = getpid();

	p->stations[slot].ready = false;
	process->born_ms = now;
	process->pid = fork();
	if (process->pid == 0)
		live(p, slot, parent);
	if (process->pid > 0)
		return;
	process->pid = 0;
	process->due_ms = now + LAST_DELAY_MS;
}

static void begin_stop(struct parent *p, int64_t now)
{
	if (p->stopping_ms)
		return;
	p->stopping_ms = now;
	notify(p, "STOPPING=1");
	for (int i = 0; i < p->count; i++)
		p->stations[i].stop = true;
}

static void tell(const struct parent *p, int slot, int status)
{
	const char *what = slot < p->s->web_count ? "web" : "job";

	if (WIFSIGNALED(status))
		fprintf(stderr, "myintress: %s process %d ended by signal %d\n", what,
			slot, WTERMSIG(status));
	else
		fprintf(stderr, "myintress: %s process %d ended with status %d\n", what,
			slot, WEXITSTATUS(status));
}

static void note_started(struct parent *p, int slot, int64_t now)
{
	struct process *process = &p->processes[slot];

	if (process->pid && !process->started)
		process->started =
			p->stations[slot].ready || now - process->born_ms >= STARTED_MS;
}

static void bury(struct parent *p, int slot, int status, int64_t now)
{
	struct process *process = &p->processes[slot];

	note_started(p, slot, now);
	process->pid = 0;
	if (p->stopping_ms) {
		p->failed |= status != 0;
		return;
	}
	tell(p, slot, status);
	if (!process->started && WIFEXITED(status)) {
		p->failed = true;
		begin_stop(p, now);
		return;
	}
	if (now - process->born_ms >= SETTLED_MS)
		process->delay_ms = 0;
	process->due_ms = now + process->delay_ms;
	process->delay_ms = process->delay_ms ? process->delay_ms * 2 : FIRST_DELAY_MS;
	if (process->delay_ms > LAST_DELAY_MS)
		process->delay_ms = LAST_DELAY_MS;
}

/* ---- all of them ---------------------------------------------------------------- */

static void send_all(const struct parent *p, int signal)
{
	for (int i = 0; i < p->count; i++)
		if (p->processes[i].pid)
			kill(p->processes[i].pid, signal);
}

static void reap(struct parent *p, int64_t now)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		for (int i = 0; i < p->count; i++)
			if (p->processes[i].pid == pid)
				bury(p, i, status, now);
}

static void read_signals(struct parent *p)
{
	struct signalfd_siginfo info;
	int64_t now = clock_monotonic_ms();

	while (read(p->signals, &info, sizeof(info)) == sizeof(info)) {
		if (info.ssi_signo == SIGTERM || info.ssi_signo == SIGINT)
			begin_stop(p, now);
		if (info.ssi_signo == SIGHUP && p->s->hangup)
			p->s->hangup(p->s->arg);
		if (info.ssi_signo != SIGCHLD)
			send_all(p, (int)info.ssi_signo);
	}
	reap(p, now);
}

static void start_due(struct parent *p, int64_t now)
{
	for (int i = 0; i < p->count && !p->stopping_ms; i++)
		if (!p->processes[i].pid && now >= p->processes[i].due_ms)
			start(p, i, now);
}

static bool any_lives(const struct parent *p)
{
	for (int i = 0; i < p->count; i++)
		if (p->processes[i].pid)
			return true;
	return false;
}

static void kill_late(struct parent *p, int64_t now)
{
	int patience = p->s->stop_ms ? p->s->stop_ms : STOP_MS;

	if (p->stopping_ms && now - p->stopping_ms > patience)
		send_all(p, SIGKILL);
}

static void watch(struct parent *p)
{
	while (!p->stopping_ms || any_lives(p)) {
		struct pollfd fd = { .fd = p->signals, .events = POLLIN };
		int64_t now = clock_monotonic_ms();

		start_due(p, now);
		for (int i = 0; i < p->count; i++)
			note_started(p, i, now);
		notify_state(p, now);
		kill_late(p, now);
		poll(&fd, 1, TICK_MS);
		read_signals(p);
	}
}

static bool open_parent(struct parent *p)
{
	sigset_t ours;

	p->count = p->s->web_count + (p->s->job != NULL);
	if (p->count > PROCESSES_MAX)
		panic("%d processes are too many", p->count);
	p->stations = mmap(NULL, sizeof(struct station) * PROCESSES_MAX,
			   PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	sigemptyset(&ours);
	sigaddset(&ours, SIGTERM);
	sigaddset(&ours, SIGINT);
	sigaddset(&ours, SIGHUP);
	sigaddset(&ours, SIGCHLD);
	sigprocmask(SIG_BLOCK, &ours, &p->before);
	p->signals = signalfd(-1, &ours, SFD_CLOEXEC | SFD_NONBLOCK);
	return p->stations != MAP_FAILED && p->signals >= 0;
}

int supervise(const struct supervision *s)
{
	struct parent p = { .s = s };

	if (!open_parent(&p)) {
		fprintf(stderr, "myintress: %s\n", strerror(errno));
		return 1;
	}
	watch(&p);
	close(p.signals);
	munmap(p.stations, sizeof(struct station) * PROCESSES_MAX);
	sigprocmask(SIG_SETMASK, &p.before, NULL);
	return p.failed;
}
