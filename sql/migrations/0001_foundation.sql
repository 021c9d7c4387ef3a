-- What every later table stands on: isolation, state rules, people, workspaces.
-- Conventions: house.md 5. Run by tp_owner in one transaction.

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT CREATE ON SCHEMA public TO tp_definer; -- to own the functions below

-- ---- isolation ----

-- The workspace and account of the running transaction (ext/pq.c sets them with BEGIN). NULL: none, and no row is visible.
CREATE FUNCTION tp_workspace() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('app.ws', true), '')::uuid $$;
CREATE FUNCTION tp_account() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('app.account', true), '')::uuid $$;

-- Makes a table tenant-owned: forced row-level security on workspace_id, for reading and writing. Called once per table.
CREATE FUNCTION tp_isolate(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
    EXECUTE format('CREATE POLICY isolation ON %s USING (workspace_id = (SELECT tp_workspace()))'
                   ' WITH CHECK (workspace_id = (SELECT tp_workspace()))', target);
END
$$;
REVOKE EXECUTE ON FUNCTION tp_isolate(regclass) FROM PUBLIC;

-- ---- states ----

-- The allowed changes of state of every object, loaded from core/*/*_states.def by migrate. from_state '' is "does not exist yet".
CREATE TABLE state_rule (
    object     text NOT NULL,
    from_state text NOT NULL,
    to_state   text NOT NULL,
    moved_by   text NOT NULL, -- capability code
    PRIMARY KEY (object, from_state, to_state, moved_by)
);
GRANT SELECT ON state_rule TO tp_program, tp_definer;

-- BEFORE INSERT OR UPDATE trigger: tp_state_guard('finding') or tp_state_guard('run', 'status') where the column has another name.
-- Refuses with SQLSTATE TP001 what state_rule does not list.
CREATE FUNCTION tp_state_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    state_column text := coalesce(TG_ARGV[1], 'state');
    old_state text := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) ->> state_column ELSE '' END;
    new_state text := to_jsonb(NEW) ->> state_column;
BEGIN
    IF old_state IS DISTINCT FROM new_state AND NOT EXISTS (
        SELECT FROM state_rule WHERE object = TG_ARGV[0] AND from_state = old_state AND to_state = new_state) THEN
        RAISE EXCEPTION '% may not go from "%" to "%"', TG_ARGV[0], old_state, new_state USING ERRCODE = 'TP001';
    END IF;
    RETURN NEW;
END
$$;

-- BEFORE UPDATE OR DELETE trigger of tables whose rows never change.
CREATE FUNCTION tp_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% rows are never changed', TG_TABLE_NAME USING ERRCODE = 'TP001';
END
$$;

-- ---- workspaces and people ----

CREATE TABLE workspace (
    workspace_id  uuid PRIMARY KEY,
    slug          text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
    name          text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    default_lang  text CHECK (default_lang IN ('en', 'de', 'en-XA')),
    time_zone     text NOT NULL DEFAULT 'Europe/Berlin',
    demo          boolean NOT NULL DEFAULT false,
    created_at    timestamptz NOT NULL DEFAULT now(),
    row_version   int4 NOT NULL DEFAULT 1
);
SELECT tp_isolate('workspace');
GRANT SELECT ON workspace TO tp_program, tp_definer;
GRANT INSERT, UPDATE ON workspace TO tp_cli, tp_account;

-- A person; belongs to no workspace by itself. Names and addresses live here alone.
CREATE TABLE account (
    account_id   uuid PRIMARY KEY,
    login        text NOT NULL UNIQUE CHECK (login = lower(login) AND length(login) BETWEEN 3 AND 254),
    name         text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    state        text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'disabled')),
    lang         text CHECK (lang IN ('en', 'de', 'en-XA')),
    time_zone    text,
    theme        text NOT NULL DEFAULT 'auto' CHECK (theme IN ('auto', 'light', 'dark')),
    created_at   timestamptz NOT NULL DEFAULT now(),
    row_version  int4 NOT NULL DEFAULT 1
);
GRANT SELECT, INSERT, UPDATE ON account TO tp_account, tp_cli;
GRANT SELECT ON account TO tp_definer;

-- Password hashes, apart: only the account program (and the CLI that resets) can read them.
CREATE TABLE account_secret (
    account_id     uuid PRIMARY KEY REFERENCES account,
    password_hash  text NOT NULL,
    changed_at     timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT, UPDATE, DELETE ON account_secret TO tp_account;
GRANT INSERT, UPDATE, DELETE ON account_secret TO tp_cli;

-- The console's people.
CREATE TABLE platform_operator (
    account_id  uuid PRIMARY KEY REFERENCES account,
    granted_at  timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT, DELETE ON platform_operator TO tp_cli;
GRANT SELECT ON platform_operator TO tp_definer, tp_account;

CREATE TABLE membership (
    workspace_id  uuid NOT NULL REFERENCES workspace,
    account_id    uuid NOT NULL REFERENCES account,
    role          text NOT NULL CHECK (role IN ('owner', 'operator', 'reviewer', 'approver', 'viewer')),
    granted_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (workspace_id, account_id, role)
);
CREATE INDEX membership_account ON membership (account_id);
SELECT tp_isolate('membership');
GRANT SELECT ON membership TO tp_program, tp_definer;
GRANT INSERT, DELETE ON membership TO tp_account, tp_cli;

-- Customers see released reviews of a tenant; auditors download one release (tenant NULL) until it expires.
CREATE TABLE portal_grant (
    workspace_id  uuid NOT NULL REFERENCES workspace,
    grant_id      uuid NOT NULL,
    account_id    uuid NOT NULL REFERENCES account,
    role          text NOT NULL CHECK (role IN ('customer', 'auditor')),
    tenant_id     uuid,
    release_id    uuid,
    granted_by    uuid REFERENCES account,
    granted_at    timestamptz NOT NULL DEFAULT now(),
    expires_at    timestamptz,
    revoked_at    timestamptz,
    PRIMARY KEY (workspace_id, grant_id),
    CHECK ((role = 'customer' AND tenant_id IS NOT NULL AND release_id IS NULL) OR
           (role = 'auditor' AND release_id IS NOT NULL AND expires_at IS NOT NULL))
);
CREATE INDEX portal_grant_account ON portal_grant (workspace_id, account_id);
SELECT tp_isolate('portal_grant');
GRANT SELECT ON portal_grant TO tp_inbox, tp_portal, tp_account, tp_cli, tp_definer;
GRANT INSERT, UPDATE ON portal_grant TO tp_inbox, tp_cli, tp_account;

-- What other programs may know of a person: the name, of members of the transaction's workspace and of whoever acts.
CREATE FUNCTION account_name(who uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT a.name FROM account a
    WHERE a.account_id = who
      AND (EXISTS (SELECT FROM membership m WHERE m.workspace_id = tp_workspace() AND m.account_id = who)
           OR EXISTS (SELECT FROM portal_grant g WHERE g.workspace_id = tp_workspace() AND g.account_id = who)
           OR who = tp_account())
$$;
ALTER FUNCTION account_name(uuid) OWNER TO tp_definer;

-- ---- sessions ----

CREATE TABLE session (
    session_hash  bytea PRIMARY KEY CHECK (length(session_hash) = 32), -- SHA-256 of the cookie's value
    session_id    uuid NOT NULL UNIQUE,                                -- to list and revoke
    account_id    uuid NOT NULL REFERENCES account,
    site          text NOT NULL CHECK (site IN ('operator', 'portal')),
    csrf_secret   bytea NOT NULL CHECK (length(csrf_secret) = 32),
    created_at    timestamptz NOT NULL DEFAULT now(),
    last_seen_at  timestamptz NOT NULL DEFAULT now(),
    expires_at    timestamptz NOT NULL,                                -- absolute
    idle_us       int8 NOT NULL,
    user_agent    text NOT NULL DEFAULT '',
    revoked_at    timestamptz
);
CREATE INDEX session_account ON session (account_id, created_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON session TO tp_account;
GRANT SELECT, UPDATE ON session TO tp_definer;
GRANT SELECT, UPDATE ON session TO tp_cli;

CREATE TABLE one_time_link (
    link_hash   bytea PRIMARY KEY CHECK (length(link_hash) = 32),
    account_id  uuid NOT NULL REFERENCES account,
    purpose     text NOT NULL CHECK (purpose IN ('set_password')),
    site        text NOT NULL CHECK (site IN ('operator', 'portal')),
    created_at  timestamptz NOT NULL DEFAULT now(),
    expires_at  timestamptz NOT NULL,
    used_at     timestamptz
);
GRANT SELECT, INSERT, UPDATE ON one_time_link TO tp_account, tp_cli;
GRANT INSERT ON one_time_link TO tp_inbox;

-- Failures per account and address prefix; the delay grows with them, and they are forgotten with time.
CREATE TABLE signin_attempt (
    login_hash   bytea NOT NULL,
    address      text NOT NULL,
    failures     int4 NOT NULL DEFAULT 0,
    last_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (login_hash, address)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON signin_attempt TO tp_account;

-- The schema's version, read by every program when it starts. The table itself is made by jobs/migrate.c.
GRANT SELECT ON schema_migration TO tp_program;
