-- How many requests are in an office's queue, by the day of their deadline: the
-- figures above a page of fifty without counting the twenty thousand behind it.
-- Triggers keep it, so that no statement can forget to.
CREATE TABLE registration_figure (
	kppn TEXT   NOT NULL REFERENCES kppn (code),
	pile TEXT   NOT NULL CHECK (pile IN ('kppn', 'satker')),
	held BIGINT NOT NULL CHECK (held IN (0, 1)), -- an officer has claimed them
	day  BIGINT NOT NULL,            -- of the deadline: due_at / 86400
	n    BIGINT NOT NULL CHECK (n >= 0),
	PRIMARY KEY (kppn, pile, held, day)
) {strict};
INSERT INTO registration_figure (kppn, pile, held, day, n)
	SELECT kppn, pile, CASE WHEN claimed_by IS NULL THEN 0 ELSE 1 END, due_at / 86400, COUNT(*)
	FROM registration WHERE pile IN ('kppn', 'satker') GROUP BY 1, 2, 3, 4;
CREATE INDEX registration_holder ON registration (claimed_by, kppn) WHERE claimed_by IS NOT NULL;

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

-- postgres: CREATE FUNCTION registration_figure_move() RETURNS trigger LANGUAGE plpgsql AS $$
-- postgres: BEGIN
-- postgres: 	IF TG_OP = 'UPDATE' THEN
-- postgres: 		UPDATE registration_figure SET n = n - 1 WHERE kppn = OLD.kppn
-- postgres: 		AND pile = OLD.pile AND held = (OLD.claimed_by IS NOT NULL)::int
-- postgres: 		AND day = OLD.due_at / 86400;
-- postgres: 		DELETE FROM registration_figure WHERE kppn = OLD.kppn
-- postgres: 		AND pile = OLD.pile AND held = (OLD.claimed_by IS NOT NULL)::int
-- postgres: 		AND day = OLD.due_at / 86400 AND n = 0;
-- postgres: 	END IF;
-- postgres: 	INSERT INTO registration_figure AS f (kppn, pile, held, day, n) SELECT NEW.kppn,
-- postgres: 	NEW.pile, (NEW.claimed_by IS NOT NULL)::int, NEW.due_at / 86400, 1
-- postgres: 	WHERE NEW.pile IN ('kppn', 'satker')
-- postgres: 	ON CONFLICT (kppn, pile, held, day) DO UPDATE SET n = f.n + 1;
-- postgres: 	RETURN NULL;
-- postgres: END $$;
-- postgres: CREATE TRIGGER registration_figure_insert AFTER INSERT ON registration
-- postgres: FOR EACH ROW WHEN (NEW.pile IN ('kppn', 'satker'))
-- postgres: EXECUTE FUNCTION registration_figure_move();
-- postgres: CREATE TRIGGER registration_figure_update AFTER UPDATE ON registration
-- postgres: FOR EACH ROW WHEN ((OLD.kppn, OLD.pile, OLD.claimed_by IS NULL, OLD.due_at / 86400)
-- postgres: IS DISTINCT FROM (NEW.kppn, NEW.pile, NEW.claimed_by IS NULL, NEW.due_at / 86400))
-- postgres: EXECUTE FUNCTION registration_figure_move();
