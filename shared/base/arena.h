/* Memory with the lifetime of one request, job step or build of a page.
 *
 * Everything is given back at once by arena_reset() or arena_free(); foreign objects (PGresult, xmlDoc, json_object, cairo ...)
 * are tied to the arena by arena_defer(), whose calls run in reverse order. The asan flavour makes each allocation a malloc of
 * its own, so that the sanitiser sees every object. True out-of-memory aborts the process; the supervisor starts it anew. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/bytes.h"
#include "base/rc.h"

struct arena;

/* A new, empty arena. Never NULL. Free with arena_free(). */
struct arena *arena_new(void);

/* Runs what was deferred, in reverse, and empties the arena; one chunk is kept for the next use. */
void arena_reset(struct arena *arena);

/* As arena_reset, and gives the arena itself back. NULL is allowed. */
void arena_free(struct arena *arena);

/* `size` zeroed bytes, aligned for any type. Never NULL; size 0 gives a distinct pointer. */
void *arena_alloc(struct arena *arena, size_t size);

/* `count` zeroed elements of `size` bytes; aborts if the product overflows. */
void *arena_calloc(struct arena *arena, size_t count, size_t size);

/* A copy with its own terminator. arena_strdup(NULL) is NULL. */
char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t len);

/* A copy of `len` bytes, followed by a NUL that is not counted. */
struct bytes arena_bytes(struct arena *arena, struct bytes from);

/* printf into the arena. */
char *arena_printf(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);
char *arena_vprintf(struct arena *arena, const char *format, va_list args) PRINTF_LIKE(2, 0);

/* Calls release(object) when the arena is reset or freed. */
void arena_defer(struct arena *arena, void (*release)(void *object), void *object);

/* Bytes in use, for tests and for the log line of a job. */
size_t arena_used(const struct arena *arena);

/* Room for one more element: when *count has reached *capacity, moves `items` to a block of twice the size. Returns the block.
 * Usage: v->items = arena_grow(mem, v->items, v->count, &v->capacity, sizeof *v->items); v->items[v->count++] = x; */
void *arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size);

#endif
