#include "app/commands.h"
#include "crypto/crypto.h"
#include "mail/arriving.h"
#include "pdf/pdf.h"

#include <sys/resource.h>

/* What a core file would hold: keys, and what people typed. */
static void leave_no_core(void)
{
	const struct rlimit none = { 0, 0 };

	if (setrlimit(RLIMIT_CORE, &none) != 0)
		panic("no limit can be set on core files");
}

int main(int argc, char **argv)
{
	struct cli_program program = {
		.name = S("myintress"),
		.version = S(VERSION),
		.commands = app_commands,
		.command_count = app_command_count,
		.out = stdout,
		.errors = stderr,
	};

	/* Caged readers of strangers' files are this same program, see cage.h. */
	pdf_reader_main(argc, argv);
	mail_reader_main(argc, argv);
	leave_no_core();
	crypto_start();
	return cli_main(&program, argc, argv);
}
