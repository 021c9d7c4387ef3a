-- The estate: providers as reference data, tenants and their connections, jobs and timers, operation runs with coverage, and the
-- inventory of governed subjects with the documents that they were seen as.

-- ---- reference data, loaded by migrate from the adapters' tables ----

CREATE TABLE provider (
    provider text PRIMARY KEY,
    label    text NOT NULL
);

-- What a run can be of: core/run/operation_types.def.
CREATE TABLE operation_type (
    operation text PRIMARY KEY,
    label     text NOT NULL
);

CREATE TABLE provider_family (
    provider   text NOT NULL REFERENCES provider,
    family     text NOT NULL,
    label      text NOT NULL,
    severity   text NOT NULL CHECK (severity IN ('critical', 'high', 'medium', 'low')),
    licence    text,
    rate_class text NOT NULL,
    position   integer NOT NULL,
    PRIMARY KEY (provider, family)
);

CREATE TABLE provider_permission (
    provider   text NOT NULL,
    family     text NOT NULL,
    permission text NOT NULL,
    purpose    text NOT NULL,
    PRIMARY KEY (provider, family, permission),
    FOREIGN KEY (provider, family) REFERENCES provider_family
);

-- ---- tenants and connections ----

CREATE TABLE tenant (
    workspace_id uuid NOT NULL REFERENCES workspace,
    tenant_id    uuid NOT NULL,
    slug         text NOT NULL CHECK (slug ~ '^[a-z0-9](-?[a-z0-9])*$' AND length(slug) <= 60),
    name         text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    state        text NOT NULL CHECK (state IN ('active', 'archived')),
    created_at   timestamptz NOT NULL,
    row_version  integer NOT NULL DEFAULT 1,
    PRIMARY KEY (workspace_id, tenant_id),
    UNIQUE (workspace_id, slug)
);

CREATE TABLE connection (
    workspace_id    uuid NOT NULL,
    connection_id   uuid NOT NULL,
    tenant_id       uuid NOT NULL,
    provider        text NOT NULL REFERENCES provider,
    external_tenant text NOT NULL CHECK (length(external_tenant) BETWEEN 1 AND 200),
    client          text NOT NULL CHECK (length(client) BETWEEN 1 AND 200),
    base_url        text NOT NULL DEFAULT '' CHECK (length(base_url) <= 200),
    login_url       text NOT NULL DEFAULT '' CHECK (length(login_url) <= 200),
    state           text NOT NULL CHECK (state IN ('untested', 'ready', 'limited', 'broken')),
    reason          text,
    tested_at       timestamptz,
    secret_set_at   timestamptz NOT NULL,
    created_at      timestamptz NOT NULL,
    row_version     integer NOT NULL DEFAULT 1,
    PRIMARY KEY (workspace_id, connection_id),
    UNIQUE (workspace_id, tenant_id, provider),
    FOREIGN KEY (workspace_id, tenant_id) REFERENCES tenant
);

-- Sealed for the worker's public key: whoever reads this row can do nothing with it. Pages may write it, the worker alone reads it.
CREATE TABLE connection_secret (
    workspace_id  uuid NOT NULL,
    connection_id uuid NOT NULL,
    sealed        bytea NOT NULL CHECK (octet_length(sealed) BETWEEN 49 AND 8192),
    set_at        timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, connection_id),
    FOREIGN KEY (workspace_id, connection_id) REFERENCES connection
);

CREATE TABLE connection_permission (
    workspace_id  uuid NOT NULL,
    connection_id uuid NOT NULL,
    permission    text NOT NULL,
    standing      text NOT NULL CHECK (standing IN ('granted', 'missing', 'unlicensed', 'unknown')),
    reason        text,
    seen_at       timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, connection_id, permission),
    FOREIGN KEY (workspace_id, connection_id) REFERENCES connection
);

-- The key under which a tenant's secrets are digested. Made once; a second would make every secret look changed.
CREATE TABLE tenant_secret (
    workspace_id uuid NOT NULL,
    tenant_id    uuid NOT NULL,
    sealed_key   bytea NOT NULL,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, tenant_id),
    FOREIGN KEY (workspace_id, tenant_id) REFERENCES tenant
);

-- The worker's public key, for which pages seal. Only the worker can announce one; the newest counts.
CREATE TABLE worker_key (
    public_key bytea PRIMARY KEY CHECK (octet_length(public_key) = 32),
    created_at timestamptz NOT NULL
);

-- ---- operation runs ----

CREATE TABLE run (
    workspace_id        uuid NOT NULL REFERENCES workspace,
    run_id              uuid NOT NULL,
    operation           text NOT NULL REFERENCES operation_type,
    tenant_id           uuid,
    object_id           uuid,
    args                text NOT NULL DEFAULT '',
    state               text NOT NULL CHECK (state IN ('queued', 'running', 'completed')),
    outcome             text CHECK (outcome IN ('succeeded', 'partial', 'failed', 'blocked', 'cancelled')),
    reason              text,
    origin              text NOT NULL CHECK (origin IN ('person', 'schedule', 'follow_up', 'command')),
    requester_id        uuid,
    on_behalf_of        text NOT NULL DEFAULT '',
    caused_by           uuid,
    retry_of            uuid,
    attempt             integer NOT NULL DEFAULT 0,
    steps               integer NOT NULL DEFAULT 0,
    requested_at        timestamptz NOT NULL,
    started_at          timestamptz,
    progressed_at       timestamptz,
    finished_at         timestamptz,
    cancel_requested_at timestamptz,
    cancel_requester_id uuid,
    row_version         integer NOT NULL DEFAULT 1,
    PRIMARY KEY (workspace_id, run_id),
    FOREIGN KEY (workspace_id, tenant_id) REFERENCES tenant,
    FOREIGN KEY (workspace_id, caused_by) REFERENCES run,
    FOREIGN KEY (workspace_id, retry_of) REFERENCES run,
    CHECK ((state = 'completed') = (outcome IS NOT NULL)),
    CHECK ((state = 'completed') = (finished_at IS NOT NULL)),
    CHECK (outcome IS NULL OR outcome = 'succeeded' OR reason IS NOT NULL)
);
CREATE INDEX run_by_time ON run (workspace_id, requested_at DESC, run_id DESC);
CREATE INDEX run_by_tenant ON run (workspace_id, tenant_id, operation, requested_at DESC, run_id DESC);
CREATE INDEX run_by_operation ON run (workspace_id, operation, requested_at DESC, run_id DESC);
CREATE INDEX run_by_outcome ON run (workspace_id, outcome, requested_at DESC, run_id DESC) WHERE outcome <> 'succeeded';
CREATE INDEX run_live ON run (workspace_id, operation, tenant_id) WHERE state <> 'completed';

-- Coverage, and with it the checkpoint of a capture: where reading goes on is the cursor of the first area that is not closed.
CREATE TABLE run_area (
    workspace_id uuid NOT NULL,
    run_id       uuid NOT NULL,
    area         text NOT NULL,
    position     integer NOT NULL,
    state        text NOT NULL CHECK (state IN ('pending', 'reading', 'read', 'not_read')),
    expected     integer NOT NULL DEFAULT 0,
    read         integer NOT NULL DEFAULT 0,
    skipped      integer NOT NULL DEFAULT 0,
    added        integer NOT NULL DEFAULT 0,
    changed      integer NOT NULL DEFAULT 0,
    deleted      integer NOT NULL DEFAULT 0,
    reason       text,
    detail       text,
    cursor       text,
    PRIMARY KEY (workspace_id, run_id, area),
    FOREIGN KEY (workspace_id, run_id) REFERENCES run,
    CHECK (state <> 'not_read' OR reason IS NOT NULL)
);

CREATE TABLE run_step (
    workspace_id uuid NOT NULL,
    run_id       uuid NOT NULL,
    step         integer NOT NULL,
    area         text NOT NULL DEFAULT '',
    items        integer NOT NULL DEFAULT 0,
    attempt      integer NOT NULL,
    at           timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, run_id, step),
    FOREIGN KEY (workspace_id, run_id) REFERENCES run
);

-- What the person who asked may do now, in the transaction's workspace: nothing any more when the account is disabled.
CREATE FUNCTION requester_roles(who uuid) RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT m.role FROM membership m JOIN account a USING (account_id)
     WHERE m.workspace_id = tp_workspace() AND m.account_id = who AND a.state = 'active' ORDER BY m.role
$$;

-- What went wrong in the words of machines: for the console alone.
CREATE TABLE run_error (
    workspace_id uuid NOT NULL,
    run_id       uuid NOT NULL,
    error_id     uuid NOT NULL,
    area         text NOT NULL DEFAULT '',
    detail       text NOT NULL,
    at           timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, run_id, error_id),
    FOREIGN KEY (workspace_id, run_id) REFERENCES run
);

-- Provider access switched off: everywhere (both NULL), for one workspace, or for one provider.
CREATE TABLE switch (
    switch_id  uuid PRIMARY KEY,
    scope      text NOT NULL CHECK (scope IN ('global', 'workspace', 'provider')),
    target     text NOT NULL DEFAULT '',
    note       text NOT NULL CHECK (length(note) BETWEEN 1 AND 1000),
    set_by     uuid,
    set_at     timestamptz NOT NULL,
    UNIQUE (scope, target),
    CHECK ((scope = 'global') = (target = ''))
);

CREATE TABLE operation_window (
    workspace_id uuid NOT NULL REFERENCES workspace,
    window_id    uuid NOT NULL,
    tenant_id    uuid,
    kind         text NOT NULL CHECK (kind IN ('maintenance', 'freeze')),
    starts_at    timestamptz NOT NULL,
    ends_at      timestamptz NOT NULL CHECK (ends_at > starts_at),
    note         text NOT NULL DEFAULT '',
    PRIMARY KEY (workspace_id, window_id),
    FOREIGN KEY (workspace_id, tenant_id) REFERENCES tenant
);

-- ---- jobs ----

CREATE TABLE job (
    workspace_id uuid NOT NULL REFERENCES workspace,
    job_id       uuid NOT NULL,
    kind         text NOT NULL,
    run_id       uuid,
    tenant_id    uuid,
    args         text NOT NULL DEFAULT '',
    checkpoint   text NOT NULL DEFAULT '',
    state        text NOT NULL CHECK (state IN ('queued', 'running', 'dead')),
    priority     integer NOT NULL,
    run_at       timestamptz NOT NULL,
    attempt      integer NOT NULL DEFAULT 0,
    max_attempts integer NOT NULL CHECK (max_attempts BETWEEN 1 AND 100),
    unique_key   text,
    lease_token  uuid,
    lease_until  timestamptz,
    problem      text,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, job_id),
    FOREIGN KEY (workspace_id, run_id) REFERENCES run,
    FOREIGN KEY (workspace_id, tenant_id) REFERENCES tenant,
    CHECK ((state = 'running') = (lease_token IS NOT NULL)),
    CHECK ((lease_token IS NULL) = (lease_until IS NULL))
);
CREATE UNIQUE INDEX job_unique ON job (workspace_id, unique_key) WHERE unique_key IS NOT NULL AND state <> 'dead';
CREATE INDEX job_queue ON job (workspace_id, priority, run_at, job_id) WHERE state = 'queued';
CREATE INDEX job_leases ON job (lease_until) WHERE state = 'running';
CREATE INDEX job_dead ON job (workspace_id, created_at DESC, job_id DESC) WHERE state = 'dead';
CREATE INDEX job_by_run ON job (workspace_id, run_id);
ALTER TABLE job SET (autovacuum_vacuum_scale_factor = 0.02);

-- Whose turn it is: the workspace that has waited longest since it was last given a worker.
CREATE TABLE job_turn (
    workspace_id uuid PRIMARY KEY REFERENCES workspace,
    claimed_at   timestamptz NOT NULL DEFAULT '-infinity'
);
SELECT tp_isolate('job_turn');
GRANT SELECT, INSERT, UPDATE ON job_turn TO tp_definer;

CREATE FUNCTION job_turn_add() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    INSERT INTO job_turn (workspace_id) VALUES (NEW.workspace_id) ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
ALTER FUNCTION job_turn_add() OWNER TO tp_definer;
CREATE TRIGGER job_turn_add AFTER INSERT ON workspace FOR EACH ROW EXECUTE FUNCTION job_turn_add();

CREATE FUNCTION job_announce() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('job', '');
    RETURN NULL;
END
$$;
CREATE TRIGGER job_announce AFTER INSERT ON job FOR EACH STATEMENT EXECUTE FUNCTION job_announce();

-- One job of one of `kinds`, with a new lease: first one whose worker has gone silent, then one of the workspace that has waited
-- longest. Nothing waits for a row that another worker is about to take.
CREATE FUNCTION job_claim(kinds text[], lease_s int8) RETURNS SETOF job LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public AS $$
DECLARE
    turn  record;
    found_workspace uuid;
    found_job       uuid;
BEGIN
    SELECT j.workspace_id, j.job_id INTO found_workspace, found_job FROM job j
     WHERE j.state = 'running' AND j.lease_until < clock_timestamp() AND j.kind = ANY (kinds)
     ORDER BY j.lease_until LIMIT 1 FOR UPDATE SKIP LOCKED;
    IF found_job IS NULL THEN
        FOR turn IN SELECT t.workspace_id FROM job_turn t
                     WHERE EXISTS (SELECT FROM job j WHERE j.workspace_id = t.workspace_id AND j.state = 'queued')
                     ORDER BY t.claimed_at, t.workspace_id LOOP
            SELECT j.workspace_id, j.job_id INTO found_workspace, found_job FROM job j
             WHERE j.workspace_id = turn.workspace_id AND j.state = 'queued' AND j.run_at <= clock_timestamp()
               AND j.kind = ANY (kinds)
             ORDER BY j.priority, j.run_at, j.job_id LIMIT 1 FOR UPDATE SKIP LOCKED;
            EXIT WHEN found_job IS NOT NULL;
        END LOOP;
        UPDATE job_turn SET claimed_at = clock_timestamp() WHERE workspace_id = found_workspace;
    END IF;
    IF found_job IS NOT NULL THEN
        RETURN QUERY UPDATE job SET state = 'running', attempt = attempt + 1, lease_token = gen_random_uuid(),
                            lease_until = clock_timestamp() + lease_s * interval '1 second'
                      WHERE workspace_id = found_workspace AND job_id = found_job RETURNING *;
    END IF;
END
$$;

-- Keeps the leases of workers that are alive; a lease that is already another's stays so.
CREATE FUNCTION job_beat(leases uuid[], lease_s int8) RETURNS int8 LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    WITH kept AS (UPDATE job SET lease_until = clock_timestamp() + lease_s * interval '1 second'
                   WHERE state = 'running' AND lease_token = ANY (leases) RETURNING 1)
    SELECT count(*) FROM kept
$$;

-- Gives back at once what a worker held that is known to be dead.
CREATE FUNCTION job_expire(leases uuid[]) RETURNS int8 LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    WITH gone AS (UPDATE job SET lease_until = clock_timestamp()
                   WHERE state = 'running' AND lease_token = ANY (leases) RETURNING 1)
    SELECT count(*) FROM gone
$$;

-- The console's: the figures of all workspaces, no content.
CREATE FUNCTION job_figures() RETURNS TABLE (kind text, state text, jobs int8, oldest timestamptz) LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public AS $$
    SELECT j.kind, CASE WHEN j.state = 'queued' AND j.run_at > clock_timestamp() THEN 'waiting' ELSE j.state END, count(*),
           min(CASE j.state WHEN 'queued' THEN j.run_at ELSE j.created_at END)
      FROM job j GROUP BY 1, 2 ORDER BY 1, 2
$$;

CREATE FUNCTION job_dead_list(after_at timestamptz, after_id uuid, rows int4) RETURNS TABLE (
        workspace_id uuid, workspace_slug text, job_id uuid, kind text, run_id uuid, attempt int4, problem text,
        created_at timestamptz) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT j.workspace_id, w.slug, j.job_id, j.kind, j.run_id, j.attempt, j.problem, j.created_at
      FROM job j JOIN workspace w USING (workspace_id)
     WHERE j.state = 'dead' AND (after_at IS NULL OR (j.created_at, j.job_id) < (after_at, after_id))
     ORDER BY j.created_at DESC, j.job_id DESC LIMIT rows
$$;

-- A dead job gets all its attempts again.
CREATE FUNCTION job_requeue(dead uuid) RETURNS SETOF uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN QUERY UPDATE job SET state = 'queued', attempt = 0, run_at = clock_timestamp(), problem = NULL
                  WHERE job_id = dead AND state = 'dead' RETURNING workspace_id;
    PERFORM pg_notify('job', '');
END
$$;

-- ---- timers ----

-- Something that is to happen at a time. The row is locked while it happens and moved on in the same transaction, so that
-- (object, due_at) happens once; next_at is due_at, or later after a failure.
CREATE TABLE timer (
    workspace_id uuid NOT NULL REFERENCES workspace,
    kind         text NOT NULL,
    object_id    uuid NOT NULL,
    due_at       timestamptz NOT NULL,
    next_at      timestamptz NOT NULL,
    every_s      bigint CHECK (every_s >= 1),
    failures     integer NOT NULL DEFAULT 0,
    problem      text,
    PRIMARY KEY (workspace_id, kind, object_id)
);
CREATE INDEX timer_due ON timer (next_at);

CREATE TABLE timer_lease (
    one          boolean PRIMARY KEY DEFAULT true CHECK (one),
    holder       uuid NOT NULL,
    lease_until  timestamptz NOT NULL
);

-- ---- inventory ----

-- What a subject was seen as: canonical bytes under their own SHA-256, with the first body that led to them, free of secrets.
CREATE TABLE document (
    workspace_id uuid NOT NULL REFERENCES workspace,
    hash         bytea NOT NULL CHECK (octet_length(hash) = 32),
    canonical    bytea NOT NULL,
    raw          bytea NOT NULL,
    rules        integer NOT NULL, -- the version of the canonical form
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, hash)
);

CREATE TABLE subject (
    workspace_id  uuid NOT NULL,
    subject_id    uuid NOT NULL,
    tenant_id     uuid NOT NULL,
    family        text NOT NULL,
    object_id     text NOT NULL CHECK (octet_length(object_id) BETWEEN 1 AND 400),
    name          text NOT NULL,
    state         text NOT NULL CHECK (state IN ('present', 'deleted')),
    version       integer NOT NULL,
    document_hash bytea NOT NULL,
    first_seen_at timestamptz NOT NULL,
    changed_at    timestamptz NOT NULL,
    last_seen_at  timestamptz NOT NULL,
    last_seen_run uuid NOT NULL,
    PRIMARY KEY (workspace_id, subject_id),
    UNIQUE (workspace_id, tenant_id, family, object_id),
    FOREIGN KEY (workspace_id, tenant_id) REFERENCES tenant,
    FOREIGN KEY (workspace_id, document_hash) REFERENCES document,
    FOREIGN KEY (workspace_id, last_seen_run) REFERENCES run
);
CREATE INDEX subject_by_name ON subject (workspace_id, tenant_id, name, subject_id);
CREATE INDEX subject_in_order ON subject (workspace_id, name, subject_id);
CREATE INDEX subject_by_family ON subject (workspace_id, family, name, subject_id);

-- What a running capture has seen of an area so far. The inventory takes it over when the whole area was read, in one transaction, so
-- that an area which could not be read to its end changes nothing.
CREATE TABLE run_seen (
    workspace_id uuid NOT NULL,
    run_id       uuid NOT NULL,
    area         text NOT NULL,
    object_id    text NOT NULL CHECK (octet_length(object_id) BETWEEN 1 AND 400),
    name         text NOT NULL,
    hash         bytea, -- NULL: it is there, and could not be made sense of
    new_id       uuid NOT NULL, -- of the subject, should it be new
    PRIMARY KEY (workspace_id, run_id, area, object_id),
    FOREIGN KEY (workspace_id, run_id) REFERENCES run,
    FOREIGN KEY (workspace_id, hash) REFERENCES document
);

-- What happened to a subject, and what it then was; the document of a deletion is the last one seen.
CREATE TABLE subject_version (
    workspace_id  uuid NOT NULL,
    subject_id    uuid NOT NULL,
    version       integer NOT NULL,
    change        text NOT NULL CHECK (change IN ('added', 'changed', 'deleted', 'restored')),
    name          text NOT NULL,
    document_hash bytea NOT NULL,
    run_id        uuid NOT NULL,
    at            timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, subject_id, version),
    FOREIGN KEY (workspace_id, subject_id) REFERENCES subject,
    FOREIGN KEY (workspace_id, document_hash) REFERENCES document,
    FOREIGN KEY (workspace_id, run_id) REFERENCES run
);

-- ---- states ----

CREATE TRIGGER tenant_states_new BEFORE INSERT ON tenant FOR EACH ROW EXECUTE FUNCTION tp_state_guard('tenant');
CREATE TRIGGER tenant_states BEFORE UPDATE ON tenant FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state)
    EXECUTE FUNCTION tp_state_guard('tenant');
CREATE TRIGGER connection_states_new BEFORE INSERT ON connection FOR EACH ROW EXECUTE FUNCTION tp_state_guard('connection');
CREATE TRIGGER connection_states BEFORE UPDATE ON connection FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state)
    EXECUTE FUNCTION tp_state_guard('connection');
CREATE TRIGGER run_states_new BEFORE INSERT ON run FOR EACH ROW EXECUTE FUNCTION tp_state_guard('run');
CREATE TRIGGER run_states BEFORE UPDATE ON run FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state)
    EXECUTE FUNCTION tp_state_guard('run');
CREATE TRIGGER subject_states_new BEFORE INSERT ON subject FOR EACH ROW EXECUTE FUNCTION tp_state_guard('subject');
CREATE TRIGGER subject_states BEFORE UPDATE ON subject FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state)
    EXECUTE FUNCTION tp_state_guard('subject');
CREATE TRIGGER tenant_secret_stays BEFORE UPDATE OR DELETE ON tenant_secret FOR EACH ROW EXECUTE FUNCTION tp_immutable();
CREATE TRIGGER document_stays BEFORE UPDATE ON document FOR EACH ROW EXECUTE FUNCTION tp_immutable();
CREATE TRIGGER subject_version_stays BEFORE UPDATE ON subject_version FOR EACH ROW EXECUTE FUNCTION tp_immutable();

-- ---- isolation and grants ----

SELECT tp_isolate(t::regclass)
  FROM unnest(ARRAY['tenant', 'connection', 'connection_secret', 'connection_permission', 'tenant_secret', 'run', 'run_area',
                    'run_step', 'run_error', 'run_seen', 'operation_window', 'job', 'timer', 'document', 'subject',
                    'subject_version']) AS t;

GRANT SELECT ON provider, provider_family, provider_permission, operation_type, worker_key, switch TO tp_program, tp_definer;
GRANT INSERT ON worker_key TO tp_worker;
GRANT INSERT, DELETE ON switch TO tp_system, tp_cli;

GRANT SELECT ON tenant, connection, connection_permission, run, run_area, run_step, operation_window, document, subject,
    subject_version TO tp_inbox, tp_reviews, tp_reports, tp_worker, tp_cli;
GRANT SELECT ON tenant, run, run_area TO tp_account, tp_sealer, tp_definer;
GRANT SELECT ON connection, connection_permission, operation_window TO tp_sealer; -- for the gate; it holds no key to a credential
GRANT INSERT, UPDATE ON tenant, connection TO tp_inbox, tp_cli;
GRANT UPDATE ON connection TO tp_worker;
GRANT INSERT, UPDATE (sealed, set_at) ON connection_secret TO tp_inbox, tp_cli;
GRANT SELECT (workspace_id, connection_id, set_at) ON connection_secret TO tp_inbox, tp_cli;
GRANT SELECT ON connection_secret TO tp_worker;
GRANT INSERT, UPDATE, DELETE ON connection_permission TO tp_worker;
GRANT SELECT, INSERT ON tenant_secret TO tp_worker;
GRANT INSERT, UPDATE ON operation_window TO tp_inbox, tp_cli;
GRANT DELETE ON operation_window TO tp_inbox, tp_cli;

GRANT INSERT, UPDATE ON run TO tp_inbox, tp_reviews, tp_reports, tp_cli, tp_worker, tp_sealer;
GRANT INSERT, UPDATE ON run_area, run_step TO tp_worker, tp_sealer;
GRANT INSERT ON run_error TO tp_worker, tp_sealer;
GRANT SELECT ON run_error TO tp_definer;
-- a page may queue a job and take a queued one back, never touch a lease
GRANT INSERT ON job TO tp_inbox, tp_reviews, tp_reports, tp_cli, tp_worker, tp_sealer;
GRANT SELECT, DELETE ON job TO tp_inbox, tp_reviews, tp_reports, tp_cli, tp_worker, tp_sealer;
GRANT UPDATE ON job TO tp_worker, tp_sealer, tp_definer;
GRANT SELECT ON job TO tp_definer;
GRANT SELECT, INSERT, UPDATE, DELETE ON timer TO tp_inbox, tp_reviews, tp_reports, tp_cli, tp_worker, tp_sealer;
GRANT SELECT ON timer TO tp_definer;
GRANT SELECT, INSERT, UPDATE ON timer_lease TO tp_worker;
GRANT INSERT ON document, subject, subject_version TO tp_worker;
GRANT UPDATE ON subject TO tp_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON run_seen TO tp_worker;

-- ---- across workspaces ----

-- The timer that has been due longest. It is locked and moved on in its own workspace's transaction.
CREATE FUNCTION timer_next(now_at timestamptz) RETURNS SETOF timer LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public AS $$
    SELECT * FROM timer WHERE next_at <= now_at ORDER BY next_at LIMIT 1
$$;

CREATE FUNCTION timer_lag(now_at timestamptz) RETURNS TABLE (overdue int8, oldest timestamptz) LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public AS $$
    SELECT count(*), min(next_at) FROM timer WHERE next_at <= now_at
$$;

-- Whose a tenant is: for commands, which are given an id alone.
CREATE FUNCTION tenant_locate(wanted uuid) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT t.workspace_id FROM tenant t WHERE t.tenant_id = wanted
$$;

-- Runs of all workspaces for the console: what, when and how it ended, and no tenant's name or content.
CREATE FUNCTION console_runs(only_state text, only_outcome text, only_operation text, only_workspace text,
                             after_at timestamptz, after_id uuid, rows int4) RETURNS TABLE (
        workspace_id uuid, workspace_slug text, run_id uuid, operation text, tenant_id uuid, state text, outcome text,
        reason text, origin text, attempt int4, steps int4, requested_at timestamptz, started_at timestamptz,
        finished_at timestamptz) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT r.workspace_id, w.slug, r.run_id, r.operation, r.tenant_id, r.state, r.outcome, r.reason, r.origin, r.attempt,
           r.steps, r.requested_at, r.started_at, r.finished_at
      FROM run r JOIN workspace w USING (workspace_id)
     WHERE (only_state IS NULL OR r.state = only_state) AND (only_outcome IS NULL OR r.outcome = only_outcome)
       AND (only_operation IS NULL OR r.operation = only_operation)
       AND (only_workspace IS NULL OR w.slug = only_workspace)
       AND (after_at IS NULL OR (r.requested_at, r.run_id) < (after_at, after_id))
     ORDER BY r.requested_at DESC, r.run_id DESC LIMIT rows
$$;
CREATE INDEX run_console ON run (requested_at DESC, run_id DESC);

-- The raw errors of one run: the console's, for those with system.raw_error.
CREATE FUNCTION console_run_errors(of_run uuid) RETURNS TABLE (area text, detail text, at timestamptz) LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public AS $$
    SELECT e.area, e.detail, e.at FROM run_error e WHERE e.run_id = of_run ORDER BY e.at, e.error_id LIMIT 200
$$;

CREATE FUNCTION console_run_areas(of_run uuid) RETURNS TABLE (area text, state text, expected int4, read int4, skipped int4,
        reason text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT a.area, a.state, a.expected, a.read, a.skipped, a.reason FROM run_area a WHERE a.run_id = of_run ORDER BY a.position
$$;
CREATE INDEX run_error_of ON run_error (run_id);
CREATE INDEX run_area_of ON run_area (run_id);

DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT p.oid::regprocedure AS signature, p.proname AS name FROM pg_proc p
                WHERE p.proname IN ('job_claim', 'job_beat', 'job_expire', 'job_figures', 'job_dead_list', 'job_requeue',
                                    'timer_next', 'timer_lag', 'console_runs', 'console_run_errors', 'console_run_areas',
                                    'requester_roles', 'tenant_locate') LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO tp_definer', one.signature);
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', one.signature);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %s', one.signature,
                       CASE WHEN one.name IN ('job_claim', 'job_beat', 'job_expire', 'requester_roles')
                            THEN 'tp_worker, tp_sealer'
                            WHEN one.name = 'timer_next' THEN 'tp_worker'
                            WHEN one.name = 'tenant_locate' THEN 'tp_cli'
                            WHEN one.name = 'timer_lag' THEN 'tp_worker, tp_system'
                            ELSE 'tp_system, tp_cli' END);
    END LOOP;
END
$$;
