/* Acts on a ticket that ask for more than a button. */
#include "helpdesk/deeds.h"
#include "helpdesk/web.h"
#include "web/lists.h"

/* ---- the form of each act ---- */

static struct ui_textarea reason_input(const struct request *rq, bool required)
{
	return (struct ui_textarea){
		.id = S("reason"),
		.label = S("Alasan"),
		.hint = S("Catatan internal: pemohon tidak membacanya"),
		.value = form_str(rq, "reason"),
		.rows = 3,
		.maxlength = 1000,
		.required = required,
		.optional = !required,
	};
}

static struct ui_field other_input(const struct request *rq, str label)
{
	return (struct ui_field){ .id = S("other"),
				  .label = label,
				  .hint = S("Misalnya HAI-2026-047-00012"),
				  .value = form_str(rq, "other"),
				  .class = S("angka"),
				  .maxlength = 40,
				  .required = true };
}

static err ask_transfer(struct work *w, const struct request *rq, struct act_view *v)
{
	struct officers all;

	v->title = S("Alihkan tiket");
	v->lead = S("Petugas yang Anda pilih diberi tahu lewat email.");
	v->button = S("Alihkan tiket");
	v->select = (struct ui_select){ .id = S("officer"),
					.label = S("Petugas"),
					.required = true };
	TRY(ticket_officers(w, &all));
	for (size_t i = 0; i < all.count; i++)
		select_option(
			w->arena, &v->select,
			arena_fmt(w->arena, "%lld", (long long)all.items[i].person),
			arena_fmt(w->arena, "%.*s%s", P(all.items[i].name),
				  all.items[i].absent ? " (digantikan hari ini)" : ""),
			form_str(rq, "officer"));
	v->reason = reason_input(rq, false);
	return OK;
}

static err ask_escalate(struct work *w, const struct request *rq, struct act_view *v)
{
	v->title = S("Teruskan ke kantor di atas");
	v->lead = S("Seluruh pesan, lampiran, dan catatan ikut terbaca di sana.");
	v->button = S("Teruskan tiket");
	v->select = (struct ui_select){ .id = S("tier"),
					.label = S("Kantor tujuan"),
					.required = true };
	for (int t = 0; t < TIERS; t++)
		if (tier_above(v->t, (enum tier)t))
			select_option(w->arena, &v->select, tier_words[t], tier_labels[t],
				      form_str(rq, "tier"));
	v->reason = reason_input(rq, true);
	return OK;
}

static err ask_send_back(struct work *w, const struct request *rq, struct act_view *v)
{
	v->title = S("Kembalikan tiket");
	v->lead = S("Kantor di bawah melanjutkan tiket ini.");
	v->button = S("Kembalikan tiket");
	v->select = (struct ui_select){ .id = S("tier"),
					.label = S("Kantor tujuan"),
					.required = true };
	for (int t = 0; t < TIERS; t++)
		if (tier_below(v->t, (enum tier)t))
			select_option(w->arena, &v->select, tier_words[t], tier_labels[t],
				      form_str(rq, "tier"));
	if (!v->t->satker.n)
		v->field =
			(struct ui_field){ .id = S("satker"),
					   .label = S("Kode satker"),
					   .hint = S("KPPN mitra kerjanya yang menjawab"),
					   .value = form_str(rq, "satker"),
					   .class = S("angka"),
					   .inputmode = S("numeric"),
					   .maxlength = 6,
					   .required = true };
	v->reason = reason_input(rq, false);
	return OK;
}

static err category_select(struct work *w, const struct request *rq, struct act_view *v)
{
	str chosen = form_has(rq, "category") ? form_str(rq, "category") : v->t->category;
	struct categories all;

	v->select = (struct ui_select){ .id = S("category"),
					.label = S("Kategori"),
					.required = true };
	TRY(categories_list(w, &all));
	for (size_t i = 0; i < all.count; i++)
		select_option(w->arena, &v->select, all.items[i].code, all.items[i].name,
			      chosen);
	return OK;
}

static err ask_change(struct work *w, const struct request *rq, struct act_view *v)
{
	str chosen = form_has(rq, "priority") ? form_str(rq, "priority")
					      : priority_words[v->t->priority];

	v->title = S("Ubah kategori dan prioritas");
	v->button = S("Simpan perubahan");
	v->second = (struct ui_select){ .id = S("priority"),
					.label = S("Prioritas"),
					.required = true };
	for (int p = 0; p < PRIORITIES; p++)
		select_option(w->arena, &v->second, priority_words[p], priority_labels[p],
			      chosen);
	return category_select(w, rq, v);
}

static err ask_close(struct work *w, const struct request *rq, struct act_view *v)
{
	v->title = S("Tutup tiket");
	v->lead = S("Tiket dapat dibuka kembali dalam 7 hari.");
	v->button = S("Tutup tiket");
	if (of_office(side_of(w->actor)))
		v->reason = reason_input(rq, false);
	return OK;
}

static err ask_merge(struct work *w, const struct request *rq, struct act_view *v)
{
	(void)w;
	v->title = S("Gabungkan tiket");
	v->lead = S(
		"Pesan tiket ini dibaca pada tiket tujuan. Penggabungan dapat dibatalkan.");
	v->button = S("Gabungkan tiket");
	v->field = other_input(rq, S("Nomor tiket tujuan, dari satker yang sama"));
	return OK;
}

static err ask_link(struct work *w, const struct request *rq, struct act_view *v)
{
	(void)w;
	v->title = S("Tautkan tiket");
	v->lead = S("Tautan hanya terlihat oleh petugas.");
	v->button = S("Tautkan tiket");
	v->field = other_input(rq, S("Nomor tiket lain"));
	return OK;
}

static str beginning(struct arena *a, str body)
{
	enum { SHOWN = 120 };
	str line = str_cut(&body, '\n');
	size_t n = line.n < SHOWN ? line.n : SHOWN;

	while (n > 0 && n < line.n && ((unsigned char)line.p[n] & 0xc0) == 0x80)
		n--;
	return arena_fmt(a, "%.*s%s", P(str_left(line, n)), n < line.n ? "…" : "");
}

static err ask_split(struct work *w, const struct request *rq, struct act_view *v)
{
	struct thread thread;
	bool first = true;

	v->title = S("Pecah tiket");
	v->lead = S(
		"Pesan yang dipilih pindah dengan lampirannya ke tiket baru yang saling tertaut.");
	v->button = S("Pindahkan ke tiket baru");
	v->field = (struct ui_field){ .id = S("subject"),
				      .label = S("Judul tiket baru"),
				      .value = form_str(rq, "subject"),
				      .maxlength = SUBJECT_MAX,
				      .required = true };
	v->choices = (struct ui_choices){ .id = S("entries"),
					  .name = S("entries[]"),
					  .legend = S("Pesan yang dipindahkan"),
					  .many = true };
	TRY(ticket_thread(w, v->t, S(""), &thread));
	for (size_t i = 0; i < thread.entries.count; i++) {
		const struct entry *e = &thread.entries.items[i];

		if (e->kind != ENTRY_MESSAGE || e->ticket != v->t->id)
			continue;
		if (!first)
			*PUSH(w->arena, &v->choices.options) = (struct ui_option){
				.value = arena_fmt(w->arena, "%lld", (long long)e->id),
				.label = arena_fmt(w->arena, "%.*s: %.*s",
						   P(e->author_name),
						   P(beginning(w->arena, e->body))),
			};
		first = false;
	}
	return category_select(w, rq, v);
}

static err (*const forms[TICKET_ACTS])(struct work *w, const struct request *rq,
				       struct act_view *v) = {
	[TICKET_TRANSFER] = ask_transfer,   [TICKET_ESCALATE] = ask_escalate,
	[TICKET_SEND_BACK] = ask_send_back, [TICKET_CHANGE] = ask_change,
	[TICKET_CLOSE] = ask_close,	    [TICKET_MERGE] = ask_merge,
	[TICKET_LINK] = ask_link,	    [TICKET_SPLIT] = ask_split,
};

/* ---- showing ---- */

static err show_form(struct work *w, const struct request *rq, struct reply *rp,
		     const struct deed *d, struct act_view *v)
{
	struct page page;

	v->path = ticket_path(w->arena, v->t, arena_fmt(w->arena, "/%.*s", P(d->path)));
	v->back = ticket_path(w->arena, v->t, S(""));
	TRY(forms[d->act](w, rq, v));
	v->select.error = complaint_about(&v->errors, v->select.id);
	v->field.error = complaint_about(&v->errors, v->field.id);
	v->reason.error = complaint_about(&v->errors, v->reason.id);
	v->choices.error = complaint_about(&v->errors, v->choices.id);
	page = ticket_page(rp, v->t, v->title, v->title);
	page.has_errors = v->errors.count > 0;
	page_ticket_act(reply_page(rp, v->errors.count ? 422 : 200, page), v);
	return OK;
}

/* Who may not act now is told on the ticket's page. */
static err refuse_on_page(struct work *w, struct reply *rp,
			  const struct ticket_result *result)
{
	if (!result->ticket || ticket_refusals[result->why].status != 409)
		return ticket_refuse(rp, result->why);
	reply_flash(rp, S("awas"), ticket_refusals[result->why].text);
	return reply_redirect(rp, ticket_path(w->arena, result->ticket, S("")));
}

static err get_act(struct work *w, const struct request *rq, struct reply *rp)
{
	const struct deed *d = deed_of(request_path(rq));
	struct ticket_result may;
	struct act_view v = { 0 };

	TRY(ticket_begin(w, d->act, path_str(rq, "number"), ANY_TICKET_VERSION, &may));
	if (may.why)
		return refuse_on_page(w, rp, &may);
	v.t = may.ticket;
	return show_form(w, rq, rp, d, &v);
}

/* ---- acting ---- */

static int word_typed(const struct request *rq, const char *name, const str *words,
		      int count)
{
	for (int i = 0; i < count; i++)
		if (str_eq(words[i], form_str(rq, name)))
			return i;
	return count;
}

static int64_t number_typed(str text, int64_t otherwise)
{
	int64_t n;

	return str_int(text, &n) ? n : otherwise;
}

static struct deed_input input_of(struct work *w, const struct request *rq)
{
	struct strs entries = form_all(w->arena, rq, "entries[]");
	struct deed_input in = {
		.order = { path_str(rq, "number"),
			   number_typed(form_str(rq, "version"), ANY_TICKET_VERSION),
			   form_str(rq, "reason") },
		.officer = number_typed(form_str(rq, "officer"), 0),
		.tier = (enum tier)word_typed(rq, "tier", tier_words, TIERS),
		.satker = form_str(rq, "satker"),
		.category = form_str(rq, "category"),
		.priority = (enum priority)word_typed(rq, "priority", priority_words,
						      PRIORITIES),
		.other = form_str(rq, "other"),
		.subject = form_str(rq, "subject"),
	};

	for (size_t i = 0; i < entries.count; i++)
		*PUSH(w->arena, &in.entries) = number_typed(entries.items[i], 0);
	return in;
}

/* The field of the form that a refusal with 422 is about has its code as name. */
static err refuse_act(struct work *w, const struct request *rq, struct reply *rp,
		      const struct deed *d, const struct ticket_result *result)
{
	const struct refusal *why = &ticket_refusals[result->why];
	struct act_view v = { .t = result->ticket };

	if (why->status != 422 || !v.t || !forms[d->act])
		return refuse_on_page(w, rp, result);
	if (result->why == TICKET_INCOMPLETE)
		complain(w->arena, &result->faults, &v.errors);
	else
		*PUSH(w->arena, &v.errors) = (struct complaint){
			result->why == TICKET_NO_OFFICER ? S("officer") : why->code,
			why->code, why->text
		};
	return show_form(w, rq, rp, d, &v);
}

static err post_act(struct work *w, const struct request *rq, struct reply *rp)
{
	const struct deed *d = deed_of(request_path(rq));
	struct deed_input in = input_of(w, rq);
	struct ticket_result result;

	TRY(d->run(w, &in, &result));
	if (result.why)
		return refuse_act(w, rq, rp, d, &result);
	reply_flash(rp, S("ok"), d->done);
	return reply_redirect(rp, ticket_path(w->arena, result.ticket, S("")));
}

#define ONE "/tiket/:number"
#define ASKED(path, permission)                                                          \
	{ GET, ONE path, permission, get_act },                                          \
	{                                                                                \
		POST, ONE path, permission, post_act                                     \
	}
const struct route ticket_act_routes[] = {
	{ POST, ONE "/ambil", CAN_REPLY_TICKET, post_act },
	{ POST, ONE "/lepas", CAN_REPLY_TICKET, post_act },
	ASKED("/alihkan", CAN_REPLY_TICKET),
	ASKED("/eskalasi", CAN_ESCALATE_TICKET),
	ASKED("/kembalikan", CAN_REPLY_TICKET),
	ASKED("/ubah", CAN_REPLY_TICKET),
	ASKED("/tutup", CAN_CLOSE_TICKET),
	{ POST, ONE "/buka", CAN_CLOSE_TICKET, post_act },
	ASKED("/gabung", CAN_MERGE_TICKET),
	{ POST, ONE "/pisah", CAN_MERGE_TICKET, post_act },
	ASKED("/pecah", CAN_MERGE_TICKET),
	ASKED("/tautkan", CAN_NOTE_TICKET),
	{ POST, ONE "/lepas-tautan", CAN_NOTE_TICKET, post_act },
	{ 0 },
};
