/*
 * A mailbox by IMAP (RFC 3501). A mail that is read gets its \Seen flag, which says
 * nothing here: what was dealt with is moved out of the inbox (RFC 6851), and every
 * mail that lies there is still to be dealt with.
 */
#include "fetch/internal.h"

#include <unistd.h>

enum { CONNECT_MS = 10000, TOTAL_MS = 60000, LIST_BYTES = 1 << 20 };

struct fetch_mailbox {
	struct arena *arena;
	struct transfer t;
	str inbox; /* URL of the folder */
	int fd;	   /* where a mail goes; -1: into t.body */
	int64_t validity;
};

/* ---- what the server says ---- */

static size_t take_mail(char *p, size_t size, size_t n, void *arg)
{
	struct fetch_mailbox *m = arg;

	(void)size;
	if (n > m->t.limit) {
		m->t.too_large = true;
		return 0;
	}
	m->t.limit -= n;
	if (m->fd < 0)
		buf_add(&m->t.body, (str){ p, n });
	else if (write(m->fd, p, n) != (ssize_t)n)
		return 0;
	return n;
}

/* "* OK [UIDVALIDITY 1700000000] UIDs valid" */
static size_t take_line(char *p, size_t size, size_t n, void *arg)
{
	static const str before = STR("* OK [UIDVALIDITY ");
	struct fetch_mailbox *m = arg;
	str line = { p, n };

	(void)size;
	if (str_starts(line, before)) {
		line = str_skip(line, before.n);
		if (!str_int(str_cut(&line, ']'), &m->validity))
			m->validity = 0;
	}
	return n;
}

/* ---- calling ---- */

static str inbox_of(struct arena *a, str url)
{
	str rest = url;
	size_t scheme = 0;

	while (scheme < url.n && !str_starts(str_skip(url, scheme), S("://")))
		scheme++;
	rest = str_skip(url, scheme + 3);
	if (str_index(rest, '/') + 1 < rest.n)
		return url;
	return arena_fmt(a, "%.*s/INBOX",
			 P(str_left(url, url.n - (rest.n && rest.p[rest.n - 1] == '/'))));
}

struct fetch_mailbox *fetch_mailbox_open(struct arena *a, str url)
{
	struct fetch_mailbox *m = NEW(a, struct fetch_mailbox);
	bool plain = str_starts(url, S("imap://")) && url_on_loopback(a, url);

	m->arena = a;
	m->inbox = inbox_of(a, url);
	transfer_open(&m->t, a, "imap,imaps");
	transfer_deadlines(&m->t, CONNECT_MS, TOTAL_MS);
	SET(&m->t, CURLOPT_USE_SSL, plain ? (long)CURLUSESSL_NONE : (long)CURLUSESSL_ALL);
	SET(&m->t, CURLOPT_WRITEFUNCTION, take_mail);
	SET(&m->t, CURLOPT_WRITEDATA, m);
	SET(&m->t, CURLOPT_HEADERFUNCTION, take_line);
	SET(&m->t, CURLOPT_HEADERDATA, m);
	return m;
}

void fetch_mailbox_close(struct fetch_mailbox *m)
{
	transfer_close(&m->t);
}

/* command NULL: what the URL names is fetched. */
static struct fetch_imap perform(struct fetch_mailbox *m, str url, const char *command)
{
	struct fetch_imap said = { 0 };
	CURLcode res;

	m->t.too_large = false;
	m->t.error[0] = '\0';
	SET(&m->t, CURLOPT_URL, arena_cstr(m->arena, url));
	SET(&m->t, CURLOPT_CUSTOMREQUEST, command);
	res = curl_easy_perform(m->t.curl);
	said.done = res == CURLE_OK;
	said.too_large = m->t.too_large;
	if (!said.done)
		said.detail = transfer_detail(&m->t, m->arena, res);
	return said;
}

/* "* SEARCH 4 7 8" */
static void read_numbers(struct fetch_mailbox *m, struct mail_numbers *ret)
{
	str all = buf_str(&m->t.body);

	while (all.n) {
		str line = str_cut(&all, '\n');

		if (!str_starts(line, S("* SEARCH ")))
			continue;
		line = str_trim(str_skip(line, S("* SEARCH ").n));
		while (line.n) {
			struct mail_number n = { .validity = m->validity };

			if (str_int(str_cut(&line, ' '), &n.uid) && n.uid > 0)
				*PUSH(m->arena, ret) = n;
		}
	}
}

struct fetch_imap fetch_mailbox_list(struct fetch_mailbox *m, struct mail_numbers *ret)
{
	struct fetch_imap said;

	*ret = (struct mail_numbers){ 0 };
	m->fd = -1;
	m->t.limit = LIST_BYTES;
	m->t.body = buf_new(m->arena);
	said = perform(m, m->inbox, "UID SEARCH ALL");
	if (said.done)
		read_numbers(m, ret);
	return said;
}

static str url_of(struct fetch_mailbox *m, struct mail_number n, const char *section)
{
	return arena_fmt(m->arena, "%.*s;UIDVALIDITY=%lld/;UID=%lld%s", P(m->inbox),
			 (long long)n.validity, (long long)n.uid, section);
}

struct fetch_imap fetch_mailbox_read(struct fetch_mailbox *m, struct mail_number n,
				     enum mail_extent extent, struct mail_place to)
{
	m->fd = to.fd;
	m->t.limit = to.limit;
	return perform(m, url_of(m, n, extent == MAIL_HEAD ? "/;SECTION=HEADER" : ""),
		       NULL);
}

/*
 * With the validity in the address the server's mailbox is the one that the number
 * was read from, or nothing is moved.
 */
struct fetch_imap fetch_mailbox_move(struct fetch_mailbox *m, struct mail_number n,
				     const char *folder)
{
	str url = arena_fmt(m->arena, "%.*s;UIDVALIDITY=%lld", P(m->inbox),
			    (long long)n.validity);
	const char *move = arena_cstr(m->arena, arena_fmt(m->arena, "UID MOVE %lld %s",
							  (long long)n.uid, folder));
	struct fetch_imap said;

	m->fd = -1;
	m->t.limit = LIST_BYTES;
	m->t.body = buf_new(m->arena);
	said = perform(m, url, move);
	if (said.done)
		return said;
	(void)perform(m, m->inbox,
		      arena_cstr(m->arena, arena_fmt(m->arena, "CREATE %s", folder)));
	return perform(m, url, move);
}
