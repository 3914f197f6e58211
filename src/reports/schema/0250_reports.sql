-- When a request was sent for the first time, and the office that has it: reports
-- count it from then on, whatever happens to it later. Triggers keep it.
CREATE TABLE request_sent (
	registration BIGINT PRIMARY KEY REFERENCES registration (id),
	kppn         TEXT   NOT NULL REFERENCES kppn (code),
	kanwil       TEXT   NOT NULL REFERENCES kanwil (code),
	first_at     BIGINT NOT NULL
) {strict};
INSERT INTO request_sent (registration, kppn, kanwil, first_at)
	SELECT r.id, r.kppn, r.kanwil, COALESCE((SELECT d.submitted_at FROM registration_round d
	WHERE d.registration = r.id AND d.round = 1), r.submitted_at)
	FROM registration r WHERE r.round > 0;
CREATE INDEX request_sent_kppn ON request_sent (kppn, first_at, registration);
CREATE INDEX request_sent_kanwil ON request_sent (kanwil, first_at, registration);
CREATE INDEX request_sent_nation ON request_sent (first_at, registration);

-- Tickets of a time, office by office.
CREATE INDEX ticket_opened_kppn ON ticket (kppn, opened_at, id);
CREATE INDEX ticket_opened_kanwil ON ticket (kanwil, opened_at, id);
CREATE INDEX ticket_opened_nation ON ticket (opened_at, id);

-- sqlite: CREATE TRIGGER request_sent_insert AFTER INSERT ON registration WHEN NEW.round > 0
-- sqlite: BEGIN
-- sqlite: 	INSERT INTO request_sent (registration, kppn, kanwil, first_at)
-- sqlite: 	VALUES (NEW.id, NEW.kppn, NEW.kanwil, NEW.submitted_at);
-- sqlite: END;
-- sqlite: CREATE TRIGGER request_sent_update AFTER UPDATE ON registration
-- sqlite: WHEN NEW.round > 0 AND (OLD.round = 0 OR OLD.kppn <> NEW.kppn)
-- sqlite: BEGIN
-- sqlite: 	INSERT INTO request_sent (registration, kppn, kanwil, first_at)
-- sqlite: 	VALUES (NEW.id, NEW.kppn, NEW.kanwil, NEW.submitted_at)
-- sqlite: 	ON CONFLICT (registration) DO UPDATE SET kppn = excluded.kppn, kanwil = excluded.kanwil;
-- sqlite: END;

-- postgres: CREATE FUNCTION request_sent_keep() RETURNS trigger LANGUAGE plpgsql AS $$
-- postgres: BEGIN
-- postgres: 	INSERT INTO request_sent (registration, kppn, kanwil, first_at)
-- postgres: 	VALUES (NEW.id, NEW.kppn, NEW.kanwil, NEW.submitted_at)
-- postgres: 	ON CONFLICT (registration) DO UPDATE SET kppn = excluded.kppn, kanwil = excluded.kanwil;
-- postgres: 	RETURN NULL;
-- postgres: END $$;
-- postgres: CREATE TRIGGER request_sent_insert AFTER INSERT ON registration
-- postgres: FOR EACH ROW WHEN (NEW.round > 0) EXECUTE FUNCTION request_sent_keep();
-- postgres: CREATE TRIGGER request_sent_update AFTER UPDATE ON registration
-- postgres: FOR EACH ROW WHEN (NEW.round > 0 AND (OLD.round = 0 OR OLD.kppn <> NEW.kppn))
-- postgres: EXECUTE FUNCTION request_sent_keep();
