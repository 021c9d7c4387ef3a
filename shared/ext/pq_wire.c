#include "ext/pq_internal.h"

#include <endian.h>
#include <string.h>

#include "base/strbuf.h"

static const struct {
    const char *word;
    Oid oid;
    Oid element; /* of a list */
} types[ARG_TYPE_COUNT] = {
    [ARG_UUID] = { "uuid", 2950, 0 },       [ARG_TEXT] = { "text", 25, 0 },
    [ARG_INT4] = { "int4", 23, 0 },         [ARG_INT8] = { "int8", 20, 0 },
    [ARG_BOOL] = { "bool", 16, 0 },         [ARG_TIME] = { "time", 1184, 0 },
    [ARG_BYTEA] = { "bytea", 17, 0 },       [ARG_JSONB] = { "jsonb", 3802, 0 },
    [ARG_FLOAT8] = { "float8", 701, 0 },    [ARG_UUIDS] = { "uuid[]", 2951, 2950 },
    [ARG_TEXTS] = { "text[]", 1009, 25 },   [ARG_INT8S] = { "int8[]", 1016, 20 },
    [ARG_BYTEAS] = { "bytea[]", 1001, 17 }, [ARG_TIMES] = { "time[]", 1185, 1184 },
};

/* PostgreSQL counts microseconds from 2000-01-01, we from 1970-01-01. */
static const int64_t epoch_shift_us = INT64_C(946684800) * SECOND_US;

struct arg arg_uuid(struct uuid value)
{
    return (struct arg){ .type = ARG_UUID, .as.uuid = value };
}

struct arg arg_uuid_opt(struct uuid value)
{
    return (struct arg){ .type = ARG_UUID, .null = uuid_is_nil(value), .as.uuid = value };
}

struct arg arg_text(const char *value)
{
    return (struct arg){ .type = ARG_TEXT, .null = value == NULL, .as.text = value };
}

struct arg arg_i32(int32_t value)
{
    return (struct arg){ .type = ARG_INT4, .as.number = value };
}

struct arg arg_i64(int64_t value)
{
    return (struct arg){ .type = ARG_INT8, .as.number = value };
}

struct arg arg_bool(bool value)
{
    return (struct arg){ .type = ARG_BOOL, .as.boolean = value };
}

struct arg arg_time(int64_t value_us)
{
    return (struct arg){ .type = ARG_TIME, .null = value_us == 0, .as.number = value_us };
}

struct arg arg_bytes(struct bytes value)
{
    return (struct arg){ .type = ARG_BYTEA, .null = value.data == NULL, .as.bytes = value };
}

struct arg arg_json(const char *text)
{
    return (struct arg){ .type = ARG_JSONB, .null = text == NULL, .as.text = text };
}

struct arg arg_f64(double value)
{
    return (struct arg){ .type = ARG_FLOAT8, .as.real = value };
}

struct arg arg_uuids(const struct uuid *values, size_t count)
{
    return (struct arg){ .type = ARG_UUIDS, .count = count, .as.uuids = values };
}

struct arg arg_uuids_opt(const struct uuid *values, size_t count)
{
    return (struct arg){ .type = ARG_UUIDS, .nil_is_null = true, .count = count, .as.uuids = values };
}

struct arg arg_texts(const char *const *values, size_t count)
{
    return (struct arg){ .type = ARG_TEXTS, .count = count, .as.texts = values };
}

struct arg arg_i64s(const int64_t *values, size_t count)
{
    return (struct arg){ .type = ARG_INT8S, .count = count, .as.numbers = values };
}

struct arg arg_byteas(const struct bytes *values, size_t count)
{
    return (struct arg){ .type = ARG_BYTEAS, .count = count, .as.byteas = values };
}

struct arg arg_times(const int64_t *values, size_t count)
{
    return (struct arg){ .type = ARG_TIMES, .count = count, .as.numbers = values };
}

enum arg_type wire_type(const char *word, size_t len)
{
    for (int i = ARG_UUID; i < ARG_TYPE_COUNT; i++) {
        if (strlen(types[i].word) == len && memcmp(types[i].word, word, len) == 0) {
            return (enum arg_type)i;
        }
    }
    return ARG_END;
}

Oid wire_oid(enum arg_type type)
{
    return types[type].oid;
}

const char *wire_type_name(enum arg_type type)
{
    return type == ARG_END ? "nothing" : types[type].word;
}

int wire_declared(const char *list)
{
    int count = list[0] == '\0' ? 0 : 1;

    for (; *list != '\0'; list++) {
        count += *list == ',';
    }
    return count;
}

static struct bytes big_endian_64(struct arena *mem, uint64_t value)
{
    uint64_t wire = htobe64(value);

    return arena_bytes(mem, bytes_of(&wire, sizeof wire));
}

static struct bytes jsonb_value(struct arena *mem, const char *text)
{
    size_t len = strlen(text);
    char *wire = arena_alloc(mem, len + 2);

    wire[0] = 1; /* the version of jsonb's binary form */
    memcpy(wire + 1, text, len + 1);
    return bytes_of(wire, len + 1);
}

/* One element of a list as a scalar argument. */
static struct arg element(const struct arg *list, size_t i)
{
    switch (list->type) {
    case ARG_UUIDS:
        return list->nil_is_null ? arg_uuid_opt(list->as.uuids[i]) : arg_uuid(list->as.uuids[i]);
    case ARG_TEXTS:
        return arg_text(list->as.texts[i]);
    case ARG_INT8S:
        return arg_i64(list->as.numbers[i]);
    case ARG_TIMES:
        return arg_time(list->as.numbers[i]);
    case ARG_BYTEAS:
        return arg_bytes(list->as.byteas[i]);
    case ARG_END:
    case ARG_UUID:
    case ARG_TEXT:
    case ARG_INT4:
    case ARG_INT8:
    case ARG_BOOL:
    case ARG_TIME:
    case ARG_BYTEA:
    case ARG_JSONB:
    case ARG_FLOAT8:
    case ARG_TYPE_COUNT:
        break;
    }
    return (struct arg){ .type = ARG_END };
}

static void put_u32(struct strbuf *buf, uint32_t value)
{
    uint32_t wire = htobe32(value);

    strbuf_put(buf, &wire, sizeof wire);
}

/* An array's binary form: dimensions, has-nulls, element type, length, lower bound, then each with its length. */
static struct bytes list_value(struct arena *mem, const struct arg *list) /* NOLINT(misc-no-recursion): one level */
{
    struct strbuf buf;

    strbuf_init(&buf, mem, SIZE_MAX / 2);
    put_u32(&buf, list->count == 0 ? 0 : 1);
    put_u32(&buf, 1);
    put_u32(&buf, types[list->type].element);
    if (list->count > 0) {
        put_u32(&buf, (uint32_t)list->count);
        put_u32(&buf, 1);
    }
    for (size_t i = 0; i < list->count; i++) {
        struct arg item = element(list, i);
        struct bytes value = item.null ? bytes_of(NULL, 0) : wire_value(mem, &item);

        put_u32(&buf, item.null ? UINT32_MAX : (uint32_t)value.len);
        strbuf_bytes(&buf, value);
    }
    return strbuf_view(&buf);
}

struct bytes wire_value(struct arena *mem, const struct arg *arg) /* NOLINT(misc-no-recursion): one level */
{
    uint32_t small;
    uint64_t bits;
    uint8_t truth;

    switch (arg->type) {
    case ARG_UUID:
        return arena_bytes(mem, bytes_of(arg->as.uuid.b, sizeof arg->as.uuid.b));
    case ARG_TEXT:
        return bytes_text(arg->as.text);
    case ARG_INT4:
        small = htobe32((uint32_t)arg->as.number);
        return arena_bytes(mem, bytes_of(&small, sizeof small));
    case ARG_INT8:
        return big_endian_64(mem, (uint64_t)arg->as.number);
    case ARG_BOOL:
        truth = arg->as.boolean;
        return arena_bytes(mem, bytes_of(&truth, 1));
    case ARG_TIME:
        return big_endian_64(mem, (uint64_t)(arg->as.number - epoch_shift_us));
    case ARG_BYTEA:
        return arg->as.bytes;
    case ARG_JSONB:
        return jsonb_value(mem, arg->as.text);
    case ARG_FLOAT8:
        memcpy(&bits, &arg->as.real, sizeof bits);
        return big_endian_64(mem, bits);
    case ARG_UUIDS:
    case ARG_TEXTS:
    case ARG_INT8S:
    case ARG_BYTEAS:
    case ARG_TIMES:
        return list_value(mem, arg);
    case ARG_END:
    case ARG_TYPE_COUNT:
        break;
    }
    return bytes_of(NULL, 0);
}

enum rc wire_encode(struct cx *cx, const struct query *query, const struct arg *args, struct wire_params *out)
{
    const char *at = query->params;
    int i = 0;

    for (; args[i].type != ARG_END; i++) {
        size_t len = strcspn(at, ",");
        struct bytes value;

        if (i == PARAMS_MAX || *at == '\0' || wire_type(at, len) != args[i].type) {
            return fail_set(cx, RC_INTERNAL, NULL, "query %s: parameter $%d is given as %s, declared in '%s'",
                            query->name, i + 1, wire_type_name(args[i].type), query->params);
        }
        at += len + (at[len] == ',');
        value = args[i].null ? bytes_of(NULL, 0) : wire_value(cx->mem, &args[i]);
        out->types[i] = wire_oid(args[i].type);
        out->values[i] = args[i].null ? NULL : value.data == NULL ? "" : (const char *)value.data;
        out->lengths[i] = (int)value.len;
        out->formats[i] = 1;
    }
    if (*at != '\0') {
        return fail_set(cx, RC_INTERNAL, NULL, "query %s: %d parameters are given, declared '%s'", query->name, i,
                        query->params);
    }
    out->count = i;
    return RC_OK;
}

/* ---- reading ---- */

static const uint8_t *column(struct row *row, int want, bool optional, int *len)
{
    PGresult *result = row->result;
    int at = row->column++;

    *len = 0;
    if (row->problem != NULL) {
        return NULL;
    }
    if (at >= PQnfields(result)) {
        row->problem = "more columns are read than there are";
        return NULL;
    }
    if (PQgetisnull(result, row->row, at)) {
        row->problem = optional ? NULL : "is NULL";
        return NULL;
    }
    *len = PQgetlength(result, row->row, at);
    if (want >= 0 && *len != want) {
        row->problem = "has another length than its type";
        return NULL;
    }
    return (const uint8_t *)PQgetvalue(result, row->row, at);
}

static uint64_t read_64(const uint8_t *at)
{
    uint64_t wire;

    memcpy(&wire, at, sizeof wire);
    return be64toh(wire);
}

static uint32_t read_32(const uint8_t *at)
{
    uint32_t wire;

    memcpy(&wire, at, sizeof wire);
    return be32toh(wire);
}

static struct uuid uuid_column(struct row *row, bool optional)
{
    struct uuid id = { { 0 } };
    int len;
    const uint8_t *at = column(row, 16, optional, &len);

    if (at != NULL) {
        memcpy(id.b, at, sizeof id.b);
    }
    return id;
}

struct uuid row_uuid(struct row *row)
{
    return uuid_column(row, false);
}

struct uuid row_uuid_opt(struct row *row)
{
    return uuid_column(row, true);
}

const char *row_text(struct row *row)
{
    int len;
    const uint8_t *at = column(row, -1, false, &len);

    return at == NULL ? "" : (const char *)at;
}

const char *row_text_opt(struct row *row)
{
    int len;

    return (const char *)column(row, -1, true, &len);
}

int32_t row_i32(struct row *row)
{
    int len;
    const uint8_t *at = column(row, 4, false, &len);

    return at == NULL ? 0 : (int32_t)read_32(at);
}

int64_t row_i64(struct row *row)
{
    int len;
    const uint8_t *at = column(row, 8, false, &len);

    return at == NULL ? 0 : (int64_t)read_64(at);
}

int64_t row_i64_opt(struct row *row, int64_t otherwise)
{
    int len;
    const uint8_t *at = column(row, -1, true, &len);

    if (at == NULL) {
        return otherwise;
    }
    if (len == 4) {
        return (int32_t)read_32(at);
    }
    if (len != 8) {
        row->problem = "is no integer";
        return otherwise;
    }
    return (int64_t)read_64(at);
}

bool row_bool(struct row *row)
{
    int len;
    const uint8_t *at = column(row, 1, false, &len);

    return at != NULL && at[0] != 0;
}

int64_t row_time_us(struct row *row)
{
    int len;
    const uint8_t *at = column(row, 8, false, &len);

    return at == NULL ? 0 : (int64_t)read_64(at) + epoch_shift_us;
}

int64_t row_time_us_opt(struct row *row)
{
    int len;
    const uint8_t *at = column(row, 8, true, &len);

    return at == NULL ? 0 : (int64_t)read_64(at) + epoch_shift_us;
}

struct bytes row_bytes(struct row *row)
{
    int len;
    const uint8_t *at = column(row, -1, false, &len);

    return bytes_of(at, (size_t)len);
}

struct bytes row_bytes_opt(struct row *row)
{
    int len;
    const uint8_t *at = column(row, -1, true, &len);

    return bytes_of(at, (size_t)len);
}

static const char *json_column(struct row *row, bool optional)
{
    int len;
    const uint8_t *at = column(row, -1, optional, &len);

    if (at == NULL) {
        return NULL;
    }
    if (len < 1 || at[0] != 1) {
        row->problem = "is no jsonb of version 1";
        return NULL;
    }
    return (const char *)at + 1;
}

const char *row_json(struct row *row)
{
    const char *text = json_column(row, false);

    return text == NULL ? "null" : text;
}

const char *row_json_opt(struct row *row)
{
    return json_column(row, true);
}

double row_f64(struct row *row)
{
    int len;
    const uint8_t *at = column(row, 8, false, &len);
    uint64_t bits = at == NULL ? 0 : read_64(at);
    double value;

    memcpy(&value, &bits, sizeof value);
    return value;
}

struct list {
    struct bytes *items; /* those that are NULL have no data pointer */
    size_t count;
};

/* The elements of a one-dimensional array; none where the column is NULL. */
static struct list list_column(struct row *row)
{
    int len;
    const uint8_t *at = column(row, -1, true, &len);
    const uint8_t *end = at == NULL ? NULL : at + len;
    struct list list = { NULL, 0 };

    if (at == NULL || len < 12 || read_32(at) == 0) {
        return list;
    }
    if (read_32(at) != 1 || len < 20) {
        row->problem = "is no one-dimensional array";
        return list;
    }
    list.count = read_32(at + 12);
    at += 20;
    list.items = arena_calloc(row->cx->mem, list.count, sizeof *list.items);
    for (size_t i = 0; i < list.count && end - at >= 4; i++) {
        uint32_t item_len = read_32(at);

        at += 4;
        if (item_len != UINT32_MAX) {
            list.items[i] = arena_bytes(row->cx->mem, bytes_of(at, item_len));
            at += item_len;
        }
    }
    return list;
}

const char *const *row_texts(struct row *row, size_t *count)
{
    const struct list list = list_column(row);
    const char **texts = arena_calloc(row->cx->mem, list.count + 1, sizeof *texts);

    for (size_t i = 0; i < list.count; i++) {
        texts[i] = (const char *)list.items[i].data;
    }
    *count = list.count;
    return texts;
}

const struct uuid *row_uuids(struct row *row, size_t *count)
{
    const struct list list = list_column(row);
    struct uuid *ids = arena_calloc(row->cx->mem, list.count + 1, sizeof *ids);

    for (size_t i = 0; i < list.count; i++) {
        if (list.items[i].len == 16) {
            memcpy(ids[i].b, list.items[i].data, 16);
        }
    }
    *count = list.count;
    return ids;
}

enum rc row_done(struct row *row)
{
    if (row->problem == NULL && row->column != PQnfields(row->result)) {
        row->problem = "is the last one that was read, but there are more";
    }
    if (row->problem != NULL) {
        return fail_set(row->cx, RC_INTERNAL, NULL, "query %s: column %d %s", row->query->name, row->column,
                        row->problem);
    }
    return RC_OK;
}

bool rows_next(struct rows *rows, struct row *out)
{
    if (rows->next >= rows->count) {
        return false;
    }
    *out = (struct row){ .query = rows->query, .result = rows->result, .cx = rows->cx, .row = rows->next++ };
    return true;
}
