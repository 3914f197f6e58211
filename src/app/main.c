#include "app/commands.h"
#include "crypto/crypto.h"
#include "pdf/pdf.h"

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

	/* The caged reader of strangers' files is this same program, see pdf.h. */
	pdf_reader_main(argc, argv);
	crypto_start();
	return cli_main(&program, argc, argv);
}
