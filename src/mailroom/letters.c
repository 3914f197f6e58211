/* Answers to mails: what is missing, what was meant. None answers a machine. */
#include "jobs/letters.h"
#include "jobs/jobs.h"
#include "mailroom/internal.h"
#include "registration/registration.h"

static err send(struct work *w, struct mail *m, const struct letter_text *t)
{
	m->subject = t->subject;
	letter_render(w->arena, t, &m->text, &m->html);
	return mail_queue(w, m, NULL);
}

static str items(struct arena *a, const char *lead, const struct strs *all)
{
	struct buf b = buf_new(a);

	if (!all->count)
		return S("");
	buf_fmt(&b, "%s ", lead);
	for (size_t i = 0; i < all->count; i++)
		buf_fmt(&b, "%s%.*s", i ? "; " : "", P(all->items[i]));
	return buf_str(&b);
}

static str what_is_missing(struct arena *a, const struct missing *m)
{
	struct strs all = { 0 };

	if (m->sk)
		*PUSH(a, &all) = S("SK atau surat tugas yang ditandatangani KPA (PDF)");
	if (m->form)
		*PUSH(a, &all) = S("Formulir Pendaftaran yang ditandatangani (PDF)");
	*PUSH(a, &all) = S("data SK dan data setiap pengguna, diisi lewat tautan ini");
	return items(a, "Yang belum ada:", &all);
}

err letter_begun(struct work *w, const struct registration *r, const struct missing *m,
		 str link_token)
{
	struct letter_text t = {
		.subject = arena_fmt(w->arena, "Draf %.*s: lengkapi pendaftaran",
				     P(r->number)),
		.title = S("Draf pendaftaran sudah dibuat"),
		.greeting = S("Yth. Bapak/Ibu,"),
		.lines = { S("Email Anda kami terima dan kami simpan sebagai draf. Draf belum "
			     "diajukan kepada KPPN."),
			   what_is_missing(w->arena, m),
			   items(w->arena, "Lampiran yang tidak diterima:", &m->refused),
			   S("Berkas yang kurang dapat dikirim dengan menjawab email ini.") },
		.facts = { { S("Nomor"), r->number },
			   { S("Satker"), arena_fmt(w->arena, "%.*s – %.*s", P(r->satker),
						    P(r->satker_name)) },
			   { S("KPPN"), r->kppn_name } },
		.button = S("Lanjutkan mengisi"),
		.link = arena_fmt(w->arena, "%.*s/pendaftaran/lanjutkan/%.*s",
				  P(w->settings->public_url), P(link_token)),
		.footer = S(
			"Tautan berlaku 24 jam dan hanya dapat dipakai satu kali. Petugas "
			"tidak pernah meminta kata sandi atau kode Anda."),
	};
	struct mail letter = { .to = r->contact_email,
			       .topic = S("registration"),
			       .topic_id = r->id,
			       .kind = S("draf-email") };

	return send(w, &letter, &t);
}

err letter_candidates(struct work *w, str to, str name, const struct satkers *like)
{
	struct letter_text t = {
		.subject = S("Pendaftaran belum dapat diproses"),
		.title = S("Satker tidak dikenali"),
		.greeting = S("Yth. Bapak/Ibu,"),
		.lines = { arena_fmt(w->arena, "Tidak ada satker bernama “%.*s”.",
				     P(str_left(name, 200))),
			   like->count
				   ? S("Kirim ulang dengan nama atau kode satker yang benar pada judul, "
				       "misalnya salah satu di bawah ini.")
				   : S("Kirim ulang dengan nama lengkap atau kode 6 angka satker pada "
				       "judul.") },
		.button = S("Daftarkan pengguna lewat portal"),
		.link = arena_fmt(w->arena, "%.*s/pendaftaran",
				  P(w->settings->public_url)),
	};
	struct mail letter = { .to = to,
			       .topic = S("mailroom"),
			       .kind = S("satker-tidak-dikenali") };

	for (size_t i = 0; i < like->count && i < LETTER_FACTS; i++) {
		t.facts[i].label = like->items[i].code;
		t.facts[i].value = like->items[i].name;
	}
	return send(w, &letter, &t);
}

err letter_too_large(struct work *w, str to, str subject)
{
	struct letter_text t = {
		.subject = S("Email Anda terlalu besar"),
		.title = S("Email tidak dapat diterima"),
		.greeting = S("Yth. Bapak/Ibu,"),
		.lines = { arena_fmt(w->arena, "Email “%.*s” melebihi 36 MB.",
				     P(str_left(subject, 200))),
			   S("Kirim ulang dengan paling banyak 5 berkas PDF, masing-masing sampai "
			     "10 MB, atau buat tiket lewat portal.") },
		.button = S("Buka MyIntress"),
		.link = w->settings->public_url,
	};
	struct mail letter = { .to = to,
			       .topic = S("mailroom"),
			       .kind = S("email-terlalu-besar") };

	return send(w, &letter, &t);
}
