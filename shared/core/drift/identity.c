#include "core/drift/identity.h"

#include <string.h>

#include "core/drift/path.h"
#include "ext/crypt.h"

static void add_field(struct sha256 *hash, struct bytes field)
{
    uint8_t len[8];

    for (int i = 0; i < 8; i++) {
        len[i] = (uint8_t)((uint64_t)field.len >> (8 * (7 - i)));
    }
    sha256_add(hash, bytes_of(len, sizeof len));
    sha256_add(hash, field);
}

void drift_identity(const struct drift_identity_of *of, struct drift_identity *out)
{
    static const uint8_t version = DRIFT_IDENTITY_VERSION;
    struct arena *arena = arena_new();
    struct sha256 *hash = sha256_new(arena);

    add_field(hash, bytes_of(&version, 1));
    add_field(hash, bytes_of(of->tenant.v.b, sizeof of->tenant.v.b));
    add_field(hash, bytes_text(of->kind));
    add_field(hash, bytes_text(of->source));
    add_field(hash, bytes_text(of->family));
    add_field(hash, bytes_text(of->object));
    add_field(hash, bytes_text(of->path));
    sha256_done(hash, out->sha256);
    arena_free(arena);
}

bool drift_still_fails(const struct drift_changes *changes, const char *path)
{
    for (size_t i = 0; i < changes->count; i++) {
        if (path_covers(changes->items[i].path, path) || path_covers(path, changes->items[i].path)) {
            return true;
        }
    }
    return false;
}

bool drift_is_covered(const char *path, const char *const *open, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (path_covers(open[i], path) || path_covers(path, open[i])) {
            return true;
        }
    }
    return false;
}
