/* Signed notes and checkpoints.
 * covers: shared/ext/crypt_note.c */
#include "base/text.h"
#include "ext/crypt.h"
#include "fuzz/fuzz.h"

/* The key of the seed "golang": Go's golang.org/x/mod/sumdb/note has it in its example. */
static struct sign_public known_key(struct cx *cx)
{
    struct sign_public key;
    struct bytes blob;

    FUZZ_ASSERT(base64_decode(cx->mem, bytes_text("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"), &blob) == RC_OK);
    FUZZ_ASSERT(blob.len == 1 + sizeof key.key);
    memcpy(key.key, blob.data + 1, sizeof key.key);
    return key;
}

void fuzz_one(struct cx *cx, struct bytes input)
{
    const struct sign_public key = known_key(cx);
    struct checkpoint checkpoint;
    struct note note;

    if (checkpoint_parse(cx, input, &checkpoint, &note) == RC_OK) {
        FUZZ_ASSERT(checkpoint.origin[0] != '\0' && note.count > 0);
        FUZZ_ASSERT(text_starts((const char *)note.text.data, checkpoint.origin));
    }
    fail_clear(cx);
    if (note_parse(cx, input, &note) != RC_OK) {
        return;
    }
    FUZZ_ASSERT(note.count >= 1 && note.count <= NOTE_SIGNATURES_MAX);
    FUZZ_ASSERT(note.text.len > 0 && note.text.len < input.len && note.text.data[note.text.len - 1] == '\n');
    FUZZ_ASSERT(memcmp(note.text.data, input.data, note.text.len) == 0);
    if (note_valid(&note, "PeterNeumann", &key)) {
        FUZZ_ASSERT(text_starts((const char *)note.text.data, "If you think cryptography is the answer"));
    }
}
