#!/bin/sh
# run.sh BUILD SECONDS TARGET...: fuzzes each target; what it finds new goes to BUILD/fuzz/found/<target>, a crash to BUILD/fuzz/.
set -eu
build=$1 seconds=$2
shift 2
for target; do
    mkdir -p "$build/fuzz/found/$target"
    echo "== $target, $seconds s"
    LLVM_PROFILE_FILE=/dev/null "$build/fuzz/$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        -verbosity=0 -artifact_prefix="$build/fuzz/$target-" "$build/fuzz/found/$target" "tests/fuzz/corpora/$target" 2>&1 |
        grep -v '^INFO' || true
    for crash in "$build/fuzz/$target"-crash-* "$build/fuzz/$target"-timeout-* "$build/fuzz/$target"-oom-*; do
        [ ! -e "$crash" ] || { echo "error: $target failed on $crash"; exit 1; }
    done
done
