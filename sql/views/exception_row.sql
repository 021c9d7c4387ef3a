-- Whether what was accepted is not what is there today: the value, its severity, the interpretation's version or a name (domain.md 1).
CREATE OR REPLACE FUNCTION exception_is_stale(frozen jsonb, f finding, tenant_name text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT frozen IS NOT NULL
       AND (frozen ->> 'value_hash' <> encode(f.value_hash, 'hex') OR frozen ->> 'severity' <> f.severity
            OR coalesce((frozen ->> 'interpretation_version')::int4, f.interpretation_version) <> f.interpretation_version
            OR frozen ->> 'subject' <> f.subject_name OR coalesce(frozen ->> 'tenant', tenant_name) <> tenant_name)
$$;

-- The end that was agreed on before any extension: that of the first of the exceptions that follow one another.
CREATE OR REPLACE FUNCTION exception_original_end(workspace uuid, exception uuid) RETURNS timestamptz LANGUAGE sql STABLE AS $$
    WITH RECURSIVE chain AS (
        SELECT e.supersedes, e.expires_at FROM exception e WHERE e.workspace_id = workspace AND e.exception_id = exception
        UNION ALL
        SELECT o.supersedes, o.expires_at FROM exception o JOIN chain c ON o.workspace_id = workspace AND o.exception_id = c.supersedes
    ) SELECT c.expires_at FROM chain c WHERE c.supersedes IS NULL
$$;

-- An exception as pages and exports show it: with the finding that it covers as that is today.
DROP VIEW IF EXISTS exception_row CASCADE;
CREATE VIEW exception_row WITH (security_invoker = true) AS
SELECT e.workspace_id, e.exception_id, e.tenant_id, t.name AS tenant_name, e.finding_id, f.subject_name, f.path, f.label,
       f.family,
       coalesce((SELECT p.label FROM provider_family p WHERE p.family = f.family LIMIT 1), f.family) AS family_label, f.before::text AS before,
       f.after::text AS after, f.op, e.state, e.severity, e.justification, e.requester_id, account_name(e.requester_id) AS requester_name,
       e.requested_at, e.approver_id, account_name(e.approver_id) AS approver_name, e.decided_at, e.decision_note,
       e.starts_at, e.expires_at, e.frozen::text AS frozen, e.frozen_hash, f.value_hash, f.severity AS finding_severity,
       f.state AS finding_state, f.kind AS finding_kind, f.interpretation, f.interpretation_version,
       f.assignee_id AS finding_assignee, e.supersedes, e.ended_at, e.end_reason, exception_is_stale(e.frozen, f, t.name) AS stale,
       e.row_version
FROM exception e
JOIN finding f ON f.workspace_id = e.workspace_id AND f.finding_id = e.finding_id
JOIN tenant t ON t.workspace_id = e.workspace_id AND t.tenant_id = e.tenant_id;
GRANT SELECT ON exception_row TO tp_inbox, tp_reviews, tp_reports, tp_worker, tp_sealer, tp_cli;
