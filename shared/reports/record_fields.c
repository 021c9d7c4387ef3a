#include <stddef.h>

#include "reports/record.h"

#define TEXT(type, member)                                                                                             \
    {                                                                                                                  \
#        member, FIELD_TEXT, offsetof(struct type, member), NULL, NULL, false                                          \
    }
#define NAMED(type, name, member)                                                                                      \
    {                                                                                                                  \
        name, FIELD_TEXT, offsetof(struct type, member), NULL, NULL, false                                             \
    }
#define INT(type, member)                                                                                              \
    {                                                                                                                  \
#        member, FIELD_INT, offsetof(struct type, member), NULL, NULL, false                                           \
    }
#define BOOL(type, member)                                                                                             \
    {                                                                                                                  \
#        member, FIELD_BOOL, offsetof(struct type, member), NULL, NULL, false                                          \
    }
#define TIME(type, name, member)                                                                                       \
    {                                                                                                                  \
        name, FIELD_TIME, offsetof(struct type, member), NULL, NULL, false                                             \
    }
#define ID(type, name, member)                                                                                         \
    {                                                                                                                  \
        name, FIELD_UUID, offsetof(struct type, member), NULL, NULL, false                                             \
    }
#define DERIVED(name, derive, nest)                                                                                    \
    {                                                                                                                  \
        name, FIELD_DERIVED, 0, derive, nest, false                                                                    \
    }
#define NESTED(name, nest)                                                                                             \
    {                                                                                                                  \
        name, FIELD_DERIVED, 0, NULL, nest, true                                                                       \
    }
#define END                                                                                                            \
    {                                                                                                                  \
        NULL, FIELD_TEXT, 0, NULL, NULL, false                                                                         \
    }

static const char *control_result(struct arena *mem, const void *item)
{
    (void)mem;
    return control_result_code(((const struct review_control *)item)->outcome);
}

static const char *control_evidence(struct arena *mem, const void *item)
{
    const struct review_control *control = item;
    struct strbuf buf;

    strbuf_init(&buf, mem, SIZE_MAX / 2);
    for (size_t i = 0; i < control->evidence_count; i++) {
        strbuf_printf(&buf, "%s%s", i == 0 ? "" : " ", control->evidence[i]);
    }
    return buf.data;
}

static const char *control_requirements(struct arena *mem, const void *item)
{
    const struct review_control *control = item;
    struct strbuf buf;

    strbuf_init(&buf, mem, SIZE_MAX / 2);
    for (size_t i = 0; i < control->requirement_count; i++) {
        strbuf_printf(&buf, "%s%s:%s", i == 0 ? "" : " ", control->requirements[i].framework,
                      control->requirements[i].id);
    }
    return buf.data;
}

static void nest_evidence(struct json_out *out, const void *item)
{
    const struct review_control *control = item;

    json_out_array(out, "evidence");
    for (size_t i = 0; i < control->evidence_count; i++) {
        json_out_text(out, NULL, control->evidence[i]);
    }
    json_out_array_end(out);
}

static void nest_requirements(struct json_out *out, const void *item)
{
    const struct review_control *control = item;

    json_out_array(out, "requirements");
    for (size_t i = 0; i < control->requirement_count; i++) {
        json_out_object(out, NULL);
        json_out_text(out, "framework", control->requirements[i].framework);
        json_out_text(out, "id", control->requirements[i].id);
        json_out_text(out, "relation", control->requirements[i].relation);
        json_out_object_end(out);
    }
    json_out_array_end(out);
}

static void nest_coverage(struct json_out *out, const void *item)
{
    const struct review_run *run = item;

    json_out_array(out, "coverage");
    for (size_t i = 0; i < run->area_count; i++) {
        json_out_object(out, NULL);
        json_out_text(out, "area", run->areas[i].code);
        json_out_int(out, "expected", run->areas[i].expected);
        json_out_int(out, "read", run->areas[i].read);
        json_out_int(out, "skipped", run->areas[i].skipped);
        json_out_text(out, "reason", run->areas[i].reason);
        json_out_object_end(out);
    }
    json_out_array_end(out);
}

static const struct field findings[] = {
    ID(review_finding, "id", id),
    TEXT(review_finding, identity),
    TEXT(review_finding, severity),
    TEXT(review_finding, state),
    TEXT(review_finding, since),
    TEXT(review_finding, source),
    ID(review_finding, "control_id", control),
    TEXT(review_finding, family),
    TEXT(review_finding, object_id),
    TEXT(review_finding, object_name),
    TEXT(review_finding, path),
    TEXT(review_finding, title),
    TEXT(review_finding, before),
    TEXT(review_finding, after),
    TIME(review_finding, "first_seen", first_seen_us),
    TIME(review_finding, "last_seen", last_seen_us),
    TIME(review_finding, "due", due_us),
    INT(review_finding, reopened_count),
    END,
};

static const struct field controls[] = {
    ID(review_control, "id", id),
    NAMED(review_control, "control", code),
    TEXT(review_control, title),
    TEXT(review_control, domain),
    TEXT(review_control, severity),
    TEXT(review_control, interpretation_version),
    DERIVED("result", control_result, NULL),
    TEXT(review_control, reason),
    TEXT(review_control, expected),
    TEXT(review_control, observed),
    TIME(review_control, "assessed", assessed_us),
    DERIVED("evidence", control_evidence, nest_evidence),
    DERIVED("requirements", control_requirements, nest_requirements),
    END,
};

static const struct field exceptions[] = {
    ID(review_exception, "id", id),
    ID(review_exception, "finding_id", finding),
    TEXT(review_exception, state),
    TEXT(review_exception, severity),
    TEXT(review_exception, object_name),
    TEXT(review_exception, title),
    TEXT(review_exception, value_hash),
    TEXT(review_exception, interpretation_version),
    TEXT(review_exception, justification),
    TEXT(review_exception, requested_by),
    TEXT(review_exception, approved_by),
    TIME(review_exception, "requested", requested_us),
    TIME(review_exception, "approved", approved_us),
    TIME(review_exception, "starts", starts_us),
    TIME(review_exception, "expires", expires_us),
    TIME(review_exception, "original_expires", original_expires_us),
    BOOL(review_exception, stale),
    END,
};

static const struct field decisions[] = {
    ID(review_decision, "id", id),
    TEXT(review_decision, kind),
    TEXT(review_decision, state),
    ID(review_decision, "source_id", source),
    TEXT(review_decision, subject),
    TEXT(review_decision, decided_by),
    TEXT(review_decision, reason),
    TEXT(review_decision, seen_hash),
    TIME(review_decision, "decided", decided_us),
    END,
};

static const struct field runs[] = {
    ID(review_run, "id", id),
    TEXT(review_run, operation),
    TEXT(review_run, outcome),
    TEXT(review_run, reason),
    TIME(review_run, "started", started_us),
    TIME(review_run, "finished", finished_us),
    NESTED("coverage", nest_coverage),
    END,
};

static const struct field evidence[] = {
    ID(review_evidence, "id", id),
    TEXT(review_evidence, sha256),
    TEXT(review_evidence, name),
    TEXT(review_evidence, title),
    TEXT(review_evidence, source),
    TEXT(review_evidence, media_type),
    TIME(review_evidence, "collected", collected_us),
    END,
};

struct record_list record_list(const struct review_model *m, enum record_kind kind)
{
    switch (kind) {
    case RECORD_FINDINGS:
        return (struct record_list){ "findings", findings, m->findings, sizeof *m->findings, m->finding_count, true };
    case RECORD_CONTROLS:
        return (struct record_list){ "controls", controls, m->controls, sizeof *m->controls, m->control_count, true };
    case RECORD_EXCEPTIONS:
        return (struct record_list){ "exceptions",          exceptions,         m->exceptions,
                                     sizeof *m->exceptions, m->exception_count, true };
    case RECORD_DECISIONS:
        return (
            struct record_list){ "decisions", decisions, m->decisions, sizeof *m->decisions, m->decision_count, true };
    case RECORD_RUNS:
        return (struct record_list){ "runs", runs, m->runs, sizeof *m->runs, m->run_count, false };
    case RECORD_EVIDENCE:
        return (struct record_list){ "evidence", evidence, m->evidence, sizeof *m->evidence, m->evidence_count, true };
    case RECORD_KIND_COUNT:
        break;
    }
    return (struct record_list){ .name = "" };
}
