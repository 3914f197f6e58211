-- Budgets and what was spent of them, as versions of batches: see ingest.h for from_seq
-- and to_seq. ids ascend as from_seq does. Days count from 1970-01-01. Amounts are whole
-- rupiah.

-- One row of a DIPA at the level of the POK. A batch brings all rows of each satker and
-- budget year that it names.
CREATE TABLE budget_line (
	id       {id},
	from_seq BIGINT NOT NULL,
	to_seq   BIGINT,
	satker   TEXT   NOT NULL CHECK (length(satker) = 6),
	kppn     TEXT   NOT NULL CHECK (length(kppn) = 3),  -- these two at the end of the year
	unit     TEXT   NOT NULL CHECK (length(unit) = 5),
	ta       BIGINT NOT NULL,
	coa      TEXT   NOT NULL,            -- program.kegiatan.output.suboutput.komponen.subkomponen
	fund     TEXT   NOT NULL,            -- sumber dana or ''
	account  TEXT   NOT NULL CHECK (length(account) = 6),
	item     TEXT   NOT NULL,            -- what it is for
	ceiling  BIGINT NOT NULL,
	blocked  BIGINT NOT NULL
) {strict};
CREATE INDEX budget_line_account ON budget_line (satker, ta, account, id);
CREATE INDEX budget_line_replaced ON budget_line (to_seq) WHERE to_seq IS NOT NULL;

-- What an SPM or a correction spent of one account. A batch brings all rows of each SPM
-- that it names.
CREATE TABLE spending_line (
	id       {id},
	from_seq BIGINT NOT NULL,
	to_seq   BIGINT,
	number   TEXT   NOT NULL,            -- 00048T/018871/2026
	satker   TEXT   NOT NULL CHECK (length(satker) = 6),
	kppn     TEXT   NOT NULL CHECK (length(kppn) = 3),
	unit     TEXT   NOT NULL CHECK (length(unit) = 5),
	ta       BIGINT NOT NULL,
	coa      TEXT   NOT NULL,            -- program.kegiatan.output.dana
	account  TEXT   NOT NULL CHECK (length(account) = 6),
	day      BIGINT NOT NULL,            -- of the SP2D
	amount   BIGINT NOT NULL,            -- below zero: given back
	sp2d     TEXT   NOT NULL             -- 15 digits or ''
) {strict};
CREATE UNIQUE INDEX spending_line_number ON spending_line (number, account, coa, from_seq);
CREATE INDEX spending_line_account ON spending_line (satker, ta, account, day, id);
CREATE INDEX spending_line_replaced ON spending_line (to_seq) WHERE to_seq IS NOT NULL;

-- Sums of both, versioned like them, so that a page costs the same whatever there is.
CREATE TABLE budget_figure (
	level    TEXT   NOT NULL CHECK (level IN ('satker', 'kppn', 'unit', 'nasional')),
	ta       BIGINT NOT NULL,
	what     TEXT   NOT NULL CHECK (what IN ('pagu', 'pagu-jenis', 'rencana', 'pagu-akun', 'realisasi', 'realisasi-bulan', 'realisasi-akun')),
	code     TEXT   NOT NULL,            -- of the unit; '' of the nation
	value    TEXT   NOT NULL,            -- '', jenis belanja 52, with a month 52-03, or account 521111
	from_seq BIGINT NOT NULL,
	to_seq   BIGINT,
	n        BIGINT NOT NULL,            -- rows
	amount   BIGINT NOT NULL,
	blocked  BIGINT NOT NULL,            -- of ceilings
	PRIMARY KEY (level, ta, what, code, value, from_seq)
) {strict};
CREATE INDEX budget_figure_seq ON budget_figure (from_seq);
CREATE INDEX budget_figure_replaced ON budget_figure (to_seq) WHERE to_seq IS NOT NULL;
