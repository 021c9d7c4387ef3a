-- The rows of the report "decisions" (shared/reports/reports.def), under the filter of the report that is being written.
DROP VIEW IF EXISTS export_decisions CASCADE;
CREATE VIEW export_decisions WITH (security_invoker = true) AS
SELECT d.decision_id AS id, d.kind, d.state, d.severity, d.tenant_name AS tenant, d.tenant_id, d.subject_name AS subject, d.family,
       d.count::int8 AS count, array_to_string(d.reasons, ' ') AS reasons, d.opened_at AS opened, d.updated_at AS updated,
       d.assignee_name AS assignee, d.snoozed_until, d.requested_by_name AS requested_by, d.decided_by_name AS decided_by,
       d.decided_at AS decided, nullif(d.reason, '') AS note, d.follow_up_run AS follow_up_run_id, d.severity_rank
FROM decision_row d
WHERE CASE (SELECT report_filter('scope'))
          WHEN 'open' THEN d.state = 'open'
          WHEN 'snoozed' THEN d.state = 'snoozed'
          WHEN 'under_way' THEN d.state IN ('approved', 'executing', 'executed', 'failed')
          WHEN 'done' THEN d.state IN ('rejected', 'done', 'verified', 'obsolete')
          ELSE (SELECT report_filter('scope')) IS NULL END
  AND ((SELECT report_filter('kind')) IS NULL OR d.kind = (SELECT report_filter('kind')))
  AND ((SELECT report_filter('severity')) IS NULL OR d.severity = (SELECT report_filter('severity')))
  AND ((SELECT report_filter('tenant')) IS NULL OR d.tenant_id = (SELECT report_filter('tenant'))::uuid);
GRANT SELECT ON export_decisions TO tp_reports, tp_worker, tp_cli;
