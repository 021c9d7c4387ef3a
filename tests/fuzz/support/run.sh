#!/bin/sh
# run.sh BUILD SECONDS TARGET...: fuzzes each target; what it finds new goes to BUILD/fuzz/found/<target>, a crash to BUILD/fuzz/.
set -eu
build=$1 seconds=$2
shift 2
for target; do
    mkdir -p "$build/fuzz/found/$target"
    echo "== $target, $seconds s"
    LLVM_PROFILE_FILE=/dev/null "$build/fuzz/$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="$build/fuzz/$target-" "$build/fuzz/found/$target" "tests/fuzz/corpora/$target" >"$build/fuzz/$target.log" 2>&1 ||
        { tail -40 "$build/fuzz/$target.log"; echo "error: $target failed"; exit 1; }
    grep 'stat::number_of_executed_units' "$build/fuzz/$target.log"
done
