/* Letters of the built-in DIGIT. No digit of a NIK, links from the settings only. */
#include "jobs/letters.h"
#include "identity/internal.h"
#include "jobs/jobs.h"

static str link_to(struct work *w, str path, str token)
{
	return arena_fmt(w->arena, "%.*s%.*s%.*s", P(w->settings->public_url), P(path),
			 P(token));
}

static err send(struct work *w, const struct person *p, str kind, str subject,
		const struct letter_text *t)
{
	struct mail m = {
		.to = p->email,
		.subject = subject,
		.topic = S("person"),
		.topic_id = p->id,
		.kind = kind,
	};

	letter_render(w->arena, t, &m.text, &m.html);
	return mail_queue(w, &m, NULL);
}

err letter_activation(struct work *w, const struct person *p, str unit, str token)
{
	struct letter_text t = {
		.title = S("Aktifkan akun DIGIT Anda"),
		.greeting = arena_fmt(w->arena, "Yth. %.*s,", P(p->name)),
		.lines = { arena_fmt(
				   w->arena,
				   "Anda terdaftar sebagai pengguna MyIntress untuk %.*s. Buat kata sandi "
				   "untuk mengaktifkan akun DIGIT Anda.",
				   P(unit)),
			   S("Siapkan NIK Anda. Tautan berlaku 72 jam dan hanya dapat dipakai satu kali."),
			   S("Bila Anda tidak merasa didaftarkan, abaikan email ini dan beri tahu KPPN mitra kerja.") },
		.button = S("Aktifkan akun"),
		.link = link_to(w, S("/aktivasi/"), token),
	};

	return send(w, p, S("aktivasi"), S("Aktivasi akun DIGIT untuk MyIntress"), &t);
}

err letter_added(struct work *w, const struct person *p, str unit, role_set roles)
{
	struct letter_text t = {
		.title = S("Keanggotaan baru di MyIntress"),
		.greeting = arena_fmt(w->arena, "Yth. %.*s,", P(p->name)),
		.lines = { arena_fmt(w->arena,
				     "Anda kini terdaftar di %.*s sebagai %.*s.", P(unit),
				     P(role_set_text(w->arena, roles, role_labels))),
			   S("Gunakan NIK dan kata sandi DIGIT yang sudah Anda miliki. Tidak perlu aktivasi lagi.") },
		.button = S("Masuk ke MyIntress"),
		.link = link_to(w, S("/masuk"), S("")),
	};

	return send(w, p, S("keanggotaan"), S("Keanggotaan baru di MyIntress"), &t);
}

err letter_reset(struct work *w, const struct person *p, str token)
{
	struct letter_text t = {
		.title = S("Buat kata sandi baru"),
		.greeting = arena_fmt(w->arena, "Yth. %.*s,", P(p->name)),
		.lines = { S("Kami menerima permintaan untuk membuat kata sandi DIGIT yang baru."),
			   S("Siapkan NIK Anda. Tautan berlaku 1 jam dan hanya dapat dipakai satu kali."),
			   S("Bila Anda tidak memintanya, abaikan email ini. Kata sandi Anda tidak berubah.") },
		.button = S("Buat kata sandi baru"),
		.link = link_to(w, S("/sandi-baru/"), token),
	};

	return send(w, p, S("sandi"), S("Kata sandi baru untuk akun DIGIT"), &t);
}

err letter_password_changed(struct work *w, const struct person *p)
{
	struct letter_text t = {
		.title = S("Kata sandi Anda berubah"),
		.greeting = arena_fmt(w->arena, "Yth. %.*s,", P(p->name)),
		.lines = { S("Kata sandi akun DIGIT Anda baru saja diganti. Semua sesi lain diakhiri."),
			   S("Bila bukan Anda yang menggantinya, segera hubungi CSO KPPN mitra kerja.") },
	};

	return send(w, p, S("sandi-berubah"), S("Kata sandi akun DIGIT berubah"), &t);
}
