-- Full-text search (src/db/search.h): which text has which token.
-- sqlite: CREATE VIRTUAL TABLE search_text USING fts5(tokens, detail=none, columnsize=0,
-- sqlite: 	tokenize="ascii tokenchars '_'");
-- postgres: CREATE TABLE search_text (id BIGINT PRIMARY KEY, tokens tsvector NOT NULL);
-- postgres: CREATE INDEX search_text_tokens ON search_text USING gin (tokens);

-- What a text is of. Numbers rise as texts come: the newest are found first.
CREATE TABLE search_ref (
	id   {id},
	kind TEXT   NOT NULL CHECK (kind IN ('pesan', 'catatan', 'artikel', 'permohonan')),
	ref  BIGINT NOT NULL,                -- id of the entry, note, article or request
	UNIQUE (kind, ref)
) {strict};

-- What came or changed and is not in the index yet.
CREATE TABLE search_due (
	kind TEXT   NOT NULL,
	ref  BIGINT NOT NULL,
	PRIMARY KEY (kind, ref)
) {strict};

-- sqlite: CREATE TRIGGER search_registration_insert AFTER INSERT ON registration
-- sqlite: BEGIN INSERT INTO search_due (kind, ref) VALUES ('permohonan', NEW.id) ON CONFLICT DO NOTHING; END;
-- sqlite: CREATE TRIGGER search_registration_update AFTER UPDATE ON registration
-- sqlite: WHEN OLD.search IS NOT NEW.search OR OLD.kppn IS NOT NEW.kppn OR (OLD.round = 0) IS NOT (NEW.round = 0)
-- sqlite: BEGIN INSERT INTO search_due (kind, ref) VALUES ('permohonan', NEW.id) ON CONFLICT DO NOTHING; END;

-- postgres: CREATE FUNCTION search_registration() RETURNS trigger LANGUAGE plpgsql AS $$
-- postgres: BEGIN
-- postgres: 	INSERT INTO search_due (kind, ref) VALUES ('permohonan', NEW.id) ON CONFLICT DO NOTHING;
-- postgres: 	RETURN NULL;
-- postgres: END $$;
-- postgres: CREATE TRIGGER search_registration_insert AFTER INSERT ON registration
-- postgres: FOR EACH ROW EXECUTE FUNCTION search_registration();
-- postgres: CREATE TRIGGER search_registration_update AFTER UPDATE ON registration
-- postgres: FOR EACH ROW WHEN (OLD.search IS DISTINCT FROM NEW.search OR OLD.kppn IS DISTINCT FROM NEW.kppn
-- postgres: OR (OLD.round = 0) IS DISTINCT FROM (NEW.round = 0))
-- postgres: EXECUTE FUNCTION search_registration();

INSERT INTO search_due (kind, ref) SELECT 'permohonan', id FROM registration;
INSERT INTO search_due (kind, ref) SELECT 'pesan', id FROM ticket_entry WHERE kind = 'pesan';
INSERT INTO search_due (kind, ref) SELECT 'catatan', id FROM ticket_note;
