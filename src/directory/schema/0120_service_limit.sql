-- How many minutes of office time a service has, per category and tier: until
-- somebody answers at all, and until it is done. Category '' is every category
-- that has no row of its own. Defaults after KEP-58/SJ/2024: 3, 3 and 14 working days.
CREATE TABLE service_limit (
	category           TEXT   NOT NULL,
	tier               TEXT   NOT NULL CHECK (tier IN ('kppn', 'kanwil', 'pusat')),
	first_minutes      BIGINT NOT NULL CHECK (first_minutes > 0),
	resolution_minutes BIGINT NOT NULL CHECK (resolution_minutes >= first_minutes),
	PRIMARY KEY (category, tier)
) {strict};
INSERT INTO service_limit (category, tier, first_minutes, resolution_minutes)
	VALUES ('', 'kppn', 420, 1260), ('', 'kanwil', 420, 1260), ('', 'pusat', 420, 5880);
