-- Tenant reviews, their sign-offs, and releases with what is published of them.

CREATE TABLE review (
    workspace_id     uuid NOT NULL,
    review_id        uuid NOT NULL,
    tenant_id        uuid NOT NULL,
    version          int4 NOT NULL, -- of this tenant's reviews, counted from 1
    state            text NOT NULL CHECK (state IN ('draft', 'in_review', 'released', 'superseded', 'withdrawn')),
    title            text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    period_from      date NOT NULL,
    period_to        date NOT NULL,
    summary          text NOT NULL DEFAULT '' CHECK (length(summary) <= 8000),
    limitations      text NOT NULL DEFAULT '' CHECK (length(limitations) <= 8000),
    control_profile  text NOT NULL DEFAULT 'core',
    scoring_version  int4 NOT NULL DEFAULT 1,
    run_id           uuid NOT NULL,        -- the evaluation that it judges
    author_id        uuid NOT NULL REFERENCES account,
    created_at       timestamptz NOT NULL,
    frozen_at        timestamptz,
    frozen           bytea,                -- the model, canonical JSON, as every later step reads it
    frozen_hash      bytea,
    release_wanted   timestamptz,          -- asked for; the sealer builds, signs, verifies, then shows
    supersedes       uuid,
    withdrawn_at     timestamptz,
    withdraw_reason  text NOT NULL DEFAULT '',
    row_version      int4 NOT NULL DEFAULT 1,
    PRIMARY KEY (workspace_id, review_id),
    UNIQUE (workspace_id, tenant_id, version),
    FOREIGN KEY (workspace_id, tenant_id) REFERENCES tenant,
    FOREIGN KEY (workspace_id, run_id) REFERENCES run,
    FOREIGN KEY (workspace_id, supersedes) REFERENCES review,
    CHECK (period_from <= period_to),
    CONSTRAINT review_frozen CHECK (state = 'draft' OR frozen IS NOT NULL),
    CONSTRAINT review_limitations CHECK (state = 'draft' OR length(limitations) > 0)
);
CREATE INDEX review_state ON review (workspace_id, state, created_at DESC, review_id);
SELECT tp_isolate('review');
CREATE TRIGGER state BEFORE INSERT OR UPDATE ON review FOR EACH ROW EXECUTE FUNCTION tp_state_guard('review');
GRANT SELECT ON review TO tp_inbox, tp_reviews, tp_reports, tp_worker, tp_sealer, tp_cli;
GRANT INSERT, UPDATE ON review TO tp_reviews, tp_cli;
GRANT UPDATE (state, row_version, release_wanted) ON review TO tp_sealer;

-- What a sign-off covers; the codes are core/review/sections.def.
CREATE TABLE review_signoff (
    workspace_id  uuid NOT NULL,
    review_id     uuid NOT NULL,
    section       text NOT NULL,
    frozen_hash   bytea NOT NULL, -- of what was signed: another freeze voids it
    signer_id     uuid NOT NULL REFERENCES account,
    author_id     uuid NOT NULL REFERENCES account,
    signed_at     timestamptz NOT NULL,
    note          text NOT NULL DEFAULT '',
    audit_id      uuid,           -- the event whose inclusion the pack proves
    PRIMARY KEY (workspace_id, review_id, section, frozen_hash),
    FOREIGN KEY (workspace_id, review_id) REFERENCES review,
    CONSTRAINT review_four_eyes CHECK (signer_id <> author_id)
);
SELECT tp_isolate('review_signoff');
CREATE TRIGGER four_eyes BEFORE INSERT OR UPDATE ON review_signoff FOR EACH ROW EXECUTE FUNCTION tp_four_eyes('author_id', 'signer_id');
CREATE TRIGGER immutable BEFORE UPDATE OR DELETE ON review_signoff FOR EACH ROW EXECUTE FUNCTION tp_immutable();
GRANT SELECT, INSERT ON review_signoff TO tp_reviews, tp_cli;
GRANT SELECT ON review_signoff TO tp_inbox, tp_reports, tp_sealer, tp_worker;

-- A review's publication. Everything that the pack's bytes depend on stands here before it is built.
CREATE TABLE release (
    workspace_id     uuid NOT NULL,
    release_id       uuid NOT NULL,
    review_id        uuid NOT NULL,
    tenant_id        uuid NOT NULL,
    review_version   int4 NOT NULL,
    state            text NOT NULL CHECK (state IN ('building', 'shown', 'superseded', 'withdrawn', 'abandoned')),
    step             text NOT NULL DEFAULT '', -- the last step of building that is done
    title            text NOT NULL,
    tenant_name      text NOT NULL,
    period_from      date NOT NULL,
    period_to        date NOT NULL,
    compliant        int4 NOT NULL,
    by_exception     int4 NOT NULL,
    non_compliant    int4 NOT NULL,
    not_assessed     int4 NOT NULL,
    pack_id          uuid NOT NULL,
    created_at       timestamptz NOT NULL,  -- the pack's
    checkpoint       text NOT NULL,         -- the audit log's, as it stands in the pack
    proofs           jsonb NOT NULL,        -- inclusion of sign-offs, approvals, exceptions
    product_version  text NOT NULL,
    pack_sha256      bytea,
    pack_size        int8,
    key_fingerprint  text NOT NULL DEFAULT '',
    shown_at         timestamptz,
    ended_at         timestamptz,
    end_reason       text NOT NULL DEFAULT '',
    release_proof    jsonb,                 -- of the release event itself, published beside the pack
    PRIMARY KEY (workspace_id, release_id),
    FOREIGN KEY (workspace_id, review_id) REFERENCES review,
    FOREIGN KEY (workspace_id, tenant_id) REFERENCES tenant
);
CREATE UNIQUE INDEX release_shown ON release (workspace_id, tenant_id) WHERE state = 'shown';
CREATE UNIQUE INDEX release_of_review ON release (workspace_id, review_id) WHERE state <> 'abandoned';
CREATE INDEX release_tenant ON release (workspace_id, tenant_id, review_version DESC);
SELECT tp_isolate('release');
CREATE POLICY released_only ON release AS RESTRICTIVE FOR SELECT TO tp_portal USING (state IN ('shown', 'superseded', 'withdrawn'));
CREATE TRIGGER state BEFORE INSERT OR UPDATE ON release FOR EACH ROW EXECUTE FUNCTION tp_state_guard('release');
GRANT SELECT ON release TO tp_inbox, tp_reviews, tp_reports, tp_worker, tp_sealer, tp_cli, tp_portal, tp_definer;
GRANT INSERT, UPDATE ON release TO tp_sealer;
GRANT UPDATE (state, ended_at, end_reason) ON release TO tp_reviews, tp_cli;

-- What can be downloaded of a release; kept under TP_VAR/releases/<workspace>/<release>/<name>.
CREATE TABLE release_file (
    workspace_id  uuid NOT NULL,
    release_id    uuid NOT NULL,
    name          text NOT NULL CHECK (name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,120}$'),
    role          text NOT NULL CHECK (role IN ('pack', 'report', 'data', 'proof')),
    media_type    text NOT NULL,
    size_bytes    int8 NOT NULL,
    sha256        bytea NOT NULL CHECK (length(sha256) = 32),
    PRIMARY KEY (workspace_id, release_id, name),
    FOREIGN KEY (workspace_id, release_id) REFERENCES release
);
SELECT tp_isolate('release_file');
GRANT SELECT ON release_file TO tp_reviews, tp_reports, tp_sealer, tp_cli, tp_portal, tp_definer;
GRANT INSERT, DELETE ON release_file TO tp_sealer;

-- Downloads by customers and auditors, beside the audit event: for "last downloaded" on the release's page.
CREATE TABLE release_download (
    workspace_id   uuid NOT NULL,
    download_id    uuid NOT NULL,
    release_id     uuid NOT NULL,
    name           text NOT NULL,
    account_id     uuid NOT NULL REFERENCES account,
    downloaded_at  timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, download_id),
    FOREIGN KEY (workspace_id, release_id) REFERENCES release
);
CREATE INDEX release_download_release ON release_download (workspace_id, release_id, downloaded_at DESC);
SELECT tp_isolate('release_download');
GRANT INSERT, SELECT ON release_download TO tp_portal;
GRANT SELECT ON release_download TO tp_reviews, tp_cli;
ALTER TABLE portal_grant ADD FOREIGN KEY (workspace_id, tenant_id) REFERENCES tenant;
ALTER TABLE portal_grant ADD FOREIGN KEY (workspace_id, release_id) REFERENCES release;
