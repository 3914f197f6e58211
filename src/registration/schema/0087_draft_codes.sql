-- How many codes the mailbox was sent: three at most, each with its own tries.
ALTER TABLE draft ADD COLUMN codes BIGINT NOT NULL DEFAULT 1;
