/* Letters to those who answer for a unit. */
#include "jobs/letters.h"
#include "jobs/jobs.h"
#include "membership/internal.h"

static err send(struct work *w, const struct contact *to, str kind, str subject,
		const struct letter_text *t)
{
	struct mail m = {
		.to = to->email,
		.subject = subject,
		.topic = S("person"),
		.topic_id = to->person,
		.kind = kind,
	};

	letter_render(w->arena, t, &m.text, &m.html);
	return mail_queue(w, &m, NULL);
}

static str few_words(int64_t left)
{
	if (left > 1)
		return S("");
	return left ? S("Satker Anda kini hanya memiliki satu pengguna aktif. Tambahkan sedikitnya satu pengguna lagi.")
		    : S("Satker Anda kini tidak memiliki pengguna aktif. Pendaftaran dilakukan lewat KPPN.");
}

err letter_kpa_tenure(struct work *w, const struct unit_user *u, str done, str reason,
		      int64_t left)
{
	const struct membership *m = &u->membership;
	struct letter_text t = {
		.title = arena_fmt(w->arena, "Akses seorang pengguna %.*s", P(done)),
		.lines = { arena_fmt(
				   w->arena,
				   "Akses %.*s ke MyIntress untuk %.*s (%.*s) %.*s oleh "
				   "%.*s.",
				   P(u->name), P(m->unit_name), P(m->unit), P(done),
				   P(w->actor->name)),
			   few_words(left) },
		.button = S("Buka daftar pengguna"),
		.link = arena_fmt(w->arena, "%.*s/pengguna", P(w->settings->public_url)),
	};
	struct contacts kpa;

	if (reason.n) {
		t.facts[0].label = S("Alasan");
		t.facts[0].value = reason;
	}
	if (m->unit_kind != UNIT_SATKER)
		return OK;
	TRY(unit_contacts(w, UNIT_SATKER, m->unit, ROLE_BIT(ROLE_KPA), &kpa));
	for (size_t i = 0; i < kpa.count; i++) {
		if (kpa.items[i].person == w->actor->person ||
		    kpa.items[i].person == m->person)
			continue;
		t.greeting = arena_fmt(w->arena, "Yth. %.*s,", P(kpa.items[i].name));
		TRY(send(w, &kpa.items[i], S("akses-pengguna"), t.title, &t));
	}
	return OK;
}
