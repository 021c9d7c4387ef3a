-- What the line has left behind, one fact a line, without ids and times: equal for two runs that did the same, whatever died in between.
-- Times of subjects and findings are theirs by the runs that saw them, so their runs are counted instead.

SELECT 'subject', t.slug, s.family, s.object_id, s.name, s.state, s.version, encode(s.document_hash, 'hex')
  FROM subject s JOIN tenant t USING (workspace_id, tenant_id) ORDER BY t.slug, s.family, s.object_id;

SELECT 'version', t.slug, s.family, s.object_id, v.version, v.change, v.name, encode(v.document_hash, 'hex')
  FROM subject_version v JOIN subject s USING (workspace_id, subject_id) JOIN tenant t USING (workspace_id, tenant_id)
 ORDER BY t.slug, s.family, s.object_id, v.version;

SELECT 'documents', count(*) FROM document;

SELECT 'run', t.slug, r.operation, r.origin, r.state, r.outcome, r.reason, r.steps, count(*)
  FROM run r LEFT JOIN tenant t USING (workspace_id, tenant_id) GROUP BY 2, 3, 4, 5, 6, 7, 8 ORDER BY 2, 3, 4, 5, 6, 7, 8;

SELECT 'coverage', t.slug, r.operation, row_number() OVER (PARTITION BY t.slug, r.operation, a.area ORDER BY r.requested_at, r.run_id) AS nth,
       a.area, a.state, a.expected, a.read, a.skipped, a.added, a.changed, a.deleted, a.reason
  FROM run_area a JOIN run r USING (workspace_id, run_id) JOIN tenant t USING (workspace_id, tenant_id)
 ORDER BY t.slug, r.operation, nth, a.area;

SELECT 'control', t.slug, row_number() OVER (PARTITION BY t.slug, c.interpretation_code ORDER BY r.requested_at, r.run_id) AS nth,
       c.interpretation_code, c.version, c.result, c.reason, c.checked, c.failing
  FROM control_result c JOIN run r USING (workspace_id, run_id) JOIN tenant t ON (t.workspace_id, t.tenant_id) = (c.workspace_id, c.tenant_id)
 ORDER BY t.slug, nth, c.interpretation_code;

SELECT 'evidence', t.slug, e.control_code, e.source, e.name, count(*) FROM evidence_item e JOIN tenant t USING (workspace_id, tenant_id)
 GROUP BY 2, 3, 4, 5 ORDER BY 2, 3, 4, 5;

SELECT 'finding', t.slug, f.kind, f.interpretation, f.family, f.object_id, f.path, f.op, f.severity, f.state, f.last_result,
       f.reopened_count, f.row_version, encode(f.identity, 'hex'), encode(f.value_hash, 'hex'), o.login, a.login, b.login,
       (SELECT string_agg(v.result, ',' ORDER BY r.requested_at, r.run_id) FROM finding_observation v JOIN run r USING (workspace_id, run_id)
         WHERE (v.workspace_id, v.finding_id) = (f.workspace_id, f.finding_id))
  FROM finding f JOIN tenant t USING (workspace_id, tenant_id) LEFT JOIN account o ON o.account_id = f.owner_id
  LEFT JOIN account a ON a.account_id = f.assignee_id LEFT JOIN account b ON b.account_id = f.resolved_by
 ORDER BY t.slug, f.kind, f.interpretation, f.family, f.object_id, f.path;

SELECT 'exception', t.slug, f.family, f.object_id, f.path, f.interpretation, e.state, e.severity, e.row_version, r.login, a.login
  FROM exception e JOIN finding f USING (workspace_id, finding_id) JOIN tenant t ON (t.workspace_id, t.tenant_id) = (e.workspace_id, e.tenant_id)
  JOIN account r ON r.account_id = e.requester_id LEFT JOIN account a ON a.account_id = e.approver_id
 ORDER BY 2, 3, 4, 5, 6, 7, e.requested_at;

-- Whether what waits for a second person for a second gets an entry of the inbox is a matter of when the detectors look.
SELECT 'decision', t.slug, d.kind, d.source_type, d.family, d.subject_name, d.state, d.severity, d.reasons, d.count, d.row_version, a.login,
       (SELECT string_agg(concat_ws(' ', p.login, r.verb, r.from_state, r.to_state, r.note), '; ' ORDER BY r.decided_at, r.record_id)
          FROM decision_record r JOIN account p USING (account_id)
         WHERE (r.workspace_id, r.decision_id) = (d.workspace_id, d.decision_id))
  FROM decision_item d LEFT JOIN tenant t USING (workspace_id, tenant_id) LEFT JOIN account a ON a.account_id = d.assignee_id
 WHERE NOT (d.kind = 'approval_required' AND d.state = 'obsolete')
 ORDER BY t.slug, d.kind, d.source_type, d.family, d.subject_name, d.opened_at, d.row_version;

SELECT 'review', t.slug, r.version, r.title, r.state, r.row_version, a.login, (SELECT count(*) FROM review_signoff s
        WHERE (s.workspace_id, s.review_id) = (r.workspace_id, r.review_id))
  FROM review r JOIN tenant t USING (workspace_id, tenant_id) JOIN account a ON a.account_id = r.author_id ORDER BY t.slug, r.version;

SELECT 'release', t.slug, r.review_version, r.title, r.state, r.step, r.compliant, r.by_exception, r.non_compliant, r.not_assessed,
       (SELECT string_agg(concat_ws(' ', f.role, f.media_type), ', ' ORDER BY f.role, f.media_type) FROM release_file f
         WHERE (f.workspace_id, f.release_id) = (r.workspace_id, r.release_id))
  FROM release r JOIN tenant t USING (workspace_id, tenant_id) ORDER BY t.slug, r.review_version, r.state;

SELECT 'report', kind, format, state, row_count, count(*) FROM stored_report GROUP BY 2, 3, 4, 5 ORDER BY 2, 3, 4, 5;

SELECT 'timer', t.kind, t.every_s, t.failures, count(*) FROM timer t GROUP BY 2, 3, 4 ORDER BY 2, 3, 4;

-- Sessions and downloads are as often as their persons came; a run is put back and started again after a death; of the detectors' entries
-- those that stay are above. All else happens once.
SELECT 'audit', e.action, e.object_type, e.from_state, e.to_state, e.reason_code, e.actor_kind, a.login, count(*)
  FROM audit_event e LEFT JOIN account a ON a.account_id = e.actor_id
 WHERE e.action NOT LIKE 'session.%' AND e.action NOT LIKE '%.downloaded' AND e.action NOT IN ('run.started', 'run.suspended')
   AND NOT (e.reason_code = 'detector' AND e.action IN ('decision.open', 'decision.obsolete'))
 GROUP BY 2, 3, 4, 5, 6, 7, 8 ORDER BY 2, 3, 4, 5, 6, 7, 8;
