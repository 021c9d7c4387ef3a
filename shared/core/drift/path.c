#include "core/drift/path.h"

#include <string.h>

#include "base/text.h"
#include "core/drift/document_write.h"
#include "ext/crypt.h"

enum { TOKEN_BYTES_MAX = 1 << 20, CONTENT_DIGEST_BYTES = 16 };

static bool is_special(char c)
{
    return c == '\\' || c == ';' || c == '=' || c == ']' || c == '\0';
}

static void put_escaped(struct strbuf *out, const char *text, size_t len)
{
    for (size_t from = 0, i = 0; i <= len; i++) {
        if (i < len && !is_special(text[i])) {
            continue;
        }
        strbuf_put(out, text + from, i - from);
        from = i + 1;
        if (i < len) {
            strbuf_putc(out, '\\');
            strbuf_putc(out, (char)(text[i] == '\0' ? '0' : text[i]));
        }
    }
}

static void put_value(struct strbuf *out, const struct node *value)
{
    struct bytes json;

    if (value->kind == DOCUMENT_STRING) {
        put_escaped(out, value->text, value->len);
        return;
    }
    json = document_bytes(out->arena, value);
    put_escaped(out, (const char *)json.data, json.len);
}

/* The member at a key's path ("target/groupId"); *leaf is its own name. NULL: not there, or null. */
static const struct node *key_part(const struct node *element, const char *path, const char **leaf)
{
    const struct node *at = element;
    const char *slash;
    char name[128];

    while ((slash = strchr(path, '/')) != NULL && (size_t)(slash - path) < sizeof name) {
        memcpy(name, path, (size_t)(slash - path));
        name[slash - path] = '\0';
        at = document_member(at, name);
        path = slash + 1;
    }
    *leaf = path;
    at = document_member(at, path);
    return at == NULL || at->kind == DOCUMENT_NULL ? NULL : at;
}

static bool put_keys(struct strbuf *out, const struct rule *rule, const struct node *element)
{
    bool any = false;

    if (rule->key == NULL || element->kind != DOCUMENT_OBJECT) {
        return false;
    }
    for (const char *const *path = rule->key; *path != NULL; path++) {
        const char *leaf;
        const struct node *value = key_part(element, *path, &leaf);

        if (value == NULL) {
            continue;
        }
        if (any) {
            strbuf_putc(out, ';');
        }
        put_escaped(out, leaf, strlen(leaf));
        strbuf_putc(out, '=');
        put_value(out, value);
        any = true;
    }
    return any;
}

static void put_content(struct strbuf *out, const struct node *element)
{
    uint8_t digest[SHA256_LEN];

    sha256(document_bytes(out->arena, element), digest);
    strbuf_puts(out, "sha256=");
    strbuf_puts(out, hex_encode(out->arena, bytes_of(digest, CONTENT_DIGEST_BYTES)));
}

const char *path_set_token(struct arena *arena, const struct rule *rule, const struct node *element)
{
    struct strbuf out;

    strbuf_init(&out, arena, TOKEN_BYTES_MAX);
    strbuf_putc(&out, '[');
    if (element->kind == DOCUMENT_STRING && element->len > TOKEN_BYTES_MAX / 4) {
        put_content(&out, element);
    } else if (element->kind != DOCUMENT_OBJECT && element->kind != DOCUMENT_ARRAY) {
        strbuf_putc(&out, '=');
        put_value(&out, element);
    } else if (!put_keys(&out, rule, element) || out.len > TOKEN_BYTES_MAX / 2) {
        strbuf_clear(&out);
        strbuf_putc(&out, '[');
        put_content(&out, element);
    }
    strbuf_putc(&out, ']');
    return out.data;
}

bool path_is_content_token(const char *token)
{
    return strncmp(token, "[sha256=", 8) == 0;
}

void path_append(struct strbuf *path, const char *token, size_t len, size_t nth)
{
    strbuf_putc(path, '/');
    for (size_t i = 0; i < len; i++) {
        if (token[i] == '~') {
            strbuf_puts(path, "~0");
        } else if (token[i] == '/') {
            strbuf_puts(path, "~1");
        } else if (token[i] == '\0') {
            strbuf_puts(path, "~2");
        } else {
            strbuf_putc(path, token[i]);
        }
    }
    if (nth > 1) {
        strbuf_printf(path, "#%zu", nth);
    }
}

bool path_covers(const char *ancestor, const char *path)
{
    size_t len = strlen(ancestor);

    return strncmp(ancestor, path, len) == 0 && (path[len] == '\0' || path[len] == '/');
}
