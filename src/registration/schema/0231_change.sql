-- Changes and removals of users: whom of the register a request is about, and what the
-- register said of him when it was sent (Semula). NULL: nobody of the satker's.
ALTER TABLE registration_user ADD COLUMN membership BIGINT REFERENCES membership (id);
ALTER TABLE registration_user ADD COLUMN was_name TEXT NOT NULL DEFAULT '';
ALTER TABLE registration_user ADD COLUMN was_id_number TEXT NOT NULL DEFAULT '';
ALTER TABLE registration_user ADD COLUMN was_email TEXT NOT NULL DEFAULT '';
ALTER TABLE registration_user ADD COLUMN was_phone TEXT NOT NULL DEFAULT '';
ALTER TABLE registration_user ADD COLUMN was_position TEXT NOT NULL DEFAULT '';
ALTER TABLE registration_user ADD COLUMN was_roles TEXT NOT NULL DEFAULT '';   -- 'OPERATOR, KPA'
ALTER TABLE registration_user ADD COLUMN was_basis TEXT NOT NULL DEFAULT '';   -- of the membership
ALTER TABLE registration_user ADD COLUMN note TEXT NOT NULL DEFAULT '';        -- why he goes
CREATE INDEX registration_user_membership ON registration_user (membership)
	WHERE membership IS NOT NULL;

-- The ticket of HAI CSO that a removal came from or made; '': none.
ALTER TABLE registration ADD COLUMN ticket TEXT NOT NULL DEFAULT '';
