-- Accepted risks: what is frozen names the interpretation's version, and one exception at a time covers a finding. Findings: a later reading than
-- the one that resolved a finding verifies it (domain.md 1).

ALTER TABLE finding ADD COLUMN interpretation_version int4 NOT NULL DEFAULT 0; -- under which a control last failed; 0: of drift
ALTER TABLE finding ADD COLUMN passed_capture_id uuid; -- whose reading was the first to pass since it last failed; NULL: none
ALTER TABLE finding ADD FOREIGN KEY (workspace_id, passed_capture_id) REFERENCES run;

CREATE UNIQUE INDEX exception_in_force ON exception (workspace_id, finding_id) WHERE state IN ('active', 'expiring');
CREATE UNIQUE INDEX exception_extension ON exception (workspace_id, supersedes)
    WHERE state IN ('draft', 'requested', 'changes_requested', 'approved') AND supersedes IS NOT NULL;
