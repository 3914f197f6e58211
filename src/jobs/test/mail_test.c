#include "jobs/internal.h"
#include "test/jobs.h"
#include "test/server.h"
#include "test/test.h"

#define LINK "https://digit.example/aktivasi/RAHASIA-7f3a"

static const struct job_kind *const kinds[] = { &mail_send_job };
static const struct job_table table = { kinds, COUNT(kinds), NULL, 0 };

static struct mail sample(const char *to)
{
	return (struct mail){
		.to = str_from(to),
		.subject = S("Akun Anda menunggu aktivasi"),
		.text = S("Yth. Siti\n" LINK "\n"),
		.html = S("<p>Yth. Siti</p><a href=\"" LINK "\">Aktifkan</a>\n"),
		.topic = S("person"),
		.topic_id = 12,
		.kind = S("aktivasi"),
	};
}

static int64_t queue(struct work *w, const char *to)
{
	struct mail m = sample(to);
	int64_t id;

	CHECK_OK(mail_queue(w, &m, &id));
	return id;
}

/* A mail server, to which w sends from now on. */
static struct server start(struct work *w)
{
	const char *dir = arena_cstr(test_arena(), test_dir());
	struct server s =
		server_start("test/servers/smtp.py", (const char *const[]){ dir, NULL });
	struct settings *settings = NEW(test_arena(), struct settings);

	*settings = *w->settings;
	settings->mail = arena_fmt(test_arena(), "smtp://127.0.0.1:%d", s.port);
	w->settings = settings;
	return s;
}

static str kept(int n)
{
	str path = arena_fmt(test_arena(), "%.*s/%d.eml", P(test_dir()), n);

	return test_file(arena_cstr(test_arena(), path));
}

static struct mail_status status_of(struct work *w, int64_t id)
{
	struct mail_statuses list;

	CHECK_OK(mail_statuses(w, S("person"), 12, &list));
	for (size_t i = 0; i < list.count; i++)
		if (list.items[i].id == id)
			return list.items[i];
	CHECK("the letter is listed", false);
	return (struct mail_status){ 0 };
}

static str body_of(struct work *w, int64_t id)
{
	struct outgoing o;
	bool found;

	CHECK_OK(mail_find(w, id, &o, &found));
	CHECK("found", found);
	return o.body;
}

TEST_DB(a_letter_waits_for_the_commit_and_then_leaves_once)
{
	struct server s = start(w);
	int64_t id = queue(w, "siti@satker.example");

	CHECK_INT("queued", status_of(w, id).state, MAIL_QUEUED);
	CHECK_STR("not sent yet", kept(1), S(""));
	CHECK_INT("ran", test_drain(w, &table), 1);
	CHECK_INT("ran again", test_drain(w, &table), 0);
	CHECK("sent", str_has(kept(1), S("RAHASIA-7f3a")));
	CHECK_STR("once", kept(2), S(""));
	CHECK_INT("state", status_of(w, id).state, MAIL_SENT);
	CHECK_STR("detail", status_of(w, id).detail, S("250 2.0.0 kept as 1"));
	CHECK_STR("wiped", body_of(w, id), S(""));
	server_stop(&s);
}

TEST_DB(a_job_for_a_letter_that_left_changes_nothing)
{
	struct server s = start(w);
	int64_t id = queue(w, "siti@satker.example");
	struct queue_counts counts;

	test_drain(w, &table);
	CHECK_OK(jobs_add(w, &mail_send_job, id, S(""), 0));
	w->now += HOUR;
	CHECK_INT("ran", test_drain(w, &table), 1);
	CHECK_STR("once", kept(2), S(""));
	CHECK_INT("state", status_of(w, id).state, MAIL_SENT);
	CHECK_INT("changed", status_of(w, id).changed_at, TEST_NOW);
	CHECK_OK(jobs_counts(w, &counts));
	CHECK_INT("the job went", counts.jobs_waiting, 0);
	server_stop(&s);
}

TEST_DB(a_rolled_back_act_sends_nothing)
{
	queue(w, "siti@satker.example");
	db_rollback(w->db);
	CHECK_OK(db_begin(w->db, true));
	CHECK_INT("ran", test_drain(w, &table), 0);
}

TEST_DB(a_body_is_sealed_to_its_row)
{
	int64_t first = queue(w, "siti@satker.example");
	int64_t second = queue(w, "budi@satker.example");
	str sealed = body_of(w, first);

	CHECK("sealed", sealed.n > 0 && !str_has(sealed, S("RAHASIA")));
	CHECK_OK(mail_set_body(w, second, sealed));
	CHECK_INT("ran", test_drain(w, &table), 2);
	CHECK_INT("its own", status_of(w, first).state, MAIL_SENT);
	CHECK_INT("another's", status_of(w, second).state, MAIL_DELAYED);
	CHECK_STR("why", status_of(w, second).detail, S("the body cannot be opened"));
}

static const struct {
	const char *to;
	enum mail_state state;
	bool next;
	const char *detail;
} servers[] = {
	{ "rcpt550@satker.example", MAIL_BOUNCED, false, "550 5.1.1 no such mailbox" },
	{ "data554@satker.example", MAIL_BOUNCED, false, "554 4.3.2 not this letter" },
	{ "rcpt450@satker.example", MAIL_DELAYED, true, "450 5.1.1 no such mailbox" },
	{ "data451@satker.example", MAIL_DELAYED, true, "451 4.3.2 not this letter" },
	{ "gone@satker.example", MAIL_DELAYED, true, "" },
	{ "not an address", MAIL_BOUNCED, false, "not an address" },
	{ "a@b.example\r\nRCPT TO:<c@d.example>", MAIL_BOUNCED, false, "not an address" },
};

TEST_DB(the_state_is_what_the_server_said)
{
	struct server s = start(w);

	for (size_t i = 0; i < COUNT(servers); i++) {
		int64_t id = queue(w, servers[i].to);
		struct mail_status status;

		test_drain(w, &table);
		status = status_of(w, id);
		CHECK_INT(servers[i].to, status.state, servers[i].state);
		CHECK_INT(servers[i].to, status.next_at == w->now + MINUTE,
			  servers[i].next);
		CHECK(servers[i].to,
		      str_starts(status.detail, str_from(servers[i].detail)));
		CHECK_INT(servers[i].to, body_of(w, id).n > 0, servers[i].next);
	}
	server_stop(&s);
}

/* The line of the letter that begins with name. */
static str header(str letter, str name)
{
	while (letter.n) {
		str line = str_cut(&letter, '\n');

		if (str_starts(line, name))
			return line;
	}
	return S("");
}

TEST_DB(every_try_is_the_same_letter)
{
	struct server s = start(w);
	int64_t id = queue(w, "drop@satker.example");

	test_drain(w, &table);
	CHECK_INT("dropped", status_of(w, id).state, MAIL_DELAYED);
	w->now += MINUTE;
	test_drain(w, &table);
	CHECK_INT("tries", status_of(w, id).tries, 2);
	CHECK("has an id", header(kept(1), S("Message-Id: <")).n > 60);
	CHECK("of the sender",
	      str_has(header(kept(1), S("Message-Id:")), S("@myintress.example>")));
	CHECK_STR("bytes", kept(2), kept(1));
	server_stop(&s);
}

TEST_DB(tries_end_after_three_days)
{
	struct server s = start(w);
	int64_t id = queue(w, "rcpt450@satker.example");
	int64_t begun = w->now;
	int tries = 0;

	while (status_of(w, id).state != MAIL_BOUNCED && tries++ < 50) {
		w->now = status_of(w, id).next_at;
		test_drain(w, &table);
	}
	CHECK_INT("ends", w->now - begun, 72 * HOUR);
	CHECK_INT("tries", status_of(w, id).tries, tries);
	CHECK_STR("wiped", body_of(w, id), S(""));
	server_stop(&s);
}

TEST_DB(an_unreachable_server_delays)
{
	struct server s = start(w);
	int64_t id = queue(w, "siti@satker.example");

	server_stop(&s);
	test_drain(w, &table);
	CHECK_INT("delayed", status_of(w, id).state, MAIL_DELAYED);
}

TEST_DB(the_directory_takes_letters_too)
{
	int64_t id = queue(w, "siti@satker.example");
	str path;

	CHECK_INT("ran", test_drain(w, &table), 1);
	CHECK_INT("sent", status_of(w, id).state, MAIL_SENT);
	path = arena_fmt(test_arena(), "%.*s/mail/%.*s", P(test_dir()),
			 P(status_of(w, id).detail));
	CHECK("is there",
	      str_has(test_file(arena_cstr(test_arena(), path)), S("RAHASIA-7f3a")));
}

TEST_DB(letters_of_a_topic_are_listed_newest_first)
{
	struct mail_statuses list;
	struct mail other = sample("lain@satker.example");
	int64_t first = queue(w, "siti@satker.example");
	int64_t second = queue(w, "budi@satker.example");

	other.topic = S("registration");
	CHECK_OK(mail_queue(w, &other, NULL));
	CHECK_OK(mail_statuses(w, S("person"), 12, &list));
	CHECK_INT("count", list.count, 2);
	CHECK_INT("newest", list.items[0].id, second);
	CHECK_INT("oldest", list.items[1].id, first);
	CHECK_STR("to", list.items[0].to, S("budi@satker.example"));
	CHECK_STR("kind", list.items[0].kind, S("aktivasi"));
}

TEST_DB(the_outbox_is_counted)
{
	struct server s = start(w);
	struct queue_counts counts;

	queue(w, "rcpt550@satker.example");
	queue(w, "rcpt450@satker.example");
	queue(w, "siti@satker.example");
	test_drain(w, &table);
	w->now += 30;
	queue(w, "budi@satker.example");
	CHECK_OK(jobs_counts(w, &counts));
	CHECK_INT("queued", counts.mail_queued, 1);
	CHECK_INT("delayed", counts.mail_delayed, 1);
	CHECK_INT("bounced", counts.mail_bounced, 1);
	CHECK_INT("oldest", counts.mail_oldest, TEST_NOW);
	CHECK_INT("jobs", counts.jobs_waiting, 2);
	server_stop(&s);
}
