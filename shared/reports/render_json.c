#include "reports/record.h"

static void put_field(struct json_out *out, const struct field *field, const void *item)
{
    const char *at = (const char *)item + field->offset;

    if (field->nest != NULL) {
        field->nest(out, item);
        return;
    }
    switch (field->type) {
    case FIELD_TEXT:
        json_out_text(out, field->name, *(const char *const *)(const void *)at);
        return;
    case FIELD_INT:
        json_out_int(out, field->name, *(const int64_t *)(const void *)at);
        return;
    case FIELD_BOOL:
        json_out_bool(out, field->name, *(const bool *)(const void *)at);
        return;
    case FIELD_TIME:
        json_out_time(out, field->name, *(const int64_t *)(const void *)at);
        return;
    case FIELD_UUID:
        json_out_uuid(out, field->name, *(const struct uuid *)(const void *)at);
        return;
    case FIELD_DERIVED:
        json_out_text(out, field->name, field->derive(out->buf->arena, item));
        return;
    }
}

void record_write_json(struct strbuf *buf, const struct review_model *model, enum record_kind kind)
{
    struct record_list list = record_list(model, kind);
    struct json_out out;

    json_out_begin(&out, buf);
    json_out_text(&out, "schema", arena_printf(buf->arena, "tenantpilot.pack.%s/1", list.name));
    json_out_uuid(&out, "pack", model->pack);
    json_out_array(&out, list.name);
    for (size_t i = 0; i < list.count; i++) {
        json_out_object(&out, NULL);
        for (const struct field *field = list.fields; field->name != NULL; field++) {
            put_field(&out, field, (const char *)list.items + i * list.size);
        }
        json_out_object_end(&out);
    }
    json_out_array_end(&out);
    json_out_end(&out);
}
