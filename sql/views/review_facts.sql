-- What a review freezes: what its author wrote, and everything that is known of the tenant at its evaluation, as one JSON document. jsonb's
-- text form is the same for the same content, so that its SHA-256 is what reviewers sign. Times are microseconds since 1970, UTC.
CREATE OR REPLACE FUNCTION time_us(at timestamptz) RETURNS int8 LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT (extract(epoch FROM at) * 1000000)::int8 $$;

-- A family's name, a msgid; its code where no provider knows it.
CREATE OR REPLACE FUNCTION family_label(code text) RETURNS text LANGUAGE sql STABLE SET search_path = public AS
$$ SELECT coalesce((SELECT f.label FROM provider_family f WHERE f.family = code LIMIT 1), code) $$;

CREATE OR REPLACE FUNCTION review_facts(workspace uuid, tenant uuid, evaluation uuid, period_from date, period_to date)
RETURNS jsonb LANGUAGE sql STABLE SET search_path = public AS $$
    SELECT jsonb_build_object(
        'schema', 'tenantpilot.review_facts/1',
        'tenant', (SELECT jsonb_build_object('id', t.tenant_id, 'name', t.name) FROM tenant t
                   WHERE t.workspace_id = workspace AND t.tenant_id = tenant),
        'workspace', (SELECT jsonb_build_object('id', w.workspace_id, 'name', w.name, 'time_zone', w.time_zone) FROM workspace w
                      WHERE w.workspace_id = workspace),
        'numbers', (SELECT jsonb_build_object('compliant', p.compliant, 'by_exception', p.by_exception,
                        'non_compliant', p.non_compliant, 'not_assessed', p.not_assessed)
                    FROM tenant_posture p WHERE p.workspace_id = workspace AND p.tenant_id = tenant AND p.run_id = evaluation),
        'previous', (SELECT jsonb_build_object('compliant', r.compliant, 'by_exception', r.by_exception,
                        'non_compliant', r.non_compliant, 'not_assessed', r.not_assessed, 'released_us', time_us(r.shown_at))
                     FROM release r WHERE r.workspace_id = workspace AND r.tenant_id = tenant AND r.state = 'shown'),
        'findings', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                        'id', f.finding_id, 'identity', encode(f.identity, 'hex'), 'severity', f.severity, 'state', f.state,
                        'kind', f.kind, 'control', f.control_code, 'family', f.family, 'family_label', family_label(f.family), 'object_id', f.object_id,
                        'object_name', f.subject_name, 'path', f.path, 'label', f.label, 'op', f.op, 'before', f.before, 'after', f.after,
                        'first_seen_us', time_us(f.first_seen_at), 'last_seen_us', time_us(f.last_seen_at), 'due_us', time_us(f.due_at),
                        'reopened', f.reopened_count, 'last_result', f.last_result,
                        'since', CASE WHEN f.state IN ('resolved', 'verified') THEN 'resolved'
                                      WHEN f.reopened_count > 0 AND f.state_changed_at::date >= period_from THEN 'reopened'
                                      WHEN f.first_seen_at::date >= period_from THEN 'new' ELSE 'unchanged' END)
                        ORDER BY f.severity_rank, f.family, f.subject_name, f.path, f.finding_id), '[]')
                     FROM finding f WHERE f.workspace_id = workspace AND f.tenant_id = tenant
                       AND (f.state NOT IN ('resolved', 'verified') OR f.state_changed_at::date BETWEEN period_from AND period_to)),
        'exceptions', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                        'id', e.exception_id, 'finding', e.finding_id, 'state', e.state, 'severity', e.frozen ->> 'severity',
                        'object_name', e.frozen ->> 'subject', 'path', e.frozen ->> 'path', 'label', f.label,
                        'value_hash', e.frozen ->> 'value_hash', 'justification', e.justification,
                        'requested_by', account_name(e.requester_id), 'approved_by', account_name(e.approver_id),
                        'requested_us', time_us(e.requested_at), 'approved_us', time_us(e.decided_at), 'starts_us', time_us(e.starts_at),
                        'expires_us', time_us(e.expires_at), 'original_expires_us', time_us(exception_original_end(workspace, e.exception_id)),
                        'stale', exception_is_stale(e.frozen, f, t.name))
                        ORDER BY e.expires_at, e.exception_id), '[]')
                       FROM exception e JOIN finding f ON f.workspace_id = e.workspace_id AND f.finding_id = e.finding_id
                       JOIN tenant t ON t.workspace_id = e.workspace_id AND t.tenant_id = e.tenant_id
                       WHERE e.workspace_id = workspace AND e.tenant_id = tenant AND e.state IN ('active', 'expiring')),
        'decisions', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                        'id', d.decision_id, 'kind', d.kind, 'state', d.state, 'source', d.source_id, 'subject', d.subject_name,
                        'decided_by', account_name(d.decided_by), 'reason', d.reason, 'seen_hash', encode(d.shown_hash, 'hex'),
                        'decided_us', time_us(d.decided_at)) ORDER BY d.decided_at, d.decision_id), '[]')
                      FROM decision_item d WHERE d.workspace_id = workspace AND d.tenant_id = tenant AND d.decided_at IS NOT NULL
                        AND d.decided_at::date BETWEEN period_from AND period_to),
        'runs', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                        'id', r.run_id, 'operation', r.operation, 'outcome', r.outcome, 'reason', r.reason,
                        'started_us', time_us(r.started_at), 'finished_us', time_us(r.finished_at),
                        'areas', (SELECT coalesce(jsonb_agg(jsonb_build_object('code', a.area, 'label', family_label(a.area), 'state', a.state, 'expected', a.expected,
                                    'read', a.read, 'skipped', a.skipped, 'reason', a.reason) ORDER BY a.position), '[]')
                                  FROM run_area a WHERE a.workspace_id = workspace AND a.run_id = r.run_id))
                        ORDER BY r.run_id DESC), '[]')
                 FROM (SELECT * FROM run WHERE workspace_id = workspace AND tenant_id = tenant AND state = 'completed'
                         AND finished_at::date BETWEEN period_from AND period_to ORDER BY run_id DESC LIMIT 200) AS r),
        'controls', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                        'interpretation', c.interpretation_code, 'version', c.version, 'code', c.control_code, 'title', i.title,
                        'control_title', k.title, 'domain', k.domain, 'severity', i.severity, 'result', c.result, 'reason', c.reason,
                        'checked', c.checked, 'failing', c.failing, 'remedy', i.remedy, 'assessed_us', time_us(c.evaluated_at),
                        'spine', k.spine, 'evidence', encode(e.sha256, 'hex')) ORDER BY k.sort, c.interpretation_code), '[]')
                     FROM control_result c
                     JOIN control k ON k.control_code = c.control_code
                     JOIN control_interpretation i ON i.interpretation_code = c.interpretation_code AND i.version = c.version
                     LEFT JOIN evidence_item e ON e.workspace_id = c.workspace_id AND e.evidence_id = c.evidence_id
                     WHERE c.workspace_id = workspace AND c.tenant_id = tenant AND c.run_id = evaluation),
        'evidence', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', e.evidence_id, 'sha256', encode(e.sha256, 'hex'), 'name', e.name,
                        'control', e.control_code, 'source', e.source, 'media_type', e.media_type,
                        'collected_us', time_us(e.collected_at)) ORDER BY e.control_code, e.name), '[]')
                     FROM evidence_item e WHERE e.workspace_id = workspace AND e.tenant_id = tenant AND e.run_id = evaluation))
$$;

CREATE OR REPLACE FUNCTION review_facts(r review) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public AS $$
    SELECT review_facts(r.workspace_id, r.tenant_id, r.run_id, r.period_from, r.period_to) || jsonb_build_object(
        'review', jsonb_build_object(
            'id', r.review_id, 'version', r.version, 'title', r.title, 'period_from', r.period_from, 'period_to', r.period_to,
            'summary', r.summary, 'limitations', r.limitations, 'control_profile', r.control_profile,
            'scoring_version', r.scoring_version, 'author', account_name(r.author_id)),
        'baselines', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                          'id', s.snapshot_id, 'name', p.name, 'items', s.item_count, 'content_hash', encode(s.content_hash, 'hex'),
                          'proposed_by', account_name(s.proposed_by), 'approved_by', account_name(s.decided_by),
                          'approved_us', time_us(s.decided_at)) ORDER BY p.name, s.snapshot_id), '[]')
                      FROM baseline_snapshot s
                      JOIN baseline_profile p ON p.workspace_id = s.workspace_id AND p.profile_id = s.profile_id
                      WHERE s.workspace_id = r.workspace_id AND s.tenant_id = r.tenant_id AND s.state = 'approved'))
$$;
