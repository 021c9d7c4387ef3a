/* Unpredictable bytes from the kernel. */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/* Fills `out`; aborts if the kernel has none to give (it always has, once booted). */
void random_bytes(void *out, size_t len);

/* Evenly in 0 .. below-1; below 0 or 1 gives 0. */
uint32_t random_below(uint32_t below);

#endif
