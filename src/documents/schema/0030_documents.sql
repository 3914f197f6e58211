-- Files that people handed in. The bytes lie sealed in DATA/berkas/AA/ID, the
-- pictures of the pages beside them as ID.1, ID.2, …
CREATE TABLE document (
	id           TEXT   PRIMARY KEY CHECK (length(id) = 32),  -- random: it is in links
	subject_kind TEXT   NOT NULL,            -- whose it is: 'registration'
	subject      BIGINT NOT NULL,
	kind         TEXT   NOT NULL,            -- sk, formulir
	round        BIGINT NOT NULL,            -- of correction, from 1
	file_name    TEXT   NOT NULL,            -- as the sender called it; never a path
	bytes        BIGINT NOT NULL,
	pages        BIGINT NOT NULL,
	sha256       TEXT   NOT NULL CHECK (length(sha256) = 64),  -- of the plain bytes
	scan         TEXT   NOT NULL,            -- bersih, tidak dipindai
	created_at   BIGINT NOT NULL,            -- Unix seconds, UTC
	created_by   BIGINT NOT NULL,            -- person, 0: the public form
	replaced_at  BIGINT NOT NULL,            -- by a newer one of the kind; 0: in force
	rendered_at  BIGINT NOT NULL             -- pictures were made; 0: not yet
) {strict};

CREATE UNIQUE INDEX document_in_force ON document (subject_kind, subject, kind)
	WHERE replaced_at = 0;
CREATE INDEX document_subject ON document (subject_kind, subject, created_at);
CREATE INDEX document_sha256 ON document (sha256);
