-- The rights of a role are read by every request: in SQLite their rows stand in the
-- key itself, so that none is looked up.
CREATE TABLE role_action_rows (
	role        TEXT   NOT NULL,
	action      TEXT   NOT NULL,
	cell        TEXT   NOT NULL,
	valid_from  BIGINT NOT NULL,
	valid_until BIGINT,
	PRIMARY KEY (role, action, valid_from)
-- sqlite: ) STRICT, WITHOUT ROWID;
-- postgres: );
INSERT INTO role_action_rows (role, action, cell, valid_from, valid_until)
	SELECT role, action, cell, valid_from, valid_until FROM role_action;
DROP TABLE role_action;
ALTER TABLE role_action_rows RENAME TO role_action;
