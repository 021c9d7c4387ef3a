-- The rows of the report "runs" (shared/reports/reports.def), under the filter of the report that is being written.
DROP VIEW IF EXISTS export_runs CASCADE;
CREATE VIEW export_runs WITH (security_invoker = true) AS
SELECT r.run_id AS id, t.name AS tenant, r.tenant_id, r.operation, r.state AS status, r.outcome, r.reason,
       CASE WHEN r.requester_id IS NOT NULL THEN account_name(r.requester_id) END AS requested_by, r.attempt::int8 AS attempt,
       a.expected, a.read, a.skipped, r.requested_at AS created, r.started_at AS started, r.finished_at AS finished, r.origin
FROM run r
LEFT JOIN tenant t ON t.workspace_id = r.workspace_id AND t.tenant_id = r.tenant_id
CROSS JOIN LATERAL (SELECT coalesce(sum(c.expected), 0)::int8 AS expected, coalesce(sum(c.read), 0)::int8 AS read,
                           coalesce(sum(c.skipped), 0)::int8 AS skipped
                      FROM run_area c WHERE c.workspace_id = r.workspace_id AND c.run_id = r.run_id) a
WHERE ((SELECT report_filter('tenant')) IS NULL OR r.tenant_id = (SELECT report_filter('tenant'))::uuid)
  AND ((SELECT report_filter('state')) IS NULL OR r.state = (SELECT report_filter('state')))
  AND ((SELECT report_filter('outcome')) IS NULL OR r.outcome = (SELECT report_filter('outcome')))
  AND ((SELECT report_filter('operation')) IS NULL OR r.operation = (SELECT report_filter('operation')))
  AND ((SELECT report_filter('q')) IS NULL OR strpos(lower(t.name), lower((SELECT report_filter('q')))) > 0);
GRANT SELECT ON export_runs TO tp_reports, tp_worker, tp_cli;
