-- Least privilege, found by review: what a program that was taken over could do beyond its task.

-- A temporary table is found before the schema's, also by functions that run with their owner's rights, unless the path names
-- pg_temp last. Nobody makes one; so nobody may.
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT p.oid::regprocedure AS signature FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
                WHERE n.nspname = 'public' AND p.prosecdef LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = public, pg_temp', one.signature);
    END LOOP;
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END
$$;

-- People are invited to the portal by the account program and the CLI alone. With these the inbox could have made a link that sets
-- the password of any account.
REVOKE INSERT ON one_time_link FROM tp_inbox;
REVOKE INSERT, UPDATE ON portal_grant FROM tp_inbox;

-- Reviews leave the inbox to the detectors; workspaces are made on the machine.
REVOKE INSERT, UPDATE ON decision_item FROM tp_reviews;
REVOKE INSERT ON decision_record FROM tp_reviews;
REVOKE INSERT ON workspace FROM tp_account;

-- Four eyes on findings (domain.md 0, R6): who resolved one does not verify it. A later observation may, whoever asked for its run.
CREATE FUNCTION finding_verified_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.resolved_by = tp_account() AND NEW.last_run_id = OLD.last_run_id THEN
        RAISE EXCEPTION 'finding: resolver and verifier are one person' USING ERRCODE = 'TP002';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER four_eyes BEFORE UPDATE ON finding FOR EACH ROW
    WHEN (OLD.state <> 'verified' AND NEW.state = 'verified') EXECUTE FUNCTION finding_verified_by_another();

-- And on dismissals and other requests in the inbox: who asked does not agree.
ALTER TABLE decision_item ADD CONSTRAINT decision_four_eyes
    CHECK (NOT (kind = 'approval_required' AND state = 'done' AND decided_by = requested_by));

-- Where a connection leads is said once: a page that could change it could have the worker show the secret to another host.
REVOKE UPDATE ON connection FROM tp_inbox, tp_cli, tp_worker;
GRANT UPDATE (state, reason, tested_at, client, secret_set_at, row_version) ON connection TO tp_inbox, tp_cli;
GRANT UPDATE (state, reason, tested_at, row_version) ON connection TO tp_worker;
