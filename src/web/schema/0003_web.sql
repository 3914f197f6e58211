-- Answers already given, so that the same request sent twice acts once (24 h).
CREATE TABLE replay (
	scope      TEXT   NOT NULL,  -- hash of person or draft, method, path
	key        TEXT   NOT NULL,  -- Idempotency-Key, or the nonce of a form
	body_hash  TEXT   NOT NULL,  -- keyed, of the body: another body is refused
	status     BIGINT NOT NULL,
	location   TEXT   NOT NULL,
	type       TEXT   NOT NULL,
	reply      {bytes} NOT NULL, -- sealed: an answer may hold personal data
	created_at BIGINT NOT NULL,  -- Unix seconds, UTC
	PRIMARY KEY (scope, key)
);
CREATE INDEX replay_created ON replay (created_at);
