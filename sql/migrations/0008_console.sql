-- The console: what its database role may know of all workspaces. No policy lets it read a row of theirs; it has these functions alone,
-- which give metadata, and never a tenant's name, object or document.

GRANT SELECT ON timer_lease, audit_pending, schema_migration TO tp_definer;

CREATE FUNCTION console_workspaces() RETURNS TABLE (workspace_id uuid, slug text, name text) LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public AS $$
    SELECT w.workspace_id, w.slug, w.name FROM workspace w ORDER BY w.slug LIMIT 1000
$$;

CREATE FUNCTION console_run(of_run uuid) RETURNS TABLE (
        workspace_id uuid, workspace_slug text, run_id uuid, operation text, tenant_id uuid, state text, outcome text,
        reason text, origin text, attempt int4, steps int4, requested_at timestamptz, started_at timestamptz,
        finished_at timestamptz) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT r.workspace_id, w.slug, r.run_id, r.operation, r.tenant_id, r.state, r.outcome, r.reason, r.origin, r.attempt,
           r.steps, r.requested_at, r.started_at, r.finished_at
      FROM run r JOIN workspace w USING (workspace_id) WHERE r.run_id = of_run
$$;

-- Whether each part of the machinery keeps up.
CREATE FUNCTION console_health() RETURNS TABLE (
        server_version text, schema_version int4, started_at timestamptz, database_bytes int8, connections int8,
        scheduler_until timestamptz, overdue_timers int8, oldest_timer timestamptz, live_leases int8, lost_leases int8,
        waiting_jobs int8, oldest_job timestamptz, dead_jobs int8, unsealed_events int8, oldest_event timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT current_setting('server_version'), (SELECT max(m.version)::int4 FROM schema_migration m), pg_postmaster_start_time(),
           pg_database_size(current_database()),
           (SELECT count(*) FROM pg_stat_activity a WHERE a.datname = current_database()),
           (SELECT l.lease_until FROM timer_lease l), t.overdue, t.oldest, j.live, j.lost, j.waiting, j.oldest, j.dead,
           e.unsealed, e.oldest
      FROM (SELECT count(*) AS overdue, min(next_at) AS oldest FROM timer WHERE next_at <= clock_timestamp()) t,
           (SELECT count(*) FILTER (WHERE state = 'running' AND lease_until >= clock_timestamp()) AS live,
                   count(*) FILTER (WHERE state = 'running' AND lease_until < clock_timestamp()) AS lost,
                   count(*) FILTER (WHERE state = 'queued' AND run_at <= clock_timestamp()) AS waiting,
                   min(run_at) FILTER (WHERE state = 'queued' AND run_at <= clock_timestamp()) AS oldest,
                   count(*) FILTER (WHERE state = 'dead') AS dead FROM job) j,
           (SELECT count(*) AS unsealed, to_timestamp(min(('x' || left(replace(p.event_id::text, '-', ''), 12))::bit(48)::int8) / 1000.0)
                       AS oldest FROM audit_pending p) e -- event ids are UUIDv7: they begin with the milliseconds
$$;

DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT p.oid::regprocedure AS signature, p.proname AS name FROM pg_proc p
                WHERE p.proname IN ('console_workspaces', 'console_run', 'console_health') LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO tp_definer', one.signature);
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', one.signature);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %s', one.signature,
                       CASE WHEN one.name = 'console_workspaces' THEN 'tp_system, tp_cli' ELSE 'tp_system' END);
    END LOOP;
END
$$;
