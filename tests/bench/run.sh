#!/bin/sh
# Runs the benchmarks on a durable cluster of their own and prints the table: run.sh BINARY [SUITE ... | drift]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
figures=$(mktemp /tmp/tp-bench.XXXXXX)
trap 'rm -f "$figures"' EXIT
export TP_BENCH_FIGURES="$figures"
# the throw-away cluster of the tests does not write to disk; this one does, as a product's
TP_CLUSTER_SETTINGS='fsync = on
synchronous_commit = on
full_page_writes = on
shared_buffers = 1GB
max_wal_size = 8GB'
export TP_CLUSTER_SETTINGS CK_TIMEOUT_MULTIPLIER=20
code=0
case " $* " in
*" drift "*) ;;
*) "$here/../support/with_cluster.sh" "$@" >&2 || code=$? ;;
esac
# the offline compare needs no database, and real policies
if [ $# = 1 ] || [ "$2" = drift ]; then
    policies=${TP_TEST_DATA:-../shared/data}/policies
    [ -d "$policies" ] || { echo "error: $policies is no folder of exported policies: set TP_TEST_DATA" >&2; exit 1; }
    node "$here/drift/speed.mjs" "$(dirname "$1")/../bin/tenantpilot" "$policies" >&2 || code=$?
fi
awk -f "$here/table.awk" "$figures" || code=1
exit "$code"
