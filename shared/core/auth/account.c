#include "core/auth/account.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "core/audit/audit.h"
#include "core/auth/account_store.h"
#include "core/auth/session_store.h"

enum { LOGIN_MAX = 254, NAME_MAX = 200, ZONE_MAX = 64 };

static const struct state_def states[] = {
#define STATE(constant, code, label) [ACCOUNT_##constant] = { code, label },
#define CHANGE(from, to, by)
#include "core/auth/account_states.def"
#undef STATE
#undef CHANGE
};

static const struct state_change changes[] = {
#define STATE(constant, code, label)
#define CHANGE(from, to, by) { ACCOUNT_##from, ACCOUNT_##to, CAP_##by },
#include "core/auth/account_states.def"
#undef STATE
#undef CHANGE
};

const struct state_table account_states = STATE_TABLE("account", states, changes);

enum rc account_login(struct cx *cx, const char *text, const char **out)
{
    char *login = text_trim(cx->mem, text == NULL ? "" : text);
    const char *at = strrchr(login, '@');

    for (char *c = login; *c != '\0'; c++) {
        if (iscntrl((unsigned char)*c) || isspace((unsigned char)*c)) {
            at = NULL;
            break;
        }
        *c = (char)tolower((unsigned char)*c);
    }
    if (at == NULL || at == login || at[1] == '\0' || strlen(login) > LOGIN_MAX) {
        return fail_set(cx, RC_INVALID, N_("This is not an e-mail address."), "login of %zu bytes", strlen(login));
    }
    *out = login;
    return RC_OK;
}

enum rc account_get(struct cx *cx, struct account_id id, struct account *out)
{
    return account_store_get(cx, id, out);
}

enum rc account_by_login(struct cx *cx, const char *login, struct account *out)
{
    const char *stored;
    enum rc rc = account_login(cx, login, &stored);

    return rc == RC_OK ? account_store_by_login(cx, stored, out) : rc;
}

static enum rc audit(struct cx *cx, const struct actor *who, const char *action, struct account_id id, const char *from,
                     const char *to)
{
    const struct audit_entry entry = {
        .action = action,
        .object_type = "account",
        .object = id.v,
        .from = from,
        .to = to,
    };

    return audit_write(cx, who, &entry);
}

static enum rc check_name(struct cx *cx, const char *name)
{
    if (text_empty(name) || utf8_length(name) > NAME_MAX) {
        return fail_set(cx, RC_INVALID, N_("A name has 1 to 200 characters."), "name");
    }
    return RC_OK;
}

enum rc account_create(struct cx *cx, const struct actor *who, const char *login, const char *name,
                       struct account_id *out)
{
    const struct account_id id = { uuid_new(cx->clock) };
    struct account taken = { .login = NULL };
    const char *stored;
    enum rc rc = account_login(cx, login, &stored);

    if (rc == RC_OK) {
        rc = check_name(cx, name);
    }
    if (rc != RC_OK) {
        return rc;
    }
    rc = account_store_by_login(cx, stored, &taken);
    if (rc == RC_OK) {
        return fail_set(cx, RC_CONFLICT, N_("There is already an account with this e-mail address."), "account %s",
                        id_text(cx, taken.id.v));
    }
    if (rc == RC_NOT_FOUND) {
        rc = account_store_insert(cx, id, stored, name);
    }
    if (rc == RC_OK) {
        rc = audit(cx, who, "account.created", id, NULL, state_code(&account_states, ACCOUNT_ACTIVE));
    }
    if (rc == RC_OK) {
        *out = id;
    }
    return rc;
}

static enum rc move(struct cx *cx, const struct actor *who, struct account_id id, enum account_state to)
{
    struct account account;
    enum rc rc = account_store_get(cx, id, &account);

    if (rc == RC_OK && account.state == to) {
        return fail_set(cx, RC_CONFLICT,
                        to == ACCOUNT_DISABLED ? N_("This account is disabled already.")
                                               : N_("This account is not disabled."),
                        "account %s", id_text(cx, id.v));
    }
    if (rc == RC_OK) {
        rc = account_store_move(cx, id, account.state, to);
    }
    if (rc == RC_OK) {
        rc = audit(cx, who, to == ACCOUNT_DISABLED ? "account.disabled" : "account.enabled", id,
                   state_code(&account_states, account.state), state_code(&account_states, to));
    }
    return rc;
}

enum rc account_disable(struct cx *cx, const struct actor *who, struct account_id id)
{
    enum rc rc = move(cx, who, id, ACCOUNT_DISABLED);

    return rc == RC_OK ? session_store_end_all(cx, id, (struct uuid){ { 0 } }, NULL) : rc;
}

enum rc account_enable(struct cx *cx, const struct actor *who, struct account_id id)
{
    return move(cx, who, id, ACCOUNT_ACTIVE);
}

enum rc account_forget_password(struct cx *cx, const struct actor *who, struct account_id id)
{
    enum rc rc = account_store_forget_password(cx, id);

    if (rc == RC_OK) {
        rc = session_store_end_all(cx, id, (struct uuid){ { 0 } }, NULL);
    }
    return rc == RC_OK ? audit(cx, who, "account.password_forgotten", id, NULL, NULL) : rc;
}

enum rc account_has_password(struct cx *cx, struct account_id id, bool *out)
{
    return account_store_has_password(cx, id, out);
}

enum rc account_change_settings(struct cx *cx, const struct actor *who, const struct account_settings *in)
{
    enum rc rc = check_name(cx, in->name);

    if (rc == RC_OK && in->time_zone != NULL && strlen(in->time_zone) > ZONE_MAX) {
        rc = fail_set(cx, RC_INVALID, N_("This time zone is not known."), "time zone of %zu bytes",
                      strlen(in->time_zone));
    }
    if (rc == RC_OK) {
        rc = account_store_settings(cx, actor_account(who), in);
    }
    return rc == RC_OK ? audit(cx, who, "account.changed", actor_account(who), NULL, NULL) : rc;
}

enum rc account_make_platform_operator(struct cx *cx, const struct actor *who, struct account_id id)
{
    enum rc rc = account_store_platform(cx, id);

    return rc == RC_OK ? audit(cx, who, "account.made_platform_operator", id, NULL, NULL) : rc;
}
