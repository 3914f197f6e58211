-- Offices, ministries, satker, officials and the calendar. Dates are YYYY-MM-DD.
CREATE TABLE kanwil (
	code TEXT PRIMARY KEY CHECK (length(code) = 2),
	name TEXT NOT NULL
) {strict};

CREATE TABLE kppn (
	code    TEXT PRIMARY KEY CHECK (length(code) = 3),
	name    TEXT NOT NULL,
	kanwil  TEXT NOT NULL REFERENCES kanwil (code),
	zone    TEXT NOT NULL CHECK (zone IN ('WIB', 'WITA', 'WIT')),
	address TEXT NOT NULL DEFAULT '',  -- '' in these three: not known
	phone   TEXT NOT NULL DEFAULT '',
	email   TEXT NOT NULL DEFAULT ''   -- of its CSO desk
) {strict};
CREATE INDEX kppn_kanwil ON kppn (kanwil, code);

-- Bagian anggaran.
CREATE TABLE ministry (
	code TEXT PRIMARY KEY CHECK (length(code) = 3),
	name TEXT NOT NULL
) {strict};

CREATE TABLE eselon1 (
	ba   TEXT NOT NULL REFERENCES ministry (code),
	code TEXT NOT NULL CHECK (length(code) = 2),
	name TEXT NOT NULL,
	PRIMARY KEY (ba, code)
) {strict};

-- The chart of accounts.
CREATE TABLE akun (
	code TEXT PRIMARY KEY CHECK (length(code) = 6),
	bkpk TEXT NOT NULL CHECK (length(bkpk) = 4),  -- the group it belongs to
	name TEXT NOT NULL
) {strict};

CREATE TABLE satker (
	code TEXT PRIMARY KEY CHECK (length(code) = 6)
) {strict};

-- What a satker is called and whose it is, from a day to a day. The periods of
-- one satker do not overlap: each ends at the latest the day before the next.
CREATE TABLE satker_period (
	satker     TEXT NOT NULL REFERENCES satker (code),
	valid_from TEXT NOT NULL CHECK (length(valid_from) = 10),
	valid_to   TEXT NOT NULL CHECK (valid_to >= valid_from),  -- 9999-12-31: open
	name       TEXT NOT NULL,
	ba         TEXT NOT NULL REFERENCES ministry (code),
	eselon1    TEXT NOT NULL CHECK (length(eselon1) = 2),  -- may be newer than the list
	kppn       TEXT NOT NULL REFERENCES kppn (code),       -- the partner KPPN
	PRIMARY KEY (satker, valid_from)
) {strict};
CREATE INDEX satker_period_kppn ON satker_period (kppn, satker);
CREATE INDEX satker_period_ba ON satker_period (ba, eselon1, satker);

-- The KPA: who signs for a satker, one at a time.
CREATE TABLE official (
	id         {id},
	satker     TEXT NOT NULL REFERENCES satker (code),
	name       TEXT NOT NULL,
	nip        TEXT NOT NULL,
	valid_from TEXT NOT NULL CHECK (length(valid_from) = 10),
	valid_to   TEXT NOT NULL CHECK (valid_to >= valid_from),
	UNIQUE (satker, valid_from)
) {strict};

-- Days without office beyond Saturdays, Sundays and the holidays of every year.
CREATE TABLE holiday (
	day  TEXT PRIMARY KEY CHECK (length(day) = 10),
	kind TEXT NOT NULL CHECK (kind IN ('libur', 'cuti_bersama')),
	note TEXT NOT NULL
) {strict};

-- Which file of reference/ was loaded last, so that "migrate" reads only new ones.
CREATE TABLE reference_file (
	name   TEXT PRIMARY KEY,
	sha256 TEXT NOT NULL
) {strict};
