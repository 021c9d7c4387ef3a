#include <string.h>

#include "ext/archive.h"
#include "ext/archive_internal.h"

/* ZIP records as libzip writes them for stored entries (APPNOTE 4.3). */
enum {
    LOCAL_LEN = 30,
    CENTRAL_LEN = 46,
    END_LEN = 22,
    VERSION_STORED = 10,
    MADE_BY = 0x033f, /* unix, version 6.3 */
    FLAG_UTF8 = 0x0800,
    REGULAR_0644 = 0100644
};

struct cursor {
    const uint8_t *at;
    size_t left;
};

static uint32_t le16_at(const uint8_t *at)
{
    return (uint32_t)at[0] | (uint32_t)at[1] << 8;
}

static uint32_t le32_at(const uint8_t *at)
{
    return le16_at(at) | le16_at(at + 2) << 16;
}

static const uint8_t *take(struct cursor *cursor, size_t len)
{
    const uint8_t *at = cursor->at;

    if (cursor->left < len) {
        return NULL;
    }
    cursor->at += len;
    cursor->left -= len;
    return at;
}

static bool starts_with(const struct cursor *cursor, const char *signature)
{
    return cursor->left >= 4 && memcmp(cursor->at, signature, 4) == 0;
}

/* The fields that local and central header have in common: version, flags, method, time, date, crc, sizes, name and extra length. */
static const char *common_problem(const uint8_t *at)
{
    if (le16_at(at) != VERSION_STORED || (le16_at(at + 2) & ~(uint32_t)FLAG_UTF8) != 0 || le16_at(at + 4) != 0) {
        return "has an entry of another version or method";
    }
    if (le16_at(at + 6) != ARCHIVE_DOS_TIME || le16_at(at + 8) != ARCHIVE_DOS_DATE) {
        return "has an entry with a time of its own";
    }
    if (le32_at(at + 14) != le32_at(at + 18)) {
        return "has an entry of two sizes";
    }
    return le16_at(at + 24) == 0 ? NULL : "has an entry with extra fields";
}

/* One central header against its local one. `expected` is where the local one must be. */
static const char *pair_problem(struct cursor *central, struct bytes zip, size_t *expected, struct bytes *last)
{
    const uint8_t *head = take(central, CENTRAL_LEN);
    struct cursor local = { .at = zip.data + *expected, .left = zip.len - *expected };
    const uint8_t *body = take(&local, LOCAL_LEN);
    struct bytes name;
    const char *problem;
    int order;

    if (head == NULL || body == NULL || memcmp(body, "PK\3\4", 4) != 0) {
        return "is cut off";
    }
    problem = common_problem(head + 6);
    if (problem != NULL) {
        return problem;
    }
    if (memcmp(head + 6, body + 4, 26) != 0) {
        return "has an entry whose two headers differ";
    }
    if (le16_at(head + 4) != MADE_BY || le16_at(head + 32) != 0 || le32_at(head + 34) != 0 ||
        le32_at(head + 38) != (uint32_t)REGULAR_0644 << 16 || le32_at(head + 42) != *expected) {
        return "has an entry with attributes, a comment or a place of its own";
    }
    name = bytes_of(take(central, le16_at(head + 28)), le16_at(head + 28));
    body = take(&local, name.len);
    if (name.data == NULL || body == NULL || memcmp(name.data, body, name.len) != 0 ||
        take(&local, le32_at(head + 20)) == NULL) {
        return "has an entry whose two names differ";
    }
    order = last->data == NULL ? -1 : memcmp(last->data, name.data, last->len < name.len ? last->len : name.len);
    if (order > 0 || (order == 0 && last->len >= name.len)) {
        return "has entries out of order";
    }
    *last = name;
    *expected = (size_t)(local.at - zip.data);
    return NULL;
}

const char *archive_exact_problem(struct bytes zip)
{
    const uint8_t *end;
    struct cursor central;
    struct bytes last = { .data = NULL };
    size_t expected = 0;
    uint32_t count = 0;

    if (zip.len < END_LEN || memcmp(zip.data + zip.len - END_LEN, "PK\5\6\0\0\0\0", 8) != 0) {
        return "does not end as it must";
    }
    end = zip.data + zip.len - END_LEN;
    if (le16_at(end + 20) != 0 || le16_at(end + 8) != le16_at(end + 10) ||
        (uint64_t)le32_at(end + 12) + le32_at(end + 16) + END_LEN != zip.len) {
        return "has something before or behind its entries";
    }
    central = (struct cursor){ .at = zip.data + le32_at(end + 16), .left = le32_at(end + 12) };
    while (starts_with(&central, "PK\1\2")) {
        const char *problem = pair_problem(&central, zip, &expected, &last);

        if (problem != NULL) {
            return problem;
        }
        count++;
    }
    if (central.left != 0 || count != le16_at(end + 10) || expected != le32_at(end + 16)) {
        return "has something between its entries";
    }
    return NULL;
}
