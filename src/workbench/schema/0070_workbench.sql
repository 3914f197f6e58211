-- What an officer found when he compared a typed field with the documents: the
-- groundwork of the decision, kept per round and officer.
CREATE TABLE verification_mark (
	registration BIGINT NOT NULL REFERENCES registration (id),
	round        BIGINT NOT NULL,
	officer      BIGINT NOT NULL REFERENCES person (id),
	n            BIGINT NOT NULL CHECK (n BETWEEN 0 AND 50), -- of the user; 0: the request itself
	field        TEXT   NOT NULL,            -- as in registration_flag
	outcome      TEXT   NOT NULL CHECK (outcome IN ('cocok', 'tidak')),
	at           BIGINT NOT NULL,            -- Unix seconds, UTC
	PRIMARY KEY (registration, round, officer, n, field)
) {strict};

-- When a person's opening of a document was audited last: the pictures of one
-- reading are one entry of the trail. Person 0 is the bearer of a draft's token.
CREATE TABLE document_opening (
	document TEXT   NOT NULL,
	person   BIGINT NOT NULL,
	at       BIGINT NOT NULL,
	PRIMARY KEY (document, person)
) {strict};
