-- A workspace of a large service provider: {ROWS} findings in {SLUG}, a fifth as many subjects, a tenth as many runs, decisions and
-- audit events. Written past the triggers and keys; half of the findings are live, as after a year of work.
SET session_replication_role = replica;
-- as UUIDv7, ids grow with time: a page's rows lie beside each other
CREATE OR REPLACE FUNCTION volume_id(text, int4) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT ('0190' || lpad(to_hex($2), 8, '0') || '7' || substr(md5($1 || $2), 1, 19))::uuid
$$;
INSERT INTO workspace (workspace_id, slug, name, default_lang) VALUES (md5('{SLUG}')::uuid, '{SLUG}', '{SLUG}', 'en');
INSERT INTO account (account_id, login, name)
SELECT md5('{SLUG}' || n)::uuid, '{SLUG}' || n || '@example.test', 'Operator ' || n
  FROM generate_series(1, 20) AS n;
INSERT INTO membership (workspace_id, account_id, role)
SELECT md5('{SLUG}')::uuid, md5('{SLUG}' || n)::uuid, 'owner' FROM generate_series(1, 20) AS n;
INSERT INTO tenant (workspace_id, tenant_id, slug, name, state, created_at)
SELECT md5('{SLUG}')::uuid, md5('{SLUG}' || 't' || n)::uuid, 'tenant-' || n, 'Tenant ' || n, 'active', now()
  FROM generate_series(0, 49) AS n;
INSERT INTO baseline_profile (workspace_id, profile_id, tenant_id, name)
SELECT md5('{SLUG}')::uuid, md5('{SLUG}' || 'p' || n)::uuid, md5('{SLUG}' || 't' || n)::uuid, 'Everything'
  FROM generate_series(0, 49) AS n;
INSERT INTO run (workspace_id, run_id, operation, tenant_id, state, outcome, origin, requester_id, requested_at, started_at, finished_at)
SELECT md5('{SLUG}')::uuid, volume_id('{SLUG}r', n), 'capture', md5('{SLUG}' || 't' || n % 50)::uuid, 'completed', 'succeeded',
       'schedule', CASE n % 3 WHEN 0 THEN md5('{SLUG}' || (n % 20 + 1))::uuid END, now() - n * interval '1 minute',
       now() - n * interval '1 minute', now() - n * interval '1 minute' + interval '20 seconds'
  FROM generate_series(0, {ROWS} / 10 - 1) AS n;
INSERT INTO document (workspace_id, hash, canonical, raw, rules, created_at)
VALUES (md5('{SLUG}')::uuid, sha256('{}'), '{}', '{}', 1, now());
INSERT INTO subject (workspace_id, subject_id, tenant_id, family, object_id, name, state, version, document_hash, first_seen_at,
                     changed_at, last_seen_at, last_seen_run)
SELECT md5('{SLUG}')::uuid, volume_id('{SLUG}s', n), md5('{SLUG}' || 't' || n % 50)::uuid,
       (ARRAY['conditional_access', 'settings_catalog', 'compliance_policy', 'named_location'])[n % 4 + 1], 'object-' || n,
       'Policy ' || md5(n::text), CASE WHEN n % 20 = 0 THEN 'deleted' ELSE 'present' END, 1, sha256('{}'), now(), now(), now(),
       volume_id('{SLUG}r', 0)
  FROM generate_series(0, {ROWS} / 5 - 1) AS n;
INSERT INTO finding (workspace_id, finding_id, tenant_id, identity, identity_version, kind, profile_id, family, object_id, subject_id,
                     subject_name, path, label, op, before, after, value_hash, severity, state, assignee_id, first_seen_at,
                     last_seen_at, first_run_id, last_run_id, last_result, state_changed_at)
SELECT md5('{SLUG}')::uuid, volume_id('{SLUG}f', n), md5('{SLUG}' || 't' || n % 50)::uuid, sha256(('f' || n)::bytea), 1, 'drift',
       md5('{SLUG}' || 'p' || n % 50)::uuid, 'conditional_access', 'object-' || n / 5, volume_id('{SLUG}s', n / 5),
       'Require multifactor authentication for group ' || n / 5, '/conditions/users/excludeGroups/' || n % 7,
       'Excluded groups', 'replace',
       jsonb_build_array('5f4dcc3b-' || n, 'group of emergency accounts'), jsonb_build_array('5f4dcc3b-' || n),
       sha256(('v' || n)::bytea), (ARRAY['critical', 'high', 'medium', 'medium', 'low', 'low', 'low', 'low'])[n % 8 + 1],
       (ARRAY['open', 'resolved', 'triaged', 'verified', 'assigned', 'verified', 'open', 'risk_accepted'])[n / 3 % 8 + 1],
       CASE WHEN n / 3 % 8 = 4 THEN md5('{SLUG}' || (n % 20 + 1))::uuid END, now() - n * interval '10 seconds',
       now() - n % 86400 * interval '1 second', volume_id('{SLUG}r', 0), volume_id('{SLUG}r', 0), 'failed', now()
  FROM generate_series(0, {ROWS} - 1) AS n;
INSERT INTO decision_item (workspace_id, decision_id, tenant_id, kind, source_type, source_key, source_id, state, severity, reasons,
                           subject_name, family, opened_at, updated_at)
SELECT md5('{SLUG}')::uuid, volume_id('{SLUG}d', n), md5('{SLUG}' || 't' || n % 50)::uuid, 'drift', 'finding', 'f' || n,
       volume_id('{SLUG}f', n), (ARRAY['open', 'done', 'obsolete', 'snoozed'])[n % 4 + 1],
       (ARRAY['critical', 'high', 'medium', 'low'])[n / 4 % 4 + 1], ARRAY['new_drift'], 'Policy ' || n, 'conditional_access',
       now() - n * interval '1 minute', now()
  FROM generate_series(0, {ROWS} / 10 - 1) AS n;
INSERT INTO audit_event (workspace_id, event_id, occurred_at, action, object_type, object_id, tenant_id, actor_kind, actor_id, evidence,
                         canonical)
SELECT md5('{SLUG}')::uuid, volume_id('{SLUG}a', n), now() - n * interval '1 second', 'finding.triage', 'finding',
       volume_id('{SLUG}f', n), md5('{SLUG}' || 't' || n % 50)::uuid, 'user', md5('{SLUG}' || (n % 20 + 1))::uuid, '{}', '\x7b7d'
  FROM generate_series(0, {ROWS} / 10 - 1) AS n;
RESET session_replication_role;
DROP FUNCTION volume_id(text, int4);
