#include "http/metrics.h"

#include <stdatomic.h>
#include <sys/mman.h>

enum { SLOTS = 256, CLASSES = 6 };

static const int refusals[] = { 400, 403, 405, 413, 414, 415, 431, 503, 505 };

/* A process that dies takes its gauges with it, so each has its own; the next one resets.
 */
struct counts {
	_Atomic uint64_t answered[CLASSES];
	_Atomic uint64_t refused[COUNT(refusals)];
	_Atomic int64_t gauges[SLOTS][GAUGES];
};

static struct counts alone; /* until metrics_share(), and of who counts apart */
static struct counts *counts = &alone;
static struct counts *own = &alone; /* where this process counts */
static int own_slot;

void metrics_share(void)
{
	void *p;

	if (counts != &alone)
		return;
	p = mmap(NULL, sizeof(*counts), PROT_READ | PROT_WRITE,
		 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (p != MAP_FAILED)
		counts = p;
}

void metrics_start(int slot, bool apart)
{
	own = apart ? &alone : counts;
	own_slot = slot % SLOTS;
	for (int g = 0; g < GAUGES; g++)
		atomic_store(&own->gauges[own_slot][g], 0);
}

void metrics_gauge(enum gauge g, int change)
{
	atomic_fetch_add_explicit(&own->gauges[own_slot][g], change,
				  memory_order_relaxed);
}

void metrics_answered(int status)
{
	int class = status / 100;

	if (class > 0 && class < CLASSES)
		atomic_fetch_add_explicit(&own->answered[class], 1, memory_order_relaxed);
}

void metrics_refused(int status)
{
	for (size_t i = 0; i < COUNT(refusals); i++)
		if (refusals[i] == status)
			atomic_fetch_add_explicit(&own->refused[i], 1,
						  memory_order_relaxed);
}

static void print_gauge(struct buf *out, const char *name, enum gauge g)
{
	int64_t sum = 0;

	for (int slot = 0; slot < SLOTS; slot++)
		sum += atomic_load_explicit(&counts->gauges[slot][g],
					    memory_order_relaxed);
	buf_fmt(out, "http_%s %lld\n", name, (long long)sum);
}

void http_metrics(struct buf *out)
{
	buf_add(out, S("# TYPE http_requests_total counter\n"));
	for (int i = 1; i < CLASSES; i++)
		buf_fmt(out, "http_requests_total{class=\"%dxx\"} %llu\n", i,
			(unsigned long long)atomic_load(&counts->answered[i]));
	buf_add(out, S("# TYPE http_refused_total counter\n"));
	for (size_t i = 0; i < COUNT(refusals); i++)
		buf_fmt(out, "http_refused_total{status=\"%d\"} %llu\n", refusals[i],
			(unsigned long long)atomic_load(&counts->refused[i]));
	buf_add(out, S("# TYPE http_connections gauge\n"));
	print_gauge(out, "connections", GAUGE_CONNECTIONS);
	buf_add(out, S("# TYPE http_in_flight gauge\n"));
	print_gauge(out, "in_flight", GAUGE_IN_FLIGHT);
	buf_add(out, S("# TYPE http_waiting gauge\n"));
	print_gauge(out, "waiting{lane=\"fast\"}", GAUGE_WAITING_FAST);
	print_gauge(out, "waiting{lane=\"slow\"}", GAUGE_WAITING_SLOW);
	print_gauge(out, "waiting{lane=\"writing\"}", GAUGE_WAITING_WRITING);
}
