#include "monitoring/internal.h"

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
