/* Who holds a role, where: what an assignment, an eligibility and a scheduled assignment share. */
#include "providers/graph/rules/parts.h"

static const struct rule expiration[] = {
    EMPTY("duration", .label = N_("Duration")),
    EMPTY("endDateTime", .label = N_("Expiry")),
    END,
};

static const struct rule schedule[] = {
    EMPTY("expiration", .inside = expiration, .label = N_("Expiry")),
    EMPTY("recurrence"),
    DROP("startDateTime"),
    END,
};

const struct rule rules_role_grant[] = {
    DROP("activatedUsing"),
    DROP("appScope"),
    EMPTY("appScopeId", .label = N_("Scope")),
    EMPTY("condition"),
    DROP("createdUsing"),
    DROP("directoryScope"),
    EMPTY("directoryScopeId", .label = N_("Scope")),
    EMPTY("endDateTime", .label = N_("Expiry")),
    ROW("memberType"),
    DROP("principal"),
    ROW("principalId", .reference = REFERENCE_PRINCIPAL, .label = N_("Who")),
    DROP("principalOrganizationId"),
    DROP("roleAssignmentOriginId"),
    DROP("roleAssignmentScheduleId"),
    DROP("roleDefinition"),
    ROW("roleDefinitionId", .reference = REFERENCE_ROLE, .label = N_("Role")),
    EMPTY("scheduleInfo", .inside = schedule, .label = N_("Schedule")),
    DROP("startDateTime"),
    GO_ON(rules_directory),
};
