#!/bin/sh
# The lints can fail: each must find what is planted in tests/lint/bad, as if it lay in shared/core.
set -u
bad=0
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/shared/core/finding"
cp tests/lint/bad/source.c "$folder/shared/core/finding/finding.c"; cp tests/lint/bad/page.tpl "$folder/page.tpl"
wants() { # wants FILE.awk "reason" ARGUMENTS
    lint=$1 reason=$2; shift 2
    awk -f "tests/lint/$lint" "$@" 2>&1 | grep -q "$reason" || { echo "tests/lint/$lint:1: does not find: $reason"; bad=1; }
}
c=$folder/shared/core/finding/finding.c
for r in 'may not include ext/pq.h' 'may not include modules/inbox'; do wants layers.awk "$r" tests/lint/layers.txt "$c"; done
for r in 'SQL outside' 'a transaction begins' 'banned call' 'memory comes' 'unfinished'; do wants sources.awk "$r" "$c"; done
wants words.awk "a provider's word" "$c"
for r in 'does not start' ':none' 'style=' 'inline script' 'inline event' 'without quotes' 'wants :u' 'without {{>CSRF}}'; do
    wants templates.awk "$r" "$folder/page.tpl"
done
exit $bad
