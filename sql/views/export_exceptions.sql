-- The rows of the report "exceptions" (shared/reports/reports.def), under the filter of the report that is being written.
DROP VIEW IF EXISTS export_exceptions CASCADE;
CREATE VIEW export_exceptions WITH (security_invoker = true) AS
SELECT e.exception_id AS id, e.finding_id, e.tenant_name AS tenant, e.tenant_id, e.state, e.severity, e.family,
       e.subject_name AS object_name, e.path, e.label AS title, e.justification, e.requester_name AS requested_by,
       e.requested_at AS requested, e.approver_name AS decided_by, e.decided_at AS decided, e.decision_note, e.starts_at AS starts,
       e.expires_at AS expires, e.ended_at AS ended, e.stale
FROM exception_row e
WHERE CASE (SELECT report_filter('scope'))
          WHEN 'requested' THEN e.state IN ('requested', 'changes_requested')
          WHEN 'active' THEN e.state IN ('approved', 'active')
          WHEN 'expiring' THEN e.state = 'expiring'
          WHEN 'ended' THEN e.state IN ('withdrawn', 'rejected', 'expired', 'revoked', 'superseded')
          ELSE (SELECT report_filter('scope')) IS NULL AND e.state <> 'draft' END
  AND ((SELECT report_filter('tenant')) IS NULL OR e.tenant_id = (SELECT report_filter('tenant'))::uuid)
  AND ((SELECT report_filter('finding')) IS NULL OR e.finding_id = (SELECT report_filter('finding'))::uuid);
GRANT SELECT ON export_exceptions TO tp_reports, tp_worker, tp_cli;
