/* Parts of the file, unpacked in pieces and counted. */
#include "sheet/xlsx.h"

enum { PARTS_MOST = 10000, FREE_BYTES = 4 << 20 };

bool zip_open(struct sheet *s, str path)
{
	struct xlsx *x = s->xlsx;
	unz_global_info64 info;

	x->zip = unzOpen64(arena_cstr(s->own, path));
	if (!x->zip)
		return sheet_refuse(s, SHEET_TRUNCATED);
	if (unzGetGlobalInfo64(x->zip, &info) != UNZ_OK)
		return sheet_refuse(s, SHEET_BROKEN);
	if (info.number_entry > PARTS_MOST)
		return sheet_refuse(s, SHEET_TOO_LARGE);
	return true;
}

bool zip_open_part(struct sheet *s, str name)
{
	enum { WITHOUT_CASE = 2 };
	struct xlsx *x = s->xlsx;
	unz_file_info64 info;

	if (unzLocateFile(x->zip, arena_cstr(s->own, name), WITHOUT_CASE) != UNZ_OK)
		return false;
	if (unzGetCurrentFileInfo64(x->zip, &info, NULL, 0, NULL, 0, NULL, 0) != UNZ_OK)
		return sheet_refuse(s, SHEET_BROKEN);
	if (info.flag & 1)
		return sheet_refuse(s, SHEET_OLD);
	if (unzOpenCurrentFile(x->zip) != UNZ_OK)
		return sheet_refuse(s, SHEET_BROKEN);
	x->part_open = true;
	return true;
}

static bool swells(const struct sheet *s)
{
	int64_t beyond = s->xlsx->unpacked - FREE_BYTES;

	return beyond > 0 && beyond / s->limits.ratio > s->size;
}

int zip_read(struct sheet *s, void *to, int most)
{
	struct xlsx *x = s->xlsx;
	int n = unzReadCurrentFile(x->zip, to, (unsigned)most);

	if (n < 0) {
		sheet_refuse(s, SHEET_BROKEN);
		return -1;
	}
	x->unpacked += n;
	s->done = (int64_t)unzGetCurrentFileZStreamPos64(x->zip);
	if (swells(s)) {
		sheet_refuse(s, SHEET_BOMB);
		return -1;
	}
	if (x->unpacked > s->limits.unpacked) {
		sheet_refuse(s, SHEET_TOO_LARGE);
		return -1;
	}
	return n;
}

void zip_close_part(struct sheet *s)
{
	struct xlsx *x = s->xlsx;

	if (x->part_open && unzCloseCurrentFile(x->zip) == UNZ_CRCERROR)
		sheet_refuse(s, SHEET_BROKEN);
	x->part_open = false;
}

void zip_close(struct sheet *s)
{
	zip_close_part(s);
	if (s->xlsx->zip)
		unzClose(s->xlsx->zip);
}
