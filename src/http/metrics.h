/* What is counted. Shared by the web processes of one parent. */
#pragma once

#include "http/http.h"

enum gauge {
	GAUGE_CONNECTIONS,
	GAUGE_IN_FLIGHT,
	GAUGE_WAITING_FAST,
	GAUGE_WAITING_SLOW,
	GAUGE_WAITING_WRITING,
	GAUGES
};

void metrics_share(void); /* before forking */
/* A new process begins at zero with its gauges; apart: it counts where nobody looks. */
void metrics_start(int slot, bool apart);
void metrics_gauge(enum gauge g, int change);
void metrics_answered(int status);
void metrics_refused(int status);
