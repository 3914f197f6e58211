-- Payment orders from SPP to the money in the account, as versions of batches: see
-- ingest.h for from_seq and to_seq. ids ascend as from_seq does. Days count from
-- 1970-01-01; 0 stands for none. Amounts are whole rupiah.
CREATE TABLE payment (
	id          {id},
	from_seq    BIGINT NOT NULL,
	to_seq      BIGINT,
	number      TEXT   NOT NULL,   -- 00048T/018871/2026
	satker      TEXT   NOT NULL CHECK (length(satker) = 6),
	kppn        TEXT   NOT NULL CHECK (length(kppn) = 3),
	unit        TEXT   NOT NULL CHECK (length(unit) = 5),  -- ministry and Eselon I on that day
	ta          BIGINT NOT NULL,
	day         BIGINT NOT NULL,   -- of the SP2D, else of the SPM, else of the SPP: the order of lists
	kind        TEXT   NOT NULL,   -- 3 digits: see payment_kind
	stage       TEXT   NOT NULL,
	spm_status  TEXT   NOT NULL,   -- these two: as the source calls them
	sp2d_status TEXT   NOT NULL,
	spp_day     BIGINT NOT NULL,
	spm_day     BIGINT NOT NULL,
	plan_day    BIGINT NOT NULL,   -- tanggal RPD harian
	sp2d_day    BIGINT NOT NULL,
	gross       BIGINT NOT NULL,
	deductions  BIGINT NOT NULL,
	sp2d        TEXT   NOT NULL,   -- 15 digits or ''
	about       TEXT   NOT NULL,
	ppk         TEXT   NOT NULL,   -- names only
	ppspm       TEXT   NOT NULL,
	correction  TEXT   NOT NULL,   -- kind of the correcting SPM or ''
	returned    BIGINT NOT NULL,   -- recipients whose money came back
	digest      BIGINT NOT NULL    -- of all of it: has anything changed?
) {strict};
CREATE INDEX payment_number ON payment (number);
CREATE INDEX payment_sp2d ON payment (sp2d) WHERE sp2d <> '';
CREATE INDEX payment_satker ON payment (satker, day, id);
CREATE INDEX payment_kppn ON payment (kppn, day, id);
CREATE INDEX payment_unit ON payment (unit, day, id);
CREATE INDEX payment_day ON payment (day, id);
CREATE INDEX payment_replaced ON payment (to_seq) WHERE to_seq IS NOT NULL;

-- How a payment stood before: versions that can no longer come back into force.
CREATE TABLE payment_past (
	number      TEXT   NOT NULL,
	from_seq    BIGINT NOT NULL,
	stage       TEXT   NOT NULL,
	spm_status  TEXT   NOT NULL,
	sp2d_status TEXT   NOT NULL,
	PRIMARY KEY (number, from_seq)
) {strict};

-- Kinds of SPM as the source names them.
CREATE TABLE payment_kind (
	code  TEXT PRIMARY KEY CHECK (length(code) = 3),
	label TEXT NOT NULL
) {strict};

-- Sums of payments, versioned like them, so that a page costs the same whatever there is.
CREATE TABLE payment_figure (
	level      TEXT   NOT NULL CHECK (level IN ('satker', 'kppn', 'unit', 'nasional')),
	code       TEXT   NOT NULL,    -- of the unit; '' of the nation
	ta         BIGINT NOT NULL,
	what       TEXT   NOT NULL CHECK (what IN ('tahap', 'bulan', 'jenis', 'hari')),
	value      TEXT   NOT NULL,    -- stage; month, kind and working days from SPM to SP2D of what was issued
	from_seq   BIGINT NOT NULL,
	to_seq     BIGINT,
	n          BIGINT NOT NULL,
	gross      BIGINT NOT NULL,
	deductions BIGINT NOT NULL,
	PRIMARY KEY (level, code, ta, what, value, from_seq)
) {strict};
CREATE INDEX payment_figure_seq ON payment_figure (from_seq);
CREATE INDEX payment_figure_replaced ON payment_figure (to_seq) WHERE to_seq IS NOT NULL;
