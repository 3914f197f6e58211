#include "registration/test/cast.h"

#include "jobs/jobs.h"

/* Each job is run twice: the second run changes nothing. */
static void sweep(struct work *w)
{
	const struct job nothing = { 0 };

	for (int i = 0; i < 2; i++) {
		CHECK_OK(registration_sweep_job.run(w, &nothing));
		test_next_unit(w);
	}
}

static struct registration *returned(struct work *w)
{
	struct registration *r = held(w, 1);
	struct registration_result result;
	struct decision d = { .number = r->number,
			      .version = r->version,
			      .code = S("SK_TIDAK_TERBACA") };

	CHECK_OK(registration_return(w, &d, &result));
	return stored_now(w, r->id);
}

TEST_DB(a_returned_request_is_reminded_of_once)
{
	struct registration *r;

	cast_arrives(w);
	r = returned(w);
	w->now = r->remind_at - 1;
	sweep(w);
	CHECK_INT("not yet", letters_to(w, r->contact_email, S("pengingat")), 0);
	w->now = r->remind_at;
	sweep(w);
	CHECK_INT("once", letters_to(w, r->contact_email, S("pengingat")), 1);
	CHECK_INT("one entry", trail_of(w, r->number, S("registration.reminded")), 1);
	CHECK_INT("still returned", stored_now(w, r->id)->state, STATE_RETURNED);
}

TEST_DB(a_returned_request_expires)
{
	struct registration *r;

	cast_arrives(w);
	r = returned(w);
	w->now = r->fix_until - 1;
	sweep(w);
	CHECK_INT("not yet", stored_now(w, r->id)->state, STATE_RETURNED);
	w->now = r->fix_until;
	sweep(w);
	CHECK_INT("expired", stored_now(w, r->id)->state, STATE_EXPIRED);
	CHECK_INT("one letter", letters_to(w, r->contact_email, S("kedaluwarsa")), 1);
	CHECK_INT("one entry", trail_of(w, r->number, S("registration.expired")), 1);
}

TEST_DB(a_claim_ends_after_one_working_day)
{
	struct registration *r;

	cast_arrives(w);
	r = held(w, 1);
	/* Monday 09.14 to Tuesday 09.14. */
	CHECK_INT("until", r->claim_until, w->now + DAY);
	w->now = r->claim_until - 1;
	sweep(w);
	CHECK_INT("still held", stored_now(w, r->id)->state, STATE_VERIFYING);
	w->now = r->claim_until;
	sweep(w);
	CHECK_INT("back in the queue", stored_now(w, r->id)->state, STATE_SUBMITTED);
	CHECK_INT("one entry", trail_of(w, r->number, S("registration.lapsed")), 1);
}

TEST_DB(a_draft_is_kept_for_14_days)
{
	struct registration *r;
	struct rows rows;

	cast_arrives(w);
	r = drafted(w, 2);
	w->now += 14 * DAY - 1;
	sweep(w);
	CHECK_INT("kept", stored_now(w, r->id)->users.count, 2);
	w->now += 1;
	sweep(w);
	r = stored_now(w, r->id);
	CHECK_INT("expired", r->state, STATE_EXPIRED);
	CHECK_INT("nobody is in it", r->users.count, 0);
	CHECK_STR("no mailbox", r->contact_email, S(""));
	CHECK_STR("no signatory", r->basis.signer_name, S(""));
	CHECK("the number is not used again", r->number.n > 0);
	rows = work_query(
		w, "SELECT COUNT(*) FROM mail /* may scan */ WHERE kind = 'kedaluwarsa'",
		NO_ARGS);
	CHECK("no letter", rows_next(&rows) && row_int(&rows, 0) == 0);
	CHECK_OK(rows_end(&rows));
}

static int64_t files_to_erase(struct work *w)
{
	struct rows r = work_query(w,
				   "SELECT COUNT(*) FROM job /* may scan */"
				   " WHERE kind = 'documents.erase'",
				   NO_ARGS);
	int64_t n = rows_next(&r) ? row_int(&r, 0) : -1;

	CHECK_OK(rows_end(&r));
	return n;
}

TEST_DB(a_forgotten_draft_keeps_no_files)
{
	struct registration *sent, *r;
	struct documents files;

	cast_arrives(w);
	sent = submitted(w, 1);
	r = drafted(w, 1);
	hand_in(w, r->number);
	w->now += 14 * DAY;
	sweep(w);
	CHECK_OK(documents_of(w, S("registration"), r->id, &files));
	CHECK_INT("of the draft", files.count, 0);
	CHECK_INT("from the disk, later, once", files_to_erase(w), 2);
	CHECK_INT("the trail says which", trail_of(w, r->number, S("document.erased")),
		  2);
	CHECK_OK(documents_of(w, S("registration"), sent->id, &files));
	CHECK_INT("what was sent is evidence", files.count, 2);
}

TEST_DB(a_draft_taken_back_is_forgotten_too)
{
	struct registration_result result;
	struct registration *r;

	cast_arrives(w);
	r = drafted(w, 1);
	CHECK_OK(registration_withdraw(w, r->number, r->version, &result));
	CHECK_INT("withdrawn", result.why, REGISTRATION_GRANTED);
	w->now += 14 * DAY;
	sweep(w);
	r = stored_now(w, r->id);
	CHECK_INT("still withdrawn", r->state, STATE_WITHDRAWN);
	CHECK_INT("nobody is in it", r->users.count, 0);
}

TEST_DB(a_changed_draft_begins_its_14_days_again)
{
	struct registration_input in = typed(1);
	struct registration_result result;
	struct registration *r;

	cast_arrives(w);
	r = drafted(w, 1);
	w->now += 10 * DAY;
	in.basis.number = S("KEP-2");
	CHECK_OK(registration_change(w, r->number, r->version, &in, &result));
	w->now += 10 * DAY;
	sweep(w);
	CHECK_INT("kept", stored_now(w, r->id)->state, STATE_DRAFT);
}
