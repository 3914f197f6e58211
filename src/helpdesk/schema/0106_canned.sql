-- Replies that offices keep ready. {names} in braces are filled in from the ticket;
-- what stays in braces is not sent.
CREATE TABLE canned_reply (
	id         {id},
	unit_kind  TEXT   NOT NULL CHECK (unit_kind IN ('kppn', 'kanwil', 'pusat')), -- pusat: for all offices
	unit       TEXT   NOT NULL,
	category   TEXT   REFERENCES ticket_category (code), -- NULL: of any
	title      TEXT   NOT NULL,
	body       TEXT   NOT NULL,
	active     BIGINT NOT NULL CHECK (active IN (0, 1)),
	version    BIGINT NOT NULL,
	changed_by BIGINT REFERENCES person (id), -- NULL: it came with the program
	changed_at BIGINT NOT NULL
) {strict};
CREATE INDEX canned_reply_unit ON canned_reply (unit_kind, unit, title, id);

INSERT INTO canned_reply (unit_kind, unit, category, title, body, active, version, changed_by, changed_at) VALUES
('pusat', 'DJPB', 'RETUR', 'Retur: dokumen yang diperlukan',
 'Yth. {pemohon},

Untuk menyelesaikan retur SP2D {sp2d} atas satker {nama_satker}, unggah surat ralat yang ditandatangani PPSPM dan salinan halaman depan rekening pada tiket {nomor} ini.

{petugas}', 1, 1, NULL, 0),
('pusat', 'DJPB', 'BUKA_BLOKIR_OTP', 'OTP: blokir sudah dibuka',
 'Yth. {pemohon},

Blokir OTP Anda sudah dibuka. Aktifkan kembali OTP pada ponsel Anda. Petugas tidak pernah meminta kata sandi atau kode OTP.

{petugas}', 1, 1, NULL, 0),
('pusat', 'DJPB', NULL, 'Menunggu kelengkapan',
 'Yth. {pemohon},

Tiket {nomor} tentang {kategori} kami lanjutkan setelah dokumen berikut lengkap:

1. 

{petugas}', 1, 1, NULL, 0);
