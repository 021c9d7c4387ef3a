/* The review as OSCAL assessment results (NIST, model version 1.0.4). */
#ifndef REPORTS_OSCAL_H
#define REPORTS_OSCAL_H

#include "base/strbuf.h"
#include "reports/review_model.h"

/* Writes the document. Its uuids are UUIDv5 of the pack's and the objects' ids (the schema refuses version 7), so that the same review
 * gives the same ones. A control is an observation; where it was judged also a finding. An accepted risk is a risk with the status
 * deviation-approved and its finding stays not-satisfied: accepted is not compliant. What was not assessed is never a finding. */
void oscal_write(struct strbuf *buf, const struct review_model *model);

#endif
