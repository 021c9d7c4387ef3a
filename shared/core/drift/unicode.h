/* Text of unknown encoding: UTF-8 or UTF-16, with or without byte order mark. */
#ifndef CORE_DRIFT_UNICODE_H
#define CORE_DRIFT_UNICODE_H

#include "base/arena.h"
#include "base/bytes.h"
#include "core/drift/document.h"

/* `text` as UTF-8 without byte order mark; *out is part of `text`, or lives in `arena`. UTF-16 without a mark is known by a NUL in
 * the first two bytes. What is taken for UTF-8 is not checked here.
 * DOCUMENT_SURROGATE, DOCUMENT_UTF8 (an odd number of bytes): UTF-16 that is none. */
enum document_refusal unicode_decode(struct arena *arena, struct bytes text, struct bytes *out);

#endif
