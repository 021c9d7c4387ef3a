-- A tenant as pages and exports show it: with its connection, what is there of it, its latest completed and its next capture.
DROP VIEW IF EXISTS estate_row CASCADE;
CREATE VIEW estate_row WITH (security_invoker = true) AS
SELECT t.workspace_id, t.tenant_id, t.slug, t.name, t.state, t.created_at, t.row_version, c.state AS connection,
       (SELECT count(*) FROM subject s
         WHERE s.workspace_id = t.workspace_id AND s.tenant_id = t.tenant_id AND s.state = 'present') AS subjects,
       r.run_id, r.outcome, r.reason, r.finished_at, m.due_at
FROM tenant t
LEFT JOIN connection c ON c.workspace_id = t.workspace_id AND c.tenant_id = t.tenant_id
LEFT JOIN timer m ON m.workspace_id = t.workspace_id AND m.kind = 'capture' AND m.object_id = t.tenant_id
LEFT JOIN LATERAL (SELECT r.run_id, r.outcome, r.reason, r.finished_at FROM run r
                    WHERE r.workspace_id = t.workspace_id AND r.tenant_id = t.tenant_id AND r.operation = 'capture'
                      AND r.state = 'completed' ORDER BY r.requested_at DESC, r.run_id DESC LIMIT 1) r ON true;
GRANT SELECT ON estate_row TO tp_inbox, tp_reports, tp_worker, tp_cli;
