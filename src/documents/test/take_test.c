#include <pthread.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "documents/internal.h"
#include "documents/test/fixture.h"

static enum document_refusal refusal(struct work *w, str bytes)
{
	struct http_upload file = fixture_upload(S("SK.pdf"), bytes);
	struct document_taken t;

	CHECK_OK(document_take(test_arena(), w->settings, w->keys, &file, &t));
	CHECK_INT("refused or kept", t.refused == DOCUMENT_TAKEN, t.id.n == 32);
	return t.refused;
}

/* A readable PDF of exactly so many bytes. */
static str padded(size_t n)
{
	str half = fixture_half_letter();
	char *p = arena_alloc(test_arena(), n);

	memset(p, '%', n);
	memcpy(p, half.p, 9);
	p[n - half.n + 8] = '\n';
	memcpy(p + n - half.n + 9, half.p + 9, half.n - 9);
	return (str){ p, n };
}

TEST_DB(only_readable_pdf_is_taken)
{
	str letter = fixture_letter(S("SK"));

	CHECK_INT("a letter", refusal(w, letter), DOCUMENT_TAKEN);
	CHECK_INT("nothing", refusal(w, S("")), DOCUMENT_EMPTY);
	CHECK_INT("a picture", refusal(w, S("\x89PNG\r\n\x1a\n")), DOCUMENT_NOT_PDF);
	CHECK_INT("half a letter", refusal(w, str_left(letter, letter.n / 2)),
		  DOCUMENT_BROKEN);
	CHECK_INT("one too long",
		  refusal(w, S("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
			       "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 201>>endobj\n"
			       "3 0 obj<</Type/Page/Parent 2 0 R>>endobj\n"
			       "trailer<</Root 1 0 R>>\n")),
		  DOCUMENT_TOO_LONG);
}

TEST_DB(ten_mebibytes_is_the_limit)
{
	CHECK_INT("at it", refusal(w, padded(DOCUMENT_BYTES)), DOCUMENT_TAKEN);
	CHECK_INT("over it", refusal(w, padded(DOCUMENT_BYTES + 1)), DOCUMENT_TOO_LARGE);
}

TEST_DB(a_refusal_names_the_file)
{
	struct http_upload file = fixture_upload(S("../KTP.png"), S("\x89PNG"));
	struct document_taken t;
	struct refusal r;

	CHECK_OK(document_take(test_arena(), w->settings, w->keys, &file, &t));
	r = document_refused(test_arena(), &t);
	CHECK_STR("text", r.text, S("“KTP.png” tidak dapat dipakai. Simpan sebagai PDF"));
	CHECK_INT("status", r.status, 422);
	for (int i = 1; i < DOCUMENT_REFUSALS; i++) {
		t.refused = (enum document_refusal)i;
		CHECK("every refusal has its words",
		      document_refused(test_arena(), &t).code.n > 0);
	}
}

/* ---- a scanner on a socket, which answers as it is told ---- */

struct clamd {
	int socket;
	str answer;	 /* with its end */
	size_t stops_at; /* hangs up after so many bytes; 0: hears all */
	size_t heard;
};

static bool read_all(int s, void *p, size_t n)
{
	return recv(s, p, n, MSG_WAITALL) == (ssize_t)n;
}

/* How many bytes came in pieces until the empty one. */
static size_t hear_pieces(const struct clamd *c, int s)
{
	unsigned char head[4], byte[1024];
	size_t all = 0;

	while (read_all(s, head, 4)) {
		size_t n = (size_t)head[0] << 24 | (size_t)head[1] << 16 |
			   (size_t)head[2] << 8 | head[3];

		if (n == 0 || (c->stops_at && all > c->stops_at))
			break;
		for (all += n; n > 0;) {
			ssize_t got =
				recv(s, byte, n < sizeof(byte) ? n : sizeof(byte), 0);

			if (got <= 0)
				return 0;
			n -= (size_t)got;
		}
	}
	return all;
}

static void *be_clamd(void *arg)
{
	struct clamd *c = arg;
	int s = accept(c->socket, NULL, NULL);
	char command[10];

	if (read_all(s, command, sizeof(command)) &&
	    memcmp(command, "zINSTREAM", sizeof(command)) == 0) {
		c->heard = hear_pieces(c, s);
		send(s, c->answer.p, c->answer.n, MSG_NOSIGNAL);
	}
	close(s);
	return NULL;
}

static str listen_at(struct clamd *c)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	str path = arena_fmt(test_arena(), "%.*s/clamd", P(test_dir()));

	memcpy(at.sun_path, path.p, path.n);
	unlink(at.sun_path);
	c->socket = socket(AF_UNIX, SOCK_STREAM, 0);
	CHECK_INT("bound", bind(c->socket, (struct sockaddr *)&at, sizeof(at)), 0);
	CHECK_INT("listening", listen(c->socket, 1), 0);
	return path;
}

static enum document_refusal scanned(struct work *w, struct clamd *c, str bytes)
{
	struct settings s = *w->settings;
	struct http_upload file = fixture_upload(S("SK.pdf"), bytes);
	struct document_taken t;
	pthread_t thread;

	s.antivirus = listen_at(c);
	CHECK_INT("started", pthread_create(&thread, NULL, be_clamd, c), 0);
	CHECK_OK(document_take(test_arena(), &s, w->keys, &file, &t));
	pthread_join(thread, NULL);
	close(c->socket);
	CHECK("scanned when taken", t.refused != DOCUMENT_TAKEN || t.scan == SCAN_CLEAN);
	CHECK("not kept otherwise", t.refused == DOCUMENT_TAKEN || !t.id.n);
	return t.refused;
}

TEST_DB(a_scanner_that_is_set_decides)
{
	static const struct {
		const char *what;
		str answer;
		enum document_refusal want;
	} cases[] = {
		{ "clean", STR("stream: OK\0"), DOCUMENT_TAKEN },
		{ "a virus", STR("stream: Win.Test.EICAR_HDB-1 FOUND\0"),
		  DOCUMENT_VIRUS },
		{ "an error", STR("INSTREAM size limit exceeded. ERROR\0"),
		  DOCUMENT_SCANNER_DOWN },
		{ "half an answer", STR("stream: OK"), DOCUMENT_SCANNER_DOWN },
		{ "another answer", STR("stream: OK, probably\0"),
		  DOCUMENT_SCANNER_DOWN },
		{ "nothing", STR(""), DOCUMENT_SCANNER_DOWN },
	};
	str letter = fixture_letter(S("SK"));

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct clamd c = { .answer = cases[i].answer };

		CHECK_INT(cases[i].what, scanned(w, &c, letter), cases[i].want);
		CHECK_INT("it heard the whole file", c.heard, letter.n);
	}
}

TEST_DB(a_scanner_that_hangs_up_early_does_not_let_it_in)
{
	struct clamd c = { .answer = STR(""), .stops_at = 1 };

	CHECK_INT("refused", scanned(w, &c, padded(2 << 20)), DOCUMENT_SCANNER_DOWN);
}

TEST_DB(a_scanner_that_is_not_there_does_not_let_it_in)
{
	struct settings s = *w->settings;
	struct http_upload file = fixture_upload(S("SK.pdf"), fixture_letter(S("SK")));
	struct document_taken t;

	s.antivirus = arena_fmt(test_arena(), "%.*s/none", P(test_dir()));
	CHECK_OK(document_take(test_arena(), &s, w->keys, &file, &t));
	CHECK_INT("refused", t.refused, DOCUMENT_SCANNER_DOWN);
}
