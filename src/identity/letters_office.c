/* Who may confirm a role of an office hears of it. */
#include "identity/office.h"
#include "jobs/jobs.h"
#include "jobs/letters.h"

static err send(struct work *w, const struct office_grant *g, const struct contact *to)
{
	struct mail m = {
		.to = to->email,
		.subject = S("Usulan peran kantor menunggu persetujuan Anda"),
		.topic = S("office_grant"),
		.topic_id = g->id,
		.kind = S("usulan-peran"),
	};
	struct letter_text t = {
		.title = m.subject,
		.greeting = arena_fmt(w->arena, "Yth. %.*s,", P(to->name)),
		.lines = { S("Sebuah peran diusulkan dan berlaku setelah disetujui orang kedua. Periksa usulan ini, lalu setujui atau tolak."),
			   S("Persetujuan memerlukan kata sandi Anda. Usulan yang tidak Anda kenal sebaiknya ditolak.") },
		.facts = { { S("Nama"), g->request.name },
			   { S("Unit"), g->unit_name },
			   { S("Peran"),
			     role_set_text(w->arena, g->request.roles, role_labels) },
			   { S("Dasar"), g->request.reason },
			   { S("Diusulkan oleh"), g->asked_name } },
		.button = S("Periksa usulan"),
		.link = arena_fmt(w->arena, "%.*s/admin/peran/%lld",
				  P(w->settings->public_url), (long long)g->id),
	};

	letter_render(w->arena, &t, &m.text, &m.html);
	return mail_queue(w, &m, NULL);
}

err letter_office_waits(struct work *w, const struct office_grant *g,
			const struct contacts *to)
{
	for (size_t i = 0; i < to->count; i++)
		TRY(send(w, g, &to->items[i]));
	return OK;
}
