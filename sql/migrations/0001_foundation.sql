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
CREATE TRIGGER account_state BEFORE INSERT OR UPDATE ON account FOR EACH ROW EXECUTE FUNCTION tp_state_guard('account');
GRANT SELECT, INSERT, UPDATE ON account TO tp_account, tp_cli;
GRANT SELECT ON account TO tp_definer;

-- Password hashes, apart: only the account program (and the CLI that resets) can read them.
CREATE TABLE account_secret (
    account_id     uuid PRIMARY KEY REFERENCES account,
    password_hash  text NOT NULL,
    changed_at     timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT, UPDATE, DELETE ON account_secret TO tp_account;
GRANT SELECT (account_id), DELETE ON account_secret TO tp_cli;

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
-- The portal belongs to every program's role, and has no business with members.
CREATE POLICY not_the_portal ON membership AS RESTRICTIVE TO tp_portal USING (false);
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
-- The portal has no workspace in its addresses: there a person sees what was granted to them, wherever.
CREATE POLICY anywhere ON portal_grant FOR SELECT TO tp_portal USING (true);
CREATE POLICY own ON portal_grant AS RESTRICTIVE FOR SELECT TO tp_portal USING (account_id = (SELECT tp_account()));
GRANT SELECT ON portal_grant TO tp_inbox, tp_portal, tp_account, tp_cli, tp_definer;
GRANT INSERT, UPDATE ON portal_grant TO tp_inbox, tp_cli, tp_account;

-- What other programs may know of a person: the name, of members of the transaction's workspace and of whoever acts.
CREATE FUNCTION account_name(who uuid) RETURNS text LANGUAGE sql STABLE STRICT SECURITY DEFINER SET search_path = public AS $$
    SELECT a.name FROM account a
    WHERE a.account_id = who
      AND (EXISTS (SELECT FROM membership m WHERE m.workspace_id = tp_workspace() AND m.account_id = who)
           OR EXISTS (SELECT FROM portal_grant g WHERE g.workspace_id = tp_workspace() AND g.account_id = who)
           OR who = tp_account())
$$;
ALTER FUNCTION account_name(uuid) OWNER TO tp_definer;
REVOKE EXECUTE ON FUNCTION account_name(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION account_name(uuid)
    TO tp_inbox, tp_reviews, tp_reports, tp_system, tp_account, tp_worker, tp_sealer, tp_cli;

-- The address of a person to whom the transaction's workspace granted something on the portal.
CREATE FUNCTION account_login(who uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT a.login FROM account a
    WHERE a.account_id = who
      AND EXISTS (SELECT FROM portal_grant g WHERE g.workspace_id = tp_workspace() AND g.account_id = who)
$$;
ALTER FUNCTION account_login(uuid) OWNER TO tp_definer;
REVOKE EXECUTE ON FUNCTION account_login(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION account_login(uuid) TO tp_inbox, tp_account, tp_cli;

-- ---- sessions ----

CREATE TABLE session (
    session_hash  bytea PRIMARY KEY CHECK (length(session_hash) = 32), -- SHA-256 of the cookie's value
    session_id    uuid NOT NULL UNIQUE,                                -- to list and revoke
    account_id    uuid NOT NULL REFERENCES account,
    site          text NOT NULL CHECK (site IN ('operator', 'portal')),
    created_at    timestamptz NOT NULL DEFAULT now(), -- when a factor was shown
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

-- Failures per login and network, per network (the hash of no login) and per login (no network). The delay grows with them; they are
-- forgotten with time. A success marks the network as known to the login.
CREATE TABLE signin_attempt (
    login_hash    bytea NOT NULL CHECK (length(login_hash) = 32),
    address       text NOT NULL,
    failures      int4 NOT NULL,
    last_at       timestamptz NOT NULL,
    succeeded_at  timestamptz,
    PRIMARY KEY (login_hash, address)
);
CREATE INDEX signin_attempt_age ON signin_attempt (last_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON signin_attempt TO tp_account;

-- The one query of a request outside its transaction: who holds the cookie, and what they are in the workspace that the address
-- names ('': none). No row: not signed in on this site. Notes the visit, at most once a minute (sooner where the idle time is short).
-- Roles are read anew each time, so that a change of them is effective at once.
CREATE FUNCTION session_lookup(of_hash bytea, at_site text, of_slug text, at timestamptz)
    RETURNS TABLE (session_id uuid, account_id uuid, name text, login text, lang text, time_zone text, theme text,
                   created_at timestamptz, expires_at timestamptz, workspace_id uuid, workspace_slug text,
                   workspace_name text, workspace_lang text, workspace_time_zone text, workspace_count int4, roles text[])
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public AS $$
#variable_conflict use_column
DECLARE
    s session%ROWTYPE;
    w workspace%ROWTYPE;
    held text[];
    workspaces int4;
BEGIN
    SELECT f.* INTO s FROM session f
    WHERE f.session_hash = of_hash AND f.site = at_site AND f.revoked_at IS NULL AND f.expires_at > at
      AND f.last_seen_at + f.idle_us * interval '1 microsecond' > at;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    IF s.last_seen_at + least(s.idle_us / 4, 60000000) * interval '1 microsecond' <= at THEN
        UPDATE session SET last_seen_at = at WHERE session_hash = of_hash;
    END IF;
    IF at_site = 'operator' THEN
        SELECT f.* INTO w FROM workspace f
        WHERE f.slug = of_slug
          AND EXISTS (SELECT FROM membership m WHERE m.workspace_id = f.workspace_id AND m.account_id = s.account_id);
        SELECT array_agg(m.role ORDER BY m.role) INTO held FROM membership m
        WHERE m.workspace_id = w.workspace_id AND m.account_id = s.account_id;
        SELECT count(DISTINCT m.workspace_id) INTO workspaces FROM membership m WHERE m.account_id = s.account_id;
        IF EXISTS (SELECT FROM platform_operator p WHERE p.account_id = s.account_id) THEN
            held := held || 'platform_operator'::text;
        END IF;
    ELSE
        SELECT array_agg(DISTINCT g.role), count(DISTINCT g.workspace_id) INTO held, workspaces FROM portal_grant g
        WHERE g.account_id = s.account_id AND g.revoked_at IS NULL AND coalesce(g.expires_at > at, true);
        SELECT f.* INTO w FROM workspace f
        WHERE workspaces = 1 AND EXISTS (
            SELECT FROM portal_grant g WHERE g.workspace_id = f.workspace_id AND g.account_id = s.account_id
            AND g.revoked_at IS NULL AND coalesce(g.expires_at > at, true));
    END IF;
    RETURN QUERY SELECT s.session_id, a.account_id, a.name, a.login, a.lang, a.time_zone, a.theme, s.created_at,
                        s.expires_at, w.workspace_id, w.slug, w.name, w.default_lang, w.time_zone, workspaces,
                        coalesce(held, '{}')
                 FROM account a WHERE a.account_id = s.account_id AND a.state = 'active';
END
$$;
ALTER FUNCTION session_lookup(bytea, text, text, timestamptz) OWNER TO tp_definer;
REVOKE EXECUTE ON FUNCTION session_lookup(bytea, text, text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION session_lookup(bytea, text, text, timestamptz)
    TO tp_inbox, tp_reviews, tp_reports, tp_system, tp_account, tp_portal;

-- Where a person may go after sign-in: their workspaces with their roles there.
CREATE FUNCTION account_workspaces(who uuid) RETURNS TABLE (workspace_id uuid, slug text, name text, roles text[])
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT w.workspace_id, w.slug, w.name, array_agg(m.role ORDER BY m.role)
    FROM membership m JOIN workspace w ON w.workspace_id = m.workspace_id
    WHERE m.account_id = who GROUP BY w.workspace_id ORDER BY w.name COLLATE "und-x-icu", w.slug
$$;
ALTER FUNCTION account_workspaces(uuid) OWNER TO tp_definer;
REVOKE EXECUTE ON FUNCTION account_workspaces(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION account_workspaces(uuid) TO tp_account, tp_cli;

-- Whether a person holds anything on a site at that time: without it, nobody gets a session there.
CREATE FUNCTION account_has_access(who uuid, at_site text, at timestamptz) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT CASE WHEN at_site = 'operator'
           THEN EXISTS (SELECT FROM membership m WHERE m.account_id = who)
                OR EXISTS (SELECT FROM platform_operator p WHERE p.account_id = who)
           ELSE EXISTS (SELECT FROM portal_grant g
                        WHERE g.account_id = who AND g.revoked_at IS NULL AND coalesce(g.expires_at > at, true)) END
$$;
ALTER FUNCTION account_has_access(uuid, text, timestamptz) OWNER TO tp_definer;
REVOKE EXECUTE ON FUNCTION account_has_access(uuid, text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION account_has_access(uuid, text, timestamptz) TO tp_account;

-- The id behind a slug, for whoever runs commands on the machine itself.
CREATE FUNCTION workspace_by_slug(of_slug text) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT w.workspace_id FROM workspace w WHERE w.slug = of_slug
$$;
ALTER FUNCTION workspace_by_slug(text) OWNER TO tp_definer;
REVOKE EXECUTE ON FUNCTION workspace_by_slug(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION workspace_by_slug(text) TO tp_cli;

-- The schema's version, read by every program when it starts. The table itself is made by jobs/migrate.c.
GRANT SELECT ON schema_migration TO tp_program;
