-- Limits that run in office time, one row per subject and kind. What is stopped
-- stays: it is evidence of how long a service took.
CREATE TABLE deadline (
	topic      TEXT   NOT NULL,          -- "registration", "ticket"
	subject    BIGINT NOT NULL,          -- its id
	kind       TEXT   NOT NULL CHECK (kind IN ('respons', 'selesai')),
	number     TEXT   NOT NULL,          -- of the subject, as shown to people
	tier       TEXT   NOT NULL CHECK (tier IN ('kppn', 'kanwil', 'pusat')),
	kppn       TEXT   REFERENCES kppn (code),   -- NULL: of no satker, so of the head office
	kanwil     TEXT   REFERENCES kanwil (code),
	zone       TEXT   NOT NULL CHECK (zone IN ('WIB', 'WITA', 'WIT')),
	from_at    BIGINT NOT NULL,
	minutes    BIGINT NOT NULL CHECK (minutes > 0),
	due_at     BIGINT NOT NULL,          -- 0: it stands, somebody else has to act
	stopped_at BIGINT NOT NULL,          -- 0: it runs, or stands
	alarms     BIGINT NOT NULL CHECK (alarms BETWEEN 0 AND 2), -- given so far
	next_at    BIGINT NOT NULL,          -- when to look whether the next is due; 0: never
	PRIMARY KEY (topic, subject, kind),
	CHECK (kppn IS NOT NULL OR tier = 'pusat'),
	CHECK ((kppn IS NULL) = (kanwil IS NULL)),
	CHECK (next_at = 0 OR (stopped_at = 0 AND due_at > 0 AND alarms < 2))
) {strict};
CREATE INDEX deadline_next ON deadline (next_at) WHERE next_at > 0;

-- While somebody else had to act.
CREATE TABLE deadline_pause (
	topic    TEXT   NOT NULL,
	subject  BIGINT NOT NULL,
	kind     TEXT   NOT NULL,
	from_at  BIGINT NOT NULL,
	until_at BIGINT NOT NULL,            -- 0: he still has to
	PRIMARY KEY (topic, subject, kind, from_at),
	FOREIGN KEY (topic, subject, kind) REFERENCES deadline (topic, subject, kind)
) {strict};

-- Requests that wait for their office when this is installed. The first look of
-- the job finds out how much of the limit has passed.
INSERT INTO deadline (topic, subject, kind, number, tier, kppn, kanwil, zone, from_at,
                      minutes, due_at, stopped_at, alarms, next_at)
	SELECT 'registration', id, 'selesai', number, 'kppn', kppn, kanwil, zone, submitted_at,
	       420, due_at, 0, 0, submitted_at
	FROM registration WHERE pile = 'kppn' AND due_at > 0;
