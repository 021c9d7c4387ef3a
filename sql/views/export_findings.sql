-- The rows of the report "findings" (shared/reports/reports.def), under the filter of the report that is being written.
DROP VIEW IF EXISTS export_findings CASCADE;
CREATE VIEW export_findings WITH (security_invoker = true) AS
SELECT f.finding_id AS id, encode(f.identity, 'hex') AS identity, t.name AS tenant, f.tenant_id, f.severity, f.state,
       f.kind AS source, f.family, f.object_id, f.subject_name AS object_name, f.path, f.label AS title,
       f.before::text AS before, f.after::text AS after,
       CASE WHEN f.owner_id IS NOT NULL THEN account_name(f.owner_id) END AS owner,
       CASE WHEN f.assignee_id IS NOT NULL THEN account_name(f.assignee_id) END AS assignee,
       f.first_seen_at AS first_seen, f.last_seen_at AS last_seen, f.due_at AS due, f.reopened_count::int8 AS reopened_count,
       f.severity_rank
FROM finding f
JOIN tenant t ON t.workspace_id = f.workspace_id AND t.tenant_id = f.tenant_id
WHERE ((SELECT report_filter('tenant')) IS NULL OR f.tenant_id = (SELECT report_filter('tenant'))::uuid)
  AND ((SELECT report_filter('state')) IS NULL OR f.state = (SELECT report_filter('state')))
  -- the tabs of the list of findings: a state that is asked for goes before a tab's own states
  AND ((SELECT report_filter('scope')) IS NULL OR (SELECT report_filter('state')) IS NOT NULL
       OR (f.state IN ('open', 'triaged', 'assigned')) = ((SELECT report_filter('scope')) <> 'closed'))
  AND ((SELECT report_filter('scope')) IS DISTINCT FROM 'mine' OR f.assignee_id = (SELECT tp_account())) -- who asked for it
  AND ((SELECT report_filter('scope')) IS DISTINCT FROM 'intake' OR f.assignee_id IS NULL)
  AND ((SELECT report_filter('severity')) IS NULL OR f.severity = (SELECT report_filter('severity')))
  AND ((SELECT report_filter('family')) IS NULL OR f.family = (SELECT report_filter('family')))
  AND ((SELECT report_filter('q')) IS NULL OR strpos(lower(f.subject_name), lower((SELECT report_filter('q')))) > 0);
GRANT SELECT ON export_findings TO tp_reports, tp_worker, tp_cli;
