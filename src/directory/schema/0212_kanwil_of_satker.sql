-- The Kanwil of the partner KPPN stands beside it, so that the satker of a Kanwil, as
-- those of a ministry, are read from an index in their order. Triggers keep it.
ALTER TABLE satker_period ADD COLUMN kanwil TEXT NOT NULL DEFAULT '';
UPDATE satker_period SET kanwil = (SELECT k.kanwil FROM kppn k WHERE k.code = kppn);
CREATE INDEX satker_period_kanwil ON satker_period (kanwil, satker);
CREATE INDEX satker_period_ministry ON satker_period (ba, satker);

-- sqlite: CREATE TRIGGER satker_period_kanwil_insert AFTER INSERT ON satker_period
-- sqlite: BEGIN
-- sqlite: 	UPDATE satker_period SET kanwil = (SELECT k.kanwil FROM kppn k WHERE k.code = NEW.kppn)
-- sqlite: 	WHERE satker = NEW.satker AND valid_from = NEW.valid_from;
-- sqlite: END;
-- sqlite: CREATE TRIGGER satker_period_kanwil_update AFTER UPDATE OF kppn ON satker_period
-- sqlite: WHEN OLD.kppn <> NEW.kppn
-- sqlite: BEGIN
-- sqlite: 	UPDATE satker_period SET kanwil = (SELECT k.kanwil FROM kppn k WHERE k.code = NEW.kppn)
-- sqlite: 	WHERE satker = NEW.satker AND valid_from = NEW.valid_from;
-- sqlite: END;
-- sqlite: CREATE TRIGGER kppn_kanwil_update AFTER UPDATE OF kanwil ON kppn
-- sqlite: WHEN OLD.kanwil <> NEW.kanwil
-- sqlite: BEGIN
-- sqlite: 	UPDATE satker_period SET kanwil = NEW.kanwil WHERE kppn = NEW.code;
-- sqlite: END;

-- postgres: CREATE FUNCTION satker_period_kanwil() RETURNS trigger LANGUAGE plpgsql AS $$
-- postgres: BEGIN
-- postgres: 	SELECT k.kanwil INTO NEW.kanwil FROM kppn k WHERE k.code = NEW.kppn;
-- postgres: 	RETURN NEW;
-- postgres: END $$;
-- postgres: CREATE TRIGGER satker_period_kanwil BEFORE INSERT OR UPDATE OF kppn ON satker_period
-- postgres: FOR EACH ROW EXECUTE FUNCTION satker_period_kanwil();
-- postgres: CREATE FUNCTION kppn_kanwil() RETURNS trigger LANGUAGE plpgsql AS $$
-- postgres: BEGIN
-- postgres: 	UPDATE satker_period SET kanwil = NEW.kanwil WHERE kppn = NEW.code;
-- postgres: 	RETURN NULL;
-- postgres: END $$;
-- postgres: CREATE TRIGGER kppn_kanwil AFTER UPDATE OF kanwil ON kppn
-- postgres: FOR EACH ROW WHEN (OLD.kanwil <> NEW.kanwil) EXECUTE FUNCTION kppn_kanwil();
