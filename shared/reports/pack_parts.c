#include "reports/pack_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ext/crypt.h"
#include "reports/json_out.h"
#include "reports/pack.h"

void pack_add(struct pack_parts *parts, const char *path, const char *media_type, const char *role,
              struct bytes content)
{
    uint8_t hash[SHA256_LEN];
    struct pack_part part = { .path = path, .media_type = media_type, .role = role, .content = content };

    sha256(content, hash);
    memcpy(part.sha256, hex_encode(parts->mem, bytes_of(hash, sizeof hash)), sizeof part.sha256);
    parts->items = arena_grow(parts->mem, parts->items, parts->count, &parts->capacity, sizeof *parts->items);
    parts->items[parts->count++] = part;
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct pack_part *)a)->path, ((const struct pack_part *)b)->path);
}

void pack_sort(struct pack_parts *parts)
{
    qsort(parts->items, parts->count, sizeof *parts->items, by_path);
}

void pack_write_sums(struct strbuf *buf, const struct pack_parts *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        strbuf_printf(buf, "%s  %s\n", parts->items[i].sha256, parts->items[i].path);
    }
}

static void write_dialect(struct json_out *out)
{
    json_out_object(out, "csv_dialect");
    json_out_text(out, "standard", "RFC 4180");
    json_out_text(out, "encoding", "UTF-8");
    json_out_text(out, "delimiter", ",");
    json_out_text(out, "quote", "\"");
    json_out_text(out, "line_end", "CRLF");
    json_out_bool(out, "header", true);
    json_out_text(out, "null", "an empty cell without quotation marks");
    json_out_text(out, "time", "ISO 8601, UTC");
    json_out_object(out, "formula_escape");
    json_out_text(out, "prefix", "'");
    json_out_text(out, "columns", "text");
    json_out_text(
        out, "when",
        "leading apostrophes and spaces aside, the text begins with = + - @ TAB CR or a full-width or small form of one");
    json_out_text(out, "undo", "of a text for which `when` holds, remove the first character");
    json_out_object_end(out);
    json_out_object_end(out);
}

static void write_files(struct json_out *out, const struct pack_parts *parts)
{
    json_out_array(out, "files");
    for (size_t i = 0; i < parts->count; i++) {
        const struct pack_part *part = &parts->items[i];

        json_out_object(out, NULL);
        json_out_text(out, "path", part->path);
        json_out_text(out, "sha256", part->sha256);
        json_out_int(out, "size", (int64_t)part->content.len);
        json_out_text(out, "media_type", part->media_type);
        json_out_text(out, "role", part->role);
        json_out_object_end(out);
    }
    json_out_array_end(out);
}

static void write_profile(struct json_out *out, const struct review_model *model)
{
    json_out_object(out, "control_profile");
    json_out_text(out, "code", model->profile_code);
    json_out_text(out, "version", model->profile_version);
    json_out_text(out, "scoring_version", model->scoring_version);
    json_out_array(out, "frameworks");
    for (size_t i = 0; i < model->framework_count; i++) {
        json_out_object(out, NULL);
        json_out_text(out, "code", model->frameworks[i].code);
        json_out_text(out, "version", model->frameworks[i].version);
        json_out_object_end(out);
    }
    json_out_array_end(out);
    json_out_object_end(out);
}

static void write_limitations(struct json_out *out, const struct review_model *model)
{
    json_out_array(out, "limitations");
    for (size_t i = 0; i < model->limitation_count; i++) {
        json_out_text(out, NULL, model->limitations[i]);
    }
    json_out_array_end(out);
}

static void write_identity(struct json_out *out, const struct review_model *model)
{
    json_out_object(out, "tenant");
    json_out_uuid(out, "id", model->tenant);
    json_out_text(out, "name", model->tenant_name);
    json_out_object_end(out);
    json_out_object(out, "review");
    json_out_uuid(out, "id", model->review);
    json_out_int(out, "version", model->version);
    json_out_text(out, "title", model->title);
    json_out_object_end(out);
    json_out_object(out, "period");
    json_out_time(out, "start", model->period_start_us);
    json_out_time(out, "end", model->period_end_us);
    json_out_object_end(out);
}

void pack_write_manifest(struct strbuf *buf, const struct review_model *model, const struct pack_parts *parts)
{
    struct json_out out;

    json_out_begin(&out, buf);
    json_out_text(&out, "schema", PACK_SCHEMA);
    json_out_uuid(&out, "pack_id", model->pack);
    write_identity(&out, model);
    json_out_time(&out, "created_at", model->created_us);
    json_out_text(&out, "workspace", model->workspace_name);
    json_out_text(&out, "product_version", model->product_version);
    write_profile(&out, model);
    write_limitations(&out, model);
    json_out_array(&out, "languages");
    for (size_t i = 0; i < model->language_count; i++) {
        json_out_text(&out, NULL, model->languages[i]->tag);
    }
    json_out_array_end(&out);
    write_dialect(&out);
    write_files(&out, parts);
    json_out_end(&out);
}

static void write_numbers(struct json_out *out, const char *name, const struct review_numbers *numbers)
{
    json_out_object(out, name);
    json_out_int(out, "compliant", numbers->compliant);
    json_out_int(out, "by_exception", numbers->by_exception);
    json_out_int(out, "non_compliant", numbers->non_compliant);
    json_out_int(out, "not_assessed", numbers->not_assessed);
    json_out_object_end(out);
}

void pack_write_review(struct strbuf *buf, const struct review_model *model)
{
    struct json_out out;

    json_out_begin(&out, buf);
    json_out_text(&out, "schema", "tenantpilot.pack.review/1");
    json_out_uuid(&out, "pack", model->pack);
    write_identity(&out, model);
    json_out_text(&out, "judgement", review_judgement_code(review_judge(&model->numbers)));
    write_numbers(&out, "numbers", &model->numbers);
    if (model->has_previous) {
        json_out_object(&out, "previous");
        json_out_time(&out, "released", model->previous_us);
        write_numbers(&out, "numbers", &model->previous);
        json_out_object_end(&out);
    }
    json_out_text(&out, "summary", model->summary);
    json_out_text(&out, "facts_sha256", model->facts_sha256);
    write_profile(&out, model);
    json_out_array(&out, "sign_offs");
    for (size_t i = 0; i < model->sign_off_count; i++) {
        json_out_object(&out, NULL);
        json_out_text(&out, "section", model->sign_offs[i].section);
        json_out_text(&out, "person", model->sign_offs[i].person);
        json_out_text(&out, "role", model->sign_offs[i].role);
        json_out_time(&out, "signed", model->sign_offs[i].signed_us);
        json_out_object_end(&out);
    }
    json_out_array_end(&out);
    write_limitations(&out, model);
    json_out_end(&out);
}

void pack_write_proof(struct strbuf *buf, const struct review_proof *proof)
{
    struct json_out out;
    struct merkle_hash leaf = merkle_leaf(proof->canonical);

    json_out_begin(&out, buf);
    json_out_text(&out, "schema", PROOF_SCHEMA);
    json_out_text(&out, "kind", proof->kind);
    json_out_uuid(&out, "object", proof->object);
    json_out_int(&out, "leaf_index", (int64_t)proof->leaf_index);
    json_out_int(&out, "tree_size", (int64_t)proof->tree_size);
    json_out_text(&out, "leaf_hash", hex_encode(buf->arena, bytes_of(leaf.b, sizeof leaf.b)));
    json_out_text(&out, "event", base64_encode(buf->arena, proof->canonical));
    json_out_array(&out, "path");
    for (size_t i = 0; i < proof->path_count; i++) {
        json_out_text(&out, NULL, hex_encode(buf->arena, bytes_of(proof->path[i].b, MERKLE_HASH_LEN)));
    }
    json_out_array_end(&out);
    json_out_end(&out);
}

static void write_steps(struct strbuf *buf, const struct locale *loc, const struct review_model *model)
{
    const struct msg_arg args[] = { { "key", model->key_fingerprint } };

    strbuf_printf(buf, "%s\n\n", tr(loc, N_("How to verify this pack")));
    strbuf_printf(buf, "%s\n", tr(loc, N_("With TenantPilot, offline, everything at once:")));
    strbuf_puts(buf, "    tenantpilot verify PACK.zip --key TRUSTED_KEYS\n\n");
    strbuf_printf(buf, "%s\n\n", tr(loc, N_("With ordinary tools, in the folder that the pack was unpacked to:")));
    strbuf_printf(buf, "1. %s\n", tr(loc, N_("Every file is what the list says:")));
    strbuf_puts(buf, "    sha256sum --check --strict SHA256SUMS\n");
    strbuf_printf(buf, "2. %s\n", tr(loc, N_("The manifest, which names SHA256SUMS by its hash, was signed:")));
    strbuf_puts(buf, "    ssh-keygen -Y verify -f TRUSTED_KEYS -I " PACK_PRINCIPAL " -n " PACK_NAMESPACE
                     " -s manifest.json.sig < manifest.json\n");
    strbuf_printf(buf, "3. %s\n",
                  tr(loc, N_("SHA256SUMS is the one that the manifest names; these two must be equal:")));
    strbuf_puts(buf, "    sha256sum SHA256SUMS\n    grep -A 1 '\"SHA256SUMS\"' manifest.json\n\n");
    strbuf_printf(
        buf, "%s\n",
        tr(loc, N_("TRUSTED_KEYS is a file of allowed signers that you got from the publisher by another way.")));
    strbuf_printf(
        buf, "%s\n",
        tr(loc, N_("keys/allowed_signers in this pack only shows its form: a pack never vouches for itself.")));
    strbuf_printf(buf, "%s\n",
                  msg_format(buf->arena, tr(loc, N_("The fingerprint of the key that signed is %(key)s.")), args, 1));
}

void pack_write_instructions(struct strbuf *buf, const struct review_model *model)
{
    for (size_t i = 0; i < model->language_count; i++) {
        if (i > 0) {
            strbuf_puts(buf, "\n------------------------------------------------------------------------\n\n");
        }
        write_steps(buf, model->languages[i], model);
    }
}
