/* What the API takes and gives: these tables check bodies and describe them. */
#include "helpdesk/api.h"

/* ---- bodies ---- */

static const struct api_field answer_input[] = {
	{ STR("code"), JSON_TEXT },
	{ STR("value"), JSON_TEXT },
	{ 0 },
};
static const struct api_field about_fields[] = {
	{ STR("kind"), JSON_TEXT, .says = STR("permohonan, keanggotaan, spm, …") },
	{ STR("number"), JSON_TEXT },
	{ 0 },
};

static const struct api_field new_ticket_fields[] = {
	{ STR("satker"), JSON_TEXT, .optional = true,
	  .says = STR("6 angka; bagi satker: satkernya sendiri") },
	{ STR("category"), JSON_TEXT, .says = STR("kode dari /tickets/categories") },
	{ STR("priority"), JSON_TEXT, ONE_OF(priority_words), .optional = true },
	{ STR("subject"), JSON_TEXT, .says = STR("paling banyak 150 karakter") },
	{ STR("body"), JSON_TEXT, .says = STR("paling banyak 20.000 karakter") },
	{ STR("fields"), JSON_LIST, .of = answer_input, .optional = true,
	  .says = STR("isian yang diminta kategori") },
	{ STR("about"), JSON_OBJECT, .of = about_fields, .optional = true },
	{ 0 },
};
const struct api_shape new_ticket_shape = { STR("NewTicket"), new_ticket_fields };

static const struct api_field reply_fields[] = {
	{ STR("body"), JSON_TEXT },
	{ STR("after"), JSON_TEXT, ONE_OF(afterwards_words), .optional = true,
	  .says = STR(
		  "dari petugas: status setelah dikirim; menunggu bila tidak disebut") },
	{ STR("seen"), JSON_INT, .optional = true,
	  .says = STR("id pesan terakhir yang dibaca; 409 bila ada yang lebih baru") },
	{ 0 },
};
const struct api_shape reply_shape = { STR("TicketReply"), reply_fields };

static const struct api_field note_input_fields[] = { { STR("body"), JSON_TEXT }, { 0 } };
const struct api_shape note_input_shape = { STR("NewTicketNote"), note_input_fields };

static const struct api_field upload_fields[] = {
	{ STR("requirement"), JSON_TEXT, .optional = true,
	  .says = STR("dokumen yang diminta kategori, misalnya surat") },
	{ STR("file"), JSON_TEXT, .format = STR("binary"),
	  .says = STR("PDF, paling besar 10 MiB") },
	{ 0 },
};
const struct api_shape upload_ticket_shape = { STR("TicketUpload"), upload_fields };

/* ---- answers ---- */

static const struct api_field attachment_fields[] = {
	{ STR("id"), JSON_TEXT },
	{ STR("file_name"), JSON_TEXT },
	{ STR("requirement"), JSON_TEXT, .nullable = true },
	{ STR("sha256"), JSON_TEXT },
	{ STR("bytes"), JSON_INT },
	{ STR("pages"), JSON_INT },
	{ STR("scan"), JSON_TEXT, ONE_OF(document_scan_words) },
	{ 0 },
};
const struct api_shape attachment_shape = { STR("TicketAttachment"), attachment_fields };

static const struct api_field entry_fields[] = {
	{ STR("id"), JSON_INT },
	{ STR("kind"), JSON_TEXT, ONE_OF(entry_words) },
	API_INSTANT("at"),
	{ STR("side"), JSON_TEXT, ONE_OF(side_words) },
	{ STR("author"), JSON_TEXT },
	{ STR("role"), JSON_TEXT },
	{ STR("on_behalf_of"), JSON_TEXT, .nullable = true, .says = STR("a.n.") },
	{ STR("source"), JSON_TEXT, ONE_OF(source_words) },
	{ STR("body"), JSON_TEXT },
	{ STR("state"), JSON_TEXT, ONE_OF(ticket_state_words),
	  .says = STR("status tiket sejak itu") },
	{ STR("attachments"), JSON_LIST, .of = attachment_fields },
	{ 0 },
};
static const struct api_field answer_fields[] = {
	{ STR("code"), JSON_TEXT },
	{ STR("label"), JSON_TEXT },
	{ STR("value"), JSON_TEXT },
	{ 0 },
};

#define HEAD_FIELDS                                                                      \
	{ STR("number"), JSON_TEXT },                                                    \
		{ STR("state"), JSON_TEXT, ONE_OF(ticket_state_words) },                 \
		{ STR("priority"), JSON_TEXT, ONE_OF(priority_words) },                  \
		{ STR("category_name"), JSON_TEXT }, { STR("subject"), JSON_TEXT },      \
		{ STR("satker"), JSON_TEXT, .nullable = true },                          \
		{ STR("satker_name"), JSON_TEXT },                                       \
		{ STR("assignee"), JSON_TEXT, .nullable = true,                          \
		  .says = STR("nama petugas") },                                         \
		API_INSTANT("opened_at"), API_INSTANT("changed_at"),                     \
		API_INSTANT("due_at")

static const struct api_field rating_fields[] = {
	{ STR("score"), JSON_INT, .says = STR("1 tidak puas sampai 4 sangat puas") },
	{ STR("comment"), JSON_TEXT },
	{ STR("source"), JSON_TEXT, ONE_OF(source_words),
	  .says = STR("email: lewat tautan pada surat") },
	API_INSTANT("changed_at"),
	{ 0 },
};
const struct api_shape rating_shape = { STR("TicketRating"), rating_fields };

static const struct api_field rating_input_fields[] = {
	{ STR("score"), JSON_INT, .says = STR("1 sampai 4") },
	{ STR("comment"), JSON_TEXT, .optional = true,
	  .says = STR("paling banyak 1.000 karakter") },
	{ 0 },
};
const struct api_shape rating_input_shape = { STR("NewTicketRating"),
					      rating_input_fields };

static const struct api_field ticket_fields[] = {
	HEAD_FIELDS,
	{ STR("version"), JSON_INT },
	{ STR("tier"), JSON_TEXT, ONE_OF(tier_words) },
	{ STR("source"), JSON_TEXT, ONE_OF(source_words) },
	{ STR("category"), JSON_TEXT },
	{ STR("kppn"), JSON_TEXT, .nullable = true },
	{ STR("kppn_name"), JSON_TEXT },
	{ STR("asker"), JSON_TEXT, .says = STR("nama pemohon") },
	{ STR("about"), JSON_OBJECT, .of = about_fields, .nullable = true },
	API_INSTANT("resolve_by"),
	API_INSTANT("answered_at"),
	API_INSTANT("close_at"),
	API_INSTANT("closed_at"),
	{ STR("rounds"), JSON_INT, .says = STR("jawaban kantor") },
	{ STR("last_message"), JSON_INT },
	{ STR("merged_into"), JSON_TEXT, .nullable = true },
	{ STR("rating"), JSON_OBJECT, .of = rating_fields, .nullable = true,
	  .says = STR("penilaian pemohon atas tiket yang selesai") },
	{ STR("fields"), JSON_LIST, .of = answer_fields },
	{ STR("earlier"), JSON_BOOL, .says = STR("ada pesan sebelum thread ini") },
	{ STR("thread"), JSON_LIST, .of = entry_fields,
	  .says = STR("100 pesan dan kejadian terakhir") },
	{ 0 },
};
const struct api_shape ticket_shape = { STR("Ticket"), ticket_fields };

static const struct api_field conflict_fields[] = {
	API_PROBLEM_FIELDS,
	{ STR("ticket"), JSON_OBJECT, .of = ticket_fields, .optional = true,
	  .says = STR("seperti keadaannya sekarang") },
	{ 0 },
};
const struct api_shape ticket_conflict = { STR("TicketConflict"), conflict_fields };

static const struct api_field row_fields[] = {
	HEAD_FIELDS,
	{ STR("unread"), JSON_BOOL },
	{ 0 },
};
static const struct api_field list_fields[] = {
	{ STR("items"), JSON_LIST, .of = row_fields },
	API_NEXT_FIELD,
	{ 0 },
};
const struct api_shape ticket_list_shape = { STR("TicketList"), list_fields };

static const struct api_field note_fields[] = {
	{ STR("id"), JSON_INT },
	API_INSTANT("at"),
	{ STR("side"), JSON_TEXT, ONE_OF(side_words) },
	{ STR("author"), JSON_TEXT },
	{ STR("role"), JSON_TEXT },
	{ STR("body"), JSON_TEXT },
	{ 0 },
};
const struct api_shape note_shape = { STR("TicketNote"), note_fields };
static const struct api_field note_list_fields[] = {
	{ STR("items"), JSON_LIST, .of = note_fields },
	{ 0 },
};
const struct api_shape note_list_shape = { STR("TicketNoteList"), note_list_fields };

static const struct api_field category_field_fields[] = {
	{ STR("code"), JSON_TEXT },
	{ STR("label"), JSON_TEXT },
	{ STR("required"), JSON_BOOL },
	{ STR("choices"), JSON_LIST, JSON_TEXT },
	{ 0 },
};
static const struct api_field requirement_fields[] = {
	{ STR("code"), JSON_TEXT },
	{ STR("label"), JSON_TEXT },
	{ STR("required"), JSON_BOOL },
	{ 0 },
};
static const struct api_field category_fields[] = {
	{ STR("code"), JSON_TEXT },
	{ STR("name"), JSON_TEXT },
	{ STR("hint"), JSON_TEXT },
	{ STR("fields"), JSON_LIST, .of = category_field_fields },
	{ STR("documents"), JSON_LIST, .of = requirement_fields },
	{ 0 },
};
static const struct api_field category_list_fields[] = {
	{ STR("items"), JSON_LIST, .of = category_fields },
	{ 0 },
};
const struct api_shape category_list_shape = { STR("TicketCategoryList"),
					       category_list_fields };
