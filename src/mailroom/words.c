#include "mailroom/internal.h"

const str fate_words[FATES] = {
	[FATE_TICKET] = STR("tiket"),	    [FATE_REPLY] = STR("balasan"),
	[FATE_DRAFT] = STR("draf"),	    [FATE_CANDIDATES] = STR("calon"),
	[FATE_AUTOMATIC] = STR("otomatis"), [FATE_BOUNCE] = STR("terpental"),
	[FATE_OWN] = STR("sendiri"),	    [FATE_DOUBLE] = STR("ganda"),
	[FATE_UNREADABLE] = STR("rusak"),   [FATE_TOO_LARGE] = STR("besar"),
	[FATE_HELD] = STR("ditahan"),	    [FATE_FAILED] = STR("gagal"),
};

const str fate_labels[FATES] = {
	[FATE_TICKET] = STR("Tiket baru"),
	[FATE_REPLY] = STR("Balasan tiket"),
	[FATE_DRAFT] = STR("Draf pendaftaran"),
	[FATE_CANDIDATES] = STR("Satker tidak dikenali"),
	[FATE_AUTOMATIC] = STR("Jawaban otomatis"),
	[FATE_BOUNCE] = STR("Surat kami terpental"),
	[FATE_OWN] = STR("Surat kami sendiri"),
	[FATE_DOUBLE] = STR("Sudah tercatat"),
	[FATE_UNREADABLE] = STR("Tidak terbaca"),
	[FATE_TOO_LARGE] = STR("Terlalu besar"),
	[FATE_HELD] = STR("Ditahan"),
	[FATE_FAILED] = STR("Gagal diproses"),
};
