#include "directory/directory.h"

static err first_text(struct rows *r, str *ret)
{
	*ret = rows_next(r) ? row_str(r, 0) : S("");
	return rows_end(r);
}
