/* /api/v1/tickets/{number}/ACT. */
#include "helpdesk/api.h"
#include "helpdesk/deeds.h"

static str text_of(const struct json *body, const char *name)
{
	return json_text(json_get(body, str_from(name)));
}

static struct ids ids_of(struct arena *a, const struct json *list)
{
	struct ids all = { 0 };

	for (size_t i = 0; list && list->kind == JSON_LIST && i < list->count; i++)
		*PUSH(a, &all) = json_int(&list->items[i]);
	return all;
}

static struct deed_input input_of(struct work *w, const struct request *rq,
				  const struct json *body)
{
	const struct json *version = json_get(body, S("version"));

	return (struct deed_input){
		.order = { path_str(rq, "number"),
			   version && version->kind == JSON_INT ? version->number
								: ANY_TICKET_VERSION,
			   text_of(body, "reason") },
		.officer = json_int(json_get(body, S("officer"))),
		.tier = (enum tier)api_word(text_of(body, "tier"), WORDS(tier_words)),
		.satker = text_of(body, "satker"),
		.category = text_of(body, "category"),
		.priority = (enum priority)api_word(text_of(body, "priority"),
						    WORDS(priority_words)),
		.other = text_of(body, "other"),
		.entries = ids_of(w->arena, json_get(body, S("entries"))),
		.subject = text_of(body, "subject"),
	};
}

static err post_act(struct work *w, const struct request *rq, struct reply *rp)
{
	const struct deed *d = deed_of(request_path(rq));
	struct ticket_result result;
	struct deed_input in;
	const struct json *body;

	TRY(api_body(rq, rp, &body));
	if (!body)
		return OK;
	in = input_of(w, rq, body);
	TRY(d->run(w, &in, &result));
	return answer_ticket(w, rp, 200, &result);
}

static err get_officers(struct work *w, const struct request *rq, struct reply *rp)
{
	struct json_out *o = reply_json(rp, 200);
	struct officers all;

	(void)rq;
	TRY(ticket_officers(w, &all));
	json_open(o, '{');
	json_name(o, S("items"));
	json_open(o, '[');
	for (size_t i = 0; i < all.count; i++) {
		json_open(o, '{');
		json_put(o, S("id"), all.items[i].person);
		json_put(o, S("name"), all.items[i].name);
		json_put(o, S("absent"), all.items[i].absent);
		json_close(o, '}');
	}
	json_close(o, ']');
	json_close(o, '}');
	return OK;
}

/* ---- what is said of them ---- */

static const struct api_field act_fields[] = {
	{ STR("version"), JSON_INT, .optional = true,
	  .says = STR("yang Anda lihat terakhir") },
	{ STR("reason"), JSON_TEXT, .optional = true,
	  .says = STR("menjadi catatan internal; wajib pada escalate") },
	{ STR("officer"), JSON_INT, .optional = true,
	  .says = STR("pada transfer: id dari /tickets/officers") },
	{ STR("tier"), JSON_TEXT, ONE_OF(tier_words), .optional = true,
	  .says = STR("pada escalate dan send-back") },
	{ STR("satker"), JSON_TEXT, .optional = true,
	  .says = STR("pada send-back dari tiket tanpa satker") },
	{ STR("category"), JSON_TEXT, .optional = true,
	  .says = STR("pada change dan split") },
	{ STR("priority"), JSON_TEXT, ONE_OF(priority_words), .optional = true,
	  .says = STR("pada change") },
	{ STR("other"), JSON_TEXT, .optional = true,
	  .says = STR("nomor tiket lain, pada merge, link, unlink") },
	{ STR("entries"), JSON_LIST, JSON_INT, .optional = true,
	  .says = STR("id pesan, pada split") },
	{ STR("subject"), JSON_TEXT, .optional = true,
	  .says = STR("judul tiket baru, pada split") },
	{ 0 },
};
static const struct api_shape act_shape = { STR("TicketAct"), act_fields };

static const struct api_field officer_fields[] = {
	{ STR("id"), JSON_INT },
	{ STR("name"), JSON_TEXT },
	{ STR("absent"), JSON_BOOL, .says = STR("hari ini ada penggantinya") },
	{ 0 },
};
static const struct api_field officer_list_fields[] = {
	{ STR("items"), JSON_LIST, .of = officer_fields },
	{ 0 },
};
static const struct api_shape officer_list_shape = { STR("TicketOfficerList"),
						     officer_list_fields };
static const struct api_operation officers_says = {
	.summary = STR("Petugas kantor Anda yang dapat menjawab tiket"),
	.status = 200,
	.answer = &officer_list_shape,
};

#define ACT(name, words)                                                                 \
	static const struct api_operation name = {                                       \
		.summary = STR(words),                                                   \
		.body = &act_shape,                                                      \
		.status = 200,                                                           \
		.answer = &ticket_shape,                                                 \
		.conflict = &ticket_conflict,                                            \
	}
ACT(claim_says, "Mengambil tiket");
ACT(release_says, "Melepas tiket ke antrean");
ACT(transfer_says, "Mengalihkan tiket kepada petugas lain");
ACT(escalate_says, "Meneruskan ke Kanwil atau HAI dengan seluruh isinya");
ACT(send_back_says, "Mengembalikan ke kantor di bawahnya");
ACT(change_says, "Mengubah kategori atau prioritas");
ACT(close_says, "Menutup tiket");
ACT(reopen_says, "Membuka kembali tiket, paling lambat 7 hari setelah selesai");
ACT(merge_says, "Menggabungkan tiket ke tiket lain dari satker yang sama");
ACT(unmerge_says, "Memisahkan tiket yang digabungkan; kedua utas kembali seperti semula");
ACT(split_says, "Memindahkan pesan dengan lampirannya ke tiket baru");
ACT(link_says, "Menautkan dua tiket bagi petugas");
ACT(unlink_says, "Melepas tautan");

#define ONE "/api/v1/tickets/:number"
const struct route ticket_api_act_routes[] = {
	{ GET, "/api/v1/tickets/officers", CAN_NOTE_TICKET, get_officers,
	  .api = &officers_says },
	{ POST, ONE "/claim", CAN_REPLY_TICKET, post_act, .api = &claim_says },
	{ POST, ONE "/release", CAN_REPLY_TICKET, post_act, .api = &release_says },
	{ POST, ONE "/transfer", CAN_REPLY_TICKET, post_act, .api = &transfer_says },
	{ POST, ONE "/escalate", CAN_ESCALATE_TICKET, post_act, .api = &escalate_says },
	{ POST, ONE "/send-back", CAN_REPLY_TICKET, post_act, .api = &send_back_says },
	{ POST, ONE "/change", CAN_REPLY_TICKET, post_act, .api = &change_says },
	{ POST, ONE "/close", CAN_CLOSE_TICKET, post_act, .api = &close_says },
	{ POST, ONE "/reopen", CAN_CLOSE_TICKET, post_act, .api = &reopen_says },
	{ POST, ONE "/merge", CAN_MERGE_TICKET, post_act, .api = &merge_says },
	{ POST, ONE "/unmerge", CAN_MERGE_TICKET, post_act, .api = &unmerge_says },
	{ POST, ONE "/split", CAN_MERGE_TICKET, post_act, .api = &split_says },
	{ POST, ONE "/link", CAN_NOTE_TICKET, post_act, .api = &link_says },
	{ POST, ONE "/unlink", CAN_NOTE_TICKET, post_act, .api = &unlink_says },
	{ 0 },
};
