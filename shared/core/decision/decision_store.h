/* The rows of decision items and records. Included by this domain and its tests alone. */
#ifndef CORE_DECISION_DECISION_STORE_H
#define CORE_DECISION_DECISION_STORE_H

#include "core/decision/decision.h"

MUST_CHECK enum rc decision_store_get(struct cx *cx, const struct actor *who, struct decision_id id,
                                      struct decision_item *out);
MUST_CHECK enum rc decision_store_get_with_records(struct cx *cx, const struct actor *who, struct decision_id id,
                                                   struct decision_item *out, struct decision_records *records);
MUST_CHECK enum rc decision_store_list(struct cx *cx, const struct actor *who, const struct decision_filter *filter,
                                       struct decision_list *out);
MUST_CHECK enum rc decision_store_of_source(struct cx *cx, const struct actor *who, struct uuid source,
                                            struct decision_item *out);
MUST_CHECK enum rc decision_store_records(struct cx *cx, const struct actor *who, struct decision_id id,
                                          struct decision_records *out);

/* Writes state, snooze, decision, shown hash and follow-up of `to` over the row that still is as `from`. RC_CONFLICT: it has changed. */
MUST_CHECK enum rc decision_store_change(struct cx *cx, const struct actor *who, const struct decision_item *from,
                                         const struct decision_item *to, struct bytes shown);

MUST_CHECK enum rc decision_store_record(struct cx *cx, const struct actor *who, const struct decision_item *from,
                                         const struct decision_item *to, const char *verb,
                                         const struct decision_verb *in, struct bytes seen);

/* A new item that a person asks for. RC_CONFLICT: one of that key is live. */
MUST_CHECK enum rc decision_store_add(struct cx *cx, const struct actor *who, const struct decision_item *item);

/* One change that a detector made. */
struct decision_moved {
    struct decision_id id;
    struct tenant_id tenant;
    const char *from; /* "" for a new one */
    const char *to;
};

struct decision_moves {
    struct decision_moved *items;
    size_t count;
};

/* Runs one statement of a detector: parameters are workspace, tenant (or NULL), now, and ids for new items are made by the statement. */
struct query;
MUST_CHECK enum rc decision_store_detect(struct cx *cx, const struct actor *who, const struct query *query,
                                         struct tenant_id tenant, struct decision_moves *out);

/* The parameters and columns of every statement of a detector. */
#define DETECTOR_PARAMS  "uuid,uuid,time"
#define DETECTOR_COLUMNS "decision_id:uuid,tenant_id:uuid?,from_state:text,to_state:text"

/* A detector's statement from its facts: a SELECT of (tenant_id, source_type, source_key, source_id, severity, reasons, count,
 * subject_name, family, value_hash, requested_by) named `fact`. Opens what is new, folds what is known and has changed, wakes what is
 * snoozed when its value changed or its severity rose, and retires what is no longer a fact. A fact that was rejected or done stays so
 * while its value is the same. */
#define DETECTOR_SQL(kind_, facts)                                                                                                 \
    "WITH fact AS (" facts "), known AS ("                                                                                         \
    " SELECT d.decision_id, d.source_key, d.state, d.severity_rank, d.value_hash, d.count FROM decision_item d"                    \
    " WHERE d.workspace_id = $1 AND d.kind = '" kind_ "' AND ($2::uuid IS NULL OR d.tenant_id = $2)"                               \
    " AND d.state IN ('open', 'snoozed', 'approved', 'executing', 'executed', 'failed') FOR UPDATE"                                \
    "), folded AS ("                                                                                                               \
    " UPDATE decision_item d SET severity = f.severity, reasons = f.reasons, count = f.count, source_id = f.source_id,"            \
    "  subject_name = f.subject_name, value_hash = f.value_hash, updated_at = $3, row_version = d.row_version + 1,"                \
    "  state = CASE WHEN k.state IN ('snoozed', 'failed') THEN 'open' ELSE k.state END,"                                           \
    "  snoozed_until = CASE WHEN k.state = 'snoozed' THEN NULL ELSE d.snoozed_until END"                                           \
    " FROM known k JOIN fact f ON f.source_key = k.source_key"                                                                     \
    " WHERE d.workspace_id = $1 AND d.decision_id = k.decision_id AND k.state IN ('open', 'snoozed', 'failed')"                    \
    "  AND (k.state = 'failed' OR k.value_hash IS DISTINCT FROM f.value_hash"                                                      \
    "   OR severity_rank(f.severity) < k.severity_rank OR (k.state = 'open' AND k.count <> f.count))"                              \
    " RETURNING d.decision_id, d.tenant_id, k.state AS from_state, d.state AS to_state"                                            \
    "), opened AS ("                                                                                                               \
    " INSERT INTO decision_item (workspace_id, decision_id, tenant_id, kind, source_type, source_key, source_id, state, severity," \
    "  reasons, count, subject_name, family, value_hash, requested_by, opened_at, updated_at)"                                     \
    " SELECT $1, gen_random_uuid(), f.tenant_id, '" kind_                                                                          \
    "', f.source_type, f.source_key, f.source_id, 'open', f.severity,"                                                             \
    "  f.reasons, f.count, f.subject_name, f.family, f.value_hash, f.requested_by, $3, $3 FROM fact f"                             \
    " WHERE NOT EXISTS (SELECT FROM known k WHERE k.source_key = f.source_key)"                                                    \
    "  AND NOT EXISTS (SELECT FROM decision_item c WHERE c.workspace_id = $1 AND c.kind = '" kind_ "'"                             \
    "   AND c.source_key = f.source_key AND c.state IN ('rejected', 'done') AND c.value_hash IS NOT DISTINCT FROM f.value_hash)"   \
    " RETURNING decision_id, tenant_id, ''::text AS from_state, state AS to_state"                                                 \
    "), retired AS ("                                                                                                              \
    " UPDATE decision_item d SET state = 'obsolete', updated_at = $3, row_version = d.row_version + 1 FROM known k"                \
    " WHERE d.workspace_id = $1 AND d.decision_id = k.decision_id AND k.state IN ('open', 'snoozed')"                              \
    "  AND NOT EXISTS (SELECT FROM fact f WHERE f.source_key = k.source_key)"                                                      \
    " RETURNING d.decision_id, d.tenant_id, k.state AS from_state, d.state AS to_state"                                            \
    ") SELECT * FROM folded UNION ALL SELECT * FROM opened UNION ALL SELECT * FROM retired"

#endif
