#include "registration/test/fixture.h"

static const struct draft draft = {
	.id = STR("abc"),
	.satker = STR("999101"),
	.mailbox = STR("Keuangan@contoh.example"),
	.code_hash = STR("1:h"),
};

static struct actor visitor = { .address = STR("203.0.113.7") };

static struct registration begun(struct work *w)
{
	struct registration r = fixture_request(0);

	fixture_directory(w);
	w->actor = &visitor;
	CHECK_OK(draft_insert(w, &draft));
	r.origin = ORIGIN_PUBLIC;
	CHECK_OK(registration_insert(w, &r));
	return r;
}

TEST_DB(tries_are_counted_and_end)
{
	struct draft *d;

	begun(w);
	for (int i = 0; i < 5; i++) {
		CHECK_OK(draft_try(w, S("abc"), w->now - 600, 5, &d));
		CHECK("a try", d && str_eq(d->code_hash, S("1:h")));
	}
	CHECK_OK(draft_try(w, S("abc"), w->now - 600, 5, &d));
	CHECK("no sixth", d == NULL);
	CHECK_OK(draft_try(w, S("abd"), w->now - 600, 5, &d));
	CHECK("no other", d == NULL);
	CHECK_OK(draft_try(w, S("abc"), w->now, 9, &d));
	CHECK("not after its time", d == NULL);
}

TEST_DB(a_code_is_used_once)
{
	struct registration r = begun(w);
	struct draft *d;
	bool first;

	CHECK_OK(draft_set_registration(w, S("abc"), r.id, &first));
	CHECK("the first", first);
	CHECK_OK(draft_set_registration(w, S("abc"), r.id, &first));
	CHECK("not the second", !first);
	CHECK_OK(draft_try(w, S("abc"), w->now - 600, 5, &d));
	CHECK("no more tries", d == NULL);
}

TEST_DB(a_token_opens_its_request)
{
	struct registration r = begun(w);
	int64_t id;
	bool first;

	CHECK_OK(draft_set_registration(w, S("abc"), r.id, &first));
	CHECK_OK(draft_set_token(w, S("abc"), S("t1"), w->now + 10));
	CHECK_OK(draft_of_token(w, S("t1"), &id));
	CHECK_INT("opens", id, r.id);
	CHECK_OK(draft_set_token(w, S("abc"), S("t2"), w->now + 10));
	CHECK_OK(draft_of_token(w, S("t1"), &id));
	CHECK_INT("the older one died", id, 0);
	w->now += 10;
	CHECK_OK(draft_of_token(w, S("t2"), &id));
	CHECK_INT("in time", id, 0);
}

TEST_DB(a_draft_is_found_while_its_request_is_open)
{
	struct registration r = begun(w);
	struct draft *d;
	bool first, current;

	CHECK_OK(draft_set_registration(w, S("abc"), r.id, &first));
	r.number = S("REG-2026-047-00009");
	CHECK_OK(registration_update(w, &r, &current));
	CHECK_OK(draft_of_number(w, S("REG-2026-047-00009"), &d));
	CHECK_STR("by number", d->mailbox, S("Keuangan@contoh.example"));
	CHECK_OK(draft_of_id(w, S("abc"), &d));
	CHECK_INT("by id", d->registration, r.id);
	CHECK_OK(draft_of_registration(w, r.id, &d));
	CHECK_STR("by request", d->id, S("abc"));
	fixture_move(w, &r, STATE_WITHDRAWN, w->now + DAY);
	CHECK_OK(draft_of_number(w, S("REG-2026-047-00009"), &d));
	CHECK("not when closed", d == NULL);
	CHECK_OK(draft_of_id(w, S("abc"), &d));
	CHECK("nor by id", d == NULL);
}

TEST_DB(a_link_is_used_once_and_in_time)
{
	int64_t sent;
	str id;

	begun(w);
	CHECK_OK(resume_insert(w, S("abc"), S("l1")));
	CHECK_OK(resume_insert(w, S("abc"), S("l2")));
	CHECK_OK(resumes_since(w, S("abc"), w->now - 1, &sent));
	CHECK_INT("two today", sent, 2);
	CHECK_OK(resume_use(w, S("l1"), w->now - DAY, &id));
	CHECK_STR("the first", id, S("abc"));
	CHECK_OK(resume_use(w, S("l1"), w->now - DAY, &id));
	CHECK_STR("not twice", id, S(""));
	w->now += DAY;
	CHECK_OK(resume_use(w, S("l2"), w->now - DAY, &id));
	CHECK_STR("not a day later", id, S(""));
}

TEST_DB(starts_are_counted)
{
	int64_t by_mailbox, by_address;

	begun(w);
	CHECK_OK(drafts_started(w, S("keuangan@CONTOH.example"), w->now - 1, &by_mailbox,
				&by_address));
	CHECK_INT("the mailbox", by_mailbox, 1);
	CHECK_INT("the address", by_address, 1);
	CHECK_OK(drafts_started(w, S("other@contoh.example"), w->now - 1, &by_mailbox,
				&by_address));
	CHECK_INT("another mailbox", by_mailbox, 0);
	CHECK_INT("from the same address", by_address, 1);
	CHECK_OK(drafts_started(w, S("keuangan@contoh.example"), w->now, &by_mailbox,
				&by_address));
	CHECK_INT("yesterday's do not count", by_mailbox + by_address, 0);
}

TEST_DB(what_was_not_confirmed_is_forgotten)
{
	struct registration r = begun(w);
	struct draft *d;
	bool first;

	CHECK_OK(drafts_unconfirmed_delete_all(w, w->now - 1));
	CHECK_OK(draft_try(w, S("abc"), w->now - 600, 5, &d));
	CHECK("still there", d != NULL);
	CHECK_OK(draft_set_registration(w, S("abc"), r.id, &first));
	CHECK_OK(drafts_unconfirmed_delete_all(w, w->now));
	CHECK_OK(draft_of_id(w, S("abc"), &d));
	CHECK("a confirmed one stays", d != NULL);
	CHECK_OK(resume_insert(w, S("abc"), S("l1")));
	CHECK_OK(draft_delete(w, r.id));
	CHECK_OK(draft_of_registration(w, r.id, &d));
	CHECK("deleted", d == NULL);
}
