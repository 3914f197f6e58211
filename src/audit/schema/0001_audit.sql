-- Who did what: one row per act, written in the act's own transaction. Rows are
-- never changed. docs/audit.md says how hash and seal are made.
CREATE TABLE audit_entry (
	number       BIGINT PRIMARY KEY,     -- 1, 2, 3, … in commit order, without gaps
	at           BIGINT NOT NULL,        -- Unix seconds, UTC
	person       BIGINT NOT NULL,        -- 0: nobody, a job, a command
	membership   BIGINT NOT NULL,
	session      BIGINT NOT NULL,
	actor        TEXT   NOT NULL,        -- the name it acted under
	roles        TEXT   NOT NULL,        -- that it acted with: "CSO, VERIFIKATOR"
	acting_unit  TEXT   NOT NULL,        -- that it acted for: "kppn:047"
	channel      TEXT   NOT NULL,        -- web, api, tugas, perintah
	address      TEXT   NOT NULL,        -- of the client
	agent        TEXT   NOT NULL,        -- its User-Agent
	event        TEXT   NOT NULL,
	subject_kind TEXT   NOT NULL,
	subject      TEXT   NOT NULL,
	unit         TEXT   NOT NULL,        -- whose trail it belongs to: "satker:999101"
	kppn         TEXT   NOT NULL,        -- that served the unit on that day
	kanwil       TEXT   NOT NULL,
	ba           TEXT   NOT NULL,        -- that the unit belonged to on that day
	eselon1      TEXT   NOT NULL,
	on_behalf    TEXT   NOT NULL,
	reason       TEXT   NOT NULL,
	changes      TEXT   NOT NULL,        -- JSON list of {field, before, after}
	hash         TEXT   NOT NULL,        -- of the entry before and this one
	seal         TEXT   NOT NULL         -- keyed hash of hash
) {strict};

CREATE INDEX audit_entry_subject ON audit_entry (subject_kind, subject, number);
CREATE INDEX audit_entry_person ON audit_entry (person, number);
CREATE INDEX audit_entry_unit ON audit_entry (unit, number);
CREATE INDEX audit_entry_kppn ON audit_entry (kppn, number);
CREATE INDEX audit_entry_kanwil ON audit_entry (kanwil, number);
CREATE INDEX audit_entry_ba ON audit_entry (ba, number);

-- The last entry. Writers come one at a time, so numbers follow the order of
-- commits.
CREATE TABLE audit_head (
	one    BIGINT PRIMARY KEY CHECK (one = 1),
	number BIGINT NOT NULL,
	hash   TEXT   NOT NULL
) {strict};
INSERT INTO audit_head (one, number, hash) VALUES (1, 0, '');

-- REPLACE removes a row without a DELETE, so an insert is looked at as well.
-- sqlite: CREATE TRIGGER audit_entry_insert BEFORE INSERT ON audit_entry
-- sqlite: WHEN NEW.number <> (SELECT number + 1 FROM audit_head)
-- sqlite: BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END;
-- sqlite: CREATE TRIGGER audit_entry_update BEFORE UPDATE ON audit_entry
-- sqlite: BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END;
-- sqlite: CREATE TRIGGER audit_entry_delete BEFORE DELETE ON audit_entry
-- sqlite: BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END;

-- postgres: CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS
-- postgres: $$ BEGIN RAISE EXCEPTION 'audit_entry is append-only'; END $$;
-- postgres: CREATE TRIGGER audit_entry_change BEFORE UPDATE OR DELETE OR TRUNCATE
-- postgres: ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse();
