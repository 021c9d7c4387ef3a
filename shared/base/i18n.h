/* Text in the reader's language: gettext's binary catalogues (.mo), read in place.
 *
 * The English source text is the key; without a catalogue, or without an entry, it is also the answer: never empty, never a raw
 * key. A catalogue is independent of the machine's locales and of any process-wide state. */
#ifndef BASE_I18N_H
#define BASE_I18N_H

#include <stddef.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/rc.h"

/* Marks a string for translation and leaves it as it is: for labels in tables and messages of fail_set(). */
#define N_(text) (text)

struct catalogue;

struct locale {
    const char *tag; /* BCP 47: "en", "de", "en-XA" (the pseudo-locale) */
    const struct catalogue *catalogue; /* NULL: the source text, English */
    const char *time_zone; /* IANA name, "UTC" when unknown; never NULL */
};

/* English, UTC, without a catalogue. */
extern const struct locale locale_source;

/* Checks a .mo file of either byte order in memory; `bytes` must outlive the catalogue.
 * RC_INVALID: not a .mo file, or an offset, length, order or plural rule in it is broken. */
MUST_CHECK enum rc catalogue_parse(struct arena *arena, struct bytes bytes, struct catalogue **out);

/* Maps `path` read-only until the process ends. RC_NOT_FOUND: no such file. RC_INVALID: as catalogue_parse. */
MUST_CHECK enum rc catalogue_open(struct arena *arena, const char *path, struct catalogue **out);

/* The number of entries, the header excluded. */
size_t catalogue_size(const struct catalogue *cat);

/* The translation, or msgid. "" is "". */
const char *tr(const struct locale *loc, const char *msgid);

/* As tr, for a word that needs its context: pgettext's. */
const char *trc(const struct locale *loc, const char *context, const char *msgid);

/* As tr, with the plural form for `n`. */
const char *trn(const struct locale *loc, const char *one, const char *many, unsigned long n);

struct msg_arg {
    const char *name;
    const char *value;
};

/* Puts named values into a translated sentence: "%(count)s of %(all)s". %% is a percent sign; an unknown name stays as it is, so
 * that a mistake is seen. `count` is the number of `args`. */
char *msg_format(struct arena *arena, const char *text, const struct msg_arg *args, size_t count);

#endif
