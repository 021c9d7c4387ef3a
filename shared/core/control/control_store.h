/* The rows of controls and their results. Included by this domain and its tests alone. */
#ifndef CORE_CONTROL_CONTROL_STORE_H
#define CORE_CONTROL_CONTROL_STORE_H

#include "core/control/control.h"

MUST_CHECK enum rc control_store_list(struct cx *cx, struct controls *out);
MUST_CHECK enum rc control_store_get(struct cx *cx, const char *code, struct control *out,
                                     struct interpretations *interpretations);
MUST_CHECK enum rc control_store_board(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                       struct control_board *out);
MUST_CHECK enum rc control_store_get_with_outcomes(struct cx *cx, const struct actor *who, const char *code,
                                                   struct tenant_id tenant, struct control *out,
                                                   struct interpretations *interpretations,
                                                   struct control_in_tenants *outcomes);
MUST_CHECK enum rc control_store_interpretations(struct cx *cx, const char *provider, struct interpretations *out);
MUST_CHECK enum rc control_store_outcomes(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                          struct run_id run, struct control_outcomes *out);
MUST_CHECK enum rc control_store_postures(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                          struct postures *out);
MUST_CHECK enum rc control_store_record(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                        struct run_id run, const struct control_outcome *outcome);
MUST_CHECK enum rc control_store_all_accepted(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                              const char *interpretation, bool *out);
MUST_CHECK enum rc control_store_publish(struct cx *cx, const struct actor *who, const struct posture *posture);
MUST_CHECK enum rc
control_store_each_object(struct cx *cx, const struct actor *who, struct tenant_id tenant, const char *family,
                          enum rc (*take)(void *context, struct cx *cx, const struct control_object *object),
                          void *context);

/* ---- the catalogue; as the schema's owner ---- */

MUST_CHECK enum rc control_store_put(struct cx *cx, const struct control *control, int32_t sort);
MUST_CHECK enum rc control_store_retire_interpretations(struct cx *cx);

/* RC_CONFLICT: this version was published with another content: give it a new version. */
MUST_CHECK enum rc control_store_put_interpretation(struct cx *cx, const struct interpretation *in);

#endif
