-- What the portal's database role sees: releases that were granted to the transaction's account, wherever, and nothing else.
-- Its addresses name no workspace, so the grant is the key, not the workspace; the restrictive policy holds in every scope.

CREATE FUNCTION tp_granted(of_workspace uuid, of_tenant uuid, of_release uuid) RETURNS boolean LANGUAGE sql STABLE
    AS $$ SELECT EXISTS (SELECT FROM portal_grant g
                         WHERE g.workspace_id = of_workspace AND g.account_id = (SELECT tp_account())
                           AND (g.tenant_id = of_tenant OR g.release_id = of_release)
                           AND g.revoked_at IS NULL AND (g.expires_at IS NULL OR g.expires_at > now())) $$;

CREATE POLICY anywhere ON release FOR SELECT TO tp_portal USING (true);
CREATE POLICY granted ON release AS RESTRICTIVE FOR SELECT TO tp_portal
    USING (tp_granted(workspace_id, tenant_id, release_id));

CREATE POLICY anywhere ON release_file FOR SELECT TO tp_portal USING (true);
CREATE POLICY granted ON release_file AS RESTRICTIVE FOR SELECT TO tp_portal
    USING (EXISTS (SELECT FROM release r WHERE r.workspace_id = release_file.workspace_id
                   AND r.release_id = release_file.release_id AND r.state IN ('shown', 'superseded')));

CREATE POLICY own ON release_download AS RESTRICTIVE FOR INSERT TO tp_portal
    WITH CHECK (account_id = (SELECT tp_account())
                AND EXISTS (SELECT FROM release r WHERE r.workspace_id = release_download.workspace_id
                            AND r.release_id = release_download.release_id));
CREATE POLICY own_only ON release_download AS RESTRICTIVE FOR SELECT TO tp_portal
    USING (account_id = (SELECT tp_account()));

-- The account program invites to the portal: it shows a tenant's releases to choose from, and around its pages what waits.
GRANT SELECT (workspace_id, release_id, tenant_id, title, state, shown_at) ON release TO tp_account;
GRANT SELECT (workspace_id, source_type, state) ON decision_item TO tp_account;
