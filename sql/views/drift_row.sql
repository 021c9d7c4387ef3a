-- A baseline in force against what was captured last: the latest compare, the objects that differ, the differences by severity.
DROP VIEW IF EXISTS drift_row CASCADE;
CREATE VIEW drift_row WITH (security_invoker = true) AS
SELECT s.workspace_id, s.snapshot_id, s.profile_id, p.name AS profile_name, s.tenant_id, t.name AS tenant_name, s.item_count,
       s.decided_at, c.finished_at AS compared_at, c.run_id AS compare, d.subjects, d.critical, d.high, d.medium, d.low, d.info
FROM baseline_snapshot s
JOIN baseline_profile p ON p.workspace_id = s.workspace_id AND p.profile_id = s.profile_id
JOIN tenant t ON t.workspace_id = s.workspace_id AND t.tenant_id = s.tenant_id
LEFT JOIN LATERAL (SELECT r.run_id, r.finished_at FROM run r
                    WHERE r.workspace_id = s.workspace_id AND r.tenant_id = s.tenant_id AND r.operation = 'compare'
                      AND r.object_id = s.snapshot_id AND r.state = 'completed' AND r.outcome IN ('succeeded', 'partial')
                    ORDER BY r.requested_at DESC LIMIT 1) AS c ON true
CROSS JOIN LATERAL (SELECT count(DISTINCT (f.family, f.object_id))::int4 AS subjects,
                           (count(*) FILTER (WHERE f.severity = 'critical'))::int4 AS critical,
                           (count(*) FILTER (WHERE f.severity = 'high'))::int4 AS high,
                           (count(*) FILTER (WHERE f.severity = 'medium'))::int4 AS medium,
                           (count(*) FILTER (WHERE f.severity = 'low'))::int4 AS low,
                           (count(*) FILTER (WHERE f.severity = 'info'))::int4 AS info
                      FROM finding f WHERE f.workspace_id = s.workspace_id AND f.profile_id = s.profile_id
                       AND f.last_result = 'failed') AS d
WHERE s.state = 'approved';
GRANT SELECT ON drift_row TO tp_inbox, tp_reviews, tp_reports, tp_worker, tp_sealer, tp_cli;
