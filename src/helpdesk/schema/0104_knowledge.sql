-- What is known already: answers with steps that spare a ticket.
CREATE TABLE article (
	id         {id},
	slug       TEXT   NOT NULL UNIQUE,   -- in its address: 'retur-sp2d'
	category   TEXT   NOT NULL REFERENCES ticket_category (code),
	title      TEXT   NOT NULL,
	summary    TEXT   NOT NULL,
	steps      TEXT   NOT NULL,          -- one a line
	body       TEXT   NOT NULL,
	state      TEXT   NOT NULL CHECK (state IN ('draf', 'terbit')),
	version    BIGINT NOT NULL,
	changed_by BIGINT REFERENCES person (id), -- NULL: it came with the program
	changed_at BIGINT NOT NULL
) {strict};
CREATE INDEX article_category ON article (category, state, title);

-- How often an article was enough, so that no ticket was opened.
CREATE TABLE article_use (
	article BIGINT NOT NULL REFERENCES article (id),
	day     TEXT   NOT NULL CHECK (length(day) = 10),
	n       BIGINT NOT NULL,
	PRIMARY KEY (article, day)
) {strict};

INSERT INTO article (slug, category, title, summary, steps, body, state, version, changed_by, changed_at) VALUES
('daftar-pengguna-myintress', 'USER_MYINTRESS', 'Mendaftarkan pengguna MyIntress',
 'Satker mengajukan SK dan formulir, KPPN mitra kerja memverifikasi.',
 'Buka menu Permohonan lalu pilih Daftarkan pengguna
Isi data SK dan data setiap pengguna sesuai dokumen
Cetak SK dan formulir, mintakan tanda tangan KPA, lalu unggah kembali
Kirim permohonan dan pantau statusnya',
 'Email setiap pengguna harus aktif dan berbeda, karena tautan aktivasi DIGIT dikirim ke sana. Satu NIK mewakili satu orang di semua satker.',
 'terbit', 1, NULL, 0),
('hapus-pengguna', 'HAPUS_PENGGUNA', 'Menghapus pengguna yang mutasi atau pensiun',
 'Penghapusan memerlukan surat permohonan dan Formulir Penghapusan.',
 'Siapkan surat permohonan yang ditandatangani KPA
Isi dan tanda tangani Formulir Penghapusan
Buat tiket dengan kategori Penghapusan pengguna dan unggah keduanya',
 'Satker wajib memiliki paling sedikit satu pengguna aktif. Ajukan pengganti lebih dahulu bila yang dihapus adalah pengguna terakhir.',
 'terbit', 1, NULL, 0),
('buka-blokir-otp', 'BUKA_BLOKIR_OTP', 'OTP terblokir atau ponsel berganti',
 'Blokir OTP dibuka oleh CSO KPPN setelah identitas Anda dicocokkan.',
 'Buat tiket dengan kategori Buka blokir OTP
Sebutkan nama aplikasi dan kapan ponsel diganti
Tunggu pemberitahuan, lalu aktifkan OTP kembali',
 'Petugas tidak pernah meminta kata sandi atau kode OTP.',
 'terbit', 1, NULL, 0),
('retur-sp2d', 'RETUR', 'Menyelesaikan retur SP2D',
 'Dana yang dikembalikan bank dibayarkan ulang setelah rekening diralat.',
 'Periksa alasan retur pada menu Retur SP2D
Siapkan surat ralat yang ditandatangani PPSPM dan salinan halaman depan rekening
Buat tiket dengan kategori Retur SP2D dan unggah dokumennya',
 'KPPN memproses pembayaran ulang setelah dokumen lengkap. Rekening harus aktif dan atas nama yang sama dengan data supplier.',
 'terbit', 1, NULL, 0);
INSERT INTO search_due (kind, ref) SELECT 'artikel', id FROM article;
