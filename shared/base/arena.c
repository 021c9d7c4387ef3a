#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#    define ARENA_EACH_ALONE 1
#elif defined(__has_feature)
#    if __has_feature(address_sanitizer)
#        define ARENA_EACH_ALONE 1
#    endif
#endif
#ifndef ARENA_EACH_ALONE
#    define ARENA_EACH_ALONE 0
#endif

enum { CHUNK_BYTES = 64 * 1024, ALIGNMENT = alignof(max_align_t) };

struct chunk {
    struct chunk *next;
    size_t size;
    size_t used;
    max_align_t data[];
};

struct deferred {
    struct deferred *next;
    void (*release)(void *object);
    void *object;
};

struct arena {
    struct chunk *chunks; /* the newest first; allocation happens in it alone */
    struct deferred *deferred;
    size_t used;
};

static void *must(void *memory)
{
    if (memory == NULL) {
        static const char last_words[] = "out of memory\n";

        (void)fputs(last_words, stderr);
        abort();
    }
    return memory;
}

static struct chunk *chunk_push(struct arena *arena, size_t size)
{
    struct chunk *chunk = must(malloc(sizeof *chunk + size));

    chunk->next = arena->chunks;
    chunk->size = size;
    chunk->used = 0;
    arena->chunks = chunk;
    return chunk;
}

struct arena *arena_new(void)
{
    return must(calloc(1, sizeof(struct arena)));
}

static void run_deferred(struct arena *arena)
{
    while (arena->deferred != NULL) {
        struct deferred *first = arena->deferred;

        arena->deferred = first->next;
        first->release(first->object);
    }
}

static void drop_chunks(struct arena *arena, struct chunk *keep)
{
    struct chunk *chunk = arena->chunks;

    while (chunk != NULL) {
        struct chunk *next = chunk->next;

        if (chunk != keep) {
            free(chunk);
        }
        chunk = next;
    }
    arena->chunks = keep;
}

void arena_reset(struct arena *arena)
{
    struct chunk *keep = NULL;

    run_deferred(arena);
    if (!ARENA_EACH_ALONE && arena->chunks != NULL) {
        for (struct chunk *chunk = arena->chunks; chunk != NULL; chunk = chunk->next) {
            keep = chunk->size == CHUNK_BYTES ? chunk : keep;
        }
    }
    drop_chunks(arena, keep);
    if (keep != NULL) {
        keep->next = NULL;
        keep->used = 0;
    }
    arena->used = 0;
}

void arena_free(struct arena *arena)
{
    if (arena == NULL) {
        return;
    }
    run_deferred(arena);
    drop_chunks(arena, NULL);
    free(arena);
}

void *arena_alloc(struct arena *arena, size_t size)
{
    struct chunk *chunk = arena->chunks;
    size_t need;
    uint8_t *at;

    if (size > SIZE_MAX / 2) {
        (void)must(NULL);
    }
    need = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (need == 0) {
        need = ALIGNMENT;
    }
    if (ARENA_EACH_ALONE) {
        chunk = chunk_push(arena, size == 0 ? 1 : size);
        need = chunk->size;
    } else if (chunk == NULL || chunk->size - chunk->used < need) {
        chunk = chunk_push(arena, need > CHUNK_BYTES ? need : CHUNK_BYTES);
    }
    at = (uint8_t *)chunk->data + chunk->used;
    chunk->used += need;
    arena->used += need;
    memset(at, 0, size);
    return at;
}

void *arena_calloc(struct arena *arena, size_t count, size_t size)
{
    size_t total;

    if (__builtin_mul_overflow(count, size, &total)) {
        (void)must(NULL);
    }
    return arena_alloc(arena, total);
}

char *arena_strdup(struct arena *arena, const char *text)
{
    return text == NULL ? NULL : arena_strndup(arena, text, strlen(text));
}

char *arena_strndup(struct arena *arena, const char *text, size_t len)
{
    char *copy = arena_alloc(arena, len + 1);

    if (len > 0) {
        memcpy(copy, text, len);
    }
    return copy;
}

struct bytes arena_bytes(struct arena *arena, struct bytes from)
{
    return bytes_of(arena_strndup(arena, (const char *)from.data, from.len), from.len);
}

char *arena_vprintf(struct arena *arena, const char *format, va_list args)
{
    va_list again;
    char *text;
    int len;

    va_copy(again, args);
    len = vsnprintf(NULL, 0, format, args);
    text = arena_alloc(arena, len < 0 ? 1 : (size_t)len + 1);
    if (len >= 0) {
        (void)vsnprintf(text, (size_t)len + 1, format, again);
    }
    va_end(again);
    return text;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    char *text;

    va_start(args, format);
    text = arena_vprintf(arena, format, args);
    va_end(args);
    return text;
}

void arena_defer(struct arena *arena, void (*release)(void *object), void *object)
{
    struct deferred *deferred = arena_alloc(arena, sizeof *deferred);

    deferred->next = arena->deferred;
    deferred->release = release;
    deferred->object = object;
    arena->deferred = deferred;
}

size_t arena_used(const struct arena *arena)
{
    return arena->used;
}

void *arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
    size_t grown;
    void *moved;

    if (count < *capacity) {
        return items;
    }
    grown = *capacity == 0 ? 8 : *capacity * 2;
    moved = arena_calloc(arena, grown, size);
    if (count > 0) {
        memcpy(moved, items, count * size);
    }
    *capacity = grown;
    return moved;
}
