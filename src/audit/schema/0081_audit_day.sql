-- Which numbers were written on a day of UTC: a list of some days is read from
-- there, however the clock went. Only a help for reading: nothing is proved by it.
CREATE TABLE audit_day (
	day          BIGINT PRIMARY KEY,  -- days since 1970-01-01
	first_number BIGINT NOT NULL,
	last_number  BIGINT NOT NULL
) {strict};

INSERT INTO audit_day (day, first_number, last_number)
SELECT at / 86400, MIN(number), MAX(number) FROM audit_entry GROUP BY at / 86400;
