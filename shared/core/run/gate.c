#include "core/run/gate.h"

#include "base/text.h"
#include "core/audit/audit.h"
#include "core/run/run_store.h"

enum { SWITCH_NOTE_MAX_CHARS = 1000 };

static const struct {
    const char *code;
    const char *label;
} SCOPES[SWITCH_SCOPE_COUNT] = {
    [SWITCH_GLOBAL] = { "global", N_("Everywhere") },
    [SWITCH_WORKSPACE] = { "workspace", N_("One workspace") },
    [SWITCH_PROVIDER] = { "provider", N_("One provider") },
};

static struct gate_verdict refuse(enum run_reason reason)
{
    return (struct gate_verdict){ .answer = GATE_REFUSE, .reason = reason };
}

static struct gate_verdict pass_or_wait(const struct gate_facts *facts)
{
    bool waits = facts->moment == GATE_EXECUTION && (facts->running >= GATE_PARALLEL_WORKSPACE || facts->pause_us > 0);

    return (struct gate_verdict){ .answer = waits ? GATE_WAIT : GATE_PASS, .wait_us = waits ? facts->pause_us : 0 };
}

struct gate_verdict gate_judge(const struct gate_facts *facts)
{
    if (facts->moment == GATE_REQUEST && facts->live >= GATE_LIVE_WORKSPACE) {
        return refuse(RUN_REASON_ENTITLEMENT_EXCEEDED);
    }
    if (facts->needs == NEEDS_NOTHING) {
        return (struct gate_verdict){ .answer = GATE_PASS };
    }
    if (!facts->tenant_active) {
        return refuse(RUN_REASON_TENANT_SUSPENDED);
    }
    if (facts->needs == NEEDS_TENANT) {
        return (struct gate_verdict){ .answer = GATE_PASS };
    }
    if (facts->switched_off) {
        return refuse(RUN_REASON_KILL_SWITCH);
    }
    if (facts->maintenance) {
        return refuse(RUN_REASON_MAINTENANCE_WINDOW);
    }
    if (facts->freeze && facts->needs == NEEDS_CHANGE) {
        return refuse(RUN_REASON_FREEZE_WINDOW);
    }
    if (!facts->connected) {
        return refuse(RUN_REASON_DEPENDENCY_FAILED);
    }
    if (facts->needs == NEEDS_TRIAL) {
        return pass_or_wait(facts);
    }
    if (facts->broken) {
        return refuse(facts->broken_reason);
    }
    if (!facts->readable) {
        return refuse(RUN_REASON_PERMISSION_MISSING);
    }
    return pass_or_wait(facts);
}

enum rc gate_ask(struct cx *cx, const struct actor *who, enum operation operation, struct tenant_id tenant,
                 enum gate_moment moment, struct run_id run, struct gate_verdict *out)
{
    struct gate_facts facts = { .needs = operation_needs(operation), .moment = moment };
    enum rc rc = gate_store_facts(cx, who, tenant, run, &facts);

    if (rc == RC_OK) {
        *out = gate_judge(&facts);
    }
    return rc;
}

/* ---- switches ---- */

const char *switch_scope_code(enum switch_scope scope)
{
    return SCOPES[scope].code;
}

const char *switch_scope_label(enum switch_scope scope)
{
    return SCOPES[scope].label;
}

static enum rc note_switch(struct cx *cx, const struct actor *who, const char *action, struct uuid id,
                           const char *scope, const char *text)
{
    return audit_write(
        cx, who,
        &(struct audit_entry){
            .action = action, .object_type = "switch", .object = id, .reason_code = scope, .note = text });
}

enum rc switch_throw(struct cx *cx, const struct actor *who, enum switch_scope scope, const char *target,
                     const char *text, struct uuid *out)
{
    struct kill_switch made = { .id = uuid_new(cx->clock), .scope = scope, .target = target == NULL ? "" : target };
    struct uuid workspace;
    bool fits = scope == SWITCH_GLOBAL ? text_empty(target) : !text_empty(target);
    enum rc rc = actor_require(cx, who, CAP_SYSTEM_SWITCH);

    if (rc != RC_OK) {
        return rc;
    }
    made.note = text_trim(cx->mem, text == NULL ? "" : text);
    if (made.note[0] == '\0' || utf8_length(made.note) > SWITCH_NOTE_MAX_CHARS) {
        return fail_set(cx, RC_INVALID, N_("Say why, in at most 1000 characters."), "switch: note of %zu bytes",
                        strlen(made.note));
    }
    if (!fits || (scope == SWITCH_WORKSPACE && uuid_parse(target, &workspace) != RC_OK)) {
        return fail_set(cx, RC_INVALID, N_("Choose what is to be switched off."), "switch: %s '%s'", SCOPES[scope].code,
                        made.target);
    }
    rc = switch_store_insert(cx, who, &made);
    rc = rc == RC_OK ? note_switch(cx, who, "switch.thrown", made.id, SCOPES[scope].code, made.note) : rc;
    if (rc == RC_OK) {
        *out = made.id;
    }
    return rc;
}

enum rc switch_release(struct cx *cx, const struct actor *who, struct uuid id, const char *text)
{
    const char *scope = NULL;
    enum rc rc = actor_require(cx, who, CAP_SYSTEM_SWITCH);

    rc = rc == RC_OK ? switch_store_delete(cx, id, &scope) : rc;
    return rc == RC_OK ? note_switch(cx, who, "switch.released", id, scope, text) : rc;
}
