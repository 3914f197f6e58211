#include "documents/internal.h"

const str document_kind_words[DOCUMENT_ALL_KINDS] = {
	[DOCUMENT_SK] = STR("sk"),
	[DOCUMENT_FORM] = STR("formulir"),
	[DOCUMENT_ATTACHMENT] = STR("lampiran"),
};

const str document_kind_labels[DOCUMENT_ALL_KINDS] = {
	[DOCUMENT_SK] = STR("SK/ST"),
	[DOCUMENT_FORM] = STR("Formulir Pendaftaran"),
	[DOCUMENT_ATTACHMENT] = STR("Lampiran"),
};

const str document_scan_words[SCANS] = {
	[SCAN_NONE] = STR("tidak dipindai"),
	[SCAN_CLEAN] = STR("bersih"),
};

/* The text follows the name of the file in quotation marks. */
static const struct refusal refusals[DOCUMENT_REFUSALS] = {
	[DOCUMENT_EMPTY] = { 422, STR("document_empty"),
			     STR("kosong. Pilih berkas yang berisi") },
	[DOCUMENT_TOO_LARGE] = { 413, STR("document_too_large"),
				 STR("terlalu besar. Maksimal 10 MB") },
	[DOCUMENT_NOT_PDF] = { 422, STR("document_not_pdf"),
			       STR("tidak dapat dipakai. Simpan sebagai PDF") },
	[DOCUMENT_ENCRYPTED] = { 422, STR("document_encrypted"),
				 STR("terkunci kata sandi. Unggah versi tanpa kunci") },
	[DOCUMENT_BROKEN] = { 422, STR("document_broken"),
			      STR("tidak dapat dibaca. Buat ulang PDF-nya, lalu unggah kembali") },
	[DOCUMENT_TOO_LONG] = { 422, STR("document_too_long"),
				STR("terlalu panjang. Maksimal 200 halaman") },
	[DOCUMENT_VIRUS] = { 422, STR("document_virus"),
			     STR("ditolak karena terindikasi mengandung virus") },
	[DOCUMENT_SCANNER_DOWN] = { 503, STR("scanner_unavailable"),
				    STR("belum dapat diperiksa dari virus. Unggah kembali beberapa menit lagi") },
};

struct refusal document_refused(struct arena *a, const struct document_taken *t)
{
	struct refusal r = refusals[t->refused];

	r.text = arena_fmt(a, "“%.*s” %.*s", P(t->file_name), P(r.text));
	return r;
}
