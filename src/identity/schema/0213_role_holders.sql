-- Who holds a role: a rare one is looked up, not searched for among all.
CREATE INDEX membership_role_holder ON membership_role (role, membership);
