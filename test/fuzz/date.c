/* Whatever people type: a date that is read exists and is written as it was meant; so is
 * an instant; a NIK that is fine holds a date. */
#include "identity/identity.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_date(struct arena *a, struct date d)
{
	struct date again;

	assert(date_valid(d));
	assert(date_parse_iso(date_iso(a, d), &again) && date_eq(d, again));
	assert(date_eq(date_from_days(date_days(d)), d));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct date today = { 2026, 11, 23 };
	struct arena *a = arena_new(1 << 20);
	str text = { (const char *)data, size };
	struct nik_facts facts;
	struct date d;
	int64_t at, again;

	if (date_parse(text, &d))
		check_date(a, d);
	if (date_parse_iso(text, &d)) {
		check_date(a, d);
		assert(str_eq(date_iso(a, d), text));
	}
	if (instant_parse(text, &at))
		assert(instant_parse(instant_rfc3339(a, at), &again) && at == again);
	if (nik_read(text, today, &facts) == NIK_FINE) {
		assert(str_digits(text, 16));
		check_date(a, facts.born);
		assert(date_cmp(facts.born, today) <= 0);
	}
	arena_free(a);
	return 0;
}
