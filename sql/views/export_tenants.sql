-- The rows of the report "tenants" (shared/reports/reports.def), under the filter of the report that is being written.
DROP VIEW IF EXISTS export_tenants CASCADE;
CREATE VIEW export_tenants WITH (security_invoker = true) AS
SELECT e.tenant_id AS id, e.slug, e.name, e.state, coalesce(e.connection, 'none') AS connection, e.subjects, e.run_id AS last_run_id,
       e.outcome AS last_outcome, e.finished_at AS last_capture, e.due_at AS next_capture
FROM estate_row e
WHERE ((SELECT report_filter('state')) IS NULL OR e.state = (SELECT report_filter('state')))
  AND ((SELECT report_filter('q')) IS NULL OR strpos(lower(e.name), lower((SELECT report_filter('q')))) > 0
       OR strpos(e.slug, lower((SELECT report_filter('q')))) > 0);
GRANT SELECT ON export_tenants TO tp_reports, tp_worker, tp_cli;
