-- A provider that named a time for coming back is not asked before, by this run or the next.
ALTER TABLE connection ADD COLUMN not_before timestamptz;
GRANT UPDATE (not_before) ON connection TO tp_worker;
