#include <dirent.h>
#include <sys/stat.h>

#include "mail/mail.h"
#include "test/server.h"
#include "test/test.h"

static struct delivery_report put(str dir, str message_id, str message)
{
	struct letter l = { .to = S("siti@satker.example"), .message_id = message_id };
	struct transport t = transport_dir(dir);

	return t.send(test_arena(), &t, &l, message);
}

static const char *inside(str dir, const char *name)
{
	return arena_cstr(test_arena(), arena_fmt(test_arena(), "%.*s/%s", P(dir), name));
}

static int files_in(str dir)
{
	DIR *d = opendir(arena_cstr(test_arena(), dir));
	int count = 0;

	for (struct dirent *e = readdir(d); e; e = readdir(d))
		count += e->d_type == DT_REG;
	closedir(d);
	return count;
}

TEST(a_letter_is_a_private_file_named_after_its_id)
{
	str dir = arena_fmt(test_arena(), "%.*s/mail", P(test_dir()));
	struct delivery_report report =
		put(dir, S("<7f.a@kemenkeu.example>"), S("isi\r\n"));
	const char *path = inside(dir, "7f.a@kemenkeu.example.eml");
	struct stat st;

	CHECK_INT("outcome", report.outcome, DELIVERED);
	CHECK_STR("letter", test_file(path), S("isi\r\n"));
	CHECK_INT("stat", stat(path, &st), 0);
	CHECK_INT("mode", st.st_mode & 0777, 0600);
}

TEST(the_same_letter_twice_is_one_file)
{
	put(test_dir(), S("<7f.a@kemenkeu.example>"), S("yang pertama dan panjang\r\n"));
	put(test_dir(), S("<7f.a@kemenkeu.example>"), S("kedua\r\n"));
	CHECK_INT("files", files_in(test_dir()), 1);
	CHECK_STR("letter", test_file(inside(test_dir(), "7f.a@kemenkeu.example.eml")),
		  S("kedua\r\n"));
}

TEST(an_id_cannot_leave_the_directory)
{
	const str ids[] = { STR("<../../a@b>"), STR("</etc/a@b>"), STR("<..@b>"),
			    STR("<.a$x@b>") };

	for (size_t i = 0; i < COUNT(ids); i++) {
		CHECK_INT("outcome", put(test_dir(), ids[i], S("x")).outcome, DELIVERED);
		CHECK_INT("files", files_in(test_dir()), i + 1);
	}
	CHECK_INT("no id", put(test_dir(), S("x"), S("x")).outcome, DELIVERY_REFUSED);
}

TEST(a_directory_that_cannot_be_written_is_tried_later)
{
	struct delivery_report report = put(S("/proc/none"), S("<a@b>"), S("x"));

	CHECK_INT("outcome", report.outcome, DELIVERY_LATER);
	CHECK("says why", str_has(report.detail, S("No such file")));
}
