-- Who holds a ticket stands in the index as well: the queue counts what nobody
-- has claimed without reading a row.
DROP INDEX ticket_queue;
CREATE INDEX ticket_queue ON ticket (kppn, pile, due_at, id, assignee);
