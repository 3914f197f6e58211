/* Letters of the built-in DIGIT. No digit of a NIK, links from the settings only. */
#include "jobs/letters.h"
#include "directory/directory.h"
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

static void add_fact(struct letter_text *t, str label, str value)
{
	size_t i = 0;

	while (t->facts[i].label.n)
		i++;
	t->facts[i].label = label;
	t->facts[i].value = value;
}

/* Where the unit's letters say to ask: its KPPN's CSO, in its own time. */
struct counter {
	str office; /* "" for units that are no satker */
	enum zone zone;
};

static err counter_of(struct work *w, const struct membership *m, struct counter *ret)
{
	struct satker *s = NULL;

	*ret = (struct counter){ .zone = WIB };
	if (m->unit_kind == UNIT_SATKER)
		TRY(satker_find(w, m->unit, &s));
	if (s)
		*ret = (struct counter){ s->kppn_name, s->zone };
	return OK;
}

static str activation_footer(struct arena *a, const struct counter *c)
{
	if (!c->office.n)
		return S("");
	return arena_fmt(a,
			 "Email otomatis, mohon tidak dibalas. Butuh bantuan? CSO %.*s, "
			 "Senin–Jumat pukul 08.00–15.00 %.*s.",
			 P(c->office), P(zone_names[c->zone]));
}

static str not_you(struct arena *a, const struct counter *c)
{
	return arena_fmt(a,
			 "Bukan Anda? Abaikan email ini dan laporkan ke %.*s. Tanpa kata "
			 "sandi, akun tidak dapat digunakan.",
			 P(c->office.n ? c->office : S("kepala kantor Anda")));
}

err letter_activation(struct work *w, const struct person *p, const struct membership *m,
		      str token)
{
	struct arena *a = w->arena;
	struct counter c;
	struct letter_text t = {
		.title = S("Aktifkan akun DIGIT Anda"),
		.greeting = arena_fmt(a, "Yth. %.*s,", P(p->name)),
		.button = S("Buat kata sandi"),
		.link = link_to(w, S("/aktivasi/"), token),
	};

	TRY(counter_of(w, m, &c));
	t.lines[0] = S("Data Anda telah diperiksa. Buat kata sandi untuk mulai memakai "
		       "MyIntress; siapkan NIK Anda.");
	t.lines[1] = arena_fmt(
		a,
		"Tautan berlaku sampai %.*s (72 jam) dan hanya dapat dipakai satu kali.",
		P(text_instant(a, w->now + ACTIVATION_SECONDS, c.zone)));
	t.lines[2] = not_you(a, &c);
	add_fact(&t, m->unit_kind == UNIT_SATKER ? S("Satker") : S("Unit"),
		 m->unit.n ? arena_fmt(a, "%.*s – %.*s", P(m->unit), P(m->unit_name))
			   : m->unit_name);
	add_fact(&t, S("Peran"), role_set_text(a, m->roles, role_labels));
	if (m->basis.n)
		add_fact(&t, S("Dasar"), m->basis);
	t.footer = activation_footer(a, &c);
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

/* The reason is the actor's own words. */
err letter_tenure(struct work *w, const struct person *p, const struct tenure *t,
		  enum membership_state after)
{
	static const struct {
		str kind, title, line, rest;
	} words[MEMBERSHIP_STATES] = {
		[MEMBERSHIP_ACTIVE] = { STR("dipulihkan"), STR("Akses Anda dipulihkan"),
					STR("Anda dapat kembali menggunakan MyIntress untuk"),
					STR("Masuk dengan NIK dan kata sandi DIGIT Anda.") },
		[MEMBERSHIP_SUSPENDED] = { STR("ditangguhkan"),
					   STR("Akses Anda ditangguhkan"),
					   STR("Untuk sementara Anda tidak dapat menggunakan MyIntress untuk"),
					   STR("Bila menurut Anda ini keliru, hubungi CSO KPPN mitra kerja.") },
		[MEMBERSHIP_ENDED] = { STR("dinonaktifkan"), STR("Akses Anda dihentikan"),
				       STR("Anda tidak lagi terdaftar sebagai pengguna MyIntress untuk"),
				       STR("Riwayat dan dokumen yang pernah Anda buat tetap tersimpan. Akses di unit lain tidak berubah.") },
	};
	const struct membership *m = t->membership;
	struct letter_text l = {
		.title = words[after].title,
		.greeting = arena_fmt(w->arena, "Yth. %.*s,", P(p->name)),
		.lines = { arena_fmt(w->arena, "%.*s %.*s (%.*s).", P(words[after].line),
				     P(m->unit_name), P(m->unit)),
			   words[after].rest },
	};

	if (t->basis.n)
		add_fact(&l, S("Dasar"), t->basis);
	if (t->reason.n)
		add_fact(&l, S("Alasan"), t->reason);
	return send(w, p, words[after].kind, words[after].title, &l);
}

/* An address is not told to the other one: who lost a mailbox may have lost it to him. */
static void add_values(struct work *w, const struct member_values *values,
		       struct letter_text *l)
{
	static const struct {
		str field, label;
	} labels[] = {
		{ STR("peran"), STR("Peran") },
		{ STR("jabatan"), STR("Jabatan") },
		{ STR("email"), STR("Email") },
		{ STR("ponsel"), STR("Nomor ponsel") },
	};

	for (size_t i = 0; i < values->count; i++)
		for (size_t k = 0; k < COUNT(labels); k++) {
			const struct member_value *v = &values->items[i];

			if (!str_eq(v->field, labels[k].field))
				continue;
			add_fact(l, labels[k].label,
				 k > 1 ? S("diganti")
				       : arena_fmt(w->arena, "%.*s → %.*s",
						   P(v->before.n ? v->before : S("–")),
						   P(v->after.n ? v->after : S("–"))));
		}
}

err letter_changed(struct work *w, const struct member_change *c, str mailbox,
		   const struct member_values *values)
{
	const struct membership *m = &c->before->membership;
	struct person to = { .id = m->person, .email = mailbox };
	struct letter_text l = {
		.title = S("Data Anda sebagai pengguna diubah"),
		.greeting = arena_fmt(w->arena, "Yth. %.*s,", P(c->before->name)),
		.lines = { arena_fmt(
				   w->arena,
				   "Data Anda di MyIntress untuk %.*s (%.*s) diubah atas "
				   "permohonan satker yang disetujui KPPN.",
				   P(m->unit_name), P(m->unit)),
			   S("Bila menurut Anda ini keliru, segera hubungi CSO KPPN mitra kerja.") },
	};

	add_values(w, values, &l);
	add_fact(&l, S("Dasar"), c->basis);
	return send(w, &to, S("diubah"), l.title, &l);
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
