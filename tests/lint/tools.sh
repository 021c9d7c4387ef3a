#!/bin/sh
# The checkers of C: tools.sh analyzer|cppcheck|tidy BUILD FILE reads one source as a compiler does; tools.sh format looks at all.
set -eu
tool=$1 build=${2:-} file=${3:-}
flags="-Ishared -Itests -I. -I$build/gen -D_GNU_SOURCE -std=c11 $(pkg-config --cflags libpq json-c libcurl libxml-2.0 pangocairo cairo-pdf libsodium libzip)"
case $tool in
analyzer) # shellcheck disable=SC2086
    gcc $flags -O1 -fanalyzer -Wno-analyzer-too-complex -Werror -c -o /dev/null "$file" ;;
# its two checks of initialisation do not follow "set only on RC_OK"; its parser does not know a compound literal in ?:
cppcheck) cppcheck --quiet --error-exitcode=1 --std=c11 --enable=warning,performance,portability --inline-suppr --suppress=missingIncludeSystem \
    --suppress=uninitvar --suppress=legacyUninitvar --suppress=internalAstError --suppress='*:*/build/*' -Ishared -I. "-I$build/gen" \
    -D_GNU_SOURCE --max-configs=1 "$file" ;;
tidy) # shellcheck disable=SC2086
    clang-tidy --quiet "$file" -- $flags 2>/dev/null ;;
format) find shared modules tests i18n -name '*.[ch]' ! -path '*/bad/*' | xargs clang-format --dry-run -Werror ;;
*) echo "unknown tool $tool" >&2; exit 2 ;;
esac
