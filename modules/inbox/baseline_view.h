/* Baseline snapshots and scopes in views, for the pages that show them. */
#ifndef MODULES_INBOX_BASELINE_VIEW_H
#define MODULES_INBOX_BASELINE_VIEW_H

#include "core/baseline/baseline.h"
#include "core/connection/connection.h"
#include "core/finding/finding_drift.h"
#include "web/request.h"
#include "web/view.h"

/* One snapshot: what it holds, its standing, who proposed and decided it. */
void snapshot_view_row(struct view *view, const struct baseline_snapshot *snapshot);

/* The families that some provider knows, with their labels: one look-up for a page. */
struct family_labels {
    struct family_row *items;
    size_t count;
};

MUST_CHECK enum rc family_labels_get(struct cx *cx, const struct request *req, struct family_labels *out);

/* SCOPE: what a profile takes in, as words ("Conditional Access, Named locations; names that begin with X"), and FAMILIES for JSON. */
void baseline_view_scope(struct view *view, const struct baseline_profile *profile, const struct family_labels *labels);

/* {{#SEVERITY_COUNT}} rows of what there is of each: CHOICE_CODE, CHOICE_NAME, SEVERITY_NUMBER. */
void severity_counts_view(struct view *view, const int32_t counts[static SEVERITY_COUNT]);

#endif
