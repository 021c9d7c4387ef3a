static const struct query GET = { "finding_get", "SELECT 1", "", "" };
static const struct query UNLISTED = { "finding_unlisted", "SELECT 1", "", "" };

QUERIES(finding, &GET);
