-- What of a user was changed by a decision, before and after: the register shows the
-- newer value, this keeps the older one and the request that says so.
CREATE TABLE membership_value (
	id         {id},
	membership BIGINT NOT NULL REFERENCES membership (id),
	at         BIGINT NOT NULL,
	field      TEXT   NOT NULL CHECK (field IN ('peran', 'jabatan', 'email', 'ponsel')),
	before     TEXT   NOT NULL,
	after      TEXT   NOT NULL,
	basis      TEXT   NOT NULL,              -- number of the request
	person     BIGINT REFERENCES person (id) -- who decided; NULL: the program itself
) {strict};
CREATE INDEX membership_value_at ON membership_value (membership, at, id);
