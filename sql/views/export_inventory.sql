-- The rows of the report "inventory" (shared/reports/reports.def), under the filter of the report that is being written.
DROP VIEW IF EXISTS export_inventory CASCADE;
CREATE VIEW export_inventory WITH (security_invoker = true) AS
SELECT s.subject_id AS id, t.name AS tenant, s.tenant_id, s.family, s.object_id, s.name, s.state, s.version::int8 AS version,
       encode(s.document_hash, 'hex') AS content_sha256, s.first_seen_at AS first_seen, s.last_seen_at AS last_seen,
       s.changed_at AS changed
FROM subject s
JOIN tenant t ON t.workspace_id = s.workspace_id AND t.tenant_id = s.tenant_id
WHERE ((SELECT report_filter('tenant')) IS NULL OR s.tenant_id = (SELECT report_filter('tenant'))::uuid)
  AND ((SELECT report_filter('state')) IS NULL OR s.state = (SELECT report_filter('state')))
  AND ((SELECT report_filter('family')) IS NULL OR s.family = (SELECT report_filter('family')))
  AND ((SELECT report_filter('q')) IS NULL OR strpos(lower(s.name), lower((SELECT report_filter('q')))) > 0);
GRANT SELECT ON export_inventory TO tp_reports, tp_worker, tp_cli;
