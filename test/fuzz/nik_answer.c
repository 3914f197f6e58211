/* Whatever Dukcapil sends: an outcome and a score of their kinds, green only with all
 * elements. */
#include "dukcapil/internal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new((size_t)64 << 20);
	struct nik_answer n = nik_answer_read(a, (str){ (const char *)data, size }, 95);

	assert(n.outcome < NIK_OUTCOMES && n.name_score >= -1 && n.name_score <= 100);
	if (n.outcome == NIK_SESUAI) {
		assert(n.name == NIK_SAME && n.birth_date == NIK_SAME &&
		       n.sex == NIK_SAME);
		assert(n.name_score < 0 || n.name_score >= 95);
	}
	arena_free(a);
	return 0;
}
