-- Letters of the end of a ticket hold a link that may rate it, and nothing else.
CREATE TABLE ticket_rating_link (
	token_hash TEXT   PRIMARY KEY,
	ticket     BIGINT NOT NULL REFERENCES ticket (id),
	until      BIGINT NOT NULL
) {strict};
CREATE INDEX ticket_rating_link_until ON ticket_rating_link (until);

-- How the asker judged the answers: one vote of a ticket, which he may change.
CREATE TABLE ticket_rating (
	ticket     BIGINT PRIMARY KEY REFERENCES ticket (id),
	score      BIGINT NOT NULL CHECK (score BETWEEN 1 AND 4),
	comment    TEXT   NOT NULL,
	source     TEXT   NOT NULL CHECK (source IN ('web', 'email', 'api')), -- of the last vote
	rated_at   BIGINT NOT NULL,
	changed_at BIGINT NOT NULL
) {strict};
