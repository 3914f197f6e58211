/*
 * One mail at a time. It is read and taken apart while no transaction is open, dealt
 * with in one unit, and moved out of the inbox by the next run: a mail that was not
 * dealt with still lies there. May be repeated: a number that has its row is not
 * dealt with again, and moving twice is moving once.
 */
#include "jobs/jobs.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fetch/fetch.h"
#include "mailroom/internal.h"

enum { LEASE = 300, TRIES = 5, HEAD_BYTES = 1 << 20 };

/* What act is given, and what it learnt. */
struct round {
	struct mail_rows waiting; /* dealt with, but still in the inbox */
	int64_t tries;
	bool *moved; /* of waiting */
	str failure; /* "": the mailbox was read */
	bool came;
	struct incoming in;
};

static err prepare_round(struct work *w, const struct job *j, void **ret_input)
{
	struct round *r = NEW(w->arena, struct round);

	if (!w->settings->mailbox.n)
		return OK;
	r->tries = j->tries;
	TRY(store_mails_waiting(w, &r->waiting));
	r->moved = NEW_ARRAY(w->arena, bool, r->waiting.count + 1);
	*ret_input = r;
	return OK;
}

/* ---- out of the inbox ---- */

static void move_waiting(struct fetch_mailbox *m, struct round *r)
{
	for (size_t i = 0; i < r->waiting.count; i++) {
		const struct mail_row *row = &r->waiting.items[i];
		struct mail_number n = { row->validity, row->uid };

		r->moved[i] = fetch_mailbox_move(m, n, folder_of(row->fate)).done;
	}
}

static bool is_waiting(const struct round *r, struct mail_number n)
{
	for (size_t i = 0; i < r->waiting.count; i++)
		if (r->waiting.items[i].validity == n.validity &&
		    r->waiting.items[i].uid == n.uid)
			return true;
	return false;
}

/* ---- the files of a mail, as if they had been uploaded ---- */

static err spool(struct arena *a, const struct settings *s, str bytes, str *ret)
{
	int fd;

	*ret = arena_fmt(a, "%.*s/surat-%.*s.part", P(s->data_dir),
			 P(str_left(token_new(a), 20)));
	fd = open(arena_cstr(a, *ret), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return FAULT(FAULT_UNAVAILABLE, "mail: no file for an attachment");
	for (size_t at = 0; at < bytes.n;) {
		ssize_t n = write(fd, bytes.p + at, bytes.n - at);

		if (n <= 0) {
			close(fd);
			unlink(arena_cstr(a, *ret));
			return FAULT(FAULT_UNAVAILABLE,
				     "mail: no room for an attachment");
		}
		at += (size_t)n;
	}
	close(fd);
	return OK;
}

static err take_file(const struct job_world *world, const struct arrived_file *f,
		     struct document_taken *ret)
{
	struct arena *a = world->arena;
	struct http_upload upload = { .file_name = f->name,
				      .bytes = (int64_t)f->bytes.n,
				      .sha256 = sha256_hex(a, f->bytes) };
	err e;

	TRY(spool(a, world->settings, f->bytes, &upload.path));
	e = document_take(a, world->settings, world->keys, &upload, ret);
	unlink(arena_cstr(a, upload.path));
	return e;
}

static err take_files(const struct job_world *world, struct incoming *in)
{
	struct document_taken *all =
		NEW_ARRAY(world->arena, struct document_taken, in->mail.files.count + 1);

	in->files = all;
	for (; in->file_count < in->mail.files.count; in->file_count++)
		TRY(take_file(world, &in->mail.files.items[in->file_count],
			      &all[in->file_count]));
	return OK;
}

/* ---- one mail ---- */

static err read_whole(const struct job_world *world, struct fetch_mailbox *m,
		      struct mail_number n, int fd, struct round *r)
{
	struct mail_place to = { fd, MAIL_BYTES };
	struct fetch_imap said = fetch_mailbox_read(m, n, MAIL_WHOLE, to);

	if (said.too_large && ftruncate(fd, 0) == 0 && lseek(fd, 0, SEEK_SET) == 0) {
		to.limit = HEAD_BYTES;
		r->in.too_large = true;
		said = fetch_mailbox_read(m, n, MAIL_HEAD, to);
	}
	if (!said.done && !said.too_large) {
		r->failure = said.detail;
		return OK;
	}
	r->came = true;
	TRY(mail_read(world->arena, fd, &r->in.mail));
	return r->in.mail.readable ? take_files(world, &r->in) : OK;
}

static err read_one(const struct job_world *world, struct fetch_mailbox *m,
		    struct mail_number n, struct round *r)
{
	int fd = memfd_create("surat", MFD_CLOEXEC);
	err e;

	if (fd < 0)
		return FAULT(FAULT_UNAVAILABLE, "mail: no memory file");
	r->in.validity = n.validity;
	r->in.uid = n.uid;
	r->in.failed = r->tries >= TRIES;
	e = read_whole(world, m, n, fd, r);
	close(fd);
	return e;
}

static err read_mailbox(const struct job_world *world, struct fetch_mailbox *m,
			struct round *r)
{
	struct mail_numbers all;
	struct fetch_imap said;

	move_waiting(m, r);
	said = fetch_mailbox_list(m, &all);
	if (!said.done) {
		r->failure = said.detail;
		return OK;
	}
	for (size_t i = 0; i < all.count; i++)
		if (!is_waiting(r, all.items[i]))
			return read_one(world, m, all.items[i], r);
	return OK;
}

static void *act_round(const struct job_world *world, const struct job *j, void *input)
{
	struct fetch_mailbox *m =
		fetch_mailbox_open(world->arena, world->settings->mailbox);
	struct round *r = input;
	err e = read_mailbox(world, m, r);

	(void)j;
	if (e) {
		r->came = false;
		r->failure = arena_str(world->arena, str_from(e->text));
	}
	fetch_mailbox_close(m);
	return r;
}

static err settle_round(struct work *w, const struct job *j, void *input, void *result)
{
	const struct round *r = result;

	(void)input;
	for (size_t i = 0; i < r->waiting.count; i++)
		if (r->moved[i])
			TRY(store_mail_moved(w, r->waiting.items[i].id));
	TRY(store_mailbox_read(w, r->failure));
	if (!r->came)
		return OK;
	TRY(intake(w, &r->in));
	return jobs_again(w, j, w->now);
}

const struct job_kind mailroom_job = {
	.name = STR("mailroom.read"),
	.prepare = prepare_round,
	.act = act_round,
	.settle = settle_round,
	.lease_s = LEASE,
	.at_once = 1,
};
