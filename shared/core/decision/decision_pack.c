#include "core/decision/decision_pack.h"

#include "base/text.h"
#include "core/decision/decision_store.h"

/* What a decision is about stays in `findings`; the failed checks that stand beside it are set apart. */
static void set_checks_apart(struct cx *cx, struct finding_id about, struct decision_pack *pack)
{
    struct finding_list *findings = &pack->findings;
    size_t kept = 0;

    pack->checks.items = arena_calloc(cx->mem, findings->count, sizeof *pack->checks.items);
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];

        if (text_equal(finding->kind, "control") && !uuid_equal(finding->id.v, about.v)) {
            pack->checks.items[pack->checks.count++] = *finding;
        } else {
            findings->items[kept++] = *finding;
        }
    }
    findings->count = kept;
}

enum rc decision_pack_get(struct cx *cx, const struct actor *who, struct decision_id id, struct decision_pack *out)
{
    struct finding_id finding = { { { 0 } } };
    enum rc rc = decision_store_get_with_records(cx, who, id, &out->item, &out->records);

    out->findings = (struct finding_list){ .count = 0 };
    out->checks = (struct finding_list){ .count = 0 };
    out->area_count = 0;
    if (rc != RC_OK) {
        return rc;
    }
    out->has_exception = text_equal(out->item.source_type, "exception");
    out->has_run = text_equal(out->item.source_type, "run");
    if (text_equal(out->item.source_type, "subject") || text_equal(out->item.source_type, "finding")) {
        finding.v = out->item.source;
    }
    if (out->has_exception) {
        rc = exception_get(cx, who, (struct exception_id){ out->item.source }, &out->exception);
        finding = rc == RC_OK ? out->exception.finding : finding;
    }
    if (out->has_run) {
        rc = run_get(cx, who, (struct run_id){ out->item.source }, &out->run);
        rc = rc == RC_OK ? run_areas(cx, who, out->run.id, &out->areas, &out->area_count) : rc;
    }
    if (rc == RC_OK && !uuid_is_nil(finding.v)) {
        rc = finding_list_beside(cx, who, finding, &out->findings);
    }
    if (rc == RC_OK && out->findings.count > 0) {
        set_checks_apart(cx, finding, out);
    }
    return rc;
}
