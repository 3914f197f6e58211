#include "mailroom/internal.h"

/* ---- what a mail is for itself ---- */

static bool of_host(str message_id, str host)
{
	str at;

	while (str_index(message_id, '@') < message_id.n)
		str_cut(&message_id, '@');
	at = message_id;
	return host.n && at.n == host.n + 1 && str_eq_nocase(str_left(at, host.n), host);
}

enum fate fate_of(const struct incoming *in, const struct circumstances *c)
{
	const struct arrived *m = &in->mail;

	if (in->failed)
		return FATE_FAILED;
	if (!m->readable)
		return FATE_UNREADABLE;
	if ((c->own_address.n && str_eq_nocase(m->from, c->own_address)) ||
	    of_host(m->message_id, c->own_host))
		return FATE_OWN;
	if (c->known)
		return FATE_DOUBLE;
	if (m->bounce)
		return FATE_BOUNCE;
	if (m->automatic)
		return FATE_AUTOMATIC;
	if (c->lately >= MAILS_AN_HOUR)
		return FATE_HELD;
	return in->too_large ? FATE_TOO_LARGE : FATE_TICKET;
}

const char *folder_of(enum fate f)
{
	static const bool looked_at[FATES] = {
		[FATE_CANDIDATES] = true, [FATE_UNREADABLE] = true,
		[FATE_TOO_LARGE] = true,  [FATE_HELD] = true,
		[FATE_FAILED] = true,
	};

	return looked_at[f] ? "Periksa" : "Diproses";
}

/* ---- subjects ---- */

str subject_bare(str subject)
{
	static const str prefixes[] = { STR("re:"),  STR("fw:"),  STR("fwd:"),
					STR("bls:"), STR("trs:"), STR("aw:") };
	bool found = true;

	subject = str_trim(subject);
	while (found) {
		found = false;
		for (size_t i = 0; i < COUNT(prefixes); i++)
			if (str_eq_nocase(str_left(subject, prefixes[i].n),
					  prefixes[i])) {
				subject = str_trim(str_skip(subject, prefixes[i].n));
				found = true;
			}
	}
	return subject;
}

/* The words of text that s begins with, whatever the spaces; false for other words. */
static bool skip_words(str *s, str text)
{
	while (text.n) {
		str word = str_cut(&text, ' ');

		*s = str_trim(*s);
		if (!str_eq_nocase(str_left(*s, word.n), word) ||
		    (s->n > word.n && s->p[word.n] != ' ' && s->p[word.n] != '\t'))
			return false;
		*s = str_skip(*s, word.n);
	}
	*s = str_trim(*s);
	return true;
}

bool registration_subject(str subject, str *ret_name)
{
	str rest = subject_bare(subject);

	if (!skip_words(&rest, S("Pendaftaran User MyIntress Tipe Satker")))
		return false;
	if (rest.n >= 2 && rest.p[0] == '[' && rest.p[rest.n - 1] == ']')
		rest = str_trim(str_left(str_skip(rest, 1), rest.n - 2));
	*ret_name = rest;
	return true;
}

bool subject_continues(str subject, str number, str ticket_subject)
{
	str bare = subject_bare(subject);

	return !bare.n || str_has(bare, number) ||
	       str_eq_nocase(bare, subject_bare(ticket_subject));
}

/* ---- names ---- */

/* Letters and digits, small, one space between words. */
static str plain(struct arena *a, str s)
{
	struct buf b = buf_new(a);
	str lower = arena_lower(a, s);

	for (size_t i = 0; i < lower.n; i++) {
		char c = lower.p[i];
		bool word =
			(c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80);

		if (word)
			buf_char(&b, c);
		else if (b.n && b.p[b.n - 1] != ' ')
			buf_char(&b, ' ');
	}
	return str_trim(buf_str(&b));
}

static bool has_triple(str s, const char *triple)
{
	for (size_t i = 0; i + 3 <= s.n; i++)
		if (s.p[i] == triple[0] && s.p[i + 1] == triple[1] &&
		    s.p[i + 2] == triple[2])
			return true;
	return false;
}

static size_t triples_in(str of, str in)
{
	size_t n = 0;

	for (size_t i = 0; i + 3 <= of.n; i++)
		n += has_triple(in, of.p + i);
	return n;
}

int likeness(struct arena *a, str x, str y)
{
	str p = plain(a, x), q = plain(a, y);

	if (str_eq(p, q))
		return 1000;
	if (p.n < 3 || q.n < 3)
		return 0;
	return (int)((triples_in(p, q) + triples_in(q, p)) * 1000 /
		     (p.n - 2 + q.n - 2 + 1));
}

bool names_form(struct arena *a, str file_name)
{
	return str_has(arena_lower(a, file_name), S("form"));
}
