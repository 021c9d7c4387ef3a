/* JSON documents of the drift engine: what is accepted has one text, which is accepted again and is its own text.
 * covers: shared/core/drift/document.c shared/core/drift/document_string.c shared/core/drift/document_write.c shared/core/drift/number.c shared/core/drift/split.c shared/core/drift/unicode.c */
#include "core/drift/document_write.h"
#include "core/drift/split.h"
#include "core/drift/unicode.h"
#include "fuzz/fuzz.h"

static const struct document_limits wide = { .bytes = 1U << 30, .depth = 1000 };

static void read_again(struct cx *cx, const struct node *first)
{
    struct bytes text = document_bytes(cx->mem, first);
    struct document_error error;
    struct node *second;

    FUZZ_ASSERT(document_parse(cx->mem, text, &wide, &second, &error) == RC_OK);
    FUZZ_ASSERT(document_equal(first, second));
    FUZZ_ASSERT(bytes_equal(text, document_bytes(cx->mem, second)));
}

/* A list that is one document holds as many elements for the splitter as for the parser. */
static void split(const struct node *root, struct bytes text)
{
    struct splitter s;
    struct bytes element;
    size_t count = 0;

    if (!split_begin(&s, text, "@")) {
        FUZZ_ASSERT(root == NULL);
        return;
    }
    do {
        if (!split_next(&s, &element)) {
            FUZZ_ASSERT(root == NULL);
            return;
        }
        count += element.len > 0;
    } while (element.len > 0);
    FUZZ_ASSERT(root == NULL || root->kind != DOCUMENT_ARRAY || count == root->len);
}

void fuzz_one(struct cx *cx, struct bytes input)
{
    const struct document_limits limits = { .bytes = 1U << 20, .depth = 64 };
    struct document_error error;
    struct node *root = NULL;
    struct bytes text;
    enum rc rc;

    if (unicode_decode(cx->mem, input, &text) != DOCUMENT_ACCEPTED) {
        return;
    }
    rc = document_parse(cx->mem, text, &limits, &root, &error);
    FUZZ_ASSERT((rc == RC_OK) == (error.refusal == DOCUMENT_ACCEPTED));
    FUZZ_ASSERT(rc == RC_OK || (error.at <= text.len || error.refusal == DOCUMENT_TOO_LARGE));
    FUZZ_ASSERT(rc == RC_OK || document_refusal_text(error.refusal)[0] != '\0');
    if (rc == RC_OK) {
        read_again(cx, root);
        (void)document_text(cx->mem, document_member(root, "key"));
        (void)document_is(document_member(root, "key"), "value");
    }
    split(rc == RC_OK ? root : NULL, text);
}
