-- Does a NIK belong to a name, birth date and sex? One answer per subject and
-- round: whether the elements match, never what the population register holds.
CREATE TABLE nik_check (
	id          {id},
	subject     BIGINT NOT NULL,         -- whose check it is; the number is the asker's own
	round       BIGINT NOT NULL,
	about       TEXT   NOT NULL,         -- public number of the request, for the audit trail
	unit        TEXT   NOT NULL,         -- whose trail: "satker:999101"
	question    BIGINT NOT NULL,         -- random; the answer to an earlier question is dropped
	asked       {bytes},                 -- sealed: NIK, name, birth date, sex; gone once answered
	state       TEXT   NOT NULL CHECK (state IN ('menunggu', 'dijawab', 'ditutup')),
	outcome     TEXT   CHECK (outcome IN ('SESUAI', 'TIDAK_SESUAI', 'TIDAK_DITEMUKAN', 'MENINGGAL',
	                                      'GANDA', 'NONAKTIF', 'FORMAT_SALAH', 'GANGGUAN')),
	name        TEXT   NOT NULL CHECK (name IN ('', 'sesuai', 'tidak sesuai')),
	name_score  BIGINT NOT NULL CHECK (name_score BETWEEN -1 AND 100), -- -1: none was given
	birth_date  TEXT   NOT NULL CHECK (birth_date IN ('', 'sesuai', 'tidak sesuai')),
	sex         TEXT   NOT NULL CHECK (sex IN ('', 'sesuai', 'tidak sesuai')),
	threshold   BIGINT NOT NULL,         -- that the score was held against
	source      TEXT   NOT NULL CHECK (source IN ('simulated', 'http', 'manual')),
	officer     BIGINT,                  -- person who recorded it, of manual
	tries       BIGINT NOT NULL,
	asked_at    BIGINT NOT NULL,
	answered_at BIGINT,
	next_try_at BIGINT,
	UNIQUE (subject, round),
	CHECK ((state = 'dijawab') = (answered_at IS NOT NULL)),
	CHECK (state <> 'dijawab' OR (outcome IS NOT NULL AND outcome <> 'GANGGUAN')),
	CHECK (state = 'menunggu' OR asked IS NULL)
) {strict};
