/* c2sp.org/signed-note and c2sp.org/tlog-checkpoint. */
#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "ext/crypt.h"

#define DASH "\xe2\x80\x94 " /* an em dash and a space begin a signature line */

enum { ALGORITHM_ED25519 = 1 };

static void key_id(const char *name, const struct sign_public *key, uint8_t out[static NOTE_ID_LEN])
{
    static const uint8_t separator[] = { '\n', ALGORITHM_ED25519 };
    const struct bytes parts[] = { bytes_text(name), bytes_of(separator, sizeof separator),
                                   bytes_of(key->key, sizeof key->key) };
    uint8_t digest[SHA256_LEN];

    sha256_joined(parts, 3, digest);
    memcpy(out, digest, NOTE_ID_LEN);
}

char *note_write(struct cx *cx, const struct sign_secret *key, const char *name, const char *text)
{
    const struct sign_public public = sign_public_of(key);
    uint8_t blob[NOTE_ID_LEN + SIGN_LEN];

    key_id(name, &public, blob);
    sign(key, bytes_text(text), blob + NOTE_ID_LEN);
    return arena_printf(cx->mem, "%s\n" DASH "%s %s\n", text, name,
                        base64_encode(cx->mem, bytes_of(blob, sizeof blob)));
}

static bool is_printable(struct bytes bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        if (bytes.data[i] < 0x20 && bytes.data[i] != '\n') {
            return false;
        }
    }
    return utf8_valid(bytes);
}

/* `line`: "name base64", behind the dash. */
static bool parse_signature(struct cx *cx, char *line, struct note_signature *out)
{
    char *space = strchr(line, ' ');
    struct bytes blob;

    if (space == NULL || space == line || base64_decode(cx->mem, bytes_text(space + 1), &blob) != RC_OK ||
        blob.len <= NOTE_ID_LEN) {
        return false;
    }
    *space = '\0';
    if (strchr(line, '+') != NULL) {
        return false;
    }
    out->name = line;
    memcpy(out->id, blob.data, NOTE_ID_LEN);
    out->signature = bytes_of(blob.data + NOTE_ID_LEN, blob.len - NOTE_ID_LEN);
    return true;
}

static bool parse_signatures(struct cx *cx, char *rest, struct note *out)
{
    char *line;

    while ((line = strsep(&rest, "\n")) != NULL && rest != NULL) {
        if (out->count == NOTE_SIGNATURES_MAX || !text_starts(line, DASH) ||
            !parse_signature(cx, line + strlen(DASH), &out->signatures[out->count])) {
            return false;
        }
        out->count++;
    }
    return line != NULL && *line == '\0' && out->count > 0;
}

/* The text ends at the last empty line. */
static char *find_signatures(char *text)
{
    char *found = NULL;

    for (char *at = strstr(text, "\n\n"); at != NULL; at = strstr(at + 1, "\n\n")) {
        found = at;
    }
    return found;
}

enum rc note_parse(struct cx *cx, struct bytes bytes, struct note *out)
{
    struct note note = { .count = 0 };
    char *copy;
    char *end;

    if (bytes.len == 0 || bytes.len > NOTE_BYTES_MAX || !is_printable(bytes)) {
        return fail_set(cx, RC_INVALID, NULL, "signed note: %zu bytes that are not its text", bytes.len);
    }
    copy = arena_strndup(cx->mem, (const char *)bytes.data, bytes.len);
    end = find_signatures(copy);
    if (end == NULL || !parse_signatures(cx, end + 2, &note)) {
        return fail_set(cx, RC_INVALID, NULL, "signed note: no signature lines that can be read");
    }
    note.text = bytes_of(copy, (size_t)(end + 1 - copy));
    *out = note;
    return RC_OK;
}

bool note_valid(const struct note *note, const char *name, const struct sign_public *key)
{
    uint8_t id[NOTE_ID_LEN];

    key_id(name, key, id);
    for (size_t i = 0; i < note->count; i++) {
        const struct note_signature *s = &note->signatures[i];

        if (text_equal(s->name, name) && memcmp(s->id, id, sizeof id) == 0 && s->signature.len == SIGN_LEN &&
            sign_valid(key, note->text, s->signature.data)) {
            return true;
        }
    }
    return false;
}

char *checkpoint_write(struct cx *cx, const struct sign_secret *key, const struct checkpoint *checkpoint)
{
    const char *text = arena_printf(cx->mem, "%s\n%" PRIu64 "\n%s\n", checkpoint->origin, checkpoint->size,
                                    base64_encode(cx->mem, bytes_of(checkpoint->root.b, sizeof checkpoint->root.b)));

    return note_write(cx, key, checkpoint->origin, text);
}

enum rc checkpoint_parse(struct cx *cx, struct bytes bytes, struct checkpoint *out, struct note *note)
{
    char *rest;
    const char *origin;
    const char *size_text;
    const char *root_text;
    struct bytes root;
    int64_t size;
    enum rc rc = note_parse(cx, bytes, note);

    if (rc != RC_OK) {
        return rc;
    }
    rest = arena_strndup(cx->mem, (const char *)note->text.data, note->text.len);
    origin = strsep(&rest, "\n");
    size_text = rest == NULL ? NULL : strsep(&rest, "\n");
    root_text = rest == NULL ? NULL : strsep(&rest, "\n");
    if (rest == NULL || origin[0] == '\0' || (size_text[0] == '0' && size_text[1] != '\0') ||
        parse_i64(size_text, 0, INT64_MAX, &size) != RC_OK ||
        base64_decode(cx->mem, bytes_text(root_text), &root) != RC_OK || root.len != sizeof out->root.b) {
        return fail_set(cx, RC_INVALID, NULL, "signed note: not a checkpoint of origin, size and root");
    }
    *out = (struct checkpoint){ .origin = origin, .size = (uint64_t)size };
    memcpy(out->root.b, root.data, root.len);
    return RC_OK;
}
