/*
 * embed schema OUT FILE.sql...  Writes the migrations of all folders as one C
 * table, ascending by the number in their names (NNNN_name.sql).
 * embed reference OUT FILE.csv...  Writes the reference data as one C table.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS = 4 };

struct file {
	const char *path;
	const char *name; /* of the migration, behind "NNNN_" */
	int name_length;
	int number;
};

static _Noreturn void fail(const char *path, const char *why)
{
	fprintf(stderr, "embed: %s: %s\n", path, why);
	exit(1);
}

static struct file parse_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *base = slash ? slash + 1 : path;
	size_t n = strlen(base);

	if (strspn(base, "0123456789") != DIGITS || base[DIGITS] != '_' || n < 10 ||
	    strcmp(base + n - 4, ".sql") != 0)
		fail(path, "a migration is called NNNN_name.sql");
	return (struct file){ .path = path,
			      .name = base + DIGITS + 1,
			      .name_length = (int)n - DIGITS - 1 - 4,
			      .number = (int)strtol(base, NULL, 10) };
}

static int by_number(const void *a, const void *b)
{
	return ((const struct file *)a)->number - ((const struct file *)b)->number;
}

static void check_numbers(const struct file *files, int count)
{
	for (int i = 0; i < count; i++) {
		if (files[i].number == 0)
			fail(files[i].path, "the first number is 0001");
		if (i > 0 && files[i].number == files[i - 1].number)
			fail(files[i].path, "this number is taken twice");
	}
}

static void write_text(FILE *out, FILE *in)
{
	bool line_begins = true;

	for (int c = getc(in); c != EOF; c = getc(in)) {
		if (line_begins)
			fputs("\n\t      \"", out);
		line_begins = c == '\n';
		if (c == '\n')
			fputs("\\n\"", out);
		else if (c == '"' || c == '\\' || c == '?')
			fprintf(out, "\\%c", c);
		else if (c < ' ' || c > '~')
			fprintf(out, "\\%03o", (unsigned)c);
		else
			putc(c, out);
	}
	if (!line_begins)
		putc('"', out);
}

/* STR("…"), the text of the file. */
static void write_file(FILE *out, const char *path)
{
	FILE *in = fopen(path, "r");

	if (!in)
		fail(path, "cannot be read");
	fputs("STR(\"\"", out);
	write_text(out, in);
	fputs(") },\n", out);
	if (ferror(in))
		fail(path, "cannot be read");
	fclose(in);
}

static FILE *create(const char *path, const char *begin)
{
	FILE *out = fopen(path, "w");

	if (!out)
		fail(path, "cannot be written");
	fputs(begin, out);
	return out;
}

static void finish(const char *path, FILE *out)
{
	if (fclose(out) != 0)
		fail(path, "cannot be written");
}

static void write_schema(const char *path, const struct file *files, int count)
{
	FILE *out = create(path, "#include \"db/schema.h\"\n\n"
				 "const struct migration schema[] = {\n");

	for (int i = 0; i < count; i++) {
		fprintf(out, "\t{ %d, STR(\"%.*s\"), ", files[i].number,
			files[i].name_length, files[i].name);
		write_file(out, files[i].path);
	}
	/* The last one keeps the table from being empty; schema_count leaves it out. */
	fprintf(out, "\t{ 0 },\n};\nconst size_t schema_count = %d;\n", count);
	finish(path, out);
}

static void embed_schema(const char *path, char **paths, int count)
{
	struct file *files = calloc((size_t)count + 1, sizeof(*files));

	if (!files)
		fail(path, "no memory");
	for (int i = 0; i < count; i++)
		files[i] = parse_name(paths[i]);
	qsort(files, (size_t)count, sizeof(*files), by_number);
	check_numbers(files, count);
	write_schema(path, files, count);
	free(files);
}

static void embed_reference(const char *path, char **paths, int count)
{
	FILE *out = create(path, "#include \"directory/reference.h\"\n\n"
				 "const struct reference_file reference_files[] = {\n");

	for (int i = 0; i < count; i++) {
		const char *slash = strrchr(paths[i], '/');

		fprintf(out, "\t{ STR(\"%s\"), ", slash ? slash + 1 : paths[i]);
		write_file(out, paths[i]);
	}
	fprintf(out, "};\nconst size_t reference_file_count = %d;\n", count);
	finish(path, out);
}

int main(int argc, char **argv)
{
	if (argc >= 3 && strcmp(argv[1], "schema") == 0)
		embed_schema(argv[2], argv + 3, argc - 3);
	else if (argc > 3 && strcmp(argv[1], "reference") == 0)
		embed_reference(argv[2], argv + 3, argc - 3);
	else {
		fputs("usage: embed schema|reference OUT FILE...\n", stderr);
		return 2;
	}
	return 0;
}
