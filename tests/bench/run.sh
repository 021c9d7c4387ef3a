#!/bin/sh
# Runs the benchmarks on a durable cluster of their own and prints the table: run.sh BINARY [SUITE ...]
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
"$here/../support/with_cluster.sh" "$@" >&2 || code=$?
awk -f "$here/table.awk" "$figures" || code=1
exit "$code"
