-- What a membership was, from an instant to the next: who could do what on a day is
-- read from here and from the roles.
CREATE TABLE membership_change (
	id         {id},
	membership BIGINT NOT NULL REFERENCES membership (id),
	at         BIGINT NOT NULL,
	state      TEXT   NOT NULL CHECK (state IN ('aktif', 'ditangguhkan', 'nonaktif')),
	basis      TEXT   NOT NULL,              -- number of the request or grant, '' for none
	reason     TEXT   NOT NULL,
	person     BIGINT REFERENCES person (id) -- who did it; NULL: the program itself
) {strict};
CREATE INDEX membership_change_at ON membership_change (membership, at, id);
INSERT INTO membership_change (membership, at, state, basis, reason)
	SELECT id, valid_from, state, basis, '' FROM membership;
CREATE INDEX session_membership ON session (membership) WHERE membership IS NOT NULL;
