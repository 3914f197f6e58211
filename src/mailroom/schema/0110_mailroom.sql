-- Every mail that was read from the mailbox, and what became of it.
CREATE TABLE mail_in (
	id          {id},
	validity    BIGINT NOT NULL,         -- of the numbers of the mailbox (IMAP UIDVALIDITY)
	uid         BIGINT NOT NULL,
	read_at     BIGINT NOT NULL,
	moved_at    BIGINT NOT NULL,         -- out of the inbox; 0: not yet
	message_id  TEXT   NOT NULL,         -- '' when it had none
	sender      TEXT   NOT NULL,         -- small letters; nothing proves it
	sender_name TEXT   NOT NULL,
	subject     TEXT   NOT NULL,
	fate        TEXT   NOT NULL CHECK (fate IN ('tiket', 'balasan', 'draf', 'calon', 'otomatis',
	                   'terpental', 'sendiri', 'ganda', 'rusak', 'besar', 'ditahan', 'gagal')),
	detail      TEXT   NOT NULL,         -- for officers: why
	about       TEXT   NOT NULL,         -- number of the ticket or the request; '' for none
	kppn        TEXT   NOT NULL,         -- whose it is; '' for the head office alone
	UNIQUE (validity, uid)
) {strict};
CREATE INDEX mail_in_waiting ON mail_in (id) WHERE moved_at = 0;
CREATE INDEX mail_in_message ON mail_in (message_id) WHERE message_id <> '';
CREATE INDEX mail_in_sender ON mail_in (sender, read_at);
CREATE INDEX mail_in_office ON mail_in (kppn, id);

-- Whether the mailbox could be read; one row.
CREATE TABLE mailbox_state (
	one       BIGINT PRIMARY KEY CHECK (one = 1),
	read_at   BIGINT NOT NULL,           -- when it was last read; 0: never
	failed_at BIGINT NOT NULL,           -- 0: the last reading succeeded
	detail    TEXT   NOT NULL            -- why it failed
) {strict};
INSERT INTO mailbox_state (one, read_at, failed_at, detail) VALUES (1, 0, 0, '');
