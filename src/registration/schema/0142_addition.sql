-- A user whom the satker adds itself, without its KPPN: what the addition waits for.
-- '' is every request that goes through the KPPN.
ALTER TABLE registration ADD COLUMN way TEXT NOT NULL DEFAULT '' CHECK (way IN ('', 'nik', 'kpa', 'mandiri'));
ALTER TABLE registration ADD COLUMN added_at BIGINT NOT NULL DEFAULT 0;  -- when it was sent so; 0: never
CREATE INDEX registration_adding ON registration (way, satker, added_at) WHERE way IN ('nik', 'kpa');
CREATE INDEX registration_added ON registration (satker, added_at) WHERE added_at > 0;
