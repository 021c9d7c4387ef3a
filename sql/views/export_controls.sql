-- The rows of the report "controls" (shared/reports/reports.def), under the filter of the report that is being written.
DROP VIEW IF EXISTS export_controls CASCADE;
CREATE VIEW export_controls WITH (security_invoker = true) AS
SELECT k.control_code AS id, k.title, k.domain, count(*) FILTER (WHERE s.result = 'satisfied') AS satisfied,
       count(*) FILTER (WHERE s.result = 'satisfied_by_exception') AS satisfied_by_exception,
       count(*) FILTER (WHERE s.result = 'not_satisfied') AS not_satisfied,
       count(*) FILTER (WHERE s.result = 'not_applicable') AS not_applicable,
       count(*) FILTER (WHERE s.result = 'not_assessed') AS not_assessed, count(*) FILTER (WHERE s.result = 'manual') AS manual,
       k.sort
FROM control k
LEFT JOIN control_standing s ON s.workspace_id = tp_workspace() AND s.control_code = k.control_code
      AND ((SELECT report_filter('tenant')) IS NULL OR s.tenant_id = (SELECT report_filter('tenant'))::uuid)
GROUP BY k.control_code, k.title, k.domain, k.sort;
GRANT SELECT ON export_controls TO tp_reports, tp_worker, tp_cli;
