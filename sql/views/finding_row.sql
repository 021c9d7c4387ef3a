-- A finding as pages and exports show it: with the names of its tenant and people.
DROP VIEW IF EXISTS finding_row CASCADE;
CREATE VIEW finding_row WITH (security_invoker = true) AS
SELECT f.workspace_id, f.finding_id, f.tenant_id, t.name AS tenant_name, f.kind, f.profile_id, f.control_code, f.family,
       coalesce((SELECT p.label FROM provider_family p WHERE p.family = f.family LIMIT 1), f.family) AS family_label,
       f.object_id, f.subject_id, f.subject_name, f.path, f.label, f.op, f.before::text AS before, f.after::text AS after,
       f.severity, f.severity_rank, f.state, f.owner_id, account_name(f.owner_id) AS owner_name, f.assignee_id,
       account_name(f.assignee_id) AS assignee_name, f.first_seen_at, f.last_seen_at, f.last_run_id, f.last_result,
       f.state_changed_at, f.resolved_by, f.reopened_count, f.due_at, f.exception_id, f.value_hash, f.row_version, f.identity
FROM finding f
JOIN tenant t ON t.workspace_id = f.workspace_id AND t.tenant_id = f.tenant_id;
GRANT SELECT ON finding_row TO tp_inbox, tp_reviews, tp_reports, tp_worker, tp_sealer, tp_cli;
