#include "settings/internal.h"

/* The text before the first part, which is taken off *rest too; false without one. */
static bool cut_at(str *rest, str part, str *ret_before)
{
	for (size_t i = 0; i + part.n <= rest->n; i++)
		if (str_starts(str_skip(*rest, i), part)) {
			*ret_before = str_left(*rest, i);
			*rest = str_skip(*rest, i + part.n);
			return true;
		}
	return false;
}

static size_t last_index(str s, char c)
{
	for (size_t i = s.n; i > 0; i--)
		if (s.p[i - 1] == c)
			return i - 1;
	return s.n;
}

/* scheme://user:***@host */
static str hide_password(struct arena *a, str text)
{
	str rest = text, scheme;
	size_t at, colon;

	if (!cut_at(&rest, S("://"), &scheme))
		return text;
	at = last_index(rest, '@');
	colon = str_index(rest, ':');
	if (at == rest.n || colon > at)
		return text;
	return arena_fmt(a, "%.*s://%.*s:***%.*s", P(scheme), P(str_left(rest, colon)),
			 P(str_skip(rest, at)));
}

/* …password=***&…, …client_secret=*** … */
static str hide_after(struct arena *a, str text, str mark)
{
	str rest = text, before;
	size_t n = 0;

	if (!cut_at(&rest, mark, &before))
		return text;
	while (n < rest.n && rest.p[n] != '&' && rest.p[n] != ' ')
		n++;
	return arena_fmt(a, "%.*s%.*s***%.*s", P(before), P(mark), P(str_skip(rest, n)));
}

static str shown(struct arena *a, const struct setting *d, str text)
{
	if (d->kind == SETTING_SECRET)
		return text.n ? S("***") : text;
	text = hide_password(a, text);
	text = hide_after(a, text, S("password="));
	return hide_after(a, text, S("secret="));
}

struct strs settings_print(struct arena *a, const struct settings *s)
{
	struct strs lines = { 0 };

	for (size_t i = 0; i < SETTINGS; i++) {
		const struct setting *d = &settings_table[i];
		const struct setting_value *v = &s->values[i];

		*PUSH(a, &lines) = arena_fmt(a, "%.*s = %.*s (%.*s)", P(d->key),
					     P(shown(a, d, v->text)),
					     P(v->origin.n ? v->origin : S("bawaan")));
	}
	return lines;
}

static void document_fallback(struct buf *b, const struct setting *d)
{
	if (d->fallback.n)
		buf_fmt(b, "`%.*s`", P(d->fallback));
	else
		buf_add(b, d->derive ? d->derived : S("kosong"));
}

void settings_document(struct buf *b)
{
	buf_add(b,
		S("# Setelan\n\n"
		  "Halaman ini dibuat dari tabel `src/settings/table.c`; sebuah uji "
		  "menolak perbedaan.\n\n"
		  "Satu berkas (`-c BERKAS`, bila tidak disebut `DATA/myintress.conf`, "
		  "lalu `/etc/myintress/myintress.conf`),\n"
		  "satu `kunci = nilai` per baris, komentar diawali `#` atau `;`. "
		  "Variabel lingkungan `MYINTRESS_<KUNCI>` mengalahkannya.\n"
		  "`<kunci>_file` (dan `MYINTRESS_<KUNCI>_FILE`) menyebut berkas yang "
		  "berisi nilainya: untuk kata sandi, dan untuk\n"
		  "alamat yang memuat kata sandi. Kunci yang tidak dikenal dan nilai "
		  "yang tidak sah ditolak dengan berkas dan baris.\n\n"
		  "| Kunci | Nilai | Bawaan | Arti |\n"
		  "|---|---|---|---|\n"));
	for (size_t i = 0; i < SETTINGS; i++) {
		const struct setting *d = &settings_table[i];

		buf_fmt(b, "| `%.*s` | %.*s | ", P(d->key), P(d->allowed));
		document_fallback(b, d);
		buf_fmt(b, " | %.*s |\n", P(d->help));
	}
}
