-- The rows of the report "portfolio" (shared/reports/reports.def), under the filter of the report that is being written.
DROP VIEW IF EXISTS export_portfolio CASCADE;
CREATE VIEW export_portfolio WITH (security_invoker = true) AS
SELECT e.tenant_id AS id, e.slug, e.name, e.state, coalesce(e.connection, 'none') AS connection, e.subjects, e.run_id AS last_run_id,
       e.outcome AS last_outcome, e.finished_at AS last_capture, e.due_at AS next_capture,
       (SELECT count(*) FROM decision_item d
         WHERE d.workspace_id = e.workspace_id AND d.tenant_id = e.tenant_id AND d.state = 'open') AS decisions_waiting,
       f.critical, f.high, f.medium, f.low, f.info, p.evaluated_at AS evaluated, coalesce(p.compliant, 0)::int8 AS compliant,
       coalesce(p.by_exception, 0)::int8 AS by_exception, coalesce(p.non_compliant, 0)::int8 AS non_compliant,
       coalesce(p.not_assessed, 0)::int8 AS not_assessed
FROM estate_row e
LEFT JOIN tenant_posture p ON p.workspace_id = e.workspace_id AND p.tenant_id = e.tenant_id
CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE f.severity = 'critical') AS critical,
                           count(*) FILTER (WHERE f.severity = 'high') AS high,
                           count(*) FILTER (WHERE f.severity = 'medium') AS medium,
                           count(*) FILTER (WHERE f.severity = 'low') AS low, count(*) FILTER (WHERE f.severity = 'info') AS info
                      FROM finding f WHERE f.workspace_id = e.workspace_id AND f.tenant_id = e.tenant_id
                       AND f.state IN ('open', 'triaged', 'assigned')) f
WHERE ((SELECT report_filter('state')) IS NULL OR e.state = (SELECT report_filter('state')))
  AND ((SELECT report_filter('q')) IS NULL OR strpos(lower(e.name), lower((SELECT report_filter('q')))) > 0
       OR strpos(e.slug, lower((SELECT report_filter('q')))) > 0);
GRANT SELECT ON export_portfolio TO tp_reports, tp_worker, tp_cli;
