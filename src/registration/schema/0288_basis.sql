-- Was this SK sent before? Asked with every submission, of a satker with any number of
-- requests; drafts are not among them.
CREATE INDEX registration_basis ON registration (satker, basis_number) WHERE round > 0;
