#include "core/drift/script.h"

#include <ctype.h>
#include <string.h>

#include "core/drift/document_write.h"

static bool is_name_char(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '-';
}

static struct strbuf one_line_end(struct canonicalizer *c, struct bytes text)
{
    struct strbuf out;
    size_t from = text.len >= 3 && memcmp(text.data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

    strbuf_init(&out, c->mem, text.len + 1);
    for (size_t i = from; i < text.len; i++) {
        if (text.data[i] != '\r') {
            strbuf_putc(&out, (char)text.data[i]);
        } else if (i + 1 == text.len || text.data[i + 1] != '\n') {
            strbuf_putc(&out, '\n');
        }
    }
    return out;
}

/* Does the name that ends before `at` end with one of the words, as in "$adminPassword"? */
static bool names_secret(const struct canonicalizer *c, const char *text, size_t at)
{
    size_t from = at;

    while (from > 0 && is_name_char(text[from - 1])) {
        from--;
    }
    for (; from < at; from++) {
        if (secret_is_word(c, text + from, at - from)) {
            return true;
        }
    }
    return false;
}

/* What stands between a name and the text that it is given: spaces, a closing quote of the name, one of = : and a PowerShell "(". */
static size_t name_end(const char *text, size_t quote)
{
    size_t at = quote;

    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t')) {
        at--;
    }
    if (at > 0 && (text[at - 1] == '=' || text[at - 1] == ':')) {
        at--;
        while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t' || text[at - 1] == '"' || text[at - 1] == '\'')) {
            at--;
        }
    }
    return at;
}

static size_t closing(const char *text, size_t len, size_t quote)
{
    size_t at = quote + 1;

    while (at < len && text[at] != text[quote] && text[at] != '\n') {
        at++;
    }
    return at < len && text[at] == text[quote] ? at : quote;
}

struct node script_node(struct canonicalizer *c, struct bytes bytes)
{
    const struct strbuf plain = one_line_end(c, bytes);
    const char *text = plain.data;
    struct strbuf out;
    size_t from = 0;

    strbuf_init(&out, c->mem, SIZE_MAX / 4);
    for (size_t i = 0; i < plain.len; i++) {
        size_t end = text[i] == '"' || text[i] == '\'' ? closing(text, plain.len, i) : i;

        if (end <= i + 1) {
            continue;
        }
        if (names_secret(c, text, name_end(text, i)) && !secret_is_digest(text + i + 1, end - i - 1)) {
            strbuf_put(&out, text + from, i + 1 - from);
            strbuf_puts(&out, secret_digest(c, bytes_of(text + i + 1, end - i - 1)));
            from = end;
            i = end;
        }
    }
    strbuf_put(&out, text + from, plain.len - from);
    return document_string(out.data, out.len);
}
