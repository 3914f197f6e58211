-- Who stands in for whom in one unit, from a day to a day. What the stand-in
-- writes in the other's tickets says "a.n.".
CREATE TABLE stand_in (
	id        {id},
	unit_kind TEXT   NOT NULL CHECK (unit_kind IN ('satker', 'kppn', 'kanwil')),
	unit      TEXT   NOT NULL,
	absent    BIGINT NOT NULL REFERENCES person (id),
	stand     BIGINT NOT NULL REFERENCES person (id),
	from_day  TEXT   NOT NULL CHECK (length(from_day) = 10),
	until_day TEXT   NOT NULL CHECK (length(until_day) = 10),
	reason    TEXT   NOT NULL,
	made_by   BIGINT NOT NULL REFERENCES person (id),
	made_at   BIGINT NOT NULL,
	ended_at  BIGINT NOT NULL,           -- before its last day; 0: it was not
	CHECK (absent <> stand),
	CHECK (from_day <= until_day)
) {strict};
CREATE INDEX stand_in_stand ON stand_in (stand, until_day);
CREATE INDEX stand_in_unit ON stand_in (unit_kind, unit, until_day);
