-- What waits for a second officer, by deadline: few of an office's thousands.
CREATE INDEX registration_second ON registration (kppn, pile, due_at, id) WHERE second > 0;
