-- The wording of the letters. Of two texts with the same kind, part and ordinal
-- the newer one is in force from its day on; an empty one takes its line away.
-- In {…} stand values of the request, in capitals when the name is.
CREATE TABLE form_template (
	kind       TEXT   NOT NULL,                              -- sk, st, formulir
	part       TEXT   NOT NULL,                              -- judul, menimbang, …
	ordinal    BIGINT NOT NULL,                              -- within the part, from 1
	valid_from TEXT   NOT NULL CHECK (length(valid_from) = 10),  -- YYYY-MM-DD
	text       TEXT   NOT NULL,
	PRIMARY KEY (kind, part, ordinal, valid_from)
) {strict};

INSERT INTO form_template (kind, part, ordinal, valid_from, text) VALUES
('sk', 'judul', 1, '2000-01-01',
 'PENETAPAN PENGGUNA APLIKASI MYINTRESS
PADA {SATKER}'),
('sk', 'menimbang', 1, '2000-01-01',
 'bahwa untuk kelancaran pelaksanaan anggaran dan layanan perbendaharaan pada {satker}, perlu ditetapkan pegawai yang berwenang menggunakan aplikasi MyIntress;'),
('sk', 'menimbang', 2, '2000-01-01',
 'bahwa berdasarkan pertimbangan sebagaimana dimaksud pada huruf a, perlu menetapkan Keputusan Kuasa Pengguna Anggaran {satker} tentang Penetapan Pengguna Aplikasi MyIntress pada {satker};'),
('sk', 'mengingat', 1, '2000-01-01',
 'Undang-Undang Nomor 17 Tahun 2003 tentang Keuangan Negara (Lembaran Negara Republik Indonesia Tahun 2003 Nomor 47, Tambahan Lembaran Negara Republik Indonesia Nomor 4286);'),
('sk', 'mengingat', 2, '2000-01-01',
 'Undang-Undang Nomor 1 Tahun 2004 tentang Perbendaharaan Negara (Lembaran Negara Republik Indonesia Tahun 2004 Nomor 5, Tambahan Lembaran Negara Republik Indonesia Nomor 4355);'),
('sk', 'mengingat', 3, '2000-01-01',
 'Peraturan Menteri Keuangan Nomor 62 Tahun 2023 tentang Perencanaan Anggaran, Pelaksanaan Anggaran, serta Akuntansi dan Pelaporan Keuangan;'),
('sk', 'menetapkan', 1, '2000-01-01',
 'KEPUTUSAN KUASA PENGGUNA ANGGARAN {SATKER} TENTANG PENETAPAN PENGGUNA APLIKASI MYINTRESS PADA {SATKER}.'),
('sk', 'diktum', 1, '2000-01-01',
 'Menunjuk pegawai yang namanya tercantum dalam Lampiran yang merupakan bagian tidak terpisahkan dari Keputusan ini sebagai pengguna aplikasi MyIntress pada {satker} (kode satker {kode_satker}) dengan peran sebagaimana tercantum dalam Lampiran.'),
('sk', 'diktum', 2, '2000-01-01',
 'Segala biaya yang timbul akibat pelaksanaan Keputusan ini dibebankan pada Daftar Isian Pelaksanaan Anggaran (DIPA) {satker}.'),
('sk', 'diktum', 3, '2000-01-01',
 'Pengguna sebagaimana dimaksud dalam diktum PERTAMA wajib menaati ketentuan peraturan perundang-undangan, menjaga kerahasiaan kata sandi, dan tidak meminjamkan akunnya kepada orang lain.'),
('sk', 'diktum', 4, '2000-01-01',
 'Keputusan ini mulai berlaku pada tanggal ditetapkan, dengan ketentuan apabila di kemudian hari terdapat kekeliruan akan diperbaiki sebagaimana mestinya.'),
('sk', 'salinan', 1, '2000-01-01', 'Kepala {kppn};'),
('sk', 'salinan', 2, '2000-01-01', 'pegawai yang bersangkutan.'),

('st', 'dasar', 1, '2000-01-01',
 'Peraturan Menteri Keuangan Nomor 62 Tahun 2023 tentang Perencanaan Anggaran, Pelaksanaan Anggaran, serta Akuntansi dan Pelaporan Keuangan;'),
('st', 'dasar', 2, '2000-01-01',
 'Daftar Isian Pelaksanaan Anggaran (DIPA) {satker}.'),
('st', 'pengantar', 1, '2000-01-01',
 'Kuasa Pengguna Anggaran {satker} dengan ini memberi tugas:'),
('st', 'kepada', 1, '2000-01-01',
 'pegawai yang namanya tercantum dalam Lampiran Surat Tugas ini.'),
('st', 'untuk', 1, '2000-01-01',
 'melaksanakan tugas sebagai pengguna aplikasi MyIntress pada {satker} (kode satker {kode_satker}) dengan peran sebagaimana tercantum dalam Lampiran;'),
('st', 'untuk', 2, '2000-01-01',
 'menaati ketentuan peraturan perundang-undangan, menjaga kerahasiaan kata sandi, dan tidak meminjamkan akunnya kepada orang lain; dan'),
('st', 'untuk', 3, '2000-01-01',
 'melaporkan pelaksanaan tugas kepada Kuasa Pengguna Anggaran.'),
('st', 'penutup', 1, '2000-01-01',
 'Surat Tugas ini mulai berlaku pada tanggal ditetapkan, agar dilaksanakan dengan penuh tanggung jawab.'),

('formulir', 'judul', 1, '2000-01-01', 'FORMULIR PENDAFTARAN PENGGUNA MYINTRESS'),
('formulir', 'judul', 2, '2000-01-01', 'Tipe Pengguna: Satuan Kerja'),
('formulir', 'pernyataan', 1, '2000-01-01',
 'Dengan ini saya selaku Kuasa Pengguna Anggaran menyatakan bahwa data di atas benar dan sesuai dengan surat yang menjadi dasarnya, serta bertanggung jawab atas penggunaan MyIntress oleh para pengguna tersebut.'),
('formulir', 'catatan', 1, '2000-01-01',
 'Pindai formulir yang telah ditandatangani ke PDF (maksimal 10 MB), lalu unggah bersama PDF SK atau ST di MyIntress.'),
('formulir', 'catatan', 2, '2000-01-01',
 'Email harus alamat yang aktif: tautan aktivasi dikirim ke alamat itu.'),
('formulir', 'catatan', 3, '2000-01-01', 'Jangan melampirkan foto KTP.');
