-- Requests of a satker about its users, on their way from draft to decision.
-- Rows are never deleted: they are evidence. Instants are Unix seconds, UTC; 0
-- stands for none, so that one order serves both engines.
CREATE TABLE registration (
	id            {id},
	number        TEXT   UNIQUE,             -- REG-2026-047-00318; NULL: a public draft, still empty
	kind          TEXT   NOT NULL CHECK (kind IN ('pendaftaran', 'perubahan', 'penghapusan')),
	state         TEXT   NOT NULL CHECK (state IN ('Draf', 'Diajukan', 'Verifikasi KPPN',
	                     'Perlu Perbaikan', 'Ditolak', 'Aktif', 'Selesai', 'Dibatalkan', 'Kedaluwarsa')),
	-- Whose turn it is: the tabs of the queue.
	pile          TEXT   NOT NULL GENERATED ALWAYS AS (CASE state
	                     WHEN 'Draf' THEN 'draf' WHEN 'Diajukan' THEN 'kppn'
	                     WHEN 'Verifikasi KPPN' THEN 'kppn' WHEN 'Perlu Perbaikan' THEN 'satker'
	                     ELSE 'selesai' END) STORED,
	version       BIGINT NOT NULL CHECK (version > 0),
	origin        TEXT   NOT NULL CHECK (origin IN ('publik', 'satker', 'kppn')),
	satker        TEXT   NOT NULL REFERENCES satker (code),
	satker_name   TEXT   NOT NULL,           -- this and the office: as when it was sent
	kppn          TEXT   NOT NULL REFERENCES kppn (code),
	kppn_name     TEXT   NOT NULL,
	kanwil        TEXT   NOT NULL REFERENCES kanwil (code),
	zone          TEXT   NOT NULL CHECK (zone IN ('WIB', 'WITA', 'WIT')),
	basis_type    TEXT   NOT NULL CHECK (basis_type IN ('', 'SK', 'ST')),
	basis_number  TEXT   NOT NULL,
	basis_date    TEXT   NOT NULL CHECK (length(basis_date) IN (0, 10)),
	signer_name   TEXT   NOT NULL,
	signer_nip    TEXT   NOT NULL,
	contact_email TEXT   NOT NULL,
	made_by       BIGINT REFERENCES person (id), -- NULL: by a mailbox
	users         BIGINT NOT NULL CHECK (users BETWEEN 0 AND 50),
	search        TEXT   NOT NULL,           -- small letters: number, satker, names; '' once erased
	round         BIGINT NOT NULL,           -- 0 before the first submission
	created_at    BIGINT NOT NULL,
	changed_at    BIGINT NOT NULL,
	submitted_at  BIGINT NOT NULL,           -- this and the deadline: of the round
	due_at        BIGINT NOT NULL,
	returned_at   BIGINT NOT NULL,
	fix_until     BIGINT NOT NULL,
	remind_at     BIGINT NOT NULL,           -- 0: not to be reminded (again)
	claimed_by    BIGINT REFERENCES person (id),
	claimed_at    BIGINT NOT NULL,
	claim_until   BIGINT NOT NULL,
	officer_name  TEXT   NOT NULL,           -- who holds it, or held it last
	second        BIGINT NOT NULL CHECK (second IN (0, 1)), -- a user waits for a second officer
	reason_code   TEXT   NOT NULL,           -- of the last return or rejection
	reason        TEXT   NOT NULL,
	closed_at     BIGINT NOT NULL,
	secret_hash   TEXT   NOT NULL,           -- of the code for the status page; '' before it was sent
	CHECK (number IS NOT NULL OR state IN ('Draf', 'Dibatalkan', 'Kedaluwarsa')),
	CHECK (origin <> 'publik' OR made_by IS NULL),
	CHECK ((round = 0) = (submitted_at = 0) AND (round = 0) = (due_at = 0)),
	CHECK (round > 0 OR state IN ('Draf', 'Dibatalkan', 'Kedaluwarsa')),
	CHECK (round = 0 OR (state <> 'Draf' AND secret_hash <> '')),
	CHECK ((state = 'Verifikasi KPPN') = (claimed_by IS NOT NULL)),
	CHECK ((state = 'Perlu Perbaikan') = (fix_until > 0)),
	CHECK (second = 0 OR state IN ('Diajukan', 'Verifikasi KPPN', 'Perlu Perbaikan')),
	CHECK ((closed_at > 0) = (state IN ('Ditolak', 'Aktif', 'Selesai', 'Dibatalkan', 'Kedaluwarsa')))
) {strict};
-- The queue of an office by deadline, and its figures without a row being read.
CREATE INDEX registration_queue ON registration (kppn, pile, due_at, id, claimed_by);
CREATE INDEX registration_office ON registration (kppn, submitted_at, id);
CREATE INDEX registration_nation ON registration (submitted_at, id);
CREATE INDEX registration_satker ON registration (satker, changed_at, id);
CREATE INDEX registration_closed ON registration (kppn, closed_at) WHERE closed_at > 0;
-- What the hourly jobs look for.
CREATE INDEX registration_reminding ON registration (remind_at) WHERE remind_at > 0;
CREATE INDEX registration_fixing ON registration (fix_until) WHERE fix_until > 0;
CREATE INDEX registration_claimed ON registration (claim_until) WHERE claim_until > 0;
CREATE INDEX registration_unsent ON registration (changed_at) WHERE round = 0 AND search <> '';

-- The people a request names. The NIK is sealed, bound to the row.
CREATE TABLE registration_user (
	id           BIGINT PRIMARY KEY,         -- random: the seal needs it before the row is there
	registration BIGINT NOT NULL REFERENCES registration (id),
	n            BIGINT NOT NULL CHECK (n BETWEEN 1 AND 50),
	name         TEXT   NOT NULL,
	nik_sealed   {bytes} NOT NULL,
	nik_hash     TEXT   NOT NULL,            -- keyed; '' when nothing was typed
	id_type      TEXT   NOT NULL CHECK (id_type IN ('', 'NIP', 'NRP', 'TIDAK_ADA')),
	id_number    TEXT   NOT NULL,
	email        TEXT   NOT NULL,
	phone        TEXT   NOT NULL,
	position     TEXT   NOT NULL,
	roles        TEXT   NOT NULL,            -- words in master order: 'OPERATOR, KPA'
	state        TEXT   NOT NULL CHECK (state IN ('Menunggu', 'Disetujui', 'Perlu Perbaikan', 'Ditolak')),
	reason_code  TEXT   NOT NULL,
	reason       TEXT   NOT NULL,
	added_in     BIGINT NOT NULL,            -- round in which it was added; 0 before the first
	person       BIGINT REFERENCES person (id), -- whom the approval made or found
	first_by     BIGINT REFERENCES person (id), -- approved already; a second officer must too
	UNIQUE (registration, n),
	CHECK ((state = 'Disetujui') = (person IS NOT NULL)),
	CHECK (first_by IS NULL OR state = 'Menunggu')
) {strict};
CREATE INDEX registration_user_nik ON registration_user (nik_hash);
CREATE INDEX registration_user_person ON registration_user (person) WHERE person IS NOT NULL;

-- What an officer asked to be corrected.
CREATE TABLE registration_flag (
	registration BIGINT NOT NULL REFERENCES registration (id),
	round        BIGINT NOT NULL,
	n            BIGINT NOT NULL,            -- of the user; 0: the request itself
	field        TEXT   NOT NULL,
	code         TEXT   NOT NULL,
	note         TEXT   NOT NULL,
	fixed        BIGINT NOT NULL CHECK (fixed IN (0, 1)), -- changed since
	PRIMARY KEY (registration, round, n, field)
) {strict};

-- A round that ended with a return, with what had been sent (sealed JSON): the
-- officer of the next round is shown what changed.
CREATE TABLE registration_round (
	registration BIGINT NOT NULL REFERENCES registration (id),
	round        BIGINT NOT NULL,
	submitted_at BIGINT NOT NULL,
	due_at       BIGINT NOT NULL,
	returned_at  BIGINT NOT NULL,
	sent_sealed  {bytes} NOT NULL,
	PRIMARY KEY (registration, round)
) {strict};

-- The last number given per office and year.
CREATE TABLE registration_series (
	kppn TEXT   NOT NULL REFERENCES kppn (code),
	year BIGINT NOT NULL,
	last BIGINT NOT NULL,
	PRIMARY KEY (kppn, year)
) {strict};

-- Who has a request open just now.
CREATE TABLE registration_look (
	registration BIGINT NOT NULL REFERENCES registration (id),
	person       BIGINT NOT NULL REFERENCES person (id),
	name         TEXT   NOT NULL,
	at           BIGINT NOT NULL,
	PRIMARY KEY (registration, person)
) {strict};

-- A mailbox that starts or continues a request without an account. Codes and
-- tokens are kept as hashes only.
CREATE TABLE draft (
	id           TEXT   PRIMARY KEY,         -- random, in addresses of pages
	satker       TEXT   NOT NULL REFERENCES satker (code),
	mailbox      TEXT   NOT NULL,
	mailbox_key  TEXT   NOT NULL,            -- small letters
	address      TEXT   NOT NULL,            -- of the client that started it
	created_at   BIGINT NOT NULL,
	code_hash    TEXT   NOT NULL,
	tries        BIGINT NOT NULL,
	registration BIGINT UNIQUE REFERENCES registration (id), -- NULL until the code came back
	token_hash   TEXT   UNIQUE,              -- of the one session that continues it
	token_until  BIGINT NOT NULL,
	CHECK (token_hash IS NULL OR registration IS NOT NULL)
) {strict};
CREATE INDEX draft_mailbox ON draft (mailbox_key, created_at);
CREATE INDEX draft_address ON draft (address, created_at);
CREATE INDEX draft_unconfirmed ON draft (created_at) WHERE registration IS NULL;

-- Links in letters by which a draft is continued: one use, 24 hours.
CREATE TABLE resume_link (
	token_hash TEXT   PRIMARY KEY,
	draft      TEXT   NOT NULL REFERENCES draft (id),
	created_at BIGINT NOT NULL,
	used_at    BIGINT                        -- NULL: not yet
) {strict};
CREATE INDEX resume_link_draft ON resume_link (draft, created_at);
