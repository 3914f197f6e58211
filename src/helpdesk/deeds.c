#include "helpdesk/deeds.h"

static err claim(struct work *w, const struct deed_input *in, struct ticket_result *ret)
{
	return ticket_claim(w, &in->order, ret);
}

static err release(struct work *w, const struct deed_input *in, struct ticket_result *ret)
{
	return ticket_release(w, &in->order, ret);
}

static err transfer(struct work *w, const struct deed_input *in,
		    struct ticket_result *ret)
{
	return ticket_transfer(w, &in->order, in->officer, ret);
}

static err escalate(struct work *w, const struct deed_input *in,
		    struct ticket_result *ret)
{
	return ticket_escalate(w, &in->order, in->tier, ret);
}

static err send_back(struct work *w, const struct deed_input *in,
		     struct ticket_result *ret)
{
	return ticket_send_back(w, &in->order, in->tier, in->satker, ret);
}

/* What is not named stays as it is. */
static err change(struct work *w, const struct deed_input *in, struct ticket_result *ret)
{
	struct ticket *t;

	TRY(ticket_read(w, in->order.number, &t));
	if (!t) {
		*ret = (struct ticket_result){ .why = TICKET_NOT_FOUND };
		return OK;
	}
	return ticket_change(w, &in->order, in->category.n ? in->category : t->category,
			     in->priority < PRIORITIES ? in->priority : t->priority, ret);
}

static err close_it(struct work *w, const struct deed_input *in,
		    struct ticket_result *ret)
{
	return ticket_close(w, &in->order, ret);
}

static err reopen(struct work *w, const struct deed_input *in, struct ticket_result *ret)
{
	return ticket_reopen(w, &in->order, ret);
}

static err merge(struct work *w, const struct deed_input *in, struct ticket_result *ret)
{
	return ticket_merge(w, &in->order, in->other, ret);
}

static err unmerge(struct work *w, const struct deed_input *in, struct ticket_result *ret)
{
	return ticket_unmerge(w, &in->order, ret);
}

static err split(struct work *w, const struct deed_input *in, struct ticket_result *ret)
{
	struct ticket_parting p = { in->entries.items, in->entries.count, in->subject,
				    in->category };

	return ticket_split(w, &in->order, &p, ret);
}

static err link_it(struct work *w, const struct deed_input *in, struct ticket_result *ret)
{
	return ticket_link(w, &in->order, in->other, true, ret);
}

static err unlink_it(struct work *w, const struct deed_input *in,
		     struct ticket_result *ret)
{
	return ticket_link(w, &in->order, in->other, false, ret);
}

const struct deed deeds[] = {
	{ TICKET_CLAIM, STR("claim"), STR("ambil"), STR("Tiket Anda ambil."), claim },
	{ TICKET_RELEASE, STR("release"), STR("lepas"), STR("Tiket dilepas ke antrean."),
	  release },
	{ TICKET_TRANSFER, STR("transfer"), STR("alihkan"), STR("Tiket dialihkan."),
	  transfer },
	{ TICKET_ESCALATE, STR("escalate"), STR("eskalasi"), STR("Tiket diteruskan."),
	  escalate },
	{ TICKET_SEND_BACK, STR("send-back"), STR("kembalikan"),
	  STR("Tiket dikembalikan."), send_back },
	{ TICKET_CHANGE, STR("change"), STR("ubah"), STR("Tiket diubah."), change },
	{ TICKET_CLOSE, STR("close"), STR("tutup"), STR("Tiket ditutup."), close_it },
	{ TICKET_REOPEN, STR("reopen"), STR("buka"), STR("Tiket dibuka kembali."),
	  reopen },
	{ TICKET_MERGE, STR("merge"), STR("gabung"), STR("Tiket digabungkan ke sini."),
	  merge },
	{ TICKET_UNMERGE, STR("unmerge"), STR("pisah"), STR("Tiket dipisahkan."),
	  unmerge },
	{ TICKET_SPLIT, STR("split"), STR("pecah"),
	  STR("Pesan dipindahkan ke tiket ini."), split },
	{ TICKET_LINK, STR("link"), STR("tautkan"), STR("Tiket ditautkan."), link_it },
	{ TICKET_LINK, STR("unlink"), STR("lepas-tautan"), STR("Tautan dilepas."),
	  unlink_it },
};
const size_t deed_count = COUNT(deeds);

const struct deed *deed_of(str path)
{
	while (str_index(path, '/') < path.n)
		str_cut(&path, '/');
	for (size_t i = 0; i < deed_count; i++)
		if (str_eq(deeds[i].word, path) || str_eq(deeds[i].path, path))
			return &deeds[i];
	panic("a route of no act");
}
