-- Jobs about a forgotten password held the NIK, sealed, in arg, under a key that no turn
-- of keys moved. They name the person now; the few that wait or failed go with their NIK.

DELETE FROM job WHERE kind = 'identity.reset';
