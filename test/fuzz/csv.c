/* Whatever the bytes are: rows end, lines only grow, fields are inside the limits. */
#include "base/csv.h"
#include "base/base.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new((size_t)64 << 20);
	struct csv c = csv_open((str){ (const char *)data, size });
	struct strs row;
	int64_t line = 0;
	size_t bytes = 0;

	while (csv_next(&c, a, &row) != CSV_END) {
		assert(c.line > line);
		line = c.line;
		for (size_t i = 0; i < row.count; i++)
			bytes += row.items[i].n;
	}
	assert(bytes <= size);
	arena_free(a);
	return 0;
}
