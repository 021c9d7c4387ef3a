#include "core/tenant/tenant.h"

#include "base/text.h"
#include "core/audit/audit.h"
#include "core/tenant/tenant_store.h"
#include "core/timer/timer.h"

enum { SLUG_MAX = 60, NAME_MAX_CHARS = 120 };

static const struct state_def states[] = {

#define STATE(constant, code, label) [TENANT_##constant] = { code, label },
#define CHANGE(from, to, by)
#include "core/tenant/tenant_states.def"
#undef STATE
#undef CHANGE
};

static const struct state_change changes[] = {

#define STATE(constant, code, label)
#define CHANGE(from, to, by) { TENANT_##from, TENANT_##to, CAP_##by },
#include "core/tenant/tenant_states.def"
#undef STATE
#undef CHANGE
};

const struct state_table tenant_states = STATE_TABLE("tenant", states, changes);

bool tenant_slug_valid(const char *text)
{
    size_t len = text == NULL ? 0 : strlen(text);

    if (len == 0 || len > SLUG_MAX || text[0] == '-' || text[len - 1] == '-') {
        return false;
    }
    for (size_t i = 0; i < len; i++) {
        bool fits = (text[i] >= 'a' && text[i] <= 'z') || (text[i] >= '0' && text[i] <= '9') || text[i] == '-';

        if (!fits || (text[i] == '-' && text[i + 1] == '-')) {
            return false;
        }
    }
    return true;
}

enum rc tenant_add(struct cx *cx, const struct actor *who, const char *slug, const char *name, struct tenant *out)
{
    struct tenant_id id = { uuid_new(cx->clock) };
    enum rc rc = state_require(cx, &tenant_states, TENANT_NONE, TENANT_ACTIVE, who);

    if (rc != RC_OK) {
        return rc;
    }
    if (!tenant_slug_valid(slug)) {
        return fail_set(cx, RC_INVALID,
                        N_("A short name has 1 to 60 small letters, digits and single hyphens between them."),
                        "tenant: slug '%s'", slug == NULL ? "" : slug);
    }
    name = text_trim(cx->mem, name == NULL ? "" : name);
    if (name[0] == '\0' || utf8_length(name) > NAME_MAX_CHARS) {
        return fail_set(cx, RC_INVALID, N_("A name has 1 to 120 characters."), "tenant: name of %zu bytes",
                        strlen(name));
    }
    rc = tenant_by_slug(cx, who, slug, out);
    if (rc == RC_OK) {
        return fail_set(cx, RC_CONFLICT, N_("There is already a tenant of this short name."), "tenant: slug '%s'",
                        slug);
    }
    rc = rc == RC_NOT_FOUND ? tenant_store_insert(cx, who, id, slug, name, out) : rc;
    if (rc != RC_OK) {
        return rc;
    }
    return audit_write(cx, who,
                       &(struct audit_entry){ .action = "tenant.added",
                                              .object_type = "tenant",
                                              .object = id.v,
                                              .tenant = id,
                                              .to = state_code(&tenant_states, TENANT_ACTIVE) });
}

enum rc tenant_move(struct cx *cx, const struct actor *who, struct tenant_id id, enum tenant_state to,
                    int32_t row_version, const char *note, struct tenant *out)
{
    struct tenant before;
    enum rc rc = tenant_get(cx, who, id, &before);

    if (rc == RC_OK) {
        rc = state_require(cx, &tenant_states, (int)before.state, (int)to, who);
    }
    if (rc == RC_OK) {
        rc = tenant_store_move(cx, who, id, before.state, to, row_version, out);
    }
    if (rc == RC_OK && to == TENANT_ARCHIVED) {
        rc = timer_clear(cx, who, "capture", id.v);
    }
    if (rc != RC_OK) {
        return rc;
    }
    return audit_write(cx, who,
                       &(struct audit_entry){ .action = to == TENANT_ARCHIVED ? "tenant.archived" : "tenant.reopened",
                                              .object_type = "tenant",
                                              .object = id.v,
                                              .tenant = id,
                                              .from = state_code(&tenant_states, (int)before.state),
                                              .to = state_code(&tenant_states, (int)to),
                                              .note = note });
}
