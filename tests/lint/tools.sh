#!/bin/sh
# tools.sh analyzer|tidy|format BUILD JOBS: the checkers that read C as a compiler does, on all our sources; tools.sh cppcheck BUILD FILE: on one.
set -eu
tool=$1 build=$2 jobs=${3:-2}
sources=$(find shared modules -name '*.c' | sort)
flags="-Ishared -Itests -I. -I$build/gen -D_GNU_SOURCE -std=c11 $(pkg-config --cflags libpq json-c libcurl libxml-2.0 pangocairo cairo-pdf libsodium libzip)"
each() { echo "$sources" | xargs -P "$jobs" -n "$1" sh -c "$2" sh; }
case $tool in
analyzer) each 1 "gcc $flags -O1 -fanalyzer -Wno-analyzer-too-complex -Werror -c -o /dev/null \"\$@\"" ;;
# its two checks of initialisation do not follow "set only on RC_OK"; its parser does not know a compound literal in ?:
cppcheck) cppcheck --quiet --error-exitcode=1 --std=c11 --enable=warning,performance,portability --inline-suppr --suppress=missingIncludeSystem \
    --suppress=uninitvar --suppress=legacyUninitvar --suppress=internalAstError --suppress='*:*/build/*' -Ishared -I. "-I$build/gen" \
    -D_GNU_SOURCE --max-configs=1 "$3" ;;
tidy) each 8 "clang-tidy --quiet \"\$@\" -- $flags 2>/dev/null" ;;
format) find shared modules tests i18n -name '*.[ch]' ! -path '*/bad/*' | xargs clang-format --dry-run -Werror ;;
*) echo "unknown tool $tool" >&2; exit 2 ;;
esac
