/* A released review as the tests of packs, reports and pages need it: every list filled, texts in German length, a fixed key. */
#ifndef TESTS_SUPPORT_REVIEW_FIXTURE_H
#define TESTS_SUPPORT_REVIEW_FIXTURE_H

#include "reports/pack.h"
#include "reports/review_model.h"

enum { FIXTURE_PROOFS = 3 };

struct review_fixture {
    struct review_model model;
    struct pack_signer signer;
    const char *signers; /* the content of an allowed_signers file that trusts the key */
    struct sign_secret *key;
    struct locale english;
    struct locale german;
};

/* `folder` takes the key file and the German catalogue, which msgfmt makes of i18n/de.po. Ends the test on any failure.
 * Everything lives in cx->mem. */
struct review_fixture *review_fixture(struct cx *cx, const char *folder);

/* The id that ends in `number`. */
struct uuid fixture_id(unsigned number);

#endif
