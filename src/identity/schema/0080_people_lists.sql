-- Lists of people by name, and of memberships by unit, read in their order.
CREATE INDEX person_name ON person (name, id);
CREATE INDEX membership_order ON membership (unit_kind, unit, id);
