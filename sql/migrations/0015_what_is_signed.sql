-- What reviewers sign is what is released (domain.md 1, "Tenant review"): frozen facts and texts stay, a signature is of them and of somebody
-- who wrote nothing of them, and a review is released only with every section signed and its pack verified.

-- What must be signed: core/review/sections.def, loaded by migrate.
CREATE TABLE review_section (
    section  text PRIMARY KEY,
    label    text NOT NULL
);
GRANT SELECT ON review_section TO tp_program;

ALTER TABLE review ADD CONSTRAINT review_frozen_hash
    CHECK ((frozen IS NULL) = (frozen_hash IS NULL) AND (frozen IS NULL OR frozen_hash = sha256(frozen)));

CREATE FUNCTION review_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.tenant_id, NEW.version, NEW.author_id, NEW.created_at)
       IS DISTINCT FROM (OLD.tenant_id, OLD.version, OLD.author_id, OLD.created_at) THEN
        RAISE EXCEPTION 'review: whose it is and who wrote it is never changed' USING ERRCODE = 'TP001';
    END IF;
    IF OLD.state <> 'draft' AND ((NEW.title, NEW.period_from, NEW.period_to, NEW.summary, NEW.limitations, NEW.control_profile,
                                  NEW.scoring_version, NEW.run_id)
                                 IS DISTINCT FROM (OLD.title, OLD.period_from, OLD.period_to, OLD.summary, OLD.limitations,
                                                   OLD.control_profile, OLD.scoring_version, OLD.run_id)
                                 OR (NEW.state <> 'draft' AND (NEW.frozen_hash, NEW.frozen_at)
                                                              IS DISTINCT FROM (OLD.frozen_hash, OLD.frozen_at))) THEN
        RAISE EXCEPTION 'review: what is frozen is never changed' USING ERRCODE = 'TP001';
    END IF;
    IF OLD.state = 'in_review' AND NEW.state = 'released' THEN
        IF EXISTS (SELECT FROM review_section s WHERE NOT EXISTS (
            SELECT FROM review_signoff g WHERE g.workspace_id = NEW.workspace_id AND g.review_id = NEW.review_id
               AND g.section = s.section AND g.frozen_hash = NEW.frozen_hash)) THEN
            RAISE EXCEPTION 'review: not every section is signed' USING ERRCODE = 'TP002';
        END IF;
        IF NOT EXISTS (SELECT FROM release e WHERE e.workspace_id = NEW.workspace_id AND e.review_id = NEW.review_id
                          AND e.state = 'shown' AND e.frozen_hash = NEW.frozen_hash) THEN
            RAISE EXCEPTION 'review: there is no verified pack of it' USING ERRCODE = 'TP001';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE UPDATE ON review FOR EACH ROW EXECUTE FUNCTION review_guard();

-- A signature is of what is frozen now, and of somebody who has not written in it.
CREATE FUNCTION review_signoff_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM review r WHERE r.workspace_id = NEW.workspace_id AND r.review_id = NEW.review_id
                      AND r.state = 'in_review' AND r.author_id = NEW.author_id AND r.frozen_hash = NEW.frozen_hash) THEN
        RAISE EXCEPTION 'review: what is signed is not what is frozen' USING ERRCODE = 'TP001';
    END IF;
    IF EXISTS (SELECT FROM audit_event e WHERE e.workspace_id = NEW.workspace_id AND e.object_type = 'review'
                  AND e.object_id = NEW.review_id AND e.actor_id = NEW.signer_id AND e.action IN ('review.composed', 'review.edited')) THEN
        RAISE EXCEPTION 'review: the signer has written in it' USING ERRCODE = 'TP002';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT ON review_signoff FOR EACH ROW EXECUTE FUNCTION review_signoff_guard();
CREATE TRIGGER who_acts BEFORE INSERT ON review_signoff FOR EACH ROW EXECUTE FUNCTION tp_who_acts('signer_id');

-- ---- releases ----

ALTER TABLE release ADD COLUMN frozen_hash bytea CHECK (length(frozen_hash) = 32); -- of the facts that it publishes
ALTER TABLE release NO FORCE ROW LEVEL SECURITY; -- for the owner, who otherwise sees no workspace's rows
ALTER TABLE review NO FORCE ROW LEVEL SECURITY;
UPDATE release e SET frozen_hash = (SELECT r.frozen_hash FROM review r WHERE r.workspace_id = e.workspace_id AND r.review_id = e.review_id);
ALTER TABLE release FORCE ROW LEVEL SECURITY;
ALTER TABLE review FORCE ROW LEVEL SECURITY;
ALTER TABLE release ALTER COLUMN frozen_hash SET NOT NULL;
ALTER TABLE release ADD CONSTRAINT release_shown_whole
    CHECK (state IN ('building', 'abandoned')
           OR (step = 'shown' AND shown_at IS NOT NULL AND pack_sha256 IS NOT NULL AND pack_size IS NOT NULL));
CREATE TRIGGER stays BEFORE UPDATE ON release FOR EACH ROW
    EXECUTE FUNCTION tp_stays('review_id', 'tenant_id', 'review_version', 'title', 'tenant_name', 'period_from', 'period_to', 'compliant',
                              'by_exception', 'non_compliant', 'not_assessed', 'pack_id', 'created_at', 'checkpoint', 'proofs',
                              'product_version', 'key_fingerprint', 'frozen_hash', 'shown_at', 'release_proof');

-- It is shown once it is built, and built anew only until then.
CREATE FUNCTION release_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'building' AND (NEW.pack_sha256, NEW.pack_size) IS DISTINCT FROM (OLD.pack_sha256, OLD.pack_size) THEN
        RAISE EXCEPTION 'release: what is published is never changed' USING ERRCODE = 'TP001';
    END IF;
    IF OLD.state = 'building' AND NEW.state = 'shown' AND OLD.step <> 'built' THEN
        RAISE EXCEPTION 'release: it is not built' USING ERRCODE = 'TP001';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE UPDATE ON release FOR EACH ROW EXECUTE FUNCTION release_guard();
