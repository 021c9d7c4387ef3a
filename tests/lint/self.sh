#!/bin/sh
# The lints can fail: each must find what is planted in tests/lint/bad, as if it lay in shared/core.
set -u
bad=0
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/shared/core/finding"
cp tests/lint/bad/source.c "$folder/shared/core/finding/finding.c"
cp tests/lint/bad/finding_store.c "$folder/shared/core/finding/"
cp tests/lint/bad/page.tpl tests/lint/bad/routes.def tests/lint/bad/de.po "$folder/"
wants() { # wants FILE.awk "reason" ARGUMENTS
    lint=$1 reason=$2; shift 2
    awk -f "$lint" "$@" 2>&1 | grep -qF -e "$reason" || { echo "$lint:1: does not find: $reason"; bad=1; }
}
lints=tests/lint c=$folder/shared/core/finding/finding.c store=$folder/shared/core/finding/finding_store.c
for r in 'may not include ext/pq.h' 'may not include modules/inbox' 'may not include core/decision' 'store header outside' 'foreign header'; do
    wants $lints/layers.awk "$r" $lints/layers.txt shared/core/domains.def "$c"
done
for r in 'SQL outside' 'a transaction begins' 'banned call' 'memory comes' 'they do not print' 'unfinished'; do wants $lints/sources.awk "$r" "$c"; done
for r in intune graph sharepoint; do wants $lints/words.awk "finding.c:$(grep -n "$r" "$c" | cut -d: -f1): a provider's word" "$c"; done
for r in 'UNLISTED is not in QUERIES'; do wants $lints/queries.awk "$r" "$store"; done
for r in 'routes.def:1: a route without a capability' 'routes.def:2: a route that does not say'; do
    wants $lints/routes.awk "$r" "$folder/routes.def"
done
for r in 'does not start' ':none' 'style=' 'inline script' 'inline event' 'without quotes' 'wants :u' 'without {{>CSRF}}'; do
    wants $lints/templates.awk "$r" "$folder/page.tpl"
done
for r in 'not translated: msgid "One"' 'fuzzy: msgid "Two"' 'other placeholders: msgid "Three' 'is the English; if it must be, add it to i18n/same.de with a reason: msgid "Four"' \
    'not translated: msgid "%(count)s five"'; do
    wants i18n/check.awk "$r" i18n/same.de "$folder/de.po"
done
exit $bad
