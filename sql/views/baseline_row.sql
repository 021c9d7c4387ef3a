-- A baseline profile as pages and exports show it: with the snapshot that is in force and those that wait.
DROP VIEW IF EXISTS baseline_row CASCADE;
CREATE VIEW baseline_row WITH (security_invoker = true) AS
SELECT p.workspace_id, p.profile_id, p.tenant_id, t.name AS tenant_name, p.name, p.families, p.name_prefix, a.snapshot_id AS approved,
       a.decided_at AS approved_at,
       (SELECT count(*)::int4 FROM baseline_snapshot s
         WHERE s.workspace_id = p.workspace_id AND s.profile_id = p.profile_id AND s.state = 'proposed') AS proposed,
       p.created_at, p.row_version
FROM baseline_profile p
JOIN tenant t ON t.workspace_id = p.workspace_id AND t.tenant_id = p.tenant_id
LEFT JOIN baseline_snapshot a ON a.workspace_id = p.workspace_id AND a.profile_id = p.profile_id AND a.state = 'approved';
GRANT SELECT ON baseline_row TO tp_inbox, tp_reviews, tp_reports, tp_worker, tp_sealer, tp_cli;
