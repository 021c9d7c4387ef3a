-- An entry of the inbox as pages and exports show it: with the names of its tenant and people.
DROP VIEW IF EXISTS decision_row CASCADE;
CREATE VIEW decision_row WITH (security_invoker = true) AS
SELECT d.workspace_id, d.decision_id, d.tenant_id, t.name AS tenant_name, d.kind, d.source_type, d.source_key, d.source_id, d.state,
       d.severity, d.severity_rank, d.reasons, d.count, d.subject_name, d.family,
       coalesce((SELECT p.label FROM provider_family p WHERE p.family = d.family LIMIT 1), d.family) AS family_label, d.assignee_id,
       account_name(d.assignee_id) AS assignee_name, d.snoozed_until, d.value_hash, d.requested_by,
       account_name(d.requested_by) AS requested_by_name, d.decided_by, account_name(d.decided_by) AS decided_by_name, d.decided_at,
       d.reason, d.follow_up_run, d.opened_at, d.updated_at, d.row_version
FROM decision_item d
LEFT JOIN tenant t ON t.workspace_id = d.workspace_id AND t.tenant_id = d.tenant_id;
GRANT SELECT ON decision_row TO tp_inbox, tp_reviews, tp_reports, tp_worker, tp_sealer, tp_cli;
