-- Stored reports: lists that a job writes to a file, and what their exports need.

-- A text as a CSV cell that no spreadsheet takes for a formula: where, leading apostrophes and spaces aside, it begins with = + - @,
-- TAB, CR, or a full-width or small form of one, it gets an apostrophe in front, which a reader can take away again.
-- The same lists stand in shared/reports/render_csv.c; a test compares the two.
CREATE FUNCTION csv_safe(cell text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN ascii(cell) BETWEEN 48 AND 57 OR ascii(cell) BETWEEN 65 AND 122 THEN cell -- most: begins with a letter or digit
                WHEN cell ~ '^''*[ \n\v\f\u00a0\u200b\u3000\ufeff]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]'
                    THEN '''' || cell
                ELSE cell END
$$;

-- The time of exports: ISO 8601, UTC, microseconds.
CREATE FUNCTION iso_time(at timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

CREATE TABLE stored_report (
    workspace_id  uuid NOT NULL REFERENCES workspace,
    report_id     uuid NOT NULL,
    kind          text NOT NULL CHECK (kind ~ '^[a-z_]{1,40}$'), -- shared/reports/reports.def
    format        text NOT NULL CHECK (format IN ('csv', 'json')),
    parameters    jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(parameters) = 'object'), -- the list's filter: tenant, state ...
    state         text NOT NULL CHECK (state IN ('requested', 'ready', 'failed', 'expired')),
    requested_by  uuid REFERENCES account, -- NULL: the system
    run_id        uuid,
    created_at    timestamptz NOT NULL,
    finished_at   timestamptz,
    expires_at    timestamptz NOT NULL,    -- when its file is removed
    size_bytes    int8,
    row_count     int8,
    sha256        bytea CHECK (length(sha256) = 32),
    reason        text,
    row_version   int4 NOT NULL DEFAULT 1,
    PRIMARY KEY (workspace_id, report_id),
    FOREIGN KEY (workspace_id, run_id) REFERENCES run,
    CONSTRAINT stored_report_ready CHECK (state <> 'ready' OR (size_bytes IS NOT NULL AND row_count IS NOT NULL
                                                               AND sha256 IS NOT NULL AND finished_at IS NOT NULL)),
    CONSTRAINT stored_report_failed CHECK (state <> 'failed' OR reason IS NOT NULL)
);
CREATE INDEX stored_report_time ON stored_report (workspace_id, created_at DESC, report_id DESC);
CREATE INDEX stored_report_expiry ON stored_report (workspace_id, expires_at) WHERE state = 'ready';
CREATE INDEX stored_report_waiting ON stored_report (workspace_id, created_at DESC) WHERE state = 'requested';
SELECT tp_isolate('stored_report');
CREATE TRIGGER state BEFORE INSERT OR UPDATE ON stored_report FOR EACH ROW EXECUTE FUNCTION tp_state_guard('stored_report');
GRANT SELECT ON stored_report TO tp_inbox, tp_reviews, tp_reports, tp_worker, tp_cli;
GRANT INSERT ON stored_report TO tp_inbox, tp_reports, tp_cli;
GRANT UPDATE (state, finished_at, expires_at, size_bytes, row_count, sha256, reason, run_id, row_version)
    ON stored_report TO tp_worker, tp_reports, tp_inbox, tp_cli;

-- One value of the filter of the report that is being written (its id is the setting app.report); NULL: not filtered by that.
CREATE FUNCTION report_filter(name text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT nullif(r.parameters ->> name, '') FROM stored_report r
     WHERE r.workspace_id = tp_workspace() AND r.report_id = nullif(current_setting('app.report', true), '')::uuid
$$;

-- However the run that makes a report ends (blocked, cancelled, given up): the report is no longer being made.
CREATE FUNCTION report_run_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE stored_report SET state = 'failed', reason = NEW.reason, finished_at = NEW.finished_at, row_version = row_version + 1
     WHERE workspace_id = NEW.workspace_id AND report_id = NEW.object_id AND state = 'requested';
    RETURN NULL;
END
$$;
CREATE TRIGGER report_run_ended AFTER UPDATE ON run FOR EACH ROW
    WHEN (NEW.operation = 'report' AND NEW.state = 'completed' AND NEW.outcome <> 'succeeded')
    EXECUTE FUNCTION report_run_ended();
