/*
 * Whatever the bytes are: reading ends, rows ascend, texts are UTF-8 and inside the
 * limits. What begins with "<" becomes the sheet inside an XLSX, because no chance
 * finds its way through a checksum.
 */
#include <minizip/zip.h>

#include "sheet/sheet.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#define TYPES "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void add(zipFile z, const char *name, str text)
{
	zip_fileinfo about = { 0 };

	zipOpenNewFileInZip(z, name, &about, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 1);
	zipWriteInFileInZip(z, text.p, (unsigned)text.n);
	zipCloseFileInZip(z);
}

static void write_xlsx(const char *path, str sheet)
{
	zipFile z = zipOpen(path, APPEND_STATUS_CREATE);

	add(z, "_rels/.rels",
	    S("<R><Relationship Id=\"a\" Type=\"" TYPES
	      "/officeDocument\" Target=\"w.xml\"/></R>"));
	add(z, "w.xml", S("<w><sheet name=\"D\" id=\"b\"/></w>"));
	add(z, "_rels/w.xml.rels",
	    S("<R><Relationship Id=\"b\" Target=\"s.xml\"/><Relationship Id=\"c\" Type=\"" TYPES
	      "/sharedStrings\" Target=\"t.xml\"/></R>"));
	add(z, "t.xml", S("<sst><si><t>a</t></si></sst>"));
	add(z, "s.xml", sheet);
	zipClose(z, NULL);
}

static void read_all(str path)
{
	struct sheet *s = sheet_open(&(struct sheet_source){ .path = path });
	struct arena *a = arena_new((size_t)1 << 20);
	struct sheet_row row;
	struct sheet_end end;
	int64_t before = 0;

	while (sheet_next(s, &row)) {
		assert(row.number > before);
		assert(row.count <= (size_t)sheet_limits_default.columns);
		before = row.number;
		for (size_t i = 0; i < row.count; i++)
			assert(str_utf8(row.cells[i].text));
	}
	assert(sheet_close(s, a, &end) == OK);
	assert(end.outcome < SHEET_OUTCOMES);
	arena_free(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int fd = memfd_create("sheet", 0);
	char path[32];

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	if (size > 0 && data[0] == '<')
		write_xlsx(path, (str){ (const char *)data, size });
	else
		assert(write(fd, data, size) == (ssize_t)size);
	read_all(str_from(path));
	close(fd);
	return 0;
}
