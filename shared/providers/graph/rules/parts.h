/* Pieces that several families' tables are made of. */
#ifndef PROVIDERS_GRAPH_RULES_PARTS_H
#define PROVIDERS_GRAPH_RULES_PARTS_H

#include "base/i18n.h"
#include "core/drift/rules.h"
#include "providers/graph/rules/rules.h"

/* Rows of a table, their most frequent flags by name; whatever else a row says follows as ".field = value". The last row ends the table,
 * or goes on in a common one. TEXTS: a list with its NULL. */
/* clang-format off */
#define ROW(...)     { .name = __VA_ARGS__ }
#define DROP(...)    { .flags = RULE_DROP, .name = __VA_ARGS__ }
#define EMPTY(...)   { .flags = RULE_EMPTY, .name = __VA_ARGS__ }
#define SET(...)     { .flags = RULE_SET | RULE_EMPTY, .name = __VA_ARGS__ }
#define SECRET(...)  { .flags = RULE_SECRET, .name = __VA_ARGS__ }
#define FORGET(...)  { .flags = RULE_SECRET | RULE_DROP, .name = __VA_ARGS__ }
#define END          { .name = NULL }
#define GO_ON(table) { .name = NULL, .inside = (table) }
#define TEXTS(...)   (const char *const[]){ __VA_ARGS__, NULL }
/* clang-format on */

/* Roots go on in one of these: members of every object; of those in the directory too; of those that are assigned to groups too. */
extern const struct rule rules_object[];
extern const struct rule rules_directory[];
extern const struct rule rules_assigned[];

/* The elements of "assignments", and what tells one from another. */
extern const struct rule rules_assignment[];
extern const char *const rules_assignment_key[];

/* Objects of the settings catalog: a root, one setting, and the instances that settings are made of. */
extern const struct rule rules_settings[];
extern const struct rule rules_setting[];
extern const struct rule rules_setting_instance[];

/* The elements of "rolePermissions", and the root of an assignment of device management roles. */
extern const struct rule rules_role_permission[];
extern const struct rule rules_device_role_assignment_root[];

/* The roots of what an application is made of, of who holds a role, and of what partners may do. */
extern const struct rule rules_app_object[];
extern const struct rule rules_role_grant[];
extern const struct rule rules_cross_tenant[];

/* The root of everything that is a script. */
extern const struct rule rules_script[];

/* The elements of "apps", which a policy for apps is about, and what tells one from another. */
extern const struct rule rules_app[];
extern const char *const rules_app_key[];

/* An image with its type: what it shows counts by its hash. */
extern const struct rule rules_image[];

/* The elements of "scheduledActionsForRule". */
extern const struct rule rules_scheduled_actions[];

/* OData: its annotations, bound actions, ids and names. */
extern const struct rule_wire rules_wire;

/* Names in profiles, scripts and embedded XML whose text is a secret. */
extern const char *const rules_secret_words[];

#endif
