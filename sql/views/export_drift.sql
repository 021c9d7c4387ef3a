-- The rows of the report "drift" (shared/reports/reports.def), under the filter of the report that is being written.
DROP VIEW IF EXISTS export_drift CASCADE;
CREATE VIEW export_drift WITH (security_invoker = true) AS
SELECT d.snapshot_id AS id, d.profile_name AS baseline, d.profile_id AS baseline_id, d.tenant_name AS tenant, d.tenant_id,
       d.item_count::int8 AS item_count, d.subjects::int8 AS differing_count, d.critical::int8 AS critical, d.high::int8 AS high,
       d.medium::int8 AS medium, d.low::int8 AS low, d.info::int8 AS info, d.decided_at AS approved, d.compared_at AS compared,
       d.compare AS run_id
FROM drift_row d
WHERE (SELECT report_filter('tenant')) IS NULL OR d.tenant_id = (SELECT report_filter('tenant'))::uuid;
GRANT SELECT ON export_drift TO tp_reports, tp_worker, tp_cli;
