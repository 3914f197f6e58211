#include "test/test.h"

TEST_DB(opens)
{
	struct rows r = work_query(w, "SELECT 1", NO_ARGS);

	CHECK("one row", rows_next(&r));
	CHECK_INT("its value", row_int(&r, 0), 1);
	CHECK_OK(rows_end(&r));
}
