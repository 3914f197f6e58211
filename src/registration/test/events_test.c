/* Every event of a request, and what its satker reads of it. */
#include "registration/test/cast.h"

TEST(the_satker_reads_of_every_step_but_the_inner_ones)
{
	static const str inner[] = {
		STR("registration.begun"),
		STR("registration.changed"),
		STR("registration.nik_asked"),
		STR("registration.opened"),
		STR("registration.document_opened"),
		STR("registration.document_downloaded"),
		STR("registration.deadline_warned"),
		STR("registration.deadline_escalated"),
	};

	for (size_t i = 0; i < registration_event_count; i++) {
		str event = registration_events[i].event;
		bool shown = true;

		for (size_t k = 0; k < COUNT(inner); k++)
			shown = shown && !str_eq(inner[k], event);
		CHECK(event.p, (registration_event_words(event).n > 0) == shown);
	}
}

TEST_DB(a_second_officers_word_is_in_the_satkers_history)
{
	struct registration_result result;
	struct registration *r;
	struct decision d;

	cast_arrives(w);
	r = held(w, 1);
	d = about(r);
	d.reason = S("Dicocokkan di loket.");
	CHECK("waits", approved(w, d).waiting_for_second);
	act_as(w, SECOND);
	d.version = ANY_VERSION;
	CHECK_OK(registration_second(w, &d, &result));
	CHECK_INT("approved", result.why, REGISTRATION_GRANTED);
	CHECK_INT("recorded", trail_of(w, r->number, S("registration.seconded")), 1);
	CHECK_STR("in words", registration_event_words(S("registration.seconded")),
		  S("Disetujui petugas kedua"));
}
