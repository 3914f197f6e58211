-- Batches of rows that other systems send. A batch writes versions of rows that are
-- numbered with its id; nobody sees them before ingest_feed.seq becomes that id, and
-- from then on everybody does. Instants are Unix seconds, UTC; 0 stands for none.
CREATE TABLE ingest_batch (
	id           {id},
	feed         TEXT   NOT NULL,            -- 'spm', 'pagu', …
	state        TEXT   NOT NULL CHECK (state IN ('memuat', 'terbit', 'ditolak', 'ditarik', 'terhenti')),
	sha256       TEXT   NOT NULL,            -- of the file
	file_name    TEXT   NOT NULL,            -- as its sender called it
	bytes        BIGINT NOT NULL,
	as_of        BIGINT NOT NULL,            -- the moment that the rows describe
	rows_read    BIGINT NOT NULL,
	rows_new     BIGINT NOT NULL,
	rows_changed BIGINT NOT NULL,
	rows_same    BIGINT NOT NULL,
	rows_refused BIGINT NOT NULL,
	sum_a        BIGINT NOT NULL,            -- control totals of the rows taken: what they are the feed says
	sum_b        BIGINT NOT NULL,
	sum_c        BIGINT NOT NULL,
	why          TEXT   NOT NULL,            -- of a refusal, in Indonesian
	person       BIGINT REFERENCES person (id), -- NULL: by command
	previous     BIGINT NOT NULL,            -- the batch that was in force before; 0: none
	started_at   BIGINT NOT NULL,
	beat_at      BIGINT NOT NULL,            -- last sign of life of who loads it
	ended_at     BIGINT NOT NULL,
	leftover     BIGINT NOT NULL CHECK (leftover IN (0, 1)) -- versions that nobody will see are still there
) {strict};
CREATE INDEX ingest_batch_feed ON ingest_batch (feed, id);
CREATE INDEX ingest_batch_file ON ingest_batch (sha256, feed);
CREATE INDEX ingest_batch_leftover ON ingest_batch (feed, leftover) WHERE leftover = 1;

-- What readers see of each feed.
CREATE TABLE ingest_feed (
	feed         TEXT   PRIMARY KEY,
	seq          BIGINT NOT NULL,            -- id of the batch in force; 0: none
	as_of        BIGINT NOT NULL,
	published_at BIGINT NOT NULL
) {strict};
