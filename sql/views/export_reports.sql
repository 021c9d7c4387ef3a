-- The rows of the report "reports" (shared/reports/reports.def): the stored reports themselves.
DROP VIEW IF EXISTS export_reports CASCADE;
CREATE VIEW export_reports WITH (security_invoker = true) AS
SELECT r.report_id AS id, r.kind AS report, r.format, r.parameters::text AS parameters, r.state, r.reason,
       account_name(r.requested_by) AS requested_by, r.created_at AS created, r.finished_at AS finished, r.expires_at AS expires,
       r.row_count, r.size_bytes AS size, encode(r.sha256, 'hex') AS sha256, r.run_id
FROM stored_report r;
GRANT SELECT ON export_reports TO tp_reports, tp_worker, tp_cli;
