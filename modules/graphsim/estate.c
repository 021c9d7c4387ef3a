#include "modules/graphsim/estate.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "ext/crypt.h"

enum { FILE_BYTES_MAX = 64 << 20 };

/* the name space of all ids that are made up here */
static const struct uuid name_space = { { 0x6f, 0x1d, 0x52, 0x0a, 0x51, 0x0f, 0x4c, 0x0e, 0x9b, 0x2d, 0x0c, 0x7e, 0x4a,
                                          0x31, 0x88, 0x02 } };

enum rc estate_read_file(struct cx *cx, struct arena *mem, const char *path, struct bytes *out)
{
    FILE *file = fopen(path, "rbe");
    struct strbuf buf;
    char chunk[65536];
    size_t got;
    bool broken;

    if (file == NULL) {
        return fail_set(cx, errno == ENOENT ? RC_NOT_FOUND : RC_UNAVAILABLE, NULL, "%s: %s", path, strerror(errno));
    }
    strbuf_init(&buf, mem, FILE_BYTES_MAX);
    while ((got = fread(chunk, 1, sizeof chunk, file)) > 0) {
        strbuf_put(&buf, chunk, got);
    }
    broken = ferror(file) != 0;
    (void)fclose(file);
    if (broken || strbuf_done(&buf) != RC_OK) {
        return fail_set(cx, RC_UNAVAILABLE, NULL, "%s: cannot be read, or is past %d bytes", path, FILE_BYTES_MAX);
    }
    *out = strbuf_view(&buf);
    return RC_OK;
}

struct estate *estate_new(struct arena *mem, const char *tenant)
{
    struct estate *estate = arena_alloc(mem, sizeof *estate);

    estate->mem = mem;
    estate->tenant = tenant;
    estate->name = tenant;
    estate->client_id = tenant;
    estate->client_secret = "demo";
    estate->compact = (struct compact){ .mem = mem, .tenant = uuid_v5(name_space, bytes_text(tenant)) };
    estate->uncovered_names = tree_array();
    for (enum endpoint_id i = 0; i < ENDPOINT_COUNT; i++) {
        estate->objects[i] = tree_array();
    }
    return estate;
}

void estate_add(struct estate *estate, enum endpoint_id endpoint, struct node object)
{
    tree_append(estate->mem, &estate->objects[endpoint], object);
}

static void take(void *self, enum endpoint_id endpoint, struct node object)
{
    estate_add(self, endpoint, object);
}

static void add_groups(struct estate *estate, const struct node *names)
{
    for (uint32_t i = 0; names != NULL && i < names->len; i++) {
        const char *name = document_text(estate->mem, &names->items[i]);
        struct node group = tree_object();

        if (name != NULL) {
            tree_set(estate->mem, &group, "id", tree_text(compact_id(&estate->compact, "groups", name)));
            tree_set(estate->mem, &group, "displayName", tree_text(name));
            tree_set(estate->mem, &group, "securityEnabled", tree_bool(true));
            estate_add(estate, ENDPOINT_AT_GROUP, group);
        }
    }
}

enum rc estate_load(struct cx *cx, struct arena *mem, const char *path, struct estate **out)
{
    struct bytes text = { NULL, 0 };
    struct node *root;
    struct node *rows;
    struct estate *estate;
    const char *problem = "not a description of a tenant";
    enum rc rc = estate_read_file(cx, mem, path, &text);

    if (rc != RC_OK) {
        return rc;
    }
    if (tree_parse(mem, text, &root) != RC_OK || tree_member_text(mem, root, "tenant") == NULL ||
        (rows = document_member(root, "objects")) == NULL) {
        return fail_set(cx, RC_INVALID, NULL, "%s: %s", path, problem);
    }
    estate = estate_new(mem, tree_member_text(mem, root, "tenant"));
    estate->name = tree_member_text(mem, root, "name");
    estate->client_id = tree_member_text(mem, root, "client_id");
    estate->client_secret = tree_member_text(mem, root, "client_secret");
    estate->compact.vars = document_member(root, "vars");
    add_groups(estate, document_member(root, "groups"));
    for (uint32_t i = 0; i < rows->len; i++) {
        if (compact_expand(&estate->compact, &rows->items[i], take, estate, &problem) != RC_OK) {
            return fail_set(cx, RC_INVALID, NULL, "%s: row %u: %s", path, i + 1, problem);
        }
    }
    *out = estate;
    return RC_OK;
}

size_t estate_size(const struct estate *estate)
{
    size_t size = 0;

    for (enum endpoint_id i = 0; i < ENDPOINT_COUNT; i++) {
        size += i == ENDPOINT_AT_GROUP ? 0 : estate->objects[i].len;
    }
    return size;
}
