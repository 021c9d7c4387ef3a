#include "reports/oscal.h"

#include <string.h>

#include "base/text.h"
#include "ext/crypt.h"
#include "reports/json_out.h"

#define NS "urn:tenantpilot:oscal"

/* The name space of all derived ids: an arbitrary constant of this product. */
static const struct uuid space = { { 0x7a, 0x1e, 0x5f, 0x0c, 0x3b, 0x64, 0x5d, 0x8e, 0x9c, 0x41, 0x2f, 0x70, 0x16, 0xd3,
                                     0x8b, 0x55 } };

struct oscal {
    struct json_out out;
    const struct review_model *model;
    struct arena *mem;
};

static struct uuid derived(const struct oscal *o, const char *kind, struct uuid id)
{
    char *name = arena_printf(o->mem, "%s/%s/%s", uuid_text(o->mem, o->model->pack), kind, uuid_text(o->mem, id));

    return uuid_v5(space, bytes_text(name));
}

/* OSCAL's strings are one line without outer space, and never empty. */
static const char *plain(struct arena *mem, const char *text)
{
    char *copy;

    if (text == NULL) {
        return "-";
    }
    copy = text_trim(mem, text);
    if (copy[0] == '\0') {
        return "-";
    }
    for (char *c = copy; *c != '\0'; c++) {
        if ((unsigned char)*c < 0x20) {
            *c = ' ';
        }
    }
    return copy;
}

static void property(struct oscal *o, const char *name, const char *value)
{
    json_out_object(&o->out, NULL);
    json_out_text(&o->out, "name", name);
    json_out_text(&o->out, "ns", NS);
    json_out_text(&o->out, "value", plain(o->mem, value));
    json_out_object_end(&o->out);
}

static void write_metadata(struct oscal *o)
{
    const struct review_model *m = o->model;
    struct json_out *out = &o->out;

    json_out_object(out, "metadata");
    json_out_text(out, "title", plain(o->mem, m->title));
    json_out_time(out, "published", m->created_us);
    json_out_time(out, "last-modified", m->created_us);
    json_out_text(out, "version", arena_printf(o->mem, "%d", m->version));
    json_out_text(out, "oscal-version", "1.0.4");
    json_out_array(out, "props");
    property(o, "pack-id", uuid_text(o->mem, m->pack));
    property(o, "product-version", m->product_version);
    property(o, "control-profile", arena_printf(o->mem, "%s %s", m->profile_code, m->profile_version));
    property(o, "scoring-version", m->scoring_version);
    json_out_array_end(out);
    json_out_array(out, "parties");
    json_out_object(out, NULL);
    json_out_uuid(out, "uuid", derived(o, "assessor", m->review));
    json_out_text(out, "type", "organization");
    json_out_text(out, "name", plain(o->mem, m->workspace_name));
    json_out_object_end(out);
    json_out_object(out, NULL);
    json_out_uuid(out, "uuid", derived(o, "tenant", m->tenant));
    json_out_text(out, "type", "organization");
    json_out_text(out, "name", plain(o->mem, m->tenant_name));
    json_out_object_end(out);
    json_out_array_end(out);
    json_out_object_end(out);
}

static void write_selection(struct oscal *o)
{
    struct json_out *out = &o->out;

    json_out_object(out, "reviewed-controls");
    json_out_array(out, "control-selections");
    json_out_object(out, NULL);
    if (o->model->control_count == 0) {
        json_out_object(out, "include-all");
        json_out_object_end(out);
    } else {
        json_out_array(out, "include-controls");
        for (size_t i = 0; i < o->model->control_count; i++) {
            json_out_object(out, NULL);
            json_out_text(out, "control-id", o->model->controls[i].code);
            json_out_object_end(out);
        }
        json_out_array_end(out);
    }
    json_out_object_end(out);
    json_out_array_end(out);
    json_out_object_end(out);
}

static const struct review_evidence *find_evidence(const struct review_model *m, const char *sha256)
{
    for (size_t i = 0; i < m->evidence_count; i++) {
        if (text_equal(m->evidence[i].sha256, sha256)) {
            return &m->evidence[i];
        }
    }
    return NULL;
}

static void write_relevant_evidence(struct oscal *o, const struct review_control *control)
{
    if (control->evidence_count == 0) {
        return;
    }
    json_out_array(&o->out, "relevant-evidence");
    for (size_t i = 0; i < control->evidence_count; i++) {
        const struct review_evidence *evidence = find_evidence(o->model, control->evidence[i]);

        json_out_object(&o->out, NULL);
        if (evidence != NULL) {
            json_out_text(&o->out, "href",
                          arena_printf(o->mem, "#%s", uuid_text(o->mem, derived(o, "evidence", evidence->id))));
        }
        json_out_text(&o->out, "description", evidence == NULL ? control->evidence[i] : plain(o->mem, evidence->title));
        json_out_object_end(&o->out);
    }
    json_out_array_end(&o->out);
}

static void write_subject(struct oscal *o)
{
    json_out_array(&o->out, "subjects");
    json_out_object(&o->out, NULL);
    json_out_uuid(&o->out, "subject-uuid", derived(o, "tenant", o->model->tenant));
    json_out_text(&o->out, "type", "party");
    json_out_object_end(&o->out);
    json_out_array_end(&o->out);
}

static void write_control_observation(struct oscal *o, const struct review_control *control)
{
    struct json_out *out = &o->out;
    int64_t at = control->assessed_us == 0 ? o->model->period_end_us : control->assessed_us;

    json_out_object(out, NULL);
    json_out_uuid(out, "uuid", derived(o, "observation", control->id));
    json_out_text(out, "title", plain(o->mem, control->title));
    json_out_text(out, "description", plain(o->mem, control->observed == NULL ? control->title : control->observed));
    json_out_array(out, "props");
    property(o, "result", control_result_code(control->outcome));
    property(o, "control", control->code);
    property(o, "interpretation-version", control->interpretation_version);
    if (control->reason != NULL) {
        property(o, "reason", control->reason);
    }
    json_out_array_end(out);
    json_out_array(out, "methods");
    json_out_text(out, NULL, control->outcome == CONTROL_MANUAL ? "INTERVIEW" : "TEST");
    json_out_array_end(out);
    json_out_array(out, "types");
    json_out_text(out, NULL, "control-objective");
    json_out_array_end(out);
    write_subject(o);
    write_relevant_evidence(o, control);
    json_out_time(out, "collected", at);
    json_out_object_end(out);
}

static void write_drift_observation(struct oscal *o, const struct review_finding *finding)
{
    struct json_out *out = &o->out;

    json_out_object(out, NULL);
    json_out_uuid(out, "uuid", derived(o, "observation", finding->id));
    json_out_text(out, "title", plain(o->mem, finding->object_name));
    json_out_text(
        out, "description",
        plain(o->mem, arena_printf(o->mem, "%s: %s -> %s", finding->title == NULL ? finding->path : finding->title,
                                   finding->before == NULL ? "(absent)" : finding->before,
                                   finding->after == NULL ? "(absent)" : finding->after)));
    json_out_array(out, "props");
    property(o, "identity", finding->identity);
    property(o, "severity", finding->severity);
    property(o, "state", finding->state);
    property(o, "family", finding->family);
    json_out_array_end(out);
    json_out_array(out, "methods");
    json_out_text(out, NULL, "TEST");
    json_out_array_end(out);
    json_out_array(out, "types");
    json_out_text(out, NULL, "finding");
    json_out_array_end(out);
    write_subject(o);
    json_out_time(out, "collected", finding->last_seen_us == 0 ? o->model->period_end_us : finding->last_seen_us);
    json_out_object_end(out);
}

static void write_observations(struct oscal *o)
{
    const struct review_model *m = o->model;

    if (m->control_count + m->finding_count == 0) {
        return;
    }
    json_out_array(&o->out, "observations");
    for (size_t i = 0; i < m->control_count; i++) {
        write_control_observation(o, &m->controls[i]);
    }
    for (size_t i = 0; i < m->finding_count; i++) {
        write_drift_observation(o, &m->findings[i]);
    }
    json_out_array_end(&o->out);
}

static const struct review_finding *find_finding(const struct review_model *m, struct uuid id)
{
    for (size_t i = 0; i < m->finding_count; i++) {
        if (uuid_equal(m->findings[i].id, id)) {
            return &m->findings[i];
        }
    }
    return NULL;
}

static void write_risk(struct oscal *o, const struct review_exception *exception)
{
    struct json_out *out = &o->out;

    json_out_object(out, NULL);
    json_out_uuid(out, "uuid", derived(o, "risk", exception->id));
    json_out_text(out, "title", plain(o->mem, exception->object_name));
    json_out_text(out, "description", plain(o->mem, exception->title));
    json_out_text(out, "statement", plain(o->mem, exception->justification));
    json_out_array(out, "props");
    property(o, "severity", exception->severity);
    property(o, "exception", uuid_text(o->mem, exception->id));
    property(o, "state", exception->state);
    property(o, "stale", exception->stale ? "true" : "false");
    json_out_array_end(out);
    json_out_text(out, "status", review_exception_is_active(exception) ? "deviation-approved" : "closed");
    if (exception->expires_us != 0) {
        json_out_time(out, "deadline", exception->expires_us);
    }
    if (find_finding(o->model, exception->finding) != NULL) {
        json_out_array(out, "related-observations");
        json_out_object(out, NULL);
        json_out_uuid(out, "observation-uuid", derived(o, "observation", exception->finding));
        json_out_object_end(out);
        json_out_array_end(out);
    }
    json_out_object_end(out);
}

/* What was never in force is no risk that somebody took. */
static bool was_in_force(const struct review_exception *exception)
{
    return review_exception_is_active(exception) || text_equal(exception->state, "expired") ||
           text_equal(exception->state, "revoked") || text_equal(exception->state, "superseded");
}

static void write_risks(struct oscal *o)
{
    bool open = false;

    for (size_t i = 0; i < o->model->exception_count; i++) {
        if (was_in_force(&o->model->exceptions[i])) {
            if (!open) {
                json_out_array(&o->out, "risks");
                open = true;
            }
            write_risk(o, &o->model->exceptions[i]);
        }
    }
    if (open) {
        json_out_array_end(&o->out);
    }
}

static void write_related_risks(struct oscal *o, const struct review_control *control)
{
    bool open = false;

    for (size_t i = 0; i < o->model->exception_count; i++) {
        const struct review_exception *exception = &o->model->exceptions[i];
        const struct review_finding *finding = find_finding(o->model, exception->finding);

        if (finding != NULL && uuid_equal(finding->control, control->id) && review_exception_is_active(exception)) {
            if (!open) {
                json_out_array(&o->out, "related-risks");
                open = true;
            }
            json_out_object(&o->out, NULL);
            json_out_uuid(&o->out, "risk-uuid", derived(o, "risk", exception->id));
            json_out_object_end(&o->out);
        }
    }
    if (open) {
        json_out_array_end(&o->out);
    }
}

static void write_finding(struct oscal *o, const struct review_control *control)
{
    struct json_out *out = &o->out;
    bool satisfied = control->outcome == CONTROL_SATISFIED;

    json_out_object(out, NULL);
    json_out_uuid(out, "uuid", derived(o, "finding", control->id));
    json_out_text(out, "title", plain(o->mem, control->title));
    json_out_text(out, "description", plain(o->mem, control->observed == NULL ? control->title : control->observed));
    json_out_object(out, "target");
    json_out_text(out, "type", "objective-id");
    json_out_text(out, "target-id", control->code);
    json_out_object(out, "status");
    json_out_text(out, "state", satisfied ? "satisfied" : "not-satisfied");
    json_out_text(out, "reason",
                  satisfied                                            ? "pass"
                  : control->outcome == CONTROL_SATISFIED_BY_EXCEPTION ? "other"
                                                                       : "fail");
    json_out_object_end(out);
    json_out_object_end(out);
    json_out_array(out, "related-observations");
    json_out_object(out, NULL);
    json_out_uuid(out, "observation-uuid", derived(o, "observation", control->id));
    json_out_object_end(out);
    json_out_array_end(out);
    write_related_risks(o, control);
    json_out_object_end(out);
}

static bool was_judged(enum control_result outcome)
{
    return outcome == CONTROL_SATISFIED || outcome == CONTROL_SATISFIED_BY_EXCEPTION ||
           outcome == CONTROL_NOT_SATISFIED;
}

static void write_findings(struct oscal *o)
{
    bool open = false;

    for (size_t i = 0; i < o->model->control_count; i++) {
        if (was_judged(o->model->controls[i].outcome)) {
            if (!open) {
                json_out_array(&o->out, "findings");
                open = true;
            }
            write_finding(o, &o->model->controls[i]);
        }
    }
    if (open) {
        json_out_array_end(&o->out);
    }
}

static void write_result(struct oscal *o)
{
    const struct review_model *m = o->model;
    struct json_out *out = &o->out;

    json_out_object(out, NULL);
    json_out_uuid(out, "uuid", derived(o, "result", m->review));
    json_out_text(out, "title", plain(o->mem, m->title));
    json_out_text(out, "description", review_judgement_text(o->mem, &locale_source, &m->numbers));
    json_out_time(out, "start", m->period_start_us);
    json_out_time(out, "end", m->period_end_us);
    json_out_array(out, "props");
    property(o, "compliant", arena_printf(o->mem, "%lld", (long long)m->numbers.compliant));
    property(o, "by-exception", arena_printf(o->mem, "%lld", (long long)m->numbers.by_exception));
    property(o, "non-compliant", arena_printf(o->mem, "%lld", (long long)m->numbers.non_compliant));
    property(o, "not-assessed", arena_printf(o->mem, "%lld", (long long)m->numbers.not_assessed));
    json_out_array_end(out);
    write_selection(o);
    write_observations(o);
    write_risks(o);
    write_findings(o);
    json_out_object_end(out);
}

static void write_resource(struct oscal *o, const struct review_evidence *evidence)
{
    struct json_out *out = &o->out;

    json_out_object(out, NULL);
    json_out_uuid(out, "uuid", derived(o, "evidence", evidence->id));
    json_out_text(out, "title", plain(o->mem, evidence->title));
    json_out_array(out, "rlinks");
    json_out_object(out, NULL);
    json_out_text(out, "href",
                  arena_printf(o->mem, "../evidence/%s/%s", evidence->sha256, url_encode(o->mem, evidence->name)));
    json_out_text(out, "media-type", evidence->media_type);
    json_out_array(out, "hashes");
    json_out_object(out, NULL);
    json_out_text(out, "algorithm", "SHA-256");
    json_out_text(out, "value", evidence->sha256);
    json_out_object_end(out);
    json_out_array_end(out);
    json_out_object_end(out);
    json_out_array_end(out);
    json_out_object_end(out);
}

/* The plan that import-ap asks for is the control profile, which this product keeps; the pack is where it is described. */
static void write_back_matter(struct oscal *o, struct uuid plan)
{
    struct json_out *out = &o->out;

    json_out_object(out, "back-matter");
    json_out_array(out, "resources");
    json_out_object(out, NULL);
    json_out_uuid(out, "uuid", plan);
    json_out_text(out, "title", plain(o->mem, o->model->profile_title));
    json_out_text(out, "description",
                  arena_printf(o->mem, "Control profile %s, version %s: the plan of this assessment",
                               o->model->profile_code, o->model->profile_version));
    json_out_array(out, "rlinks");
    json_out_object(out, NULL);
    json_out_text(out, "href", "../data/review.json");
    json_out_text(out, "media-type", "application/json");
    json_out_object_end(out);
    json_out_array_end(out);
    json_out_object_end(out);
    for (size_t i = 0; i < o->model->evidence_count; i++) {
        write_resource(o, &o->model->evidence[i]);
    }
    json_out_array_end(out);
    json_out_object_end(out);
}

void oscal_write(struct strbuf *buf, const struct review_model *model)
{
    struct oscal o = { .model = model, .mem = buf->arena };
    struct uuid plan = derived(&o, "plan", model->review);

    json_out_begin(&o.out, buf);
    json_out_object(&o.out, "assessment-results");
    json_out_uuid(&o.out, "uuid", derived(&o, "assessment-results", model->review));
    write_metadata(&o);
    json_out_object(&o.out, "import-ap");
    json_out_text(&o.out, "href", arena_printf(o.mem, "#%s", uuid_text(o.mem, plan)));
    json_out_object_end(&o.out);
    json_out_array(&o.out, "results");
    write_result(&o);
    json_out_array_end(&o.out);
    write_back_matter(&o, plan);
    json_out_object_end(&o.out);
    json_out_end(&o.out);
}
