#include "fetch/internal.h"
#include "test/server.h"
#include "test/test.h"

#include <sys/mman.h>
#include <sys/stat.h>

static struct server start(void)
{
	const char *dir = arena_cstr(test_arena(), test_dir());

	return server_start("test/servers/imap.py", (const char *const[]){ dir, NULL });
}

static void deliver(const char *name, str mail)
{
	const char *path =
		arena_cstr(test_arena(), arena_fmt(test_arena(), "%.*s/Maildir/new/%s",
						   P(test_dir()), name));
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

	CHECK("delivered", fd >= 0 && fchmod(fd, 0644) == 0 &&
				   write(fd, mail.p, mail.n) == (ssize_t)mail.n);
	close(fd);
}

static struct fetch_mailbox *open_as(struct server s, const char *password)
{
	return fetch_mailbox_open(
		test_arena(),
		arena_fmt(test_arena(), "imap://hai:%s@127.0.0.1:%d", password, s.port));
}

static str came(struct fetch_mailbox *m, struct mail_number n, enum mail_extent e,
		size_t limit)
{
	char bytes[2000];
	int fd = memfd_create("surat", MFD_CLOEXEC);
	struct fetch_imap said =
		fetch_mailbox_read(m, n, e, (struct mail_place){ fd, limit });
	ssize_t got;

	CHECK("it is there, or too large", said.done || said.too_large);
	got = pread(fd, bytes, sizeof(bytes), 0);
	close(fd);
	return said.done ? arena_str(test_arena(), (str){ bytes, (size_t)got })
			 : S("too large");
}

TEST(a_mailbox_is_listed_read_and_emptied)
{
	struct server s = start();
	struct fetch_mailbox *m;
	struct mail_numbers all;

	deliver("1.satu", S("Subject: satu\r\n\r\nisi satu\r\n"));
	m = open_as(s, "rahasia");
	CHECK("listed", fetch_mailbox_list(m, &all).done);
	CHECK_INT("one", (int64_t)all.count, 1);
	CHECK("with its validity", all.items[0].validity > 0);
	CHECK_STR("as it came", came(m, all.items[0], MAIL_WHOLE, 1000),
		  S("Subject: satu\r\n\r\nisi satu\r\n"));
	CHECK_STR("its head", came(m, all.items[0], MAIL_HEAD, 1000),
		  S("Subject: satu\r\n\r\n"));
	CHECK_STR("too large", came(m, all.items[0], MAIL_WHOLE, 10), S("too large"));
	CHECK("listed again: reading changes nothing", fetch_mailbox_list(m, &all).done);
	CHECK_INT("still there", (int64_t)all.count, 1);
	CHECK("moved", fetch_mailbox_move(m, all.items[0], "Diproses").done);
	fetch_mailbox_close(m);
	deliver("2.dua", S("Subject: dua\r\n\r\nisi dua\r\n"));
	m = open_as(s, "rahasia");
	CHECK("listed", fetch_mailbox_list(m, &all).done);
	CHECK_INT("the other one", (int64_t)all.count, 1);
	CHECK_INT("by its own number", all.items[0].uid, 2);
	CHECK("into a folder that is there",
	      fetch_mailbox_move(m, all.items[0], "Diproses").done);
	CHECK("listed", fetch_mailbox_list(m, &all).done);
	CHECK_INT("empty", (int64_t)all.count, 0);
	fetch_mailbox_close(m);
	server_stop(&s);
}

TEST(numbers_of_another_mailbox_move_nothing)
{
	struct server s = start();
	struct fetch_mailbox *m;
	struct mail_numbers all;

	deliver("1.satu", S("Subject: satu\r\n\r\nisi satu\r\n"));
	m = open_as(s, "rahasia");
	CHECK("listed", fetch_mailbox_list(m, &all).done);
	all.items[0].validity--;
	CHECK("refused", !fetch_mailbox_move(m, all.items[0], "Diproses").done);
	CHECK("listed", fetch_mailbox_list(m, &all).done);
	CHECK_INT("still there", (int64_t)all.count, 1);
	fetch_mailbox_close(m);
	server_stop(&s);
}

TEST(a_mailbox_that_cannot_be_read_says_why)
{
	struct server s = start();
	struct fetch_mailbox *m = open_as(s, "salah");
	struct mail_numbers all;
	struct fetch_imap said = fetch_mailbox_list(m, &all);

	CHECK("refused", !said.done && said.detail.n > 0);
	fetch_mailbox_close(m);
	server_stop(&s);
	m = open_as(s, "rahasia");
	said = fetch_mailbox_list(m, &all);
	CHECK("not there", !said.done && said.detail.n > 0);
	fetch_mailbox_close(m);
}
