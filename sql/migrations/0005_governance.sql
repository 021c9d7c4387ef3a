-- What should be, what differs, what was decided: baselines, controls, findings, evidence, exceptions, decisions.
-- States: domain.md 1, held by tp_state_guard. Four eyes: tp_four_eyes, and a CHECK behind it.

-- BEFORE INSERT OR UPDATE trigger: tp_four_eyes('proposed_by', 'decided_by') refuses, with SQLSTATE TP002, that both are one person.
CREATE FUNCTION tp_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    asked text := to_jsonb(NEW) ->> TG_ARGV[0];
    decided text := to_jsonb(NEW) ->> TG_ARGV[1];
BEGIN
    IF asked = decided THEN
        RAISE EXCEPTION '%: % and % are one person', TG_TABLE_NAME, TG_ARGV[0], TG_ARGV[1] USING ERRCODE = 'TP002';
    END IF;
    RETURN NEW;
END
$$;

-- Severity as a number that sorts: the most severe is the smallest.
CREATE FUNCTION severity_rank(severity text) RETURNS int2 LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 WHEN 'low' THEN 3 ELSE 4 END::int2
$$;

-- ---- baselines ----

CREATE TABLE baseline_profile (
    workspace_id  uuid NOT NULL,
    profile_id    uuid NOT NULL,
    tenant_id     uuid NOT NULL,
    name          text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    families      text[] NOT NULL DEFAULT '{}', -- empty: every captured family
    name_prefix   text NOT NULL DEFAULT '',     -- '': every name
    created_by    uuid REFERENCES account,
    created_at    timestamptz NOT NULL DEFAULT now(),
    row_version   int4 NOT NULL DEFAULT 1,
    PRIMARY KEY (workspace_id, profile_id),
    FOREIGN KEY (workspace_id, tenant_id) REFERENCES tenant
);
CREATE UNIQUE INDEX baseline_profile_name ON baseline_profile (workspace_id, tenant_id, name);
SELECT tp_isolate('baseline_profile');
GRANT SELECT ON baseline_profile TO tp_inbox, tp_reviews, tp_reports, tp_worker, tp_sealer, tp_cli;
GRANT INSERT, UPDATE ON baseline_profile TO tp_inbox, tp_cli;

CREATE TABLE baseline_snapshot (
    workspace_id       uuid NOT NULL,
    snapshot_id        uuid NOT NULL,
    profile_id         uuid NOT NULL,
    tenant_id          uuid NOT NULL,
    run_id             uuid NOT NULL, -- the capture whose inventory it holds
    state              text NOT NULL CHECK (state IN ('proposed', 'approved', 'rejected', 'superseded')),
    item_count         int4 NOT NULL,
    content_hash       bytea NOT NULL CHECK (length(content_hash) = 32), -- over (family, object id, document hash), sorted
    canonical_version  int4 NOT NULL,
    proposed_by        uuid REFERENCES account,
    proposed_at        timestamptz NOT NULL DEFAULT now(),
    decided_by         uuid REFERENCES account,
    decided_at         timestamptz,
    reason             text NOT NULL DEFAULT '',
    supersedes         uuid,
    row_version        int4 NOT NULL DEFAULT 1,
    PRIMARY KEY (workspace_id, snapshot_id),
    FOREIGN KEY (workspace_id, profile_id) REFERENCES baseline_profile,
    FOREIGN KEY (workspace_id, tenant_id) REFERENCES tenant,
    FOREIGN KEY (workspace_id, run_id) REFERENCES run,
    FOREIGN KEY (workspace_id, supersedes) REFERENCES baseline_snapshot,
    CONSTRAINT baseline_four_eyes CHECK (decided_by <> proposed_by)
);
CREATE UNIQUE INDEX baseline_snapshot_approved ON baseline_snapshot (workspace_id, profile_id) WHERE state = 'approved';
CREATE INDEX baseline_snapshot_profile ON baseline_snapshot (workspace_id, profile_id, proposed_at DESC);
SELECT tp_isolate('baseline_snapshot');
CREATE TRIGGER state BEFORE INSERT OR UPDATE ON baseline_snapshot FOR EACH ROW EXECUTE FUNCTION tp_state_guard('baseline_snapshot');
CREATE TRIGGER four_eyes BEFORE INSERT OR UPDATE ON baseline_snapshot FOR EACH ROW
    EXECUTE FUNCTION tp_four_eyes('proposed_by', 'decided_by');
GRANT SELECT ON baseline_snapshot TO tp_inbox, tp_reviews, tp_reports, tp_worker, tp_sealer, tp_cli;
GRANT INSERT ON baseline_snapshot TO tp_inbox, tp_worker, tp_cli;
GRANT UPDATE (state, decided_by, decided_at, reason, row_version) ON baseline_snapshot TO tp_inbox, tp_cli;

CREATE TABLE baseline_item (
    workspace_id   uuid NOT NULL,
    snapshot_id    uuid NOT NULL,
    family         text NOT NULL,
    object_id      text NOT NULL, -- the provider's stable id
    subject_id     uuid NOT NULL,
    name           text NOT NULL,
    document_hash  bytea NOT NULL,
    PRIMARY KEY (workspace_id, snapshot_id, family, object_id),
    FOREIGN KEY (workspace_id, snapshot_id) REFERENCES baseline_snapshot,
    FOREIGN KEY (workspace_id, subject_id) REFERENCES subject,
    FOREIGN KEY (workspace_id, document_hash) REFERENCES document
);
SELECT tp_isolate('baseline_item');
CREATE TRIGGER immutable BEFORE UPDATE OR DELETE ON baseline_item FOR EACH ROW EXECUTE FUNCTION tp_immutable();
GRANT SELECT ON baseline_item TO tp_inbox, tp_reviews, tp_reports, tp_worker, tp_sealer, tp_cli;
GRANT INSERT ON baseline_item TO tp_inbox, tp_worker, tp_cli;

-- ---- controls: the catalogue, loaded by migrate from shared/catalog and from the providers' interpretations ----

CREATE TABLE control (
    control_code   text PRIMARY KEY,
    domain         text NOT NULL,
    subdomain      text NOT NULL,
    theme          text NOT NULL,
    title          text NOT NULL, -- msgid
    requirement    text NOT NULL, -- msgid
    detectability  text NOT NULL CHECK (detectability IN ('automatic', 'partly', 'manual')),
    archetype      text NOT NULL, -- of its evidence
    spine          text[] NOT NULL, -- NIST SP 800-53 r5 control ids
    sort           int4 NOT NULL
);
GRANT SELECT ON control TO tp_program, tp_definer;

CREATE TABLE control_interpretation (
    interpretation_code  text NOT NULL,
    version              int4 NOT NULL,
    control_code         text NOT NULL REFERENCES control,
    provider             text NOT NULL,
    family               text NOT NULL,
    title                text NOT NULL, -- msgid
    remedy               text NOT NULL, -- msgid
    severity             text NOT NULL CHECK (severity IN ('critical', 'high', 'medium', 'low', 'info')),
    licence              text NOT NULL DEFAULT '',
    rule                 jsonb NOT NULL, -- the strategy with its parameters; core/control/evaluate.c
    current              boolean NOT NULL DEFAULT true,
    PRIMARY KEY (interpretation_code, version)
);
GRANT SELECT ON control_interpretation TO tp_program, tp_definer;

-- The result of one interpretation in one run. The newest of a tenant are those of tenant_posture.run_id.
CREATE TABLE control_result (
    workspace_id         uuid NOT NULL,
    run_id               uuid NOT NULL,
    interpretation_code  text NOT NULL,
    tenant_id            uuid NOT NULL,
    version              int4 NOT NULL,
    control_code         text NOT NULL,
    result               text NOT NULL CHECK (result IN ('satisfied', 'satisfied_by_exception', 'not_satisfied',
                                                         'not_applicable', 'not_assessed', 'manual')),
    reason               text NOT NULL DEFAULT '', -- of not_assessed: a run reason code
    checked              int4 NOT NULL, -- objects looked at
    failing              int4 NOT NULL,
    evidence_id          uuid,
    evaluated_at         timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, run_id, interpretation_code),
    FOREIGN KEY (workspace_id, run_id) REFERENCES run,
    FOREIGN KEY (workspace_id, tenant_id) REFERENCES tenant
);
SELECT tp_isolate('control_result');
GRANT SELECT ON control_result TO tp_inbox, tp_reviews, tp_reports, tp_worker, tp_sealer, tp_cli;
GRANT INSERT ON control_result TO tp_worker;

-- A tenant's newest evaluation, and the four numbers that follow from it (R7).
CREATE TABLE tenant_posture (
    workspace_id   uuid NOT NULL,
    tenant_id      uuid NOT NULL,
    run_id         uuid NOT NULL,
    evaluated_at   timestamptz NOT NULL,
    compliant      int4 NOT NULL,
    by_exception   int4 NOT NULL,
    non_compliant  int4 NOT NULL,
    not_assessed   int4 NOT NULL,
    PRIMARY KEY (workspace_id, tenant_id),
    FOREIGN KEY (workspace_id, tenant_id) REFERENCES tenant,
    FOREIGN KEY (workspace_id, run_id) REFERENCES run
);
SELECT tp_isolate('tenant_posture');
GRANT SELECT ON tenant_posture TO tp_inbox, tp_reviews, tp_reports, tp_worker, tp_sealer, tp_cli;
GRANT INSERT, UPDATE ON tenant_posture TO tp_worker;

-- ---- evidence ----

CREATE TABLE evidence_item (
    workspace_id  uuid NOT NULL,
    evidence_id   uuid NOT NULL,
    tenant_id     uuid NOT NULL,
    run_id        uuid NOT NULL,
    control_code  text NOT NULL DEFAULT '',
    source        text NOT NULL, -- what it was taken from: family or run area
    name          text NOT NULL, -- file name in a pack: lower case, [a-z0-9._-]
    media_type    text NOT NULL,
    collected_at  timestamptz NOT NULL,
    sha256        bytea NOT NULL CHECK (length(sha256) = 32),
    body          bytea NOT NULL, -- redacted as its binding says; exactly what sha256 is of
    PRIMARY KEY (workspace_id, evidence_id),
    FOREIGN KEY (workspace_id, tenant_id) REFERENCES tenant,
    FOREIGN KEY (workspace_id, run_id) REFERENCES run
);
CREATE INDEX evidence_item_tenant ON evidence_item (workspace_id, tenant_id, collected_at DESC, evidence_id);
CREATE INDEX evidence_item_run ON evidence_item (workspace_id, run_id, control_code);
SELECT tp_isolate('evidence_item');
CREATE TRIGGER immutable BEFORE UPDATE OR DELETE ON evidence_item FOR EACH ROW EXECUTE FUNCTION tp_immutable();
GRANT SELECT ON evidence_item TO tp_inbox, tp_reviews, tp_reports, tp_worker, tp_sealer, tp_cli;
GRANT INSERT ON evidence_item TO tp_worker;
ALTER TABLE control_result ADD FOREIGN KEY (workspace_id, evidence_id) REFERENCES evidence_item;

-- ---- findings ----

CREATE TABLE finding (
    workspace_id      uuid NOT NULL,
    finding_id        uuid NOT NULL,
    tenant_id         uuid NOT NULL,
    identity          bytea NOT NULL CHECK (length(identity) = 32),
    identity_version  int2 NOT NULL,
    kind              text NOT NULL CHECK (kind IN ('drift', 'control', 'expiry')),
    profile_id        uuid,                         -- of drift
    interpretation    text NOT NULL DEFAULT '',     -- of a control
    control_code      text NOT NULL DEFAULT '',
    family            text NOT NULL,
    object_id         text NOT NULL,
    subject_id        uuid,
    subject_name      text NOT NULL,
    path              text NOT NULL, -- '' for a whole object
    label             text NOT NULL DEFAULT '', -- the path's human name, a msgid
    op                text NOT NULL CHECK (op IN ('add', 'remove', 'replace', 'fail')),
    before            jsonb,
    after             jsonb,
    value_hash        bytea NOT NULL, -- of the observed value
    severity          text NOT NULL CHECK (severity IN ('critical', 'high', 'medium', 'low', 'info')),
    severity_rank     int2 NOT NULL GENERATED ALWAYS AS (severity_rank(severity)) STORED,
    state             text NOT NULL CHECK (state IN ('open', 'triaged', 'assigned', 'resolved', 'verified', 'risk_accepted',
                                                     'false_positive')),
    owner_id          uuid REFERENCES account,
    assignee_id       uuid REFERENCES account,
    first_seen_at     timestamptz NOT NULL,
    last_seen_at      timestamptz NOT NULL,
    first_run_id      uuid NOT NULL,
    last_run_id       uuid NOT NULL,              -- the last run that looked at it, whatever it saw
    last_result       text NOT NULL CHECK (last_result IN ('failed', 'passed')),
    state_changed_at  timestamptz NOT NULL,
    resolved_by       uuid REFERENCES account,    -- NULL: by observation
    resolved_run_id   uuid,
    reopened_count    int4 NOT NULL DEFAULT 0,
    due_at            timestamptz,                -- NULL: no policy
    sla_version       int4,
    exception_id      uuid,
    dismissed_hash    bytea,                      -- the value that was judged a false positive
    row_version       int4 NOT NULL DEFAULT 1,
    PRIMARY KEY (workspace_id, finding_id),
    FOREIGN KEY (workspace_id, tenant_id) REFERENCES tenant,
    FOREIGN KEY (workspace_id, profile_id) REFERENCES baseline_profile,
    FOREIGN KEY (workspace_id, subject_id) REFERENCES subject,
    FOREIGN KEY (workspace_id, first_run_id) REFERENCES run,
    FOREIGN KEY (workspace_id, last_run_id) REFERENCES run
);
CREATE UNIQUE INDEX finding_identity ON finding (workspace_id, identity);
CREATE INDEX finding_severity ON finding (workspace_id, severity_rank, finding_id);
CREATE INDEX finding_seen ON finding (workspace_id, last_seen_at DESC, finding_id DESC);
CREATE INDEX finding_state ON finding (workspace_id, state, severity_rank, finding_id);
CREATE INDEX finding_tenant ON finding (workspace_id, tenant_id, state, severity_rank, finding_id);
-- Lists of what is live are walked in their order, however much is closed: a set of states in front of it would have to be sorted.
CREATE INDEX finding_live ON finding (workspace_id, severity_rank, finding_id) WHERE state IN ('open', 'triaged', 'assigned');
CREATE INDEX finding_live_tenant ON finding (workspace_id, tenant_id, severity_rank, finding_id)
    WHERE state IN ('open', 'triaged', 'assigned');
CREATE INDEX finding_assignee ON finding (workspace_id, assignee_id, severity_rank, finding_id)
    WHERE assignee_id IS NOT NULL AND state IN ('open', 'triaged', 'assigned');
CREATE INDEX finding_source ON finding (workspace_id, profile_id, family, object_id) WHERE profile_id IS NOT NULL;
SELECT tp_isolate('finding');
-- Every finding is born open, so that a compare's many rows need no look-up.
CREATE TRIGGER state_new BEFORE INSERT ON finding FOR EACH ROW WHEN (NEW.state <> 'open') EXECUTE FUNCTION tp_state_guard('finding');
CREATE TRIGGER state BEFORE UPDATE ON finding FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION tp_state_guard('finding');
GRANT SELECT ON finding TO tp_inbox, tp_reviews, tp_reports, tp_worker, tp_sealer, tp_cli;
GRANT INSERT, UPDATE ON finding TO tp_worker;
GRANT UPDATE (state, severity, owner_id, assignee_id, state_changed_at, resolved_by, resolved_run_id, due_at, exception_id,
              dismissed_hash, row_version) ON finding TO tp_inbox, tp_cli;

CREATE TABLE finding_observation (
    workspace_id  uuid NOT NULL,
    finding_id    uuid NOT NULL,
    run_id        uuid NOT NULL,
    observed_at   timestamptz NOT NULL,
    result        text NOT NULL CHECK (result IN ('failed', 'passed')),
    value_hash    bytea NOT NULL,
    PRIMARY KEY (workspace_id, finding_id, run_id),
    FOREIGN KEY (workspace_id, finding_id) REFERENCES finding,
    FOREIGN KEY (workspace_id, run_id) REFERENCES run
);
SELECT tp_isolate('finding_observation');
GRANT SELECT ON finding_observation TO tp_inbox, tp_reviews, tp_reports, tp_worker, tp_sealer, tp_cli;
GRANT INSERT ON finding_observation TO tp_worker;

-- ---- exceptions: accepted risks ----

CREATE TABLE exception (
    workspace_id     uuid NOT NULL,
    exception_id     uuid NOT NULL,
    tenant_id        uuid NOT NULL,
    finding_id       uuid NOT NULL,
    state            text NOT NULL CHECK (state IN ('draft', 'requested', 'changes_requested', 'approved', 'rejected', 'withdrawn',
                                                    'active', 'expiring', 'expired', 'revoked', 'superseded')),
    justification    text NOT NULL CHECK (length(justification) <= 4000),
    requester_id     uuid NOT NULL REFERENCES account,
    requested_at     timestamptz NOT NULL,
    approver_id      uuid REFERENCES account,
    decided_at       timestamptz,
    decision_note    text NOT NULL DEFAULT '',
    starts_at        timestamptz NOT NULL,
    expires_at       timestamptz NOT NULL,
    severity         text NOT NULL CHECK (severity IN ('critical', 'high', 'medium', 'low', 'info')),
    frozen           jsonb,                  -- severity, value hash, interpretation version, names: as approved
    frozen_hash      bytea,
    supersedes       uuid,
    ended_at         timestamptz,
    end_reason       text NOT NULL DEFAULT '',
    row_version      int4 NOT NULL DEFAULT 1,
    PRIMARY KEY (workspace_id, exception_id),
    FOREIGN KEY (workspace_id, tenant_id) REFERENCES tenant,
    FOREIGN KEY (workspace_id, finding_id) REFERENCES finding,
    FOREIGN KEY (workspace_id, supersedes) REFERENCES exception,
    CONSTRAINT exception_four_eyes CHECK (approver_id <> requester_id),
    CONSTRAINT exception_justified CHECK (state IN ('draft', 'withdrawn') OR length(justification) >= 20),
    CONSTRAINT exception_expires_later CHECK (expires_at > starts_at),
    CONSTRAINT exception_decided CHECK (state NOT IN ('approved', 'active', 'expiring') OR (approver_id IS NOT NULL AND frozen IS NOT NULL))
);
CREATE INDEX exception_state ON exception (workspace_id, state, expires_at, exception_id);
CREATE INDEX exception_finding ON exception (workspace_id, finding_id);
CREATE UNIQUE INDEX exception_live ON exception (workspace_id, finding_id)
    WHERE state IN ('draft', 'requested', 'changes_requested', 'approved') AND supersedes IS NULL;
SELECT tp_isolate('exception');
CREATE TRIGGER state BEFORE INSERT OR UPDATE ON exception FOR EACH ROW EXECUTE FUNCTION tp_state_guard('exception');
CREATE TRIGGER four_eyes BEFORE INSERT OR UPDATE ON exception FOR EACH ROW EXECUTE FUNCTION tp_four_eyes('requester_id', 'approver_id');
GRANT SELECT ON exception TO tp_inbox, tp_reviews, tp_reports, tp_worker, tp_sealer, tp_cli;
GRANT INSERT, UPDATE ON exception TO tp_inbox, tp_cli;
GRANT UPDATE (state, ended_at, end_reason, row_version) ON exception TO tp_worker;
ALTER TABLE finding ADD FOREIGN KEY (workspace_id, exception_id) REFERENCES exception;

-- ---- decisions: the inbox ----

CREATE TABLE decision_item (
    workspace_id    uuid NOT NULL,
    decision_id     uuid NOT NULL,
    tenant_id       uuid,
    kind            text NOT NULL CHECK (kind IN ('drift', 'regression', 'run_blocked', 'approval_required', 'exception_expiring')),
    source_type     text NOT NULL CHECK (source_type IN ('subject', 'finding', 'run', 'exception', 'baseline_snapshot', 'review')),
    source_key      text NOT NULL, -- what it is one item of: the id, or for drift (profile, family, object id)
    source_id       uuid NOT NULL, -- the newest object of that key, to link to
    state           text NOT NULL CHECK (state IN ('open', 'snoozed', 'approved', 'rejected', 'done', 'executing', 'executed',
                                                   'failed', 'verified', 'obsolete')),
    severity        text NOT NULL CHECK (severity IN ('critical', 'high', 'medium', 'low', 'info')),
    severity_rank   int2 NOT NULL GENERATED ALWAYS AS (severity_rank(severity)) STORED,
    reasons         text[] NOT NULL,
    count           int4 NOT NULL DEFAULT 1, -- triggers that were folded into it
    subject_name    text NOT NULL DEFAULT '',
    family          text NOT NULL DEFAULT '',
    assignee_id     uuid REFERENCES account,
    snoozed_until   timestamptz,
    value_hash      bytea,                   -- what a snooze or approval was about
    shown_hash      bytea,                   -- of the decision pack that the approver saw
    requested_by    uuid REFERENCES account, -- of approval_required: who must not decide
    decided_by      uuid REFERENCES account,
    decided_at      timestamptz,
    reason          text NOT NULL DEFAULT '',
    follow_up_run   uuid,
    opened_at       timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    row_version     int4 NOT NULL DEFAULT 1,
    PRIMARY KEY (workspace_id, decision_id),
    FOREIGN KEY (workspace_id, tenant_id) REFERENCES tenant,
    FOREIGN KEY (workspace_id, follow_up_run) REFERENCES run
);
CREATE UNIQUE INDEX decision_item_live ON decision_item (workspace_id, kind, source_key)
    WHERE state IN ('open', 'snoozed', 'approved', 'executing', 'executed', 'failed');
CREATE INDEX decision_item_queue ON decision_item (workspace_id, state, severity_rank, opened_at, decision_id);
CREATE INDEX decision_item_waiting ON decision_item (workspace_id, severity_rank, opened_at, decision_id)
    WHERE state IN ('open', 'snoozed', 'approved', 'executing', 'executed', 'failed');
CREATE INDEX decision_item_tenant ON decision_item (workspace_id, tenant_id, severity_rank, opened_at, decision_id)
    WHERE state IN ('open', 'snoozed', 'approved', 'executing', 'executed', 'failed');
CREATE INDEX decision_item_source ON decision_item (workspace_id, source_id);
SELECT tp_isolate('decision_item');
CREATE TRIGGER state BEFORE INSERT OR UPDATE ON decision_item FOR EACH ROW EXECUTE FUNCTION tp_state_guard('decision_item');
GRANT SELECT, INSERT, UPDATE ON decision_item TO tp_inbox, tp_worker, tp_cli;
GRANT SELECT ON decision_item TO tp_reviews, tp_reports, tp_sealer;
GRANT INSERT, UPDATE ON decision_item TO tp_reviews; -- reviews waiting for a sign-off

-- Who decided what, having seen what: one per decision, also in bulk (R2).
CREATE TABLE decision_record (
    workspace_id  uuid NOT NULL,
    record_id     uuid NOT NULL,
    decision_id   uuid NOT NULL,
    verb          text NOT NULL CHECK (verb IN ('approve', 'reject', 'snooze', 'assign', 'accept_risk', 'undo', 'confirm')),
    batch_id      uuid,
    account_id    uuid NOT NULL REFERENCES account,
    decided_at    timestamptz NOT NULL,
    from_state    text NOT NULL,
    to_state      text NOT NULL,
    note          text NOT NULL DEFAULT '',
    seen_hash     bytea,
    PRIMARY KEY (workspace_id, record_id),
    FOREIGN KEY (workspace_id, decision_id) REFERENCES decision_item
);
CREATE INDEX decision_record_item ON decision_record (workspace_id, decision_id, decided_at);
SELECT tp_isolate('decision_record');
CREATE TRIGGER immutable BEFORE UPDATE OR DELETE ON decision_record FOR EACH ROW EXECUTE FUNCTION tp_immutable();
GRANT SELECT, INSERT ON decision_record TO tp_inbox, tp_reviews, tp_cli;
GRANT SELECT ON decision_record TO tp_reports, tp_worker, tp_sealer;
