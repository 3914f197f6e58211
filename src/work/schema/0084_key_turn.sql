-- How far each place is with making its values again under the keys in use.
CREATE TABLE key_turn (
	place   TEXT   PRIMARY KEY,      -- "person.nik"
	keys    TEXT   NOT NULL,         -- those in use when it began: "field 2, lookup 1"
	after   TEXT   NOT NULL,         -- where to go on, as the place says; "": the beginning
	seen    BIGINT NOT NULL,
	moved   BIGINT NOT NULL,
	done_at BIGINT NOT NULL          -- Unix seconds, UTC; 0: under way
) {strict};
