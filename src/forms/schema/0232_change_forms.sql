-- The forms of changes and removals, and the letter that asks for a removal.
INSERT INTO form_template (kind, part, ordinal, valid_from, text) VALUES
('perubahan', 'judul', 1, '2000-01-01', 'FORMULIR PERUBAHAN PENGGUNA MYINTRESS'),
('perubahan', 'judul', 2, '2000-01-01', 'Tipe Pengguna: Satuan Kerja'),
('perubahan', 'pernyataan', 1, '2000-01-01',
 'Dengan ini saya selaku Kuasa Pengguna Anggaran menyatakan bahwa perubahan di atas benar dan sesuai dengan surat yang menjadi dasarnya.'),
('perubahan', 'catatan', 1, '2000-01-01',
 'Pindai formulir yang telah ditandatangani ke PDF (maksimal 10 MB), lalu unggah bersama PDF SK atau ST di MyIntress.'),
('perubahan', 'catatan', 2, '2000-01-01',
 'Bila email berubah, alamat yang lama dan yang baru sama-sama diberi tahu.'),

('penghapusan', 'judul', 1, '2000-01-01', 'FORMULIR PENGHAPUSAN PENGGUNA MYINTRESS'),
('penghapusan', 'judul', 2, '2000-01-01', 'Tipe Pengguna: Satuan Kerja'),
('penghapusan', 'pernyataan', 1, '2000-01-01',
 'Dengan ini saya selaku Kuasa Pengguna Anggaran menyatakan bahwa nama di atas tidak lagi bertugas sebagai pengguna MyIntress pada satuan kerja ini.'),
('penghapusan', 'catatan', 1, '2000-01-01',
 'Pindai formulir yang telah ditandatangani ke PDF (maksimal 10 MB), lalu unggah bersama surat permohonan penghapusan di MyIntress.'),
('penghapusan', 'catatan', 2, '2000-01-01',
 'Satuan kerja wajib memiliki paling sedikit satu pengguna aktif.'),

('surat', 'judul', 1, '2000-01-01', 'SURAT PERMOHONAN PENGHAPUSAN PENGGUNA MYINTRESS'),
('surat', 'kepada', 1, '2000-01-01', 'Kepala {kppn}'),
('surat', 'pengantar', 1, '2000-01-01',
 'Dengan ini kami mohon penghapusan pengguna MyIntress pada {satker} (kode satker {kode_satker}) yang namanya tercantum dalam Lampiran surat ini, karena yang bersangkutan tidak lagi bertugas sebagai pengguna.'),
('surat', 'penutup', 1, '2000-01-01',
 'Formulir Penghapusan kami sertakan. Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih.');
