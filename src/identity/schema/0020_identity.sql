-- One human being. The same NIK is the same person, for ever; rows are never
-- deleted. The NIK stands sealed (bound to its row) and as a keyed hash.
CREATE TABLE person (
	id          {id},
	nik_sealed  {bytes} NOT NULL,
	nik_hash    TEXT    NOT NULL UNIQUE,
	name        TEXT    NOT NULL,            -- as on the identity card
	email       TEXT    NOT NULL,
	email_key   TEXT    NOT NULL UNIQUE,     -- folded: one mailbox, one person
	phone       TEXT    NOT NULL DEFAULT '',
	id_type     TEXT    NOT NULL CHECK (id_type IN ('NIP', 'NRP', 'TIDAK_ADA')),
	id_number   TEXT    NOT NULL DEFAULT '',
	created_at  BIGINT  NOT NULL             -- Unix seconds, UTC, as all *_at
);

-- The built-in DIGIT account of a person.
CREATE TABLE account (
	person        BIGINT PRIMARY KEY REFERENCES person (id),
	state         TEXT   NOT NULL CHECK (state IN ('menunggu', 'aktif', 'terkunci')),
	password_hash TEXT   NOT NULL DEFAULT '', -- Argon2id; '' until activated
	created_at    BIGINT NOT NULL,
	activated_at  BIGINT,
	password_at   BIGINT,                     -- of the last change
	CHECK ((state = 'menunggu') = (activated_at IS NULL))
);

-- A person in a unit, with a period. Rights come from here and from nowhere else.
CREATE TABLE membership (
	id          {id},
	person      BIGINT NOT NULL REFERENCES person (id),
	unit_kind   TEXT   NOT NULL CHECK (unit_kind IN ('satker', 'kppn', 'kanwil', 'pusat', 'eselon1', 'kl')),
	unit        TEXT   NOT NULL,              -- code of the unit; 'DJPB' for pusat
	state       TEXT   NOT NULL CHECK (state IN ('aktif', 'ditangguhkan', 'nonaktif')),
	basis       TEXT   NOT NULL,              -- number of the request or grant that gave it
	valid_from  BIGINT NOT NULL,
	valid_until BIGINT,                       -- NULL: open
	UNIQUE (person, unit_kind, unit)
);
CREATE INDEX membership_unit ON membership (unit_kind, unit, state);

CREATE TABLE membership_role (
	membership  BIGINT NOT NULL REFERENCES membership (id),
	role        TEXT   NOT NULL,
	valid_from  BIGINT NOT NULL,
	valid_until BIGINT,
	basis       TEXT   NOT NULL,
	PRIMARY KEY (membership, role, valid_from)
);

-- Sign-ins. Only a hash of the token is kept.
CREATE TABLE session (
	id               {id},
	token_hash       TEXT   NOT NULL UNIQUE,
	person           BIGINT NOT NULL REFERENCES person (id),
	membership       BIGINT REFERENCES membership (id), -- the active one
	channel          TEXT   NOT NULL,
	address          TEXT   NOT NULL,
	agent            TEXT   NOT NULL,
	created_at       BIGINT NOT NULL,
	seen_at          BIGINT NOT NULL,
	authenticated_at BIGINT NOT NULL,                   -- password entered last
	ended_at         BIGINT
);
CREATE INDEX session_person ON session (person, ended_at);

-- Links in letters: hashed, single use, one purpose. A newer one kills the older.
CREATE TABLE link (
	id          {id},
	kind        TEXT   NOT NULL CHECK (kind IN ('aktivasi', 'sandi')),
	token_hash  TEXT   NOT NULL UNIQUE,
	person      BIGINT NOT NULL REFERENCES person (id),
	created_at  BIGINT NOT NULL,
	expires_at  BIGINT NOT NULL,
	used_at     BIGINT,
	killed_at   BIGINT
);
CREATE INDEX link_person ON link (person, kind);

-- Failures per client class; slows that client down and nobody else.
CREATE TABLE throttle (
	bucket   TEXT   PRIMARY KEY,
	failures BIGINT NOT NULL,
	since    BIGINT NOT NULL, -- of the window
	until    BIGINT NOT NULL  -- nothing is tried before
);

-- Which role may do which action: the access matrix with validity.
CREATE TABLE role_action (
	role        TEXT   NOT NULL,
	action      TEXT   NOT NULL, -- row of the matrix: '2.10'
	cell        TEXT   NOT NULL, -- 'k+x+u'
	valid_from  BIGINT NOT NULL,
	valid_until BIGINT,
	PRIMARY KEY (role, action, valid_from)
);

-- Roles of offices are given by two persons: one asks, another confirms.
CREATE TABLE office_grant (
	id          {id},
	nik_sealed  {bytes} NOT NULL,
	nik_hash    TEXT   NOT NULL,
	name        TEXT   NOT NULL,
	email       TEXT   NOT NULL,
	nip         TEXT   NOT NULL,
	unit_kind   TEXT   NOT NULL CHECK (unit_kind IN ('kppn', 'kanwil', 'pusat', 'eselon1', 'kl')),
	unit        TEXT   NOT NULL,
	roles       TEXT   NOT NULL, -- words, in master order
	reason      TEXT   NOT NULL,
	state       TEXT   NOT NULL CHECK (state IN ('menunggu', 'disetujui', 'ditolak', 'dibatalkan')),
	asked_by    BIGINT NOT NULL REFERENCES person (id),
	asked_at    BIGINT NOT NULL,
	decided_by  BIGINT REFERENCES person (id),
	decided_at  BIGINT,
	CHECK ((state IN ('disetujui', 'ditolak')) = (decided_at IS NOT NULL)),
	CHECK (decided_by IS NULL OR decided_by <> asked_by OR state = 'dibatalkan')
);
CREATE INDEX office_grant_unit ON office_grant (state, unit_kind, unit);
