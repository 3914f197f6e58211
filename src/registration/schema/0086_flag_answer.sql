-- Why the applicant left as it was what an officer had asked to be corrected; '' when he
-- said nothing.
ALTER TABLE registration_flag ADD COLUMN answer TEXT NOT NULL DEFAULT '';
