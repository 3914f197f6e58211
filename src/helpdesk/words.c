#include "helpdesk/internal.h"

const str ticket_state_words[TICKET_STATES] = {
	[TICKET_AT_KPPN] = STR("Menunggu Respon KPPN"),
	[TICKET_AT_SATKER] = STR("Menunggu Respons Satker"),
	[TICKET_AT_KANWIL] = STR("Kirim ke Kanwil"),
	[TICKET_AT_HAI] = STR("Kirim ke HAI"),
	[TICKET_DONE] = STR("Selesai"),
};

const str tier_labels[TIERS] = {
	[TIER_KPPN] = STR("KPPN"),
	[TIER_KANWIL] = STR("Kanwil"),
	[TIER_HAI] = STR("HAI Kantor Pusat"),
};

const str priority_words[PRIORITIES] = {
	[PRIORITY_BIASA] = STR("BIASA"),
	[PRIORITY_PENTING] = STR("PENTING"),
	[PRIORITY_SANGAT_SEGERA] = STR("SANGAT_SEGERA"),
};
const str priority_labels[PRIORITIES] = {
	[PRIORITY_BIASA] = STR("Biasa"),
	[PRIORITY_PENTING] = STR("Penting"),
	[PRIORITY_SANGAT_SEGERA] = STR("Sangat segera"),
};

const str source_words[SOURCES] = {
	[SOURCE_WEB] = STR("web"),
	[SOURCE_EMAIL] = STR("email"),
	[SOURCE_API] = STR("api"),
};

const str side_words[SIDES] = {
	[SIDE_SATKER] = STR("satker"), [SIDE_KPPN] = STR("kppn"),
	[SIDE_KANWIL] = STR("kanwil"), [SIDE_PUSAT] = STR("pusat"),
	[SIDE_SYSTEM] = STR("sistem"),
};

const str entry_words[ENTRY_KINDS] = {
	[ENTRY_MESSAGE] = STR("pesan"),	       [ENTRY_CLAIMED] = STR("diambil"),
	[ENTRY_RELEASED] = STR("dilepas"),     [ENTRY_TRANSFERRED] = STR("dialihkan"),
	[ENTRY_ESCALATED] = STR("dieskalasi"), [ENTRY_SENT_BACK] = STR("dikembalikan"),
	[ENTRY_CHANGED] = STR("diubah"),       [ENTRY_SPLIT] = STR("dipecah"),
	[ENTRY_WARNED] = STR("diingatkan"),    [ENTRY_CLOSED] = STR("ditutup"),
	[ENTRY_REOPENED] = STR("dibuka"),
};

const str afterwards_words[AFTERWARDS] = {
	[AFTER_AWAIT] = STR("menunggu"),
	[AFTER_STAY] = STR("tetap"),
	[AFTER_DONE] = STR("selesai"),
};

/* ---- what is wrong with an input ---- */

static const struct {
	str code;
	str before, after; /* of the field's name */
} fault_words[TEXT_FAULTS] = {
	[FAULT_EMPTY] = { STR("empty"), STR("Isi "), STR("") },
	[FAULT_TOO_LONG] = { STR("too_long"), STR("Terlalu panjang: "), STR("") },
	[FAULT_NOT_TEXT] = { STR("not_text"),
			     STR("Karakter yang tidak dapat disimpan ada di "), STR("") },
	[FAULT_NOT_CHOSEN] = { STR("unknown_word"), STR("Pilih "), STR(" dari daftar") },
	[FAULT_NO_DOCUMENT] = { STR("no_document"), STR("Unggah "), STR("") },
	[FAULT_UNFILLED] = { STR("variable"), STR("Lengkapi "),
			     STR(" sebelum mengirim") },
	[FAULT_UNKNOWN_NAME] = { STR("unknown_variable"), STR("Nama ini tidak dikenal: "),
				 STR("") },
	[FAULT_TOO_MANY_FILES] = { STR("too_many"), STR("Lampirkan paling banyak "),
				   STR(" berkas") },
};

void fault_add(struct arena *a, struct ticket_faults *list, enum text_fault f, str field,
	       str what)
{
	*PUSH(a, list) = (struct ticket_fault){
		.field = field,
		.code = fault_words[f].code,
		.text = arena_fmt(a, "%.*s%.*s%.*s", P(fault_words[f].before), P(what),
				  P(fault_words[f].after)),
	};
}

/* ---- people ---- */

str author_words(struct arena *a, const struct ticket *t, enum side side, str role)
{
	switch (side) {
	case SIDE_SATKER:
		return t->satker.n ? arena_fmt(a, "%.*s%ssatker %.*s", P(role),
					       role.n ? " " : "", P(t->satker))
				   : role;
	case SIDE_KPPN:
		return arena_fmt(a, "%.*s %.*s", P(role), P(t->kppn_name));
	case SIDE_KANWIL:
		return S("Kanwil DJPb");
	case SIDE_PUSAT:
		return S("HAI DJPb Kantor Pusat");
	default:
		return S("MyIntress");
	}
}
