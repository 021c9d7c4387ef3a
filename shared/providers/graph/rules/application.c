#include "providers/graph/rules/parts.h"

static const char *const by_id[] = { "id", NULL };
static const char *const by_key[] = { "keyId", NULL };
static const char *const by_resource[] = { "resourceAppId", NULL };
static const char *const by_access[] = { "type", "id", NULL };
static const char *const by_app[] = { "appId", NULL };
static const char *const by_name[] = { "name", NULL };
static const char *const by_uri[] = { "uri", NULL };

static const struct rule credential[] = {
    { .name = "customKeyIdentifier", .flags = RULE_EMPTY },
    { .name = "displayName", .flags = RULE_EMPTY },
    { .name = "endDateTime", .label = N_("Expiry") },
    { .name = "hint", .flags = RULE_SECRET },
    { .name = "key", .flags = RULE_SECRET },
    { .name = "secretText", .flags = RULE_SECRET },
    { .name = NULL },
};

static const struct rule resource[] = {
    { .name = "resourceAccess", .flags = RULE_SET | RULE_EMPTY, .key = by_access, .label = N_("Required permissions") },
    { .name = "resourceAppId", .reference = REFERENCE_APPLICATION },
    { .name = NULL },
};

static const struct rule app_role[] = {
    { .name = "allowedMemberTypes", .flags = RULE_SET | RULE_EMPTY },
    { .name = NULL },
};

static const struct rule authorized[] = {
    { .name = "appId", .reference = REFERENCE_APPLICATION },
    { .name = "delegatedPermissionIds", .flags = RULE_SET | RULE_EMPTY },
    { .name = "permissionIds", .flags = RULE_SET | RULE_EMPTY },
    { .name = NULL },
};

static const struct rule api[] = {
    { .name = "knownClientApplications", .flags = RULE_SET | RULE_EMPTY },
    { .name = "oauth2PermissionScopes",
      .flags = RULE_SET | RULE_EMPTY,
      .key = by_id,
      .label = N_("Exposed permissions") },
    { .name = "preAuthorizedApplications",
      .flags = RULE_SET | RULE_EMPTY,
      .key = by_app,
      .inside = authorized,
      .label = N_("Pre-authorised applications") },
    { .name = NULL },
};

static const struct rule claim[] = {
    { .name = "additionalProperties", .flags = RULE_SET | RULE_EMPTY },
    { .name = NULL },
};

static const struct rule claims[] = {
    { .name = "accessToken", .flags = RULE_SET | RULE_EMPTY, .key = by_name, .inside = claim },
    { .name = "idToken", .flags = RULE_SET | RULE_EMPTY, .key = by_name, .inside = claim },
    { .name = "saml2Token", .flags = RULE_SET | RULE_EMPTY, .key = by_name, .inside = claim },
    { .name = NULL },
};

static const struct rule owner[] = {
    { .name = "id", .reference = REFERENCE_USER },
    { .name = NULL },
};

static const struct rule redirect[] = {
    { .name = "index", .flags = RULE_DROP },
    { .name = NULL },
};

static const struct rule redirects[] = {
    { .name = "redirectUriSettings", .flags = RULE_SET | RULE_EMPTY, .key = by_uri, .inside = redirect },
    { .name = "redirectUris", .flags = RULE_SET | RULE_EMPTY, .label = N_("Redirect addresses") },
    { .name = NULL },
};

static const struct rule root[] = {
    { .name = "@odata.type", .label = N_("Type") },
    { .name = "api", .flags = RULE_EMPTY, .inside = api, .label = N_("Exposed permissions") },
    { .name = "appId" },
    { .name = "appRoles",
      .flags = RULE_SET | RULE_EMPTY,
      .key = by_id,
      .inside = app_role,
      .label = N_("Application roles") },
    { .name = "createdDateTime", .flags = RULE_DROP },
    { .name = "creationSource", .flags = RULE_DROP },
    { .name = "deletedDateTime", .flags = RULE_DROP },
    { .name = "deployedAppCount", .flags = RULE_DROP },
    { .name = "description", .flags = RULE_EMPTY, .severity = "low", .label = N_("Description") },
    { .name = "displayName", .severity = "low", .label = N_("Name") },
    { .name = "id", .flags = RULE_DROP },
    { .name = "identifierUris", .flags = RULE_SET | RULE_EMPTY, .label = N_("Identifier addresses") },
    { .name = "isAssigned", .flags = RULE_DROP },
    { .name = "keyCredentials",
      .flags = RULE_SET | RULE_EMPTY,
      .key = by_key,
      .inside = credential,
      .label = N_("Certificates") },
    { .name = "lastModifiedDateTime", .flags = RULE_DROP },
    { .name = "modifiedDateTime", .flags = RULE_DROP },
    { .name = "notes", .flags = RULE_EMPTY },
    { .name = "optionalClaims", .flags = RULE_EMPTY, .inside = claims },
    { .name = "owners", .flags = RULE_SET | RULE_EMPTY, .key = by_id, .inside = owner, .label = N_("Owners") },
    { .name = "passwordCredentials",
      .flags = RULE_SET | RULE_EMPTY,
      .key = by_key,
      .inside = credential,
      .label = N_("Client secrets") },
    { .name = "publicClient", .flags = RULE_EMPTY, .inside = redirects, .label = N_("Redirect addresses") },
    { .name = "publisherDomain", .flags = RULE_DROP },
    { .name = "requiredResourceAccess",
      .flags = RULE_SET | RULE_EMPTY,
      .key = by_resource,
      .inside = resource,
      .label = N_("Required permissions") },
    { .name = "settingCount", .flags = RULE_DROP },
    { .name = "signInAudience", .severity = "critical", .label = N_("Who may sign in") },
    { .name = "spa", .flags = RULE_EMPTY, .inside = redirects, .label = N_("Redirect addresses") },
    { .name = "supportsScopeTags", .flags = RULE_DROP },
    { .name = "tags", .flags = RULE_SET | RULE_EMPTY },
    { .name = "version", .flags = RULE_DROP },
    { .name = "web", .flags = RULE_EMPTY, .inside = redirects, .label = N_("Redirect addresses") },
    { .name = NULL },
};

static const char *const names[] = { "displayName", "name", NULL };
static const char *const contexts[] = { "$metadata#applications", NULL };
static const char *const types[] = { "#microsoft.graph.application", NULL };
static const char *const shapes[] = { "appId requiredResourceAccess", "signInAudience passwordCredentials", NULL };
static const char *const folders[] = { "Applications", "AppRegistrations", NULL };

const struct family_rules rules_application = {
    .code = "application",
    .label = N_("Applications"),
    .severity = "high",
    .root = root,
    .annotations = &rules_annotations,
    .id = "id",
    .names = names,
    .contexts = contexts,
    .types = types,
    .shapes = shapes,
    .folders = folders,
};
