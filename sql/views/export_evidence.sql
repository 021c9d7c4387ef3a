-- The rows of the report "evidence" (shared/reports/reports.def), under the filter of the report that is being written.
DROP VIEW IF EXISTS export_evidence CASCADE;
CREATE VIEW export_evidence WITH (security_invoker = true) AS
SELECT e.evidence_id AS id, e.name, e.source, t.name AS tenant, e.tenant_id, e.control_code AS control, e.run_id, e.media_type,
       e.collected_at AS collected, encode(e.sha256, 'hex') AS sha256, length(e.body)::int8 AS size
FROM evidence_item e
JOIN tenant t ON t.workspace_id = e.workspace_id AND t.tenant_id = e.tenant_id
WHERE ((SELECT report_filter('tenant')) IS NULL OR e.tenant_id = (SELECT report_filter('tenant'))::uuid)
  AND ((SELECT report_filter('run')) IS NULL OR e.run_id = (SELECT report_filter('run'))::uuid)
  AND ((SELECT report_filter('control')) IS NULL OR e.control_code = (SELECT report_filter('control')))
  AND ((SELECT report_filter('q')) IS NULL OR strpos(lower(e.name), lower((SELECT report_filter('q')))) > 0);
GRANT SELECT ON export_evidence TO tp_reports, tp_worker, tp_cli;
