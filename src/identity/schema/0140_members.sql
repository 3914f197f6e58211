-- Lists of users: by name within a unit or over the nation, and by the words of a
-- name, so that a page costs the same wherever it is.
ALTER TABLE account ADD COLUMN signed_in_at BIGINT NOT NULL DEFAULT 0;  -- last; 0: never
ALTER TABLE membership ADD COLUMN name_key TEXT NOT NULL DEFAULT '';    -- of its person, in small letters
ALTER TABLE membership ADD COLUMN position TEXT NOT NULL DEFAULT '';    -- as the SK says
-- sqlite: UPDATE membership SET name_key = (SELECT lower(name) FROM person p WHERE p.id = person);
-- postgres: UPDATE membership m SET name_key = translate(p.name, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
-- postgres: 	'abcdefghijklmnopqrstuvwxyz') FROM person p WHERE p.id = m.person;
UPDATE account SET signed_in_at = COALESCE((SELECT MAX(s.created_at) FROM session s
	WHERE s.person = account.person), 0);
CREATE INDEX membership_listing ON membership (unit, name_key, id);
CREATE INDEX membership_name ON membership (name_key, id);
CREATE INDEX membership_state ON membership (state, name_key, id);
CREATE INDEX person_number ON person (id_number) WHERE id_number <> '';
CREATE INDEX account_unready ON account (state) WHERE state <> 'aktif';

-- Each word of each name, in small letters: who is called so, without looking at all.
CREATE TABLE person_word (
	word   TEXT   NOT NULL,
	person BIGINT NOT NULL REFERENCES person (id),
	PRIMARY KEY (word, person)
) {strict};
-- postgres: ALTER TABLE person_word ALTER COLUMN word TYPE TEXT COLLATE "C";
CREATE INDEX person_word_person ON person_word (person);
-- sqlite: WITH RECURSIVE split (id, word, rest) AS (
-- sqlite: 	SELECT id, '', lower(name) || ' ' FROM person
-- sqlite: 	UNION ALL
-- sqlite: 	SELECT id, substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1)
-- sqlite: 	FROM split WHERE rest <> '')
-- sqlite: INSERT INTO person_word (word, person) SELECT DISTINCT word, id FROM split WHERE word <> '';
-- postgres: INSERT INTO person_word (word, person) SELECT DISTINCT word, p.id FROM person p,
-- postgres: 	unnest(string_to_array(translate(p.name, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
-- postgres: 	'abcdefghijklmnopqrstuvwxyz'), ' ')) AS word WHERE word <> '';
