-- The rows of the report "baselines" (shared/reports/reports.def), under the filter of the report that is being written.
DROP VIEW IF EXISTS export_baselines CASCADE;
CREATE VIEW export_baselines WITH (security_invoker = true) AS
SELECT b.profile_id AS id, b.name, b.tenant_name AS tenant, b.tenant_id, array_to_string(b.families, ' ') AS families, b.name_prefix,
       b.approved AS snapshot_id, b.approved_at AS approved, b.proposed::int8 AS proposed, b.created_at AS created
FROM baseline_row b
WHERE (SELECT report_filter('tenant')) IS NULL OR b.tenant_id = (SELECT report_filter('tenant'))::uuid;
GRANT SELECT ON export_baselines TO tp_reports, tp_worker, tp_cli;
