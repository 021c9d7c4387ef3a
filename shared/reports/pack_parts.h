/* What the parts of the pack's making share; included by them and their tests alone. */
#ifndef REPORTS_PACK_PARTS_H
#define REPORTS_PACK_PARTS_H

#include "base/cx.h"
#include "base/strbuf.h"
#include "reports/review_model.h"

#define PACK_SCHEMA  "tenantpilot.pack/1"
#define PROOF_SCHEMA "tenantpilot.proof/1"

struct pack_part {
    const char *path;
    const char *media_type;
    const char *role; /* data csv oscal report evidence audit checksums instructions key */
    struct bytes content;
    char sha256[65]; /* hexadecimal */
};

struct pack_parts {
    struct arena *mem;
    struct pack_part *items;
    size_t count;
    size_t capacity;
};

void pack_add(struct pack_parts *parts, const char *path, const char *media_type, const char *role,
              struct bytes content);

/* By path, as strcmp has them: the order of SHA256SUMS, of the manifest and of the archive. */
void pack_sort(struct pack_parts *parts);

/* "<hexadecimal>  <path>" a line, for every part: what sha256sum -c reads. */
void pack_write_sums(struct strbuf *buf, const struct pack_parts *parts);

void pack_write_manifest(struct strbuf *buf, const struct review_model *model, const struct pack_parts *parts);

/* data/review.json: the four numbers, the judgement's code, the hash of the facts that were signed, sign-offs, limitations. */
void pack_write_review(struct strbuf *buf, const struct review_model *model);

void pack_write_proof(struct strbuf *buf, const struct review_proof *proof);

/* VERIFY.txt: how to check the pack with ordinary tools, in each of the model's languages. */
void pack_write_instructions(struct strbuf *buf, const struct review_model *model);

/* report.<lang>.pdf; `path` must not exist. Errors as pdf_begin and pdf_end. */
MUST_CHECK enum rc report_pdf_write(struct cx *cx, const struct review_model *model, const struct locale *loc,
                                    const char *path);

#endif
