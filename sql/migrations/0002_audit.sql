-- The audit log: append-only events, their places in Merkle trees, signed checkpoints. See core/audit/audit.h and domain.md 3.
--
-- Events outside every workspace (sign-in, the console, the installation) carry the nil workspace id: it is what a transaction without
-- a workspace reads and writes. There is no reference to workspace: the log outlives it.

CREATE FUNCTION tp_audit_workspace() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT coalesce(tp_workspace(), '00000000-0000-0000-0000-000000000000') $$;

-- As tp_isolate, with the nil workspace for transactions that have none.
CREATE FUNCTION tp_audit_isolate(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
    EXECUTE format('CREATE POLICY isolation ON %s USING (workspace_id = (SELECT tp_audit_workspace()))'
                   ' WITH CHECK (workspace_id = (SELECT tp_audit_workspace()))', target);
    -- the sealer sequences, and `audit verify` reads, the log of all workspaces
    EXECUTE format('CREATE POLICY whole_log ON %s FOR SELECT TO tp_sealer, tp_cli USING (true)', target);
END
$$;
REVOKE EXECUTE ON FUNCTION tp_audit_isolate(regclass) FROM PUBLIC;

-- One change. `canonical` is what is hashed; the columns repeat it for queries, and `audit verify` compares the two.
CREATE TABLE audit_event (
    workspace_id  uuid NOT NULL,
    event_id      uuid NOT NULL,
    occurred_at   timestamptz NOT NULL,
    action        text NOT NULL CHECK (action ~ '^[a-z_]+\.[a-z_]+$'),
    object_type   text NOT NULL CHECK (object_type ~ '^[a-z_]+$'),
    object_id     uuid,
    tenant_id     uuid,
    actor_kind    text NOT NULL CHECK (actor_kind IN ('user', 'system', 'support')),
    actor_id      uuid,
    from_state    text,
    to_state      text,
    reason_code   text,
    request_id    text,
    seen          bytea CHECK (length(seen) = 32),
    evidence      uuid[] NOT NULL,
    personal      bytea CHECK (length(personal) = 32), -- SHA-256(salt || data) of audit_person; NULL: nothing personal
    canonical     bytea NOT NULL,
    PRIMARY KEY (workspace_id, event_id)
);
CREATE INDEX audit_event_object ON audit_event (workspace_id, object_type, object_id, event_id DESC);
CREATE INDEX audit_event_tenant ON audit_event (workspace_id, tenant_id, event_id DESC);
CREATE INDEX audit_event_actor ON audit_event (workspace_id, actor_id, event_id DESC);
CREATE INDEX audit_event_action ON audit_event (workspace_id, action, event_id DESC);
SELECT tp_audit_isolate('audit_event');

-- What names a person: erasable, while the commitment stays in the event.
CREATE TABLE audit_person (
    workspace_id  uuid NOT NULL,
    event_id      uuid NOT NULL,
    salt          bytea CHECK (length(salt) = 16),
    data          bytea,
    PRIMARY KEY (workspace_id, event_id),
    FOREIGN KEY (workspace_id, event_id) REFERENCES audit_event,
    CHECK ((salt IS NULL) = (data IS NULL))
);
SELECT tp_audit_isolate('audit_person');

-- Events that have no place in the trees yet; written with the event, deleted by the sealer.
CREATE TABLE audit_pending (
    workspace_id  uuid NOT NULL,
    event_id      uuid NOT NULL,
    PRIMARY KEY (workspace_id, event_id),
    FOREIGN KEY (workspace_id, event_id) REFERENCES audit_event
);
CREATE INDEX audit_pending_order ON audit_pending (event_id);
SELECT tp_audit_isolate('audit_pending');
CREATE POLICY sequence ON audit_pending FOR DELETE TO tp_sealer USING (true);

-- An event's place in the tree of its workspace and in the overall one.
CREATE TABLE audit_leaf (
    workspace_id   uuid NOT NULL,
    leaf_index     int8 NOT NULL CHECK (leaf_index >= 0),
    overall_index  int8 NOT NULL UNIQUE CHECK (overall_index >= leaf_index),
    event_id       uuid NOT NULL,
    leaf_hash      bytea NOT NULL CHECK (length(leaf_hash) = 32),
    PRIMARY KEY (workspace_id, leaf_index),
    UNIQUE (workspace_id, event_id),
    FOREIGN KEY (workspace_id, event_id) REFERENCES audit_event
);
SELECT tp_audit_isolate('audit_leaf');
CREATE POLICY sequence ON audit_leaf FOR INSERT TO tp_sealer WITH CHECK (true);

-- ---- of the installation: hashes alone, no content ----

-- The log's name; the overall tree has this id, a workspace's tree the workspace's.
CREATE TABLE audit_log (
    log_id  uuid PRIMARY KEY
);
CREATE UNIQUE INDEX audit_log_one ON audit_log ((true));
INSERT INTO audit_log VALUES (gen_random_uuid());

CREATE TABLE audit_tree (
    tree_id  uuid PRIMARY KEY,
    size     int8 NOT NULL CHECK (size > 0),
    peaks    bytea NOT NULL -- roots of the complete subtrees, 32 bytes each, the largest first
);

-- Roots of complete subtrees of levels 8, 16 ...: what proofs need beside the leaves.
CREATE TABLE audit_node (
    tree_id   uuid NOT NULL,
    level     int4 NOT NULL CHECK (level > 0 AND level % 8 = 0),
    position  int8 NOT NULL CHECK (position >= 0),
    hash      bytea NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (tree_id, level, position)
);

CREATE TABLE audit_checkpoint (
    tree_id    uuid NOT NULL,
    size       int8 NOT NULL CHECK (size > 0),
    root       bytea NOT NULL CHECK (length(root) = 32),
    note       text NOT NULL, -- a C2SP signed note
    signed_at  timestamptz NOT NULL,
    PRIMARY KEY (tree_id, size)
);

-- ---- append-only, for the owner too ----

CREATE FUNCTION tp_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'TP001';
END
$$;
-- Personal data is blanked, never changed.
CREATE FUNCTION tp_audit_person_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.workspace_id <> OLD.workspace_id OR NEW.event_id <> OLD.event_id OR NEW.data IS NOT NULL THEN
        RAISE EXCEPTION 'personal data of the audit log can only be erased' USING ERRCODE = 'TP001';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION tp_audit_refuse();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_leaf
    FOR EACH STATEMENT EXECUTE FUNCTION tp_audit_refuse();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION tp_audit_refuse();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_node
    FOR EACH STATEMENT EXECUTE FUNCTION tp_audit_refuse();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION tp_audit_refuse();
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON audit_person
    FOR EACH STATEMENT EXECUTE FUNCTION tp_audit_refuse();
CREATE TRIGGER erase_only BEFORE UPDATE ON audit_person
    FOR EACH ROW EXECUTE FUNCTION tp_audit_person_guard();

-- ---- who may what ----

GRANT INSERT ON audit_event, audit_person, audit_pending TO tp_program;
GRANT SELECT ON audit_event, audit_person, audit_leaf
    TO tp_inbox, tp_reviews, tp_reports, tp_account, tp_system, tp_sealer, tp_cli;
GRANT SELECT ON audit_pending TO tp_sealer, tp_cli, tp_system;
GRANT SELECT ON audit_log, audit_tree, audit_node, audit_checkpoint TO tp_program;
GRANT DELETE ON audit_pending TO tp_sealer;
GRANT INSERT ON audit_leaf, audit_node, audit_checkpoint TO tp_sealer;
GRANT INSERT, UPDATE ON audit_tree TO tp_sealer;
-- The installation's own events are the console's, not the operators'.
CREATE POLICY not_the_platforms ON audit_event AS RESTRICTIVE FOR SELECT TO tp_inbox, tp_reviews, tp_reports
    USING (workspace_id <> '00000000-0000-0000-0000-000000000000');
CREATE POLICY not_the_platforms ON audit_person AS RESTRICTIVE FOR SELECT TO tp_inbox, tp_reviews, tp_reports
    USING (workspace_id <> '00000000-0000-0000-0000-000000000000');
-- `audit erase` blanks a person's data of one workspace.
GRANT UPDATE (salt, data) ON audit_person TO tp_cli;
