#include "fetch/fetch.h"
#include "mailroom/internal.h"
#include "test/jobs.h"
#include "test/server.h"

#include <dirent.h>
#include <sys/stat.h>

static const struct job_kind *const kinds[] = { &mailroom_job };
static const struct job_table table = { .kinds = kinds, .kind_count = COUNT(kinds) };
static struct settings settings;
static const struct actor system = { .name = STR("Sistem"), .channel = CHANNEL_JOB };

static struct server start(struct work *w)
{
	const char *dir = arena_cstr(test_arena(), test_dir());
	struct server s =
		server_start("test/servers/imap.py", (const char *const[]){ dir, NULL });

	settings = *w->settings;
	settings.data_dir = test_dir();
	settings.mailbox =
		arena_fmt(test_arena(), "imap://hai:rahasia@127.0.0.1:%d", s.port);
	w->settings = &settings;
	w->actor = &system;
	return s;
}

static str maildir(const char *name)
{
	return arena_fmt(test_arena(), "%.*s/Maildir/%s", P(test_dir()), name);
}

static void deliver(int n, str mail)
{
	str name = arena_fmt(test_arena(), "%.*s/%d.surat", P(maildir("new")), n);
	int fd = open(arena_cstr(test_arena(), name), O_WRONLY | O_CREAT | O_CLOEXEC,
		      0644);

	CHECK("delivered", fd >= 0 && fchmod(fd, 0644) == 0 &&
				   write(fd, mail.p, mail.n) == (ssize_t)mail.n);
	close(fd);
}

static int files_in(const char *name)
{
	DIR *d = opendir(arena_cstr(test_arena(), maildir(name)));
	struct dirent *e;
	int n = 0;

	while (d && (e = readdir(d)))
		n += e->d_name[0] != '.';
	if (d)
		closedir(d);
	return n;
}

static int mails_in(const char *folder)
{
	return files_in(arena_fmt(test_arena(), "%scur", folder).p) +
	       files_in(arena_fmt(test_arena(), "%snew", folder).p);
}

static void read_all(struct work *w)
{
	CHECK_OK(jobs_add(w, &mailroom_job, 0, S(""), 0));
	(void)test_drain(w, &table);
}

static struct mail_rows rows_now(struct work *w)
{
	struct mail_list q = { .limit = 100 };
	struct mail_rows all;

	CHECK_OK(store_mail_list_all(w, &q, &all));
	return all;
}

static int with_fate(const struct mail_rows *all, enum fate f)
{
	int n = 0;

	for (size_t i = 0; i < all->count; i++)
		n += all->items[i].fate == f;
	return n;
}

TEST_DB(every_mail_of_a_mailbox_has_a_fate_and_none_is_left)
{
	struct server s = start(w);
	struct mail_rows all;

	deliver(1, S("From: a@satker.example\r\nMessage-ID: <1@satker.example>\r\n"
		     "Subject: Tanya\r\n\r\nApa kabar?\r\n"));
	deliver(2, S("From: a@satker.example\r\nMessage-ID: <1@satker.example>\r\n"
		     "Subject: Tanya\r\n\r\nApa kabar?\r\n"));
	deliver(3,
		S("From: b@satker.example\r\nAuto-Submitted: auto-replied\r\n\r\nCuti"));
	deliver(4, S("bukan surat"));
	deliver(5, S("From: MAILER-DAEMON@mx.example\r\nSubject: gagal\r\n\r\nx"));
	deliver(6, S("From: c@satker.example\r\nSubject: HTML\r\nContent-Type: "
		     "text/html\r\n\r\n<script>x()</script><p>Halo<img "
		     "src=http://p.example/1.gif>"));
	deliver(7, S("From: d@satker.example\r\nContent-Type: multipart/mixed; "
		     "boundary=x\r\n\r\n--x\r\nContent-Type: application/pdf; "
		     "name=rusak.pdf\r\n\r\nbukan PDF\r\n--x"));
	read_all(w);
	all = rows_now(w);
	CHECK_INT("all of them", (int64_t)all.count, 7);
	CHECK_INT("tickets", with_fate(&all, FATE_TICKET), 3);
	CHECK_INT("the same twice", with_fate(&all, FATE_DOUBLE), 1);
	CHECK_INT("a notice", with_fate(&all, FATE_AUTOMATIC), 1);
	CHECK_INT("a bounce", with_fate(&all, FATE_BOUNCE), 1);
	CHECK_INT("broken", with_fate(&all, FATE_UNREADABLE), 1);
	CHECK_INT("the inbox is empty", mails_in(""), 0);
	CHECK_INT("dealt with", mails_in(".Diproses/"), 6);
	CHECK_INT("to be looked at", mails_in(".Periksa/"), 1);
	read_all(w);
	CHECK_INT("nothing comes twice", (int64_t)rows_now(w).count, 7);
	server_stop(&s);
}

TEST_DB(a_mail_that_was_dealt_with_but_not_moved_is_only_moved)
{
	struct server s = start(w);
	struct incoming in = { .mail = { .readable = true } };
	struct fetch_mailbox *m;
	struct mail_numbers n;

	deliver(1, S("From: a@satker.example\r\nSubject: Tanya\r\n\r\nIsi\r\n"));
	m = fetch_mailbox_open(test_arena(), settings.mailbox);
	CHECK("listed", fetch_mailbox_list(m, &n).done);
	fetch_mailbox_close(m);
	in.validity = n.items[0].validity;
	in.uid = n.items[0].uid;
	in.mail.from = S("a@satker.example");
	in.mail.subject = S("Tanya");
	in.mail.text = S("Isi");
	CHECK_OK(intake(w, &in));
	read_all(w);
	CHECK_INT("one row", (int64_t)rows_now(w).count, 1);
	CHECK_INT("the inbox is empty", mails_in(""), 0);
	CHECK_INT("moved", mails_in(".Diproses/"), 1);
	server_stop(&s);
}

TEST_DB(a_mail_that_is_too_large_is_answered_and_kept)
{
	struct server s = start(w);
	struct buf b = buf_new(test_arena());
	struct mail_rows all;

	buf_reserve(&b, MAIL_BYTES + 1000);
	buf_add(&b, S("From: a@satker.example\r\nSubject: Besar\r\n\r\n"));
	while (b.n <= MAIL_BYTES)
		buf_add(&b,
			S("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n"));
	deliver(1, buf_str(&b));
	read_all(w);
	all = rows_now(w);
	CHECK_INT("one", (int64_t)all.count, 1);
	CHECK_STR("its fate", fate_words[all.items[0].fate], S("besar"));
	CHECK_STR("its sender", all.items[0].sender, S("a@satker.example"));
	CHECK_INT("kept", mails_in(".Periksa/"), 1);
	server_stop(&s);
}

TEST_DB(a_mailbox_that_fails_is_seen)
{
	struct server s = start(w);
	struct mailbox_state state;

	server_stop(&s);
	read_all(w);
	CHECK_OK(mailroom_state(w, &state));
	CHECK("when and why", state.failed_at == w->now && state.detail.n > 0);
	CHECK_INT("never read", state.read_at, 0);
	s = start(w);
	read_all(w);
	CHECK_OK(mailroom_state(w, &state));
	CHECK("read again", state.read_at == w->now && !state.failed_at);
	server_stop(&s);
}
