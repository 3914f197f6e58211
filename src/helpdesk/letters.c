/* Letters about tickets: the answers of offices go out with the key of the thread. */
#include "jobs/letters.h"
#include "helpdesk/internal.h"
#include "html/html.h"
#include "identity/identity.h"
#include "jobs/jobs.h"

/* Of a long answer the letter has the beginning; the page has all of it. */
enum { BODY_SHOWN = 4000, OFFICERS_TOLD = 20 };

/* ---- to whom ---- */

/* Who left the satker reads its tickets no more. */
static err asker_mailbox(struct work *w, const struct ticket *t, str *ret)
{
	struct membership *m;
	struct person *p;

	*ret = t->asker_email;
	if (!t->asker)
		return OK;
	*ret = S("");
	TRY(membership_in(w, t->asker, UNIT_SATKER, t->satker, &m));
	if (!m || m->state != MEMBERSHIP_ACTIVE)
		return OK;
	TRY(person_find(w, t->asker, &p));
	if (p)
		*ret = p->email;
	return OK;
}

/* Who asked in a ticket that became part of this one asks in this one. */
static err merged_mailboxes(struct work *w, const struct ticket *t, struct strs *ret)
{
	struct ticket_names parts;
	struct ticket *part;
	str asker;

	if (!t->holds)
		return OK;
	TRY(store_merged(w, t->id, &parts));
	for (size_t i = 0; i < parts.count; i++) {
		TRY(ticket_of_id(w, parts.items[i].id, &part));
		TRY(asker_mailbox(w, part, &asker));
		if (asker.n)
			*PUSH(w->arena, ret) = asker;
	}
	return OK;
}

static bool among(const struct strs *all, str address)
{
	for (size_t i = 0; i < all->count; i++)
		if (str_eq_nocase(all->items[i], address))
			return true;
	return false;
}

static err recipients(struct work *w, const struct ticket *t, struct strs *ret)
{
	struct strs others = { 0 };
	str asker;

	*ret = (struct strs){ 0 };
	TRY(asker_mailbox(w, t, &asker));
	if (t->followers)
		TRY(store_followers(w, t->id, &others));
	TRY(merged_mailboxes(w, t, &others));
	if (asker.n)
		*PUSH(w->arena, ret) = asker;
	for (size_t i = 0; i < others.count; i++)
		if (!among(ret, others.items[i]))
			*PUSH(w->arena, ret) = others.items[i];
	return OK;
}

static err send_to(struct work *w, const struct ticket *t, str kind,
		   const struct letter_text *text, const struct strs *to)
{
	struct mail m = {
		.subject = text->subject,
		.topic = S("ticket"),
		.topic_id = t->id,
		.kind = kind,
	};

	letter_render(w->arena, text, &m.text, &m.html);
	for (size_t i = 0; i < to->count; i++) {
		m.to = to->items[i];
		TRY(mail_queue(w, &m, NULL));
	}
	return OK;
}

static err send(struct work *w, const struct ticket *t, str kind,
		const struct letter_text *text)
{
	struct strs to;

	TRY(recipients(w, t, &to));
	return send_to(w, t, kind, text, &to);
}

/* Who asked judges; who follows only reads along. */
static err send_end(struct work *w, const struct ticket *t, str kind,
		    const struct letter_text *text)
{
	struct letter_text judged = *text;
	struct strs all, asker = { 0 }, others = { 0 };
	str mailbox, token;

	TRY(asker_mailbox(w, t, &mailbox));
	TRY(recipients(w, t, &all));
	for (size_t i = 0; i < all.count; i++)
		*PUSH(w->arena, str_eq(all.items[i], mailbox) ? &asker : &others) =
			all.items[i];
	if (asker.count) {
		TRY(rating_link_new(w, t, &token));
		judged.second = S("Nilai layanan kami, tanpa masuk");
		judged.second_link = arena_fmt(w->arena, "%.*s/nilai/%.*s",
					       P(w->settings->public_url), P(token));
		TRY(send_to(w, t, kind, &judged, &asker));
	}
	return send_to(w, t, kind, text, &others);
}

/* ---- what they say ---- */

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* No letter carries a NIK: sixteen digits in a row lose their serial. */
static str without_niks(struct arena *a, str text)
{
	struct buf b = buf_new(a);

	while (text.n) {
		size_t n = 0;

		while (n < text.n && digit(text.p[n]))
			n++;
		if (n == 16)
			buf_add(&b, text_nik_mask(a, str_left(text, n)));
		else if (n)
			buf_add(&b, str_left(text, n));
		else
			buf_char(&b, text.p[n++]);
		text = str_skip(text, n);
	}
	return buf_str(&b);
}

/* The subject of a ticket is the asker's own text: it stands in the letter, not on it. */
static struct letter_text letter_about(struct work *w, const struct ticket *t,
				       const char *what)
{
	return (struct letter_text){
		.subject = arena_fmt(w->arena, "Tiket %.*s: %s", P(t->number), what),
		.title = without_niks(w->arena, t->subject),
		.greeting = arena_fmt(w->arena, "Yth. %.*s,", P(t->asker_name)),
		.button = S("Buka tiket"),
		.link = arena_fmt(w->arena, "%.*s/tiket/%.*s", P(w->settings->public_url),
				  P(t->number)),
		.footer = arena_fmt(
			w->arena,
			"Anda dapat menjawab email ini. Jangan hapus kunci balasan: %.*s. Petugas "
			"tidak pernah meminta kata sandi atau kode Anda.",
			P(t->thread_key)),
	};
}

err letter_opened(struct work *w, const struct ticket *t)
{
	struct letter_text l = letter_about(w, t, "diterima");

	l.lines[0] = arena_fmt(w->arena, "Tiket Anda sudah diterima %.*s.",
			       P(t->kppn_name.n ? t->kppn_name : tier_labels[TIER_HAI]));
	l.facts[0].label = S("Nomor");
	l.facts[0].value = t->number;
	l.facts[1].label = S("Kategori");
	l.facts[1].value = t->category_name;
	l.facts[2].label = S("Batas jawaban");
	l.facts[2].value = text_instant(w->arena, t->due_at, t->zone);
	return send(w, t, S("tiket-diterima"), &l);
}

/* Cut between characters. */
static str beginning(struct arena *a, str body)
{
	size_t n = BODY_SHOWN;

	if (body.n <= n)
		return body;
	while (n > 0 && ((unsigned char)body.p[n] & 0xc0) == 0x80)
		n--;
	return arena_fmt(a, "%.*s… (lanjutannya pada halaman tiket)",
			 P(str_left(body, n)));
}

/* The paragraphs of the answer; the last line of the letter takes what is left. */
static void quote(struct work *w, struct letter_text *l, str body)
{
	str rest = beginning(w->arena, without_niks(w->arena, body));
	size_t n = 0;

	while (rest.n && n < LETTER_LINES - 1) {
		str line = str_trim(str_cut(&rest, '\n'));

		if (line.n)
			l->lines[n++] = line;
	}
	l->lines[n] = str_trim(rest);
}

err letter_replied(struct work *w, const struct ticket *t, const struct entry *e)
{
	struct letter_text l =
		letter_about(w, t, t->state == TICKET_DONE ? "selesai" : "dijawab");

	quote(w, &l, e->body);
	l.facts[0].label = S("Dari");
	l.facts[0].value =
		arena_fmt(w->arena, "%.*s, %.*s", P(e->author_name),
			  P(author_words(w->arena, t, e->side, e->author_role)));
	l.facts[1].label = S("Status");
	l.facts[1].value = ticket_state_words[t->state];
	if (e->files) {
		l.facts[2].label = S("Lampiran");
		l.facts[2].value =
			arena_fmt(w->arena, "%d berkas pada halaman tiket", e->files);
	}
	return t->state == TICKET_DONE ? send_end(w, t, S("tiket-dijawab"), &l)
				       : send(w, t, S("tiket-dijawab"), &l);
}

err letter_closed_ticket(struct work *w, const struct ticket *t, bool silence)
{
	struct letter_text l = letter_about(w, t, "selesai");

	l.lines[0] =
		silence ? S("Tiket Anda ditutup karena tidak ada jawaban selama 5 hari kerja.")
			: S("Tiket Anda sudah selesai.");
	l.lines[1] = S(
		"Bila masih ada pertanyaan, jawab dalam 7 hari untuk membukanya kembali.");
	return send_end(w, t, S("tiket-selesai"), &l);
}

err letter_warned(struct work *w, const struct ticket *t)
{
	struct letter_text l = letter_about(w, t, "menunggu jawaban Anda");

	l.lines[0] = S("Petugas menunggu jawaban Anda pada tiket ini.");
	l.facts[0].label = S("Ditutup bila tidak dijawab");
	l.facts[0].value = text_instant(w->arena, t->close_at, t->zone);
	return send(w, t, S("tiket-pengingat"), &l);
}

/* ---- to officers: without the key, since they answer on the page ---- */

static err send_officer(struct work *w, const struct ticket *t, const struct contact *c,
			str kind, struct letter_text l)
{
	struct mail m = {
		.to = c->email,
		.subject = l.subject,
		.topic = S("ticket"),
		.topic_id = t->id,
		.kind = kind,
	};

	l.greeting = arena_fmt(w->arena, "Yth. %.*s,", P(c->name));
	l.footer = S("");
	l.facts[0].label = S("Satker");
	l.facts[0].value =
		arena_fmt(w->arena, "%.*s – %.*s", P(t->satker), P(t->satker_name));
	l.facts[1].label = S("Batas jawaban");
	l.facts[1].value =
		t->due_at ? text_instant(w->arena, t->due_at, t->zone) : S("–");
	letter_render(w->arena, &l, &m.text, &m.html);
	return mail_queue(w, &m, NULL);
}

err letter_transferred(struct work *w, const struct ticket *t, int64_t to)
{
	struct letter_text l = letter_about(w, t, "dialihkan kepada Anda");
	struct person *p;
	struct contact c;

	TRY(person_find(w, to, &p));
	if (!p)
		return OK;
	c = (struct contact){ to, p->name, p->email };
	l.lines[0] = arena_fmt(w->arena, "%.*s mengalihkan tiket ini kepada Anda.",
			       P(w->actor->name));
	return send_officer(w, t, &c, S("tiket-dialihkan"), l);
}

err letter_escalated(struct work *w, const struct ticket *t)
{
	bool hai = t->tier == TIER_HAI;
	struct letter_text l = letter_about(w, t, "diteruskan kepada kantor Anda");
	struct contacts officers;

	l.lines[0] =
		arena_fmt(w->arena, "%.*s meneruskan tiket ini dengan seluruh isinya.",
			  P(w->actor->name));
	TRY(unit_contacts(w, hai ? UNIT_PUSAT : UNIT_KANWIL, hai ? S("DJPB") : t->kanwil,
			  ROLE_BIT(hai ? ROLE_PUSAT : ROLE_KANWIL), &officers));
	for (size_t i = 0; i < officers.count && i < OFFICERS_TOLD; i++)
		TRY(send_officer(w, t, &officers.items[i], S("tiket-dieskalasi"), l));
	return OK;
}

static err send_stand_in(struct work *w, const struct stand_in *s, int64_t to)
{
	struct letter_text l = {
		.subject = S("Pengganti petugas HAI CSO"),
		.title = S("Pengganti petugas"),
		.facts = { { S("Digantikan"), s->absent_name },
			   { S("Pengganti"), s->stand_name },
			   { S("Mulai"), text_date(w->arena, s->from) },
			   { S("Sampai"), text_date(w->arena, s->until) } },
		.lines = { S(
			"Jawaban pengganti pada tiket orang yang digantikan memuat keterangan a.n.") },
		.button = S("Buka HAI CSO"),
		.link = arena_fmt(w->arena, "%.*s/tiket", P(w->settings->public_url)),
	};
	struct mail m = { .subject = l.subject,
			  .topic = S("person"),
			  .topic_id = to,
			  .kind = S("pengganti") };
	struct person *p;

	TRY(person_find(w, to, &p));
	if (!p)
		return OK;
	m.to = p->email;
	l.greeting = arena_fmt(w->arena, "Yth. %.*s,", P(p->name));
	letter_render(w->arena, &l, &m.text, &m.html);
	return mail_queue(w, &m, NULL);
}

err letter_stand_in(struct work *w, const struct stand_in *s)
{
	TRY(send_stand_in(w, s, s->absent));
	return send_stand_in(w, s, s->stand);
}
