#include "web/params.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "ext/locale.h"
#include "web/form.h"
#include "web/internal.h"

enum { CODE_MAX = 60 };

struct param_value {
    bool given;
    const char *raw; /* as typed; "" if not given */
    struct uuid uuid;
    int64_t number;
    const char *text;
    struct cursor cursor;
    struct uuid *uuids;
    const char **codes;
    size_t count;
};

const struct param no_params[] = { PARAM_END };

/* ---- parsing one value; each returns NULL or the msgid of what is wrong ---- */

static const char *parse_text(struct cx *cx, const struct param *param, const char *raw, struct param_value *out)
{
    char *text = text_trim(cx->mem, raw);
    size_t at = 0;
    size_t length;

    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '\r' && c[1] == '\n') {
            continue;
        }
        if (((unsigned char)*c < ' ' && *c != '\n' && *c != '\t') || *c == 0x7f) {
            return N_("This holds characters that cannot be used here.");
        }
        text[at++] = *c;
    }
    text[at] = '\0';
    length = utf8_length(text);
    if (length > (size_t)param->max) {
        return N_("At most %(max)s characters, please.");
    }
    if (length < (size_t)param->min) {
        return N_("At least %(min)s characters, please.");
    }
    out->text = text;
    return NULL;
}

static const char *parse_secret(const struct param *param, const char *raw, struct param_value *out)
{
    size_t len = strlen(raw);

    if (len > (size_t)param->max) {
        return N_("At most %(max)s characters, please.");
    }
    if (len < (size_t)param->min) {
        return N_("At least %(min)s characters, please.");
    }
    out->text = raw;
    return NULL;
}

static const char *parse_code(struct cx *cx, const struct param *param, const char *raw, const char **out)
{
    size_t len = strlen(raw);
    bool known = param->codes == NULL ? len <= CODE_MAX && strspn(raw, "abcdefghijklmnopqrstuvwxyz0123456789_") == len
                                      : text_has_word(param->codes, raw);

    if (known) {
        *out = arena_strdup(cx->mem, raw);
        return NULL;
    }
    return N_("This is not one of the choices.");
}

static const char *parse_date(struct cx *cx, const char *raw, struct param_value *out)
{
    int64_t parts[3];

    if (strlen(raw) != 10 || raw[4] != '-' || raw[7] != '-' ||
        parse_i64(arena_strndup(cx->mem, raw, 4), 1, 9999, &parts[0]) != RC_OK ||
        parse_i64(arena_strndup(cx->mem, raw + 5, 2), 1, 12, &parts[1]) != RC_OK ||
        parse_i64(raw + 8, 1, 31, &parts[2]) != RC_OK ||
        locale_day_start(cx->loc, (int)parts[0], (int)parts[1], (int)parts[2], &out->number) != RC_OK) {
        return N_("This is not a date.");
    }
    return NULL;
}

static const char *parse_bool(const char *raw, struct param_value *out)
{
    if (text_equal(raw, "1") || text_equal(raw, "true") || text_equal(raw, "on")) {
        out->number = 1;
        return NULL;
    }
    return text_equal(raw, "0") || text_equal(raw, "false") ? NULL : N_("This is not one of the choices.");
}

static const char *parse_cursor(struct cx *cx, const struct request *req, const char *raw, struct param_value *out)
{
    return cursor_read(cx->mem, req->web->key, cursor_purpose(cx, req), raw, &out->cursor) == RC_OK
               ? NULL
               : N_("This link is no longer valid. Start again from the first page.");
}

static const char *parse_value(struct cx *cx, const struct request *req, const struct param *param, const char *raw,
                               struct param_value *out)
{
    switch (param->type) {
    case PARAM_TYPE_UUID:
        return uuid_parse(raw, &out->uuid) == RC_OK ? NULL : N_("This is not one of the choices.");
    case PARAM_TYPE_INT:
        return parse_i64(raw, param->min, param->max, &out->number) == RC_OK
                   ? NULL
                   : N_("A number from %(min)s to %(max)s, please.");
    case PARAM_TYPE_TEXT:
        return parse_text(cx, param, raw, out);
    case PARAM_TYPE_SECRET:
        return parse_secret(param, raw, out);
    case PARAM_TYPE_CODE:
        return parse_code(cx, param, raw, &out->text);
    case PARAM_TYPE_TIME:
        return time_parse(raw, &out->number) == RC_OK ? NULL : N_("This is not a time.");
    case PARAM_TYPE_DATE:
        return parse_date(cx, raw, out);
    case PARAM_TYPE_CURSOR:
        return parse_cursor(cx, req, raw, out);
    case PARAM_TYPE_BOOL:
        return parse_bool(raw, out);
    case PARAM_TYPE_UUIDS:
    case PARAM_TYPE_CODES:
    case PARAM_TYPE_END:
        break;
    }
    return NULL;
}

/* ---- lists: every value of that name ---- */

static const char *parse_list(struct cx *cx, const struct request *req, const struct param *param,
                              struct param_value *out)
{
    size_t max = (size_t)param->max;

    out->uuids = arena_calloc(cx->mem, max, sizeof *out->uuids);
    out->codes = arena_calloc(cx->mem, max, sizeof *out->codes);
    for (size_t i = 0; i < req->pairs.count; i++) {
        const struct pair *pair = &req->pairs.items[i];
        const char *problem;

        if (strcmp(pair->name, param->name) != 0 || pair->value[0] == '\0') {
            continue;
        }
        if (out->count == max) {
            return N_("Too many of these were chosen at once.");
        }
        problem = param->type == PARAM_TYPE_CODES ? parse_code(cx, param, pair->value, &out->codes[out->count])
                                                  : (uuid_parse(pair->value, &out->uuids[out->count]) == RC_OK
                                                         ? NULL
                                                         : N_("This is not one of the choices."));
        if (problem != NULL) {
            return problem;
        }
        out->count++;
    }
    out->given = out->count > 0;
    return NULL;
}

/* ---- the table ---- */

static void add_error(struct cx *cx, struct request *req, const struct param *param, const char *msgid)
{
    struct field_error *error = &req->errors[req->error_count++];

    error->field = param->name;
    error->msgid = msgid;
    error->args[0] = (struct msg_arg){ "min", locale_number(cx->mem, cx->loc, param->min) };
    error->args[1] = (struct msg_arg){ "max", locale_number(cx->mem, cx->loc, param->max) };
}

static enum rc refuse(struct cx *cx, struct request *req, const struct param *param, const char *msgid, bool place)
{
    if (param->field) {
        add_error(cx, req, param, msgid);
        return RC_OK;
    }
    if (place) {
        return fail_set(cx, RC_NOT_FOUND, NULL, "place {%s} of the path: %s", param->name, msgid);
    }
    fail_arg(cx, "name", param->name);
    return fail_set(cx, RC_INVALID, N_("The parameter %(name)s is missing or not what it must be."), "parameter %s: %s",
                    param->name, msgid);
}

static enum rc check_one(struct cx *cx, struct request *req, const struct param *param, const struct pairs *places,
                         struct param_value *out)
{
    const char *raw = NULL;
    const char *problem;
    bool place = pairs_one(places, param->name, &raw) == RC_OK;
    bool list = param->type == PARAM_TYPE_CODES || param->type == PARAM_TYPE_UUIDS;

    out->raw = "";
    if (list) {
        problem = parse_list(cx, req, param, out);
        return problem == NULL ? RC_OK : refuse(cx, req, param, problem, false);
    }
    if (!place && pairs_one(&req->pairs, param->name, &raw) == RC_INVALID) {
        return fail_set(cx, RC_INVALID, N_("A parameter was sent twice."), "parameter %s: given twice", param->name);
    }
    if (raw == NULL || raw[0] == '\0') {
        return param->required ? refuse(cx, req, param, N_("Please fill this in."), place) : RC_OK;
    }
    out->raw = raw;
    problem = parse_value(cx, req, param, raw, out);
    if (problem != NULL) {
        return refuse(cx, req, param, problem, place);
    }
    out->given = out->text == NULL || out->text[0] != '\0';
    return !out->given && param->required ? refuse(cx, req, param, N_("Please fill this in."), place) : RC_OK;
}

static bool slug_valid(const char *slug)
{
    size_t len = strlen(slug);

    return len > 0 && len <= 63 && slug[0] != '-' && strspn(slug, "abcdefghijklmnopqrstuvwxyz0123456789-") == len;
}

enum rc params_check(struct cx *cx, struct request *req, const struct route *route, const struct pairs *places)
{
    size_t count = 0;
    const char *twice;

    while (route->params[count].type != PARAM_TYPE_END) {
        count++;
    }
    req->params = route->params;
    req->values = arena_calloc(cx->mem, count, sizeof *req->values);
    req->errors = arena_calloc(cx->mem, count, sizeof *req->errors);
    if (req->workspace != NULL && !slug_valid(req->workspace)) {
        return fail_set(cx, RC_NOT_FOUND, NULL, "workspace slug is malformed");
    }
    if (pairs_one(&req->pairs, "lang", &twice) == RC_INVALID || pairs_one(&req->pairs, "csrf", &twice) == RC_INVALID) {
        return fail_set(cx, RC_INVALID, N_("A parameter was sent twice."), "lang or csrf: given twice");
    }
    for (size_t i = 0; i < count; i++) {
        enum rc rc = check_one(cx, req, &route->params[i], places, &req->values[i]);

        if (rc != RC_OK) {
            return rc;
        }
    }
    return RC_OK;
}

/* ---- what handlers ask ---- */

static const struct param_value *value_of(const struct request *req, const char *name, unsigned types)
{
    for (size_t i = 0; req->params[i].type != PARAM_TYPE_END; i++) {
        if (strcmp(req->params[i].name, name) == 0 && (types & (1U << req->params[i].type)) != 0) {
            return &req->values[i];
        }
    }
    LOG_ERROR("undeclared_parameter", log_text("name", name), log_text("path", req->path));
    abort();
}

#define TYPE(name) (1U << PARAM_TYPE_##name)

bool param_given(const struct request *req, const char *name)
{
    return value_of(req, name, ~0U)->given;
}

struct uuid param_uuid(const struct request *req, const char *name)
{
    return value_of(req, name, TYPE(UUID))->uuid;
}

int64_t param_i64(const struct request *req, const char *name)
{
    return value_of(req, name, TYPE(INT))->number;
}

int32_t param_i32(const struct request *req, const char *name)
{
    int64_t number = param_i64(req, name);

    return number > INT32_MAX || number < INT32_MIN ? 0 : (int32_t)number;
}

int64_t param_i64_or(const struct request *req, const char *name, int64_t otherwise)
{
    const struct param_value *value = value_of(req, name, TYPE(INT));

    return value->given ? value->number : otherwise;
}

const char *param_text(const struct request *req, const char *name)
{
    const struct param_value *value = value_of(req, name, TYPE(TEXT) | TYPE(SECRET));

    return value->given ? value->text : NULL;
}

const char *param_code(const struct request *req, const char *name)
{
    return value_of(req, name, TYPE(CODE))->text;
}

bool param_bool(const struct request *req, const char *name)
{
    return value_of(req, name, TYPE(BOOL))->number != 0;
}

int64_t param_time_us(const struct request *req, const char *name)
{
    return value_of(req, name, TYPE(TIME) | TYPE(DATE))->number;
}

const struct uuid *param_uuids(const struct request *req, const char *name, size_t *count)
{
    const struct param_value *value = value_of(req, name, TYPE(UUIDS));

    *count = value->count;
    return value->uuids;
}

const char *const *param_codes(const struct request *req, const char *name, size_t *count)
{
    const struct param_value *value = value_of(req, name, TYPE(CODES));

    *count = value->count;
    return value->codes;
}

const struct cursor *param_cursor(const struct request *req, const char *name)
{
    const struct param_value *value = value_of(req, name, TYPE(CURSOR));

    return value->given ? &value->cursor : NULL;
}

const char *param_typed(const struct request *req, const char *name)
{
    return value_of(req, name, ~(TYPE(SECRET) | TYPE(UUIDS) | TYPE(CODES)))->raw;
}

bool request_has_errors(const struct request *req)
{
    return req->error_count > 0;
}
