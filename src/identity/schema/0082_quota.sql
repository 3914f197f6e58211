-- What a person has done today of an action that the access matrix gives a quota
-- (+q); one row each, begun anew on another day.
CREATE TABLE quota (
	person  BIGINT NOT NULL REFERENCES person (id),
	action  TEXT   NOT NULL,            -- row of the matrix: '2.8'
	day     TEXT   NOT NULL,            -- YYYY-MM-DD, of Jakarta
	used    BIGINT NOT NULL,
	refused BIGINT NOT NULL DEFAULT 0,  -- tries beyond it
	PRIMARY KEY (person, action)
);
