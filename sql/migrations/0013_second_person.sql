-- Four eyes that no program gets round (domain.md 0, R6): whoever is named as having asked or decided is who acts, what was written
-- down stays, and an object moves only where a second person has said so.

-- BEFORE INSERT OR UPDATE trigger: tp_who_acts('approver_id', ...): a person who is newly named in one of these columns is the
-- transaction's own. The system names nobody.
CREATE FUNCTION tp_who_acts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    as_now jsonb := to_jsonb(NEW);
    as_was jsonb := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) ELSE '{}' END;
    named text;
BEGIN
    FOREACH named IN ARRAY TG_ARGV LOOP
        IF as_now ->> named IS DISTINCT FROM as_was ->> named AND as_now ->> named <> coalesce(tp_account()::text, '') THEN
            RAISE EXCEPTION '%: % is not who acts', TG_TABLE_NAME, named USING ERRCODE = 'TP002';
        END IF;
    END LOOP;
    RETURN NEW;
END
$$;

-- BEFORE UPDATE trigger: tp_stays('proposed_by', ...): what once stands in one of these columns stays.
CREATE FUNCTION tp_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    as_now jsonb := to_jsonb(NEW);
    as_was jsonb := to_jsonb(OLD);
    kept text;
BEGIN
    FOREACH kept IN ARRAY TG_ARGV LOOP
        IF as_was ->> kept IS NOT NULL AND as_now ->> kept IS DISTINCT FROM as_was ->> kept THEN
            RAISE EXCEPTION '%: % is never changed', TG_TABLE_NAME, kept USING ERRCODE = 'TP001';
        END IF;
    END LOOP;
    RETURN NEW;
END
$$;

-- ---- baselines ----

ALTER TABLE baseline_snapshot ADD CONSTRAINT baseline_decided
    CHECK (state = 'proposed' OR (proposed_by IS NOT NULL AND decided_by IS NOT NULL AND decided_at IS NOT NULL));
CREATE TRIGGER who_acts BEFORE INSERT OR UPDATE ON baseline_snapshot FOR EACH ROW
    EXECUTE FUNCTION tp_who_acts('proposed_by', 'decided_by');
CREATE TRIGGER stays BEFORE UPDATE ON baseline_snapshot FOR EACH ROW
    EXECUTE FUNCTION tp_stays('profile_id', 'tenant_id', 'run_id', 'item_count', 'content_hash', 'canonical_version', 'proposed_by',
                              'proposed_at', 'decided_by', 'decided_at', 'supersedes');
REVOKE INSERT ON baseline_snapshot, baseline_item FROM tp_worker; -- a person proposes

-- ---- exceptions ----

ALTER TABLE exception ADD CONSTRAINT exception_has_decider
    CHECK (state IN ('draft', 'requested', 'withdrawn') OR (approver_id IS NOT NULL AND decided_at IS NOT NULL));
CREATE TRIGGER who_acts BEFORE INSERT OR UPDATE ON exception FOR EACH ROW
    EXECUTE FUNCTION tp_who_acts('requester_id', 'approver_id');
CREATE TRIGGER stays BEFORE UPDATE ON exception FOR EACH ROW
    EXECUTE FUNCTION tp_stays('tenant_id', 'finding_id', 'requester_id', 'severity', 'supersedes', 'frozen', 'frozen_hash');

-- What was asked for is what is decided on; whoever works on the finding does not decide.
CREATE FUNCTION exception_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state NOT IN ('draft', 'changes_requested')
       AND (NEW.justification, NEW.starts_at, NEW.expires_at) IS DISTINCT FROM (OLD.justification, OLD.starts_at, OLD.expires_at) THEN
        RAISE EXCEPTION 'exception: its terms are never changed' USING ERRCODE = 'TP001';
    END IF;
    IF OLD.frozen IS NOT NULL AND (NEW.approver_id, NEW.decided_at) IS DISTINCT FROM (OLD.approver_id, OLD.decided_at) THEN
        RAISE EXCEPTION 'exception: who approved it is never changed' USING ERRCODE = 'TP001';
    END IF;
    IF OLD.state = 'requested' AND NEW.state IN ('approved', 'rejected', 'changes_requested') AND EXISTS (
        SELECT FROM finding f WHERE f.workspace_id = NEW.workspace_id AND f.finding_id = NEW.finding_id
           AND f.assignee_id = NEW.approver_id) THEN
        RAISE EXCEPTION 'exception: approver and assignee of the finding are one person' USING ERRCODE = 'TP002';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER terms BEFORE UPDATE ON exception FOR EACH ROW EXECUTE FUNCTION exception_guard();

-- ---- findings ----

-- A person who resolves is named as the resolver, and stays it until a run sees the finding fail.
CREATE FUNCTION finding_resolver_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.resolved_by IS NULL AND NEW.state IN ('resolved', 'verified')
       AND (OLD.resolved_by IS NOT NULL OR (OLD.state IN ('open', 'triaged', 'assigned') AND NEW.last_run_id = OLD.last_run_id)) THEN
        RAISE EXCEPTION 'finding: nobody is named who resolved it' USING ERRCODE = 'TP002';
    END IF;
    IF NEW.resolved_by IS DISTINCT FROM OLD.resolved_by AND NEW.resolved_by IS DISTINCT FROM tp_account()
       AND NEW.resolved_by IS NOT NULL THEN
        RAISE EXCEPTION 'finding: the resolver is not who acts' USING ERRCODE = 'TP002';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER resolver BEFORE UPDATE ON finding FOR EACH ROW
    WHEN (OLD.resolved_by IS DISTINCT FROM NEW.resolved_by OR (OLD.state <> 'resolved' AND NEW.state = 'resolved'))
    EXECUTE FUNCTION finding_resolver_guard();

-- A dismissal is the word of two persons about this very value: one has proposed it, who acts has agreed.
CREATE FUNCTION finding_dismissed_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM decision_item d WHERE d.workspace_id = NEW.workspace_id AND d.kind = 'approval_required'
                      AND d.source_type = 'finding' AND d.source_id = NEW.finding_id AND d.state = 'done'
                      AND d.value_hash = NEW.value_hash AND d.decided_by = tp_account() AND d.requested_by <> d.decided_by) THEN
        RAISE EXCEPTION 'finding: no second person has agreed to dismiss it' USING ERRCODE = 'TP002';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER two_persons BEFORE UPDATE ON finding FOR EACH ROW
    WHEN (OLD.state <> 'false_positive' AND NEW.state = 'false_positive') EXECUTE FUNCTION finding_dismissed_by_two();

-- ---- decisions ----

ALTER TABLE decision_item DROP CONSTRAINT decision_four_eyes;
ALTER TABLE decision_item ADD CONSTRAINT decision_four_eyes
    CHECK (kind <> 'approval_required' OR state <> 'done'
           OR (requested_by IS NOT NULL AND decided_by IS NOT NULL AND decided_by <> requested_by));
CREATE TRIGGER who_acts BEFORE INSERT OR UPDATE ON decision_item FOR EACH ROW EXECUTE FUNCTION tp_who_acts('decided_by');
CREATE TRIGGER stays BEFORE UPDATE ON decision_item FOR EACH ROW
    EXECUTE FUNCTION tp_stays('tenant_id', 'kind', 'source_type', 'source_key', 'requested_by', 'opened_at');
CREATE TRIGGER who_acts BEFORE INSERT ON decision_record FOR EACH ROW EXECUTE FUNCTION tp_who_acts('account_id');
