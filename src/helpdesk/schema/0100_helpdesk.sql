-- What a ticket can be about: data, each with the form fields and the documents
-- it asks for.
CREATE TABLE ticket_category (
	code      TEXT   PRIMARY KEY,
	position  BIGINT NOT NULL,
	name      TEXT   NOT NULL,
	hint      TEXT   NOT NULL,
	fields    BIGINT NOT NULL,           -- how many of ticket_category_field
	documents BIGINT NOT NULL,           -- how many of ticket_category_document
	active    BIGINT NOT NULL CHECK (active IN (0, 1)) -- can be chosen for a new ticket
) {strict};
CREATE TABLE ticket_category_field (
	category TEXT   NOT NULL REFERENCES ticket_category (code),
	n        BIGINT NOT NULL,
	code     TEXT   NOT NULL,
	label    TEXT   NOT NULL,
	hint     TEXT   NOT NULL,
	choices  TEXT   NOT NULL,            -- "Daftar|Ubah|Hapus"; '': free text
	required BIGINT NOT NULL CHECK (required IN (0, 1)),
	PRIMARY KEY (category, n)
) {strict};
CREATE TABLE ticket_category_document (
	category TEXT   NOT NULL REFERENCES ticket_category (code),
	n        BIGINT NOT NULL,
	code     TEXT   NOT NULL,
	label    TEXT   NOT NULL,
	hint     TEXT   NOT NULL,
	required BIGINT NOT NULL CHECK (required IN (0, 1)),
	PRIMARY KEY (category, n)
) {strict};

-- Tickets of HAI CSO. Rows are never deleted. Instants are Unix seconds, UTC; 0
-- stands for none, so that one order serves both engines.
CREATE TABLE ticket (
	id            {id},
	number        TEXT   NOT NULL UNIQUE,    -- HAI-2026-047-00012; KPPN 000: of no satker
	thread_key    TEXT   NOT NULL UNIQUE,    -- random, in letters: an answer by mail finds its ticket
	state         TEXT   NOT NULL CHECK (state IN ('Menunggu Respon KPPN',
	                     'Menunggu Respons Satker', 'Kirim ke Kanwil', 'Kirim ke HAI', 'Selesai')),
	tier          TEXT   NOT NULL CHECK (tier IN ('kppn', 'kanwil', 'pusat')), -- who answers
	-- Whose turn it is: the tabs of the list.
	pile          TEXT   NOT NULL GENERATED ALWAYS AS (CASE state
	                     WHEN 'Menunggu Respon KPPN' THEN 'kppn' WHEN 'Menunggu Respons Satker' THEN 'satker'
	                     WHEN 'Kirim ke Kanwil' THEN 'kanwil' WHEN 'Kirim ke HAI' THEN 'pusat'
	                     ELSE 'selesai' END) STORED,
	version       BIGINT NOT NULL CHECK (version > 0),
	source        TEXT   NOT NULL CHECK (source IN ('web', 'email', 'api')),
	category      TEXT   NOT NULL REFERENCES ticket_category (code),
	priority      TEXT   NOT NULL CHECK (priority IN ('BIASA', 'PENTING', 'SANGAT_SEGERA')),
	subject       TEXT   NOT NULL,
	satker        TEXT   REFERENCES satker (code), -- NULL: by mail, from a sender of no satker
	satker_name   TEXT   NOT NULL,
	kppn          TEXT   REFERENCES kppn (code),
	kppn_name     TEXT   NOT NULL,
	kanwil        TEXT   REFERENCES kanwil (code),
	zone          TEXT   NOT NULL CHECK (zone IN ('WIB', 'WITA', 'WIT')),
	asker         BIGINT REFERENCES person (id), -- NULL: by mail, or opened by the office
	asker_name    TEXT   NOT NULL,
	asker_email   TEXT   NOT NULL,           -- of who has no account
	about_kind    TEXT   NOT NULL,           -- 'permohonan', 'keanggotaan', …; '' for none
	about         TEXT   NOT NULL,           -- its public number
	assignee      BIGINT REFERENCES person (id),
	assignee_name TEXT   NOT NULL,
	opened_at     BIGINT NOT NULL,
	changed_at    BIGINT NOT NULL,
	turn_at       BIGINT NOT NULL,           -- since when it is whose turn it is
	due_at        BIGINT NOT NULL,           -- of the next answer of the office; 0: it is not its turn
	resolve_by    BIGINT NOT NULL,           -- of the solution; stands still while the satker is awaited
	answered_at   BIGINT NOT NULL,           -- first answer of an office
	warn_at       BIGINT NOT NULL,           -- of the silent asker; 0: not (again)
	close_at      BIGINT NOT NULL,           -- on silence; 0: no
	closed_at     BIGINT NOT NULL,
	rounds        BIGINT NOT NULL,           -- answers of offices
	last_message  BIGINT NOT NULL,           -- ticket_entry of the newest message
	last_author   BIGINT NOT NULL,           -- person, 0: by mail
	files         BIGINT NOT NULL,           -- attachments in the thread
	answers       BIGINT NOT NULL,           -- form fields that were filled in
	followers     BIGINT NOT NULL,           -- mailboxes that get a copy
	holds         BIGINT NOT NULL,           -- tickets merged into this one
	links         BIGINT NOT NULL,           -- tickets linked with this one
	merged_into   BIGINT REFERENCES ticket (id),
	merged_state  TEXT   NOT NULL,           -- the state it had before; '' when not merged
	CHECK ((satker IS NULL) = (kppn IS NULL) AND (kppn IS NULL) = (kanwil IS NULL)),
	CHECK (satker IS NOT NULL OR tier = 'pusat'),
	CHECK (state IN ('Menunggu Respons Satker', 'Selesai')
	       OR (state = 'Menunggu Respon KPPN' AND tier = 'kppn')
	       OR (state = 'Kirim ke Kanwil' AND tier = 'kanwil')
	       OR (state = 'Kirim ke HAI' AND tier = 'pusat')),
	CHECK ((state = 'Selesai') = (closed_at > 0)),
	CHECK ((merged_into IS NULL) = (merged_state = '')),
	CHECK (merged_into IS NULL OR (holds = 0 AND state = 'Selesai'))
) {strict};
-- Each list of the pages is read from one of these; a far page costs what the first does.
CREATE INDEX ticket_satker ON ticket (satker, changed_at, id);
CREATE INDEX ticket_office ON ticket (kppn, changed_at, id);
CREATE INDEX ticket_queue ON ticket (kppn, pile, due_at, id);
CREATE INDEX ticket_kanwil ON ticket (kanwil, changed_at, id);
CREATE INDEX ticket_nation ON ticket (changed_at, id);
CREATE INDEX ticket_escalated ON ticket (pile, kanwil, due_at, id) WHERE pile IN ('kanwil', 'pusat');
CREATE INDEX ticket_hai ON ticket (due_at, id) WHERE pile = 'pusat';
CREATE INDEX ticket_assignee ON ticket (assignee, due_at, id) WHERE assignee IS NOT NULL AND closed_at = 0;
CREATE INDEX ticket_about ON ticket (about_kind, about, id) WHERE about_kind <> '';
CREATE INDEX ticket_merged ON ticket (merged_into) WHERE merged_into IS NOT NULL;
-- What the jobs look for.
CREATE INDEX ticket_warning ON ticket (warn_at) WHERE warn_at > 0;
CREATE INDEX ticket_closing ON ticket (close_at) WHERE close_at > 0;

-- What the asker may read of a ticket: messages, and what happened to it. A
-- merge moves entries to another thread and back without changing them.
CREATE TABLE ticket_entry (
	id          {id},
	ticket      BIGINT NOT NULL REFERENCES ticket (id), -- where it was written
	thread      BIGINT NOT NULL REFERENCES ticket (id), -- where it is read
	kind        TEXT   NOT NULL,         -- 'pesan', or what happened
	at          BIGINT NOT NULL,
	side        TEXT   NOT NULL CHECK (side IN ('satker', 'kppn', 'kanwil', 'pusat', 'sistem')),
	author      BIGINT REFERENCES person (id), -- NULL: by mail, or the system
	author_name TEXT   NOT NULL,
	author_role TEXT   NOT NULL,
	on_behalf   TEXT   NOT NULL,         -- whom a stand-in answered for; '' for nobody
	source      TEXT   NOT NULL CHECK (source IN ('web', 'email', 'api')),
	body        TEXT   NOT NULL,
	state       TEXT   NOT NULL,         -- of the ticket from then on
	files       BIGINT NOT NULL
) {strict};
CREATE INDEX ticket_entry_thread ON ticket_entry (thread, at, id);
CREATE INDEX ticket_entry_ticket ON ticket_entry (ticket, id);

-- Mails that became entries: an answer that refers to one finds its ticket, and
-- the same mail read twice is one entry.
CREATE TABLE ticket_mail (
	message_id TEXT   PRIMARY KEY,
	ticket     BIGINT NOT NULL REFERENCES ticket (id)
) {strict};

-- Internal notes: of offices only. Nothing that shows a ticket to its asker reads this table.
CREATE TABLE ticket_note (
	id          {id},
	ticket      BIGINT NOT NULL REFERENCES ticket (id),
	thread      BIGINT NOT NULL REFERENCES ticket (id),
	at          BIGINT NOT NULL,
	side        TEXT   NOT NULL CHECK (side IN ('kppn', 'kanwil', 'pusat', 'sistem')),
	author      BIGINT REFERENCES person (id),
	author_name TEXT   NOT NULL,
	author_role TEXT   NOT NULL,
	body        TEXT   NOT NULL
) {strict};
CREATE INDEX ticket_note_thread ON ticket_note (thread, at, id);
CREATE INDEX ticket_note_ticket ON ticket_note (ticket, id);

-- What the asker filled into the form of the category.
CREATE TABLE ticket_answer (
	ticket BIGINT NOT NULL REFERENCES ticket (id),
	code   TEXT   NOT NULL,
	label  TEXT   NOT NULL,
	value  TEXT   NOT NULL,
	PRIMARY KEY (ticket, code)
) {strict};

-- Files: of an entry, or still of a draft of their owner.
CREATE TABLE ticket_file (
	id          {id},
	owner       BIGINT REFERENCES person (id), -- NULL: by mail
	ticket      BIGINT REFERENCES ticket (id), -- NULL: of the draft of a new one
	entry       BIGINT REFERENCES ticket_entry (id), -- NULL: of a draft
	requirement TEXT   NOT NULL,         -- of the category: 'surat'; '' for any other
	document    TEXT   NOT NULL UNIQUE,
	file_name   TEXT   NOT NULL,
	bytes       BIGINT NOT NULL,
	pages       BIGINT NOT NULL,
	scan        TEXT   NOT NULL,
	sha256      TEXT   NOT NULL,
	added_at    BIGINT NOT NULL,
	CHECK (entry IS NULL OR ticket IS NOT NULL),
	CHECK (entry IS NOT NULL OR owner IS NOT NULL)
) {strict};
CREATE INDEX ticket_file_entry ON ticket_file (entry) WHERE entry IS NOT NULL;
CREATE INDEX ticket_file_draft ON ticket_file (owner, ticket) WHERE entry IS NULL;

-- What somebody has begun to write; ticket 0: of a new one.
CREATE TABLE ticket_draft (
	person   BIGINT NOT NULL REFERENCES person (id),
	ticket   BIGINT NOT NULL,
	kind     TEXT   NOT NULL CHECK (kind IN ('balasan', 'catatan', 'baru')),
	subject  TEXT   NOT NULL,
	body     TEXT   NOT NULL,
	saved_at BIGINT NOT NULL,
	PRIMARY KEY (person, ticket, kind)
) {strict};

-- How far somebody has read.
CREATE TABLE ticket_seen (
	person  BIGINT NOT NULL REFERENCES person (id),
	ticket  BIGINT NOT NULL REFERENCES ticket (id),
	message BIGINT NOT NULL,             -- the newest that was there
	PRIMARY KEY (person, ticket)
) {strict};

-- Which officer has a ticket open just now.
CREATE TABLE ticket_look (
	ticket BIGINT NOT NULL REFERENCES ticket (id),
	person BIGINT NOT NULL REFERENCES person (id),
	name   TEXT   NOT NULL,
	at     BIGINT NOT NULL,
	PRIMARY KEY (ticket, person)
) {strict};

-- Mailboxes that get a copy of every public answer.
CREATE TABLE ticket_follower (
	ticket   BIGINT NOT NULL REFERENCES ticket (id),
	email    TEXT   NOT NULL,            -- small letters
	added_at BIGINT NOT NULL,
	PRIMARY KEY (ticket, email)
) {strict};

-- Tickets that have to do with each other; both directions stand here.
CREATE TABLE ticket_link (
	ticket BIGINT NOT NULL REFERENCES ticket (id),
	other  BIGINT NOT NULL REFERENCES ticket (id),
	PRIMARY KEY (ticket, other),
	CHECK (ticket <> other)
) {strict};

-- The last number given per office and year.
CREATE TABLE ticket_series (
	kppn TEXT   NOT NULL,
	year BIGINT NOT NULL,
	last BIGINT NOT NULL,
	PRIMARY KEY (kppn, year)
) {strict};

INSERT INTO ticket_category (code, position, name, hint, fields, documents, active) VALUES
('USER_MYINTRESS',    10, 'Pengguna MyIntress', 'Pendaftaran, perubahan peran, dan akun DIGIT', 0, 0, 1),
('HAPUS_PENGGUNA',    20, 'Penghapusan pengguna', 'Pengguna yang mutasi, pensiun, atau tidak lagi bertugas', 3, 2, 1),
('USER_SAKTI',        30, 'Pengguna SAKTI', 'Daftar, ubah, atau hapus pengguna SAKTI', 1, 1, 1),
('AKTIVASI_OTP',      40, 'Aktivasi OTP', 'Mengaktifkan OTP aplikasi SAKTI', 0, 0, 1),
('BUKA_BLOKIR_OTP',   50, 'Buka blokir OTP', 'OTP terblokir atau perangkat berganti', 0, 0, 1),
('UP_TUP',            60, 'UP dan TUP', 'Permohonan dan pertanggungjawaban UP, TUP, dan KKP', 0, 0, 1),
('REKONSILIASI',      70, 'Rekonsiliasi', 'Rekonsiliasi laporan keuangan dan SP2S', 0, 0, 1),
('LPJ',               80, 'LPJ bendahara', 'Penyampaian dan koreksi LPJ', 0, 0, 1),
('SUPPLIER',          90, 'Data supplier', 'Pendaftaran dan perubahan data supplier', 0, 0, 1),
('KONTRAK',          100, 'Data kontrak', 'Pendaftaran dan adendum data kontrak', 0, 0, 1),
('GAJI',             110, 'Gaji', 'Gaji induk, susulan, dan PPNPN', 0, 0, 1),
('RETUR',            120, 'Retur SP2D', 'Dana SP2D yang dikembalikan bank penerima', 1, 0, 1),
('CAPAIAN_OUTPUT',   130, 'Capaian output', 'Pengisian dan koreksi capaian output', 0, 0, 1),
('PENGADUAN',        140, 'Pengaduan layanan', 'Keluhan atas layanan KPPN', 0, 0, 1),
('LAINNYA',          150, 'Lainnya', 'Pertanyaan lain tentang perbendaharaan', 0, 0, 1);
INSERT INTO ticket_category_field (category, n, code, label, hint, choices, required) VALUES
('HAPUS_PENGGUNA', 1, 'nama', 'Nama pengguna yang dihapus', 'Sesuai daftar pengguna satker', '', 1),
('HAPUS_PENGGUNA', 2, 'alasan', 'Alasan penghapusan', '', 'Mutasi|Pensiun|Berhenti|Pergantian tugas|Lainnya', 1),
('HAPUS_PENGGUNA', 3, 'terhitung', 'Terhitung mulai tanggal', 'Contoh 23/11/2026', '', 0),
('USER_SAKTI',     1, 'jenis', 'Jenis permintaan', '', 'Daftar|Ubah|Hapus', 1),
('RETUR',          1, 'sp2d', 'Nomor SP2D', '15 angka, seperti pada SP2D', '', 0);
INSERT INTO ticket_category_document (category, n, code, label, hint, required) VALUES
('HAPUS_PENGGUNA', 1, 'surat', 'Surat permohonan penghapusan', 'Ditandatangani KPA', 1),
('HAPUS_PENGGUNA', 2, 'formulir', 'Formulir Penghapusan', 'Ditandatangani KPA', 1),
('USER_SAKTI',     1, 'formulir', 'Formulir pengguna SAKTI', 'Ditandatangani KPA', 0);
