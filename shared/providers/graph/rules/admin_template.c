#include "providers/graph/rules/parts.h"

/* What the service says of the definition is its own, whoever uses it: only which one it is counts. */
static const struct rule definition[] = {
    DROP("category"),
    DROP("categoryPath"),
    DROP("classType"),
    DROP("definitionFile"),
    DROP("displayName"),
    DROP("explainText"),
    DROP("groupPolicyCategoryId"),
    DROP("hasRelatedDefinitions"),
    DROP("lastModifiedDateTime"),
    DROP("minDeviceCspVersion"),
    DROP("minUserCspVersion"),
    DROP("nextVersionDefinition"),
    DROP("policyType"),
    DROP("presentations"),
    DROP("previousVersionDefinition"),
    DROP("supportedOn"),
    DROP("version"),
    END,
};

static const struct rule presentation[] = {
    DROP("@odata.type"), DROP("definition"), DROP("label"), DROP("lastModifiedDateTime"), END,
};

/* Any text that is typed into a template may be a secret: only what is known to hold none is shown. */
static const struct rule presentation_value[] = {
    DROP("createdDateTime"),
    DROP("id"),
    DROP("lastModifiedDateTime"),
    ROW("presentation", .inside = presentation),
    ROW("presentation@odata.bind", .label = N_("Presentation")),
    ROW("value", .label = N_("Value"), .when = "@odata.type",
        .is = "#microsoft.graph.groupPolicyPresentationValueBoolean"),
    ROW("value", .label = N_("Value"), .when = "@odata.type",
        .is = "#microsoft.graph.groupPolicyPresentationValueDecimal"),
    ROW("value", .label = N_("Value"), .when = "@odata.type",
        .is = "#microsoft.graph.groupPolicyPresentationValueLongDecimal"),
    SECRET("value", .label = N_("Value")),
    ROW("values", .label = N_("Values"), .when = "@odata.type",
        .is = "#microsoft.graph.groupPolicyPresentationValueList"),
    SECRET("values", .label = N_("Values")),
    END,
};

static const struct rule definition_value[] = {
    DROP("createdDateTime"),
    ROW("definition", .inside = definition),
    ROW("definition@odata.bind", .label = N_("Setting")),
    ROW("enabled", .label = N_("Enabled")),
    DROP("id"),
    DROP("lastModifiedDateTime"),
    SET("presentationValues", .key = TEXTS("presentation/id", "presentation@odata.bind"), .inside = presentation_value,
        .label = N_("Values")),
    END,
};

static const struct rule root[] = {
    SET("definitionValues", .key = TEXTS("definition/id", "definition@odata.bind"), .inside = definition_value,
        .label = N_("Settings")),
    DROP("policyConfigurationIngestionType"),
    GO_ON(rules_assigned),
};

const struct family_rules rules_admin_template = {
    .code = "admin_template",
    .label = N_("Administrative templates"),
    .severity = "medium",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("deviceManagement/groupPolicyConfigurations"),
    .types = TEXTS("#microsoft.graph.groupPolicyConfiguration"),
    .shapes = TEXTS("definitionValues", "policyConfigurationIngestionType"),
    .folders = TEXTS("AdministrativeTemplates", "AdminTemplates", "GroupPolicyConfigurations"),
};
