/* What the engine must know about one family of objects, as data. The tables live with their provider.
 *
 * A rule belongs to one place: a member of the object, or of the objects inside it, found by walking from the family's root
 * table through `inside`. There are no wildcards and no rules "at any depth", so that a setting that happens to be called
 * "version" deep inside stays content; recursive structures are tables that point at themselves. */
#ifndef CORE_DRIFT_RULES_H
#define CORE_DRIFT_RULES_H

#include <stdbool.h>
#include <stddef.h>

/* Raised whenever equal input may give other canonical bytes; stored with every document. */
#define DRIFT_CANONICAL_VERSION 1

enum {
    RULE_DROP = 1 << 0, /* volatile or read-only: not part of the canonical form */
    RULE_SET = 1 << 1, /* an array whose order means nothing; without it, order counts */
    RULE_EMPTY = 1 << 2, /* null, "", [] and absent are one; false and 0 are never empty */
    RULE_NIL_ID = 1 << 3, /* the nil UUID is null too; implies RULE_EMPTY */
    RULE_SECRET =
        1 << 4, /* replaced by a keyed digest, with `content` by that of what it holds; in what is stored raw too */
    RULE_BASE64 = 1 << 5 /* `content` is written in base64 */
};

/* What a text is. Anything that is not what its rule says is compared as the text that it is. */
enum drift_content {
    CONTENT_PLAIN,
    CONTENT_JSON, /* an object or array in a string: compared as one */
    CONTENT_SCRIPT, /* text: byte order mark and line ends mean nothing */
    CONTENT_XML, /* exclusive of comments and of white space between elements; Canonical XML 1.0; property lists become objects */
    CONTENT_BINARY, /* compared by its SHA-256 and size */
    CONTENT_DETECT /* property list, XML, script text or binary, by its first bytes */
};

enum drift_reference_kind {
    REFERENCE_NONE,
    REFERENCE_USER,
    REFERENCE_GROUP,
    REFERENCE_PRINCIPAL, /* a user, a group or a service principal */
    REFERENCE_ROLE,
    REFERENCE_APPLICATION,
    REFERENCE_SERVICE, /* a service principal: an application in this tenant */
    REFERENCE_LOCATION,
    REFERENCE_STRENGTH, /* an authentication strength */
    REFERENCE_CONTEXT, /* an authentication context */
    REFERENCE_TERMS, /* terms of use */
    REFERENCE_FILTER, /* an assignment filter */
    REFERENCE_SCOPE_TAG,
    REFERENCE_APP, /* an app for devices */
    REFERENCE_NOTIFICATION, /* a message to people */
    REFERENCE_SCRIPT,
    REFERENCE_POLICY, /* any other policy */
    REFERENCE_TENANT, /* another tenant */
    REFERENCE_KIND_COUNT
};

struct rule {
    /* the member; rows are sorted by it (byte order). NULL ends the table: then `inside` is the table in which it goes on, or NULL.
     * What several families have in common is such a table; a family's own rows are asked first. */
    const char *name;
    unsigned flags;
    enum drift_content content;
    enum drift_reference_kind reference; /* what the text, or each text of the list, is the id of */
    const struct rule *inside; /* members of the object, or of the list's objects; NULL: no rules deeper */
    /* RULE_SET: members that tell one element from another, paths of up to three names ("target/groupId"), NULL at the end. An
     * element without any of them, or a set without keys, is told by its content. */
    const char *const *key;
    const char *severity; /* of a change here or deeper: "critical" "high" "medium" "low"; NULL: as above it */
    const char *label; /* msgid: the place's name for people; NULL: that of the nearest place above that has one */
    /* The row counts only where this sibling (as the provider wrote it) is this text (rule_matches), or the word true or false. Rows
     * of one name follow each other; the first that counts is taken. */
    const char *when;
    const char *is;
};

/* How a provider writes its objects. */
struct rule_wire {
    /* a member whose name contains it is the wire format's, not the object's: dropped at any depth ... */
    const char *infix;
    const char *keep; /* ... unless it is this one, the subtype's name, or has a row of its own */
    const char *prefix; /* a name that begins so is dropped too */
    const char *more; /* "<list><infix><more>" links to the rest of a list */
    const char *failure; /* the only member of an answer that is an error */
    const char *id; /* root member with the provider's stable id */
    const char *const *names; /* root members with the name for people, the first that is there; NULL at the end */
    const char *const *words; /* texts that stand for many objects, or none, where an id is expected; NULL at the end */
};

struct family_rules {
    const char *code; /* stable: "device_script" */
    const char *label; /* msgid */
    const char *severity; /* where no rule names one */
    const struct rule *root;
    const struct rule_wire *wire;
    const char *id; /* NULL: wire->id */
    const char *const *names; /* NULL: wire->names */
    const char *const *secret_words; /* names (any case) of embedded content whose text is a secret; NULL: none */

    /* How an exported object is recognised, in this order; lists end with NULL and may be NULL. */
    const char *const *contexts; /* last words of what "<infix>context" is about: "policies/example" */
    const char *const *types; /* the value of wire->keep; a '*' at its start or end stands for anything */
    const char *const
        *shapes; /* root members that are all there, "a b c"; a word "a/b" is one level deeper; most words win */
    const char *const *folders; /* name of a folder above it; only letters and digits count, any case */
};

/* The table in which that of `rules` goes on, or NULL. */
const struct rule *rule_goes_on(const struct rule *rules);

/* Text like `pattern`, in which a '*' at its start or end stands for anything. */
bool rule_matches(const char *pattern, const char *text, size_t len);

/* The first rule of member `name`, without regard to `when`; NULL if there is none. For documentation and tests. */
const struct rule *rule_find(const struct rule *rules, const char *name);

#endif
