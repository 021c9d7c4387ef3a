/* The functions of follow_ups.def: what is asked for when a run has done its work. */
#ifndef JOBS_FOLLOW_UPS_H
#define JOBS_FOLLOW_UPS_H

#include "core/run/run.h"

#define FOLLOW_UP(constant, function) enum rc function(struct cx *cx, const struct actor *who, const struct run *run);
#include "jobs/follow_ups.def"
#undef FOLLOW_UP

#endif
