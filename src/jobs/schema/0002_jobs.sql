-- Work that happens later: a row is written in the transaction of the act that
-- asks for it, and goes when the work is done.
CREATE TABLE job (
	id       {id},
	kind     TEXT   NOT NULL,            -- "mail.send": who does it
	subject  BIGINT NOT NULL,            -- what it is about, as the kind says
	arg      TEXT   NOT NULL,            -- short, never personal data
	state    TEXT   NOT NULL CHECK (state IN ('waiting', 'failed')),
	run_at   BIGINT NOT NULL,            -- when it is due; while claimed: when the lease ends
	claim    BIGINT,                     -- random number of who works on it
	tries    BIGINT NOT NULL,            -- begun so far, without those put off on purpose
	added_at BIGINT NOT NULL,
	fault    TEXT   NOT NULL             -- of the last try
) {strict};

CREATE INDEX job_due ON job (kind, run_at, id) WHERE state = 'waiting';
CREATE INDEX job_subject ON job (kind, subject);

-- The outbox of mail.
CREATE TABLE mail (
	id         {id},
	message_id TEXT   NOT NULL UNIQUE,   -- the same at every try, so that doubles can be told
	recipient  TEXT   NOT NULL,
	subject    TEXT   NOT NULL,          -- never personal data
	body       {bytes},                  -- sealed: it may hold an activation link; NULL once it left
	topic      TEXT   NOT NULL,          -- what it is about: "registration", "person", …
	topic_id   BIGINT NOT NULL,
	kind       TEXT   NOT NULL,          -- "aktivasi", "dikembalikan", …
	state      TEXT   NOT NULL CHECK (state IN ('antre', 'terkirim', 'ditunda', 'terpental')),
	tries      BIGINT NOT NULL,
	detail     TEXT   NOT NULL,          -- the server's own words
	queued_at  BIGINT NOT NULL,
	changed_at BIGINT NOT NULL,
	next_at    BIGINT,                   -- of the next try
	CHECK ((body IS NULL) = (state IN ('terkirim', 'terpental'))),
	CHECK ((next_at IS NULL) = (state IN ('terkirim', 'terpental')))
) {strict};

CREATE INDEX mail_topic ON mail (topic, topic_id, id);
CREATE INDEX mail_open ON mail (state, queued_at) WHERE state <> 'terkirim';
