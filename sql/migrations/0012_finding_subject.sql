-- A decision pack shows the failed checks of its subject beside what differs.
CREATE INDEX finding_subject_live ON finding (workspace_id, subject_id)
    WHERE state = ANY (ARRAY['open'::text, 'triaged'::text, 'assigned'::text]);
