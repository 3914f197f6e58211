-- The figures are read all at once by each page of the queue: in SQLite their rows
-- stand in the key itself, so that none is looked up.
-- sqlite: DROP TRIGGER registration_figure_insert;
-- sqlite: DROP TRIGGER registration_figure_update;
CREATE TABLE registration_figure_rows (
	kppn TEXT   NOT NULL REFERENCES kppn (code),
	pile TEXT   NOT NULL CHECK (pile IN ('kppn', 'satker')),
	held BIGINT NOT NULL CHECK (held IN (0, 1)),
	day  BIGINT NOT NULL,
	n    BIGINT NOT NULL CHECK (n >= 0),
	PRIMARY KEY (kppn, pile, held, day)
-- sqlite: ) STRICT, WITHOUT ROWID;
-- postgres: );
INSERT INTO registration_figure_rows (kppn, pile, held, day, n)
	SELECT kppn, pile, held, day, n FROM registration_figure;
DROP TABLE registration_figure;
ALTER TABLE registration_figure_rows RENAME TO registration_figure;
-- sqlite: CREATE TRIGGER registration_figure_insert AFTER INSERT ON registration
-- sqlite: WHEN NEW.pile IN ('kppn', 'satker')
-- sqlite: BEGIN
-- sqlite: 	INSERT INTO registration_figure (kppn, pile, held, day, n) VALUES (NEW.kppn,
-- sqlite: 	NEW.pile, NEW.claimed_by IS NOT NULL, NEW.due_at / 86400, 1)
-- sqlite: 	ON CONFLICT (kppn, pile, held, day) DO UPDATE SET n = n + 1;
-- sqlite: END;
-- sqlite: CREATE TRIGGER registration_figure_update AFTER UPDATE ON registration
-- sqlite: WHEN (OLD.kppn, OLD.pile, OLD.claimed_by IS NULL, OLD.due_at / 86400)
-- sqlite: IS NOT (NEW.kppn, NEW.pile, NEW.claimed_by IS NULL, NEW.due_at / 86400)
-- sqlite: BEGIN
-- sqlite: 	UPDATE registration_figure SET n = n - 1 WHERE kppn = OLD.kppn AND pile = OLD.pile
-- sqlite: 	AND held = (OLD.claimed_by IS NOT NULL) AND day = OLD.due_at / 86400;
-- sqlite: 	DELETE FROM registration_figure WHERE kppn = OLD.kppn AND pile = OLD.pile
-- sqlite: 	AND held = (OLD.claimed_by IS NOT NULL) AND day = OLD.due_at / 86400 AND n = 0;
-- sqlite: 	INSERT INTO registration_figure (kppn, pile, held, day, n) SELECT NEW.kppn,
-- sqlite: 	NEW.pile, NEW.claimed_by IS NOT NULL, NEW.due_at / 86400, 1
-- sqlite: 	WHERE NEW.pile IN ('kppn', 'satker')
-- sqlite: 	ON CONFLICT (kppn, pile, held, day) DO UPDATE SET n = n + 1;
-- sqlite: END;
