/* What an entry of the inbox says to a person: one table of sentences by kind and source. */
#ifndef MODULES_INBOX_DECISION_WORDS_H
#define MODULES_INBOX_DECISION_WORDS_H

#include "core/decision/decision_pack.h"

/* What it is about, by name; of a run its operation. In the reader's language. */
const char *decision_subject(struct cx *cx, const struct decision_item *item);

/* What happened, in the reader's language: as far as the entry itself knows, and with what is behind it. */
const char *decision_headline(struct cx *cx, const struct decision_item *item);
const char *decision_sentence(struct cx *cx, const struct decision_pack *pack);

/* What to do, how sure that is and why, and what happens if nothing is done; msgids. */
const char *decision_recommended(const struct decision_item *item);
const char *decision_confidence(const struct decision_pack *pack);
const char *decision_otherwise(const struct decision_item *item);

/* The plural of the page on which it is decided, "exceptions", and the link's words; NULL: here. */
const char *decision_page(const struct decision_item *item);
const char *decision_page_label(const struct decision_item *item);

#endif
