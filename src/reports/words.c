#include "reports/web.h"

const str report_topic_words[REPORT_TOPICS] = {
	[REPORT_TICKETS] = STR("tiket"),
	[REPORT_REQUESTS] = STR("permohonan"),
};

const str report_topic_labels[REPORT_TOPICS] = {
	[REPORT_TICKETS] = STR("Tiket HAI CSO"),
	[REPORT_REQUESTS] = STR("Permohonan pengguna"),
};

const str report_round_labels[REPORT_ROUNDS] = {
	STR("1 kali"),
	STR("2–3 kali"),
	STR("4–5 kali"),
	STR("Lebih dari 5 kali"),
};

const str report_age_labels[REPORT_AGES] = {
	STR("Sampai 1 hari kerja"),
	STR("Sampai 3 hari kerja"),
	STR("Sampai 5 hari kerja"),
	STR("Lebih dari 5 hari kerja"),
};

const struct refusal report_refusals[REPORT_REFUSALS] = {
	[REPORT_NOT_ALLOWED] = { 403, STR("not_allowed"),
				 STR("Laporan tersedia bagi KPPN, Kanwil, dan Kantor "
				     "Pusat. Pilih unit lain bila Anda bertugas di "
				     "sana.") },
	[REPORT_OUTSIDE] = { 404, STR("not_found"),
			     STR("KPPN itu tidak ada di wilayah Anda. Periksa "
				 "kodenya.") },
	[REPORT_BACKWARDS] = { 422, STR("backwards"),
			       STR("Tanggal akhir lebih awal daripada tanggal mulai. "
				   "Tukar keduanya.") },
	[REPORT_TOO_LONG] = { 422, STR("too_long"),
			      STR("Laporan paling panjang 366 hari. Persempit "
				  "tanggalnya.") },
	[REPORT_TOO_MANY] = { 422, STR("too_many_rows"),
			      STR("Lebih dari 10.000 baris. Persempit saringan, lalu "
				  "unduh lagi.") },
};
