#include "core/actor/actor.h"

#include "base/text.h"

enum capability_kind { KIND_READ, KIND_ACT, KIND_SELF, KIND_PORTAL, KIND_SYSTEM, KIND_NATURE };

static const struct {
    const char *code;
    enum capability_kind kind;
} capabilities[CAP_COUNT] = {

#define CAPABILITY(constant, code, kind) [CAP_##constant] = { code, KIND_##kind },
#include "core/actor/capabilities.def"
#undef CAPABILITY
};

static const struct {
    const char *code;
    const char *label;
} roles[ROLE_COUNT] = {

#define ROLE(constant, code, label) [ROLE_##constant] = { code, label },
#define GRANT(role, capability)
#include "core/actor/roles.def"
#undef ROLE
#undef GRANT
};

static const bool granted[ROLE_COUNT][CAP_COUNT] = {
#define ROLE(constant, code, label)
#define GRANT(role, capability) [ROLE_##role][CAP_##capability] = true,
#include "core/actor/roles.def"
#undef ROLE
#undef GRANT
};

struct actor {
    struct actor_spec spec;
    bool holds[CAP_COUNT];
    bool has_role[ROLE_COUNT];
};

bool role_grants(enum role role, enum capability capability)
{
    enum capability_kind kind = capabilities[capability].kind;

    if (kind == KIND_SELF) {
        return true;
    }
    switch (role) {
    case ROLE_OWNER:
        return kind == KIND_READ || kind == KIND_ACT;
    case ROLE_CUSTOMER:
        return capability == CAP_RELEASE_READ || capability == CAP_RELEASE_DOWNLOAD;
    case ROLE_AUDITOR:
        return capability == CAP_RELEASE_DOWNLOAD;
    case ROLE_PLATFORM_OPERATOR:
        return kind == KIND_SYSTEM;
    case ROLE_OPERATOR:
    case ROLE_REVIEWER:
    case ROLE_APPROVER:
    case ROLE_VIEWER:
        return kind == KIND_READ || granted[role][capability];
    case ROLE_COUNT:
        break;
    }
    return false;
}

const struct actor *actor_new(struct arena *mem, const struct actor_spec *spec)
{
    struct actor *who = arena_alloc(mem, sizeof *who);

    who->spec = *spec;
    who->spec.name = arena_strdup(mem, spec->name);
    who->spec.on_behalf_of = arena_strdup(mem, spec->on_behalf_of);
    who->spec.request_id = arena_strdup(mem, spec->request_id);
    who->spec.roles = NULL;
    who->holds[CAP_PUBLIC] = true;
    for (size_t i = 0; i < spec->role_count; i++) {
        who->has_role[spec->roles[i]] = true;
        for (int c = 0; c < CAP_COUNT; c++) {
            who->holds[c] = who->holds[c] || role_grants(spec->roles[i], (enum capability)c);
        }
    }
    who->holds[CAP_SELF] = who->holds[CAP_SELF] || (spec->kind != ACTOR_SYSTEM && !uuid_is_nil(spec->account.v));
    if (spec->kind == ACTOR_SYSTEM) {
        who->holds[spec->nature] = true;
    }
    return who;
}

enum actor_kind actor_kind(const struct actor *who)
{
    return who->spec.kind;
}

struct workspace_id actor_workspace(const struct actor *who)
{
    return who->spec.workspace;
}

struct account_id actor_account(const struct actor *who)
{
    return who->spec.account;
}

const char *actor_name(const struct actor *who)
{
    return who->spec.name == NULL ? "" : who->spec.name;
}

const char *actor_on_behalf_of(const struct actor *who)
{
    return who->spec.on_behalf_of == NULL ? "" : who->spec.on_behalf_of;
}

const char *actor_request(const struct actor *who)
{
    return who->spec.request_id == NULL ? "" : who->spec.request_id;
}

bool actor_has_role(const struct actor *who, enum role role)
{
    return who->has_role[role];
}

bool actor_may(const struct actor *who, enum capability capability)
{
    return who->holds[capability];
}

enum rc actor_require(struct cx *cx, const struct actor *who, enum capability capability)
{
    if (actor_may(who, capability)) {
        return RC_OK;
    }
    return fail_set(cx, RC_FORBIDDEN, NULL, "account %s lacks %s", id_text(cx, who->spec.account.v),
                    capability_code(capability));
}

const char *capability_code(enum capability capability)
{
    return capabilities[capability].code;
}

const char *role_code(enum role role)
{
    return roles[role].code;
}

const char *role_label(enum role role)
{
    return roles[role].label;
}

const char *actor_kind_code(enum actor_kind kind)
{
    static const char *const codes[] = { "user", "system", "support" };

    return codes[kind];
}

enum rc capability_parse(const char *code, enum capability *out)
{
    for (int i = 0; i < CAP_COUNT; i++) {
        if (text_equal(code, capabilities[i].code)) {
            *out = (enum capability)i;
            return RC_OK;
        }
    }
    return RC_INVALID;
}

enum rc role_parse(const char *code, enum role *out)
{
    for (int i = 0; i < ROLE_COUNT; i++) {
        if (text_equal(code, roles[i].code)) {
            *out = (enum role)i;
            return RC_OK;
        }
    }
    return RC_INVALID;
}
