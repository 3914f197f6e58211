/* Letters about requests. No digit of a NIK; links from the settings only. */
#include "jobs/letters.h"
#include "directory/directory.h"
#include "html/html.h"
#include "jobs/jobs.h"
#include "registration/letters.h"

static str link_to(struct work *w, str path, str rest)
{
	return arena_fmt(w->arena, "%.*s%.*s%.*s", P(w->settings->public_url), P(path),
			 P(rest));
}

static err send(struct work *w, const struct registration *r, str to, str kind,
		const struct letter_text *t)
{
	struct mail m = {
		.to = to,
		.subject = t->subject,
		.topic = S("registration"),
		.topic_id = r ? r->id : 0,
		.kind = kind,
	};

	letter_render(w->arena, t, &m.text, &m.html);
	return mail_queue(w, &m, NULL);
}

static str satker_of(struct work *w, const struct registration *r)
{
	return arena_fmt(w->arena, "%.*s – %.*s", P(r->satker), P(r->satker_name));
}

static str greeting(struct work *w, const struct registration *r)
{
	return arena_fmt(w->arena, "Yth. Satker %.*s,", P(r->satker_name));
}

/* Who helps: the CSO of the partner KPPN, as far as it is known. */
static err contact_of(struct work *w, const struct registration *r, str *ret)
{
	struct kppn *k;

	TRY(kppn_find(w, r->kppn, &k));
	*ret = !k || (k->phone.n == 0 && k->email.n == 0)
		       ? r->kppn_name
		       : arena_fmt(w->arena, "%.*s%s%.*s%s%.*s", P(r->kppn_name),
				   k->phone.n ? ", telepon " : "", P(k->phone),
				   k->email.n ? ", email " : "", P(k->email));
	return OK;
}

err letter_code(struct work *w, str email, str satker_name, str code)
{
	struct letter_text t = {
		.subject = S("Kode konfirmasi pendaftaran MyIntress"),
		.title = S("Kode konfirmasi pendaftaran"),
		.greeting = arena_fmt(w->arena, "Yth. Satker %.*s,", P(satker_name)),
		.lines = { S("Masukkan kode ini untuk mulai mengisi pendaftaran pengguna MyIntress."),
			   S("Bila Anda tidak memulainya, abaikan email ini.") },
		.facts = { { S("Kode"), code }, { S("Berlaku"), S("10 menit") } },
	};

	return send(w, NULL, email, S("kode"), &t);
}

/* After its link the number is what asks for the next one: both stand in one letter. */
err letter_draft(struct work *w, const struct registration *r, str token)
{
	struct letter_text t = {
		.subject = S("Draf permohonan MyIntress tersimpan"),
		.title = S("Draf permohonan tersimpan"),
		.greeting = greeting(w, r),
		.lines = { S("Simpan email ini. Tautan di bawah membuka draf pada peramban mana pun, berlaku 24 jam, dan hanya dapat dipakai satu kali."),
			   S("Sesudah itu minta tautan baru dengan nomor permohonan ini. Draf disimpan 14 hari sejak perubahan terakhir.") },
		.facts = { { S("Permohonan"), r->number },
			   { S("Satker"), satker_of(w, r) } },
		.button = S("Lanjutkan mengisi"),
		.link = link_to(w, S("/pendaftaran/lanjutkan/"), token),
		.second = S("Minta tautan baru"),
		.second_link = link_to(w, S("/pendaftaran/lanjutkan?nomor="), r->number),
	};

	return send(w, r, r->contact_email, S("draf"), &t);
}

err letter_resume(struct work *w, const struct registration *r, str token)
{
	struct letter_text t = {
		.subject = S("Lanjutkan permohonan MyIntress"),
		.title = S("Lanjutkan permohonan Anda"),
		.greeting = greeting(w, r),
		.lines = { S(
			"Tautan berlaku 24 jam dan hanya dapat dipakai satu kali.") },
		.facts = { { S("Permohonan"), r->number },
			   { S("Satker"), satker_of(w, r) } },
		.button = S("Lanjutkan mengisi"),
		.link = link_to(w, S("/pendaftaran/lanjutkan/"), token),
	};

	return send(w, r, r->contact_email, S("lanjut"), &t);
}

/* The prescribed title is the subject (KPPN Balikpapan, domain report 1.2). */
err letter_submitted(struct work *w, const struct registration *r, str secret)
{
	struct letter_text t = {
		.subject = registration_title(w->arena, r),
		.title = S("Permohonan terkirim"),
		.greeting = greeting(w, r),
		.lines = { arena_fmt(
			w->arena,
			"Permohonan Anda sudah diterima dan diteruskan ke %.*s. Simpan nomor dan kode "
			"rahasia untuk memantau status tanpa masuk.",
			P(r->kppn_name)) },
		.facts = { { S("Nomor"), r->number },
			   { S("Kode rahasia"),
			     secret.n ? secret : S("tetap, seperti pada email pertama") },
			   { S("Satker"), satker_of(w, r) },
			   { S("Pengguna"),
			     arena_fmt(w->arena, "%zu orang", r->users.count) },
			   { S("Diajukan"),
			     text_instant(w->arena, r->submitted_at, r->zone) },
			   { S("Batas layanan"),
			     text_instant(w->arena, r->due_at, r->zone) } },
		.button = S("Cek status"),
		.link = link_to(w, S("/cek-status"), S("")),
	};

	return send(w, r, r->contact_email, S("terkirim"), &t);
}

static void list_flag(struct work *w, struct letter_text *t, size_t i,
		      const struct flag *f)
{
	const struct reason *reason = reason_of(f->code);

	t->facts[i].label = f->user ? arena_fmt(w->arena, "Pengguna %d, %.*s", f->user,
						P(field_labels[f->field]))
				    : field_labels[f->field];
	t->facts[i].value =
		arena_fmt(w->arena, "%.*s%s%.*s", P(reason ? reason->words : f->code),
			  f->note.n ? ": " : "", P(f->note));
}

/* Up to the room that a letter has; it says how many more the page shows. */
static void list_flags(struct work *w, struct letter_text *t, const struct flags *flags)
{
	size_t room = flags->count > LETTER_FACTS ? LETTER_FACTS - 1 : flags->count;

	for (size_t i = 0; i < room; i++)
		list_flag(w, t, i, &flags->items[i]);
	if (room == flags->count)
		return;
	t->facts[room].label = S("Selain itu");
	t->facts[room].value = arena_fmt(
		w->arena, "%zu isian lain, tampil pada permohonan", flags->count - room);
}

static str fix_day(struct work *w, const struct registration *r)
{
	return text_date(w->arena, registration_fix_day(r));
}

err letter_returned(struct work *w, const struct registration *r,
		    const struct flags *flags, str token)
{
	struct letter_text t = {
		.subject = S("Permohonan MyIntress perlu diperbaiki"),
		.title = S("Permohonan perlu diperbaiki"),
		.greeting = greeting(w, r),
		.lines = { arena_fmt(
				   w->arena,
				   "%.*s meminta perbaikan permohonan %.*s. Hanya isian berikut yang perlu diubah.",
				   P(r->kppn_name), P(r->number)),
			   r->reason,
			   arena_fmt(w->arena, "Kirim ulang paling lambat %.*s.",
				     P(fix_day(w, r))) },
		.button = S("Perbaiki permohonan"),
		.link = token.n ? link_to(w, S("/pendaftaran/lanjutkan/"), token)
				: link_to(w, S("/pendaftaran/"), r->number),
	};

	list_flags(w, &t, flags);
	return send(w, r, r->contact_email, S("dikembalikan"), &t);
}

static uint64_t users_in(const struct registration *r, enum user_state s)
{
	uint64_t set = 0;

	for (size_t i = 0; i < r->users.count; i++)
		if (r->users.items[i].state == s)
			set |= USER_BIT(r->users.items[i].n);
	return set;
}

static str names_of(struct work *w, const struct registration *r, uint64_t users)
{
	struct buf b = buf_new(w->arena);

	for (size_t i = 0; i < r->users.count; i++)
		if (users & USER_BIT(r->users.items[i].n))
			buf_fmt(&b, "%s%.*s", b.n ? ", " : "", P(r->users.items[i].name));
	return buf_str(&b);
}

err letter_rejected(struct work *w, const struct registration *r, uint64_t users)
{
	const struct reason *reason = reason_of(r->reason_code);
	struct letter_text t = {
		.subject = S("Permohonan MyIntress ditolak"),
		.title = S("Permohonan ditolak"),
		.greeting = greeting(w, r),
		.lines = { arena_fmt(w->arena,
				     "%.*s tidak dapat menyetujui permohonan %.*s.",
				     P(r->kppn_name), P(r->number)),
			   r->reason },
		.facts = { { S("Pengguna"), names_of(w, r, users) },
			   { S("Alasan"), reason ? reason->words : r->reason_code },
			   { S("Hubungi"), S("") } },
	};

	TRY(contact_of(w, r, &t.facts[2].value));
	return send(w, r, r->contact_email, S("ditolak"), &t);
}

/* Who is left out of an approval is named, so that nobody waits for his letter. */
err letter_approved(struct work *w, const struct registration *r, uint64_t users)
{
	static const str outcomes[KINDS] = {
		[KIND_PENDAFTARAN] = STR(
			"Pengguna yang belum punya akun DIGIT menerima tautan aktivasi lewat "
			"email masing-masing. Yang sudah punya akun dapat langsung masuk."),
		[KIND_PERUBAHAN] = STR(
			"Data yang baru sudah berlaku. Data semula tetap tersimpan dalam "
			"riwayat, dan pengguna diberi tahu lewat email."),
		[KIND_PENGHAPUSAN] = STR(
			"Akses pengguna berikut ke satker Anda sudah berakhir. Riwayat dan "
			"dokumennya tetap tersimpan."),
	};
	uint64_t waiting = users_in(r, USER_WAITING),
		 refused = users_in(r, USER_REJECTED);
	bool partly = waiting || refused;
	struct letter_text t = {
		.subject = partly ? S("Permohonan MyIntress disetujui sebagian")
				  : S("Permohonan MyIntress disetujui"),
		.title = partly ? S("Permohonan disetujui sebagian")
				: S("Permohonan disetujui"),
		.greeting = greeting(w, r),
		.lines = { outcomes[r->kind] },
		.facts = { { S("Permohonan"), r->number },
			   { S("Satker"), satker_of(w, r) },
			   { S("Disetujui"), names_of(w, r, users) } },
		.button = S("Masuk ke MyIntress"),
		.link = link_to(w, S("/masuk"), S("")),
	};
	size_t n = 3;

	if (waiting) {
		t.facts[n].label = S("Belum diputus");
		t.facts[n++].value = names_of(w, r, waiting);
	}
	if (refused) {
		t.facts[n].label = S("Ditolak");
		t.facts[n].value = names_of(w, r, refused);
	}
	return send(w, r, r->contact_email, S("disetujui"), &t);
}

err letter_reminder(struct work *w, const struct registration *r, str token)
{
	struct letter_text t = {
		.subject = S("Permohonan MyIntress menunggu perbaikan"),
		.title = S("Permohonan menunggu perbaikan"),
		.greeting = greeting(w, r),
		.lines = { arena_fmt(
			w->arena,
			"Permohonan %.*s berakhir bila tidak dikirim ulang sampai %.*s.",
			P(r->number), P(fix_day(w, r))) },
		.button = S("Perbaiki permohonan"),
		.link = token.n ? link_to(w, S("/pendaftaran/lanjutkan/"), token)
				: link_to(w, S("/pendaftaran/"), r->number),
	};

	return send(w, r, r->contact_email, S("pengingat"), &t);
}

static err letter_withdrawn(struct work *w, const struct registration *r)
{
	struct letter_text t = {
		.subject = S("Permohonan MyIntress dibatalkan"),
		.title = S("Permohonan dibatalkan"),
		.greeting = greeting(w, r),
		.lines = { arena_fmt(w->arena,
				     "Permohonan %.*s dibatalkan atas permintaan satker. "
				     "Pengguna yang sudah disetujui tetap aktif.",
				     P(r->number)) },
		.facts = { { S("Hubungi"), S("") } },
	};

	TRY(contact_of(w, r, &t.facts[0].value));
	return send(w, r, r->contact_email, S("dibatalkan"), &t);
}

static err letter_expired(struct work *w, const struct registration *r)
{
	struct letter_text t = {
		.subject = S("Permohonan MyIntress kedaluwarsa"),
		.title = S("Permohonan kedaluwarsa"),
		.greeting = greeting(w, r),
		.lines = { arena_fmt(
			w->arena,
			"Permohonan %.*s tidak dikirim ulang sampai batas waktu, "
			"sehingga ditutup. Permohonan baru dapat dibuat kapan saja.",
			P(r->number)) },
		.button = S("Buat permohonan baru"),
		.link = link_to(w, S("/pendaftaran"), S("")),
	};

	return send(w, r, r->contact_email, S("kedaluwarsa"), &t);
}

err letter_closed(struct work *w, const struct registration *r)
{
	return r->state == STATE_EXPIRED ? letter_expired(w, r) : letter_withdrawn(w, r);
}

err letter_satker_told(struct work *w, const struct registration *r,
		       const struct contact *c)
{
	struct letter_text t = {
		.subject = S("Permohonan pengguna baru untuk satker Anda"),
		.title = S("Ada permohonan pengguna baru untuk satker Anda"),
		.greeting = arena_fmt(w->arena, "Yth. %.*s,", P(c->name)),
		.lines = { S(
			"Permohonan ini diajukan lewat halaman publik. Bila satker Anda tidak mengajukannya, segera hubungi KPPN mitra kerja.") },
		.facts = { { S("Permohonan"), r->number },
			   { S("Satker"), satker_of(w, r) } },
		.button = S("Lihat permohonan"),
		.link = link_to(w, S("/permohonan/"), r->number),
	};

	TRY(contact_of(w, r, &t.facts[2].value));
	t.facts[2].label = S("Hubungi");
	return send(w, r, c->email, S("pemberitahuan"), &t);
}

/* ---- users whom a satker adds itself ---- */

static void add_addition(struct work *w, const struct registration *r,
			 struct letter_text *t)
{
	const struct applicant *u = &r->users.items[0];

	t->facts[0].label = S("Pengguna");
	t->facts[0].value = u->name;
	t->facts[1].label = S("Peran");
	t->facts[1].value = role_set_text(w->arena, u->roles, role_labels);
	t->facts[2].label = S("Satker");
	t->facts[2].value = satker_of(w, r);
	t->facts[3].label = S("Dasar");
	t->facts[3].value = r->basis.number;
}

err letter_addition_waits(struct work *w, const struct registration *r,
			  const struct contact *kpa)
{
	struct letter_text t = {
		.subject = S("Penambahan pengguna menunggu konfirmasi Anda"),
		.title = S("Penambahan pengguna menunggu konfirmasi Anda"),
		.greeting = arena_fmt(w->arena, "Yth. %.*s,", P(kpa->name)),
		.lines = { S(
			"Seorang pengguna satker Anda mengusulkan pengguna baru. Penambahan berlaku setelah Anda mengonfirmasinya.") },
		.button = S("Periksa penambahan"),
		.link = link_to(w, S("/pengguna/tambah/"), r->number),
	};

	add_addition(w, r, &t);
	return send(w, r, kpa->email, S("konfirmasi"), &t);
}

err letter_addition_done(struct work *w, const struct registration *r, str mailbox,
			 str name)
{
	struct letter_text t = {
		.subject = S("Satker menambah pengguna secara mandiri"),
		.title = S("Satker menambah pengguna secara mandiri"),
		.greeting = arena_fmt(w->arena, "Yth. %.*s,", P(name)),
		.lines = { S(
			"Penambahan ini sudah berlaku. Bila tidak semestinya, tangguhkan aksesnya pada Manajemen Pengguna.") },
		.button = S("Buka Manajemen Pengguna"),
		.link = link_to(w, S("/pengguna?satker="), r->satker),
	};

	add_addition(w, r, &t);
	return send(w, r, mailbox, S("mandiri"), &t);
}

err letter_addition_declined(struct work *w, const struct registration *r)
{
	struct letter_text t = {
		.subject = S("Penambahan pengguna tidak dikonfirmasi"),
		.title = S("Penambahan pengguna tidak dikonfirmasi"),
		.greeting = greeting(w, r),
		.lines = { S(
			"KPA tidak mengonfirmasi penambahan pengguna ini. Alasannya tertulis di bawah.") },
	};

	add_addition(w, r, &t);
	t.facts[4].label = S("Alasan");
	t.facts[4].value = r->reason;
	return send(w, r, r->contact_email, S("tidak-dikonfirmasi"), &t);
}
