#include "monitoring/views.h"

const str stage_words[STAGES] = {
	[STAGE_NONE] = STR(""),
	[STAGE_REQUESTED] = STR("spp"),
	[STAGE_APPROVED] = STR("spp-setuju"),
	[STAGE_ORDERED] = STR("spm"),
	[STAGE_AT_KPPN] = STR("kppn"),
	[STAGE_SENT_BACK] = STR("kembali"),
	[STAGE_ISSUED] = STR("terbit"),
	[STAGE_PAID] = STR("cair"),
	[STAGE_RETURNED] = STR("retur"),
	[STAGE_CANCELLED] = STR("batal"),
	[STAGE_VOID] = STR("void"),
};

const str stage_labels[STAGES] = {
	[STAGE_NONE] = STR(""),
	[STAGE_REQUESTED] = STR("SPP dibuat"),
	[STAGE_APPROVED] = STR("SPP disetujui"),
	[STAGE_ORDERED] = STR("SPM dibuat"),
	[STAGE_AT_KPPN] = STR("Diuji KPPN"),
	[STAGE_SENT_BACK] = STR("Dikembalikan"),
	[STAGE_ISSUED] = STR("SP2D terbit"),
	[STAGE_PAID] = STR("Dana cair"),
	[STAGE_RETURNED] = STR("Retur"),
	[STAGE_CANCELLED] = STR("Dibatalkan"),
	[STAGE_VOID] = STR("SP2D void"),
};

const str level_words[LEVELS] = {
	[LEVEL_SATKER] = STR("satker"),
	[LEVEL_KPPN] = STR("kppn"),
	[LEVEL_UNIT] = STR("unit"),
	[LEVEL_NATION] = STR("nasional"),
};

const str figure_words[FIGURES] = {
	[FIGURE_STAGE] = STR("tahap"),
	[FIGURE_MONTH] = STR("bulan"),
	[FIGURE_KIND] = STR("jenis"),
	[FIGURE_DAYS] = STR("hari"),
};

const str turn_words[TURNS] = {
	[TURN_NOBODY] = STR(""),     [TURN_PPK] = STR("ppk"),
	[TURN_PPSPM] = STR("ppspm"), [TURN_SATKER] = STR("satker"),
	[TURN_KPPN] = STR("kppn"),   [TURN_BANK] = STR("bank"),
};

const str turn_labels[TURNS] = {
	[TURN_NOBODY] = STR(""),
	[TURN_PPK] = STR("PPK menyetujui SPP"),
	[TURN_PPSPM] = STR("PPSPM menyampaikan SPM ke KPPN"),
	[TURN_SATKER] = STR("Satker memperbaiki"),
	[TURN_KPPN] = STR("KPPN menguji SPM"),
	[TURN_BANK] = STR("Bank mengonfirmasi pembayaran"),
};

const str step_titles[PAYMENT_STEPS] = {
	[STEP_SPP] = STR("SPP dibuat"),
	[STEP_SPM] = STR("SPM diterbitkan"),
	[STEP_SENT] = STR("SPM disampaikan ke KPPN"),
	[STEP_TESTED] = STR("SPM diuji KPPN"),
	[STEP_SP2D] = STR("SP2D terbit"),
	[STEP_PAID] = STR("Dana masuk ke rekening penerima"),
};

const struct ui_tag stage_tags[STAGES] = {
	[STAGE_REQUESTED] = { .label = STR("SPP dibuat"), .icon = STR("circle-dashed") },
	[STAGE_APPROVED] = { .label = STR("SPP disetujui"), .icon = STR("circle-dot") },
	[STAGE_ORDERED] = { .label = STR("SPM dibuat"), .icon = STR("circle-dot") },
	[STAGE_AT_KPPN] = { STR("info"), STR("eye"), STR("Diuji KPPN") },
	[STAGE_SENT_BACK] = { STR("awas"), STR("alert-triangle"), STR("Dikembalikan") },
	[STAGE_ISSUED] = { STR("info"), STR("send"), STR("SP2D terbit") },
	[STAGE_PAID] = { STR("ok"), STR("circle-check"), STR("Dana cair") },
	[STAGE_RETURNED] = { STR("bahaya"), STR("arrow-back-up"), STR("Retur") },
	[STAGE_CANCELLED] = { .label = STR("Dibatalkan"), .icon = STR("circle-minus") },
	[STAGE_VOID] = { .label = STR("SP2D void"), .icon = STR("ban") },
};
