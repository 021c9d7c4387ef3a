/* What is the case now, for each detector. */
#include "core/decision/detect_store.h"

#include "ext/pq.h"

/* Live drift, one fact per subject and profile. */
static const struct query DRIFT = {
    "detect_drift",
    DETECTOR_SQL(
        "drift",
        " SELECT f.tenant_id, 'subject'::text AS source_type, f.profile_id || ':' || f.family || ':' || f.object_id AS source_key,"
        "  (array_agg(f.finding_id ORDER BY f.severity_rank, f.finding_id))[1] AS source_id,"
        "  (array_agg(f.severity ORDER BY f.severity_rank))[1] AS severity,"
        "  CASE WHEN max(f.reopened_count) > 0 THEN '{drift,regression}' ELSE '{drift}' END::text[] AS reasons,"
        "  count(*)::int4 AS count, max(f.subject_name) AS subject_name, f.family,"
        "  sha256(string_agg(f.identity || f.value_hash, ''::bytea ORDER BY f.identity)) AS value_hash,"
        "  NULL::uuid AS requested_by"
        " FROM finding f WHERE f.workspace_id = $1 AND ($2::uuid IS NULL OR f.tenant_id = $2)"
        "  AND f.state IN ('open', 'triaged') AND f.kind = 'drift'"
        " GROUP BY f.tenant_id, f.profile_id, f.family, f.object_id"),
    DETECTOR_PARAMS,
    DETECTOR_COLUMNS,
};

/* The newest completed run of an operation did not do its work. */
static const struct query RUN_BLOCKED = {
    "detect_run_blocked",
    DETECTOR_SQL(
        "run_blocked",
        " SELECT r.tenant_id, 'run'::text AS source_type, r.tenant_id || ':' || r.operation AS source_key, r.run_id AS source_id,"
        "  'high'::text AS severity, '{run_blocked}'::text[] AS reasons, 1 AS count, r.operation AS subject_name,"
        "  ''::text AS family, sha256(convert_to(coalesce(r.reason, ''), 'UTF8')) AS value_hash, NULL::uuid AS requested_by"
        " FROM (SELECT DISTINCT ON (tenant_id, operation) * FROM run WHERE workspace_id = $1 AND tenant_id IS NOT NULL"
        "  AND ($2::uuid IS NULL OR tenant_id = $2) AND state = 'completed' AND outcome <> 'cancelled'"
        "  ORDER BY tenant_id, operation, run_id DESC) AS r"
        " WHERE r.outcome IN ('blocked', 'failed')"),
    DETECTOR_PARAMS,
    DETECTOR_COLUMNS,
};

/* Somebody has asked for what another person must approve. Proposed dismissals are items from the start (decision_propose_dismissal)
 * and are named here so that they are not retired while the value is the one that they were made for. */
static const struct query APPROVAL_REQUIRED = {
    "detect_approval_required",
    DETECTOR_SQL(
        "approval_required",
        " SELECT e.tenant_id, 'exception'::text AS source_type, e.exception_id::text AS source_key, e.exception_id AS source_id,"
        "  e.severity, '{approval_required}'::text[] AS reasons, 1 AS count, f.subject_name, f.family,"
        "  sha256(e.row_version::text::bytea) AS value_hash, e.requester_id AS requested_by"
        " FROM exception e JOIN finding f ON f.workspace_id = e.workspace_id AND f.finding_id = e.finding_id"
        " WHERE e.workspace_id = $1 AND ($2::uuid IS NULL OR e.tenant_id = $2) AND e.state = 'requested'"
        " UNION ALL"
        " SELECT s.tenant_id, 'baseline_snapshot', s.snapshot_id::text, s.snapshot_id, 'medium', '{approval_required}'::text[],"
        "  s.item_count, p.name, '', s.content_hash, s.proposed_by"
        " FROM baseline_snapshot s JOIN baseline_profile p ON p.workspace_id = s.workspace_id AND p.profile_id = s.profile_id"
        " WHERE s.workspace_id = $1 AND ($2::uuid IS NULL OR s.tenant_id = $2) AND s.state = 'proposed'"
        " UNION ALL"
        " SELECT v.tenant_id, 'review', v.review_id::text, v.review_id, 'medium', '{approval_required}'::text[], 1, v.title, '',"
        "  v.frozen_hash, v.author_id"
        " FROM review v WHERE v.workspace_id = $1 AND ($2::uuid IS NULL OR v.tenant_id = $2) AND v.state = 'in_review'"
        "  AND NOT EXISTS (SELECT FROM review_signoff g WHERE g.workspace_id = v.workspace_id AND g.review_id = v.review_id"
        "   AND g.frozen_hash = v.frozen_hash)"
        " UNION ALL"
        " SELECT d.tenant_id, d.source_type, d.source_key, d.source_id, d.severity, d.reasons, d.count, d.subject_name, d.family,"
        "  d.value_hash, d.requested_by"
        " FROM decision_item d JOIN finding f ON f.workspace_id = d.workspace_id AND f.finding_id = d.source_id"
        " WHERE d.workspace_id = $1 AND ($2::uuid IS NULL OR d.tenant_id = $2) AND d.kind = 'approval_required'"
        "  AND d.source_type = 'finding' AND d.state IN ('open', 'snoozed') AND f.state IN ('open', 'triaged', 'assigned')"
        "  AND f.value_hash = d.value_hash"),
    DETECTOR_PARAMS,
    DETECTOR_COLUMNS,
};

/* The lead time that is reached is part of the value: whoever set the notice of 30 days aside gets those of 7 days and of one. */
static const struct query EXCEPTION_EXPIRING = {
    "detect_exception_expiring",
    DETECTOR_SQL(
        "exception_expiring",
        " SELECT e.tenant_id, 'exception'::text AS source_type, e.exception_id::text AS source_key, e.exception_id AS source_id,"
        "  e.severity, '{exception_expiring}'::text[] AS reasons, 1 AS count, f.subject_name, f.family,"
        "  sha256((e.expires_at || CASE WHEN e.expires_at <= $3 + interval '1 day' THEN ' 1'"
        "   WHEN e.expires_at <= $3 + interval '7 days' THEN ' 7' ELSE ' 30' END)::bytea) AS value_hash, NULL::uuid AS requested_by"
        " FROM exception e JOIN finding f ON f.workspace_id = e.workspace_id AND f.finding_id = e.finding_id"
        " WHERE e.workspace_id = $1 AND ($2::uuid IS NULL OR e.tenant_id = $2) AND e.state = 'expiring'"),
    DETECTOR_PARAMS,
    DETECTOR_COLUMNS,
};

/* Snoozes that are over. */
static const struct query WOKEN = {
    "detect_woken",
    "UPDATE decision_item SET state = 'open', snoozed_until = NULL, updated_at = $3, row_version = row_version + 1"
    " WHERE workspace_id = $1 AND ($2::uuid IS NULL OR tenant_id = $2) AND state = 'snoozed' AND snoozed_until <= $3"
    " RETURNING decision_id, tenant_id, 'snoozed'::text AS from_state, state AS to_state",
    DETECTOR_PARAMS,
    DETECTOR_COLUMNS,
};

/* Follow-ups whose run has ended. */
static const struct query EXECUTED = {
    "detect_executed",
    "UPDATE decision_item d SET state = CASE WHEN r.outcome IN ('succeeded', 'partial') THEN 'executed' ELSE 'failed' END,"
    " updated_at = $3, row_version = d.row_version + 1 FROM run r"
    " WHERE d.workspace_id = $1 AND ($2::uuid IS NULL OR d.tenant_id = $2) AND d.state = 'executing'"
    "  AND r.workspace_id = $1 AND r.run_id = d.follow_up_run AND r.state = 'completed'"
    " RETURNING d.decision_id, d.tenant_id, 'executing'::text AS from_state, d.state AS to_state",
    DETECTOR_PARAMS,
    DETECTOR_COLUMNS,
};

/* A compare has looked at the area since the follow-up: did it help? (domain.md: a later run read the area) */
static const struct query VERIFIED = {
    "detect_verified",
    "UPDATE decision_item d SET updated_at = $3, row_version = d.row_version + 1,"
    " state = CASE WHEN EXISTS (SELECT FROM finding f WHERE f.workspace_id = $1 AND f.kind = 'drift'"
    "   AND f.profile_id || ':' || f.family || ':' || f.object_id = d.source_key AND f.tenant_id = d.tenant_id"
    "   AND f.state IN ('open', 'triaged', 'assigned')) THEN 'failed' ELSE 'verified' END"
    " WHERE d.workspace_id = $1 AND ($2::uuid IS NULL OR d.tenant_id = $2) AND d.state = 'executed' AND d.kind = 'drift'"
    "  AND EXISTS (SELECT FROM run c JOIN run r ON r.workspace_id = $1 AND r.run_id = d.follow_up_run"
    "   WHERE c.workspace_id = $1 AND c.tenant_id = d.tenant_id AND c.operation = 'compare' AND c.state = 'completed'"
    "   AND c.outcome IN ('succeeded', 'partial') AND c.started_at >= r.finished_at)"
    " RETURNING d.decision_id, d.tenant_id, 'executed'::text AS from_state, d.state AS to_state",
    DETECTOR_PARAMS,
    DETECTOR_COLUMNS,
};

const struct query *const *detect_queries_in_order(void)
{
    static const struct query *const order[] = { &WOKEN,       &EXECUTED,          &VERIFIED,           &DRIFT,
                                                 &RUN_BLOCKED, &APPROVAL_REQUIRED, &EXCEPTION_EXPIRING, NULL };

    return order;
}

QUERIES(detect, &DRIFT, &RUN_BLOCKED, &APPROVAL_REQUIRED, &EXCEPTION_EXPIRING, &WOKEN, &EXECUTED, &VERIFIED);
