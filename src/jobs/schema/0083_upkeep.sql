-- What waits for another try, newest first, for who looks after the program.
CREATE INDEX mail_waiting ON mail (state, id) WHERE state <> 'terkirim';
CREATE INDEX job_troubled ON job (state, id) WHERE fault <> '';

-- Bodies of letters that bounced, sealed as they were: a letter that a wrong setting of
-- the relay sent back can be sent again for a few days.
CREATE TABLE mail_kept (
	mail  BIGINT PRIMARY KEY REFERENCES mail (id),
	body  {bytes} NOT NULL,
	until BIGINT NOT NULL            -- then it is removed
) {strict};
CREATE INDEX mail_kept_until ON mail_kept (until);
