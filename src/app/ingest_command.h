/* The commands that load batches and take them back. */
#pragma once

#include "cli/cli.h"
#include "ingest/ingest.h"

/* The feed of that word, or NULL. */
const struct feed *app_feed(str word);

/* "import spm BERKAS": the exit status. */
int run_import_feed(struct cli *c, const struct feed *feed);

int run_batch_list(struct cli *c);
int run_batch_withdraw(struct cli *c);

/* Of "import", of all that it takes. */
enum { INGEST_FLAGS = 5 };
extern const struct cli_flag ingest_flags[INGEST_FLAGS];
