#!/bin/bash
# Sets up what is missing and runs every test; the last lines are the counts. Arguments go to Maven
# (scripts/test.sh -Dtest=JournalTest). The exit code is Maven's, or 1 when no test ran or one failed.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
# shellcheck source-path=SCRIPTDIR source=lib/say.sh
. "$root/scripts/lib/say.sh"
# shellcheck source-path=SCRIPTDIR source=lib/debian.sh
. "$root/scripts/lib/debian.sh"
# shellcheck source-path=SCRIPTDIR source=jdk.sh
. "$root/scripts/jdk.sh"
# shellcheck source-path=SCRIPTDIR source=lib/build.sh
. "$root/scripts/lib/build.sh"

# count_tests: adds up the JUnit XML that is newer than this run's start; stale files never count.
count_tests() {
    local files=()
    mapfile -t files < <(find "$root/target/surefire-reports" "$root/target/failsafe-reports" -name 'TEST-*.xml' \
        -newer "$started" 2>/dev/null)
    if [ "${#files[@]}" = 0 ]; then
        echo 0 0 0 0
        return 0
    fi
    awk '
        function number(name,    rest) {
            if (!match($0, "[ \t]" name "=\"[0-9]+\"")) return 0
            rest = substr($0, RSTART, RLENGTH)
            gsub(/[^0-9]/, "", rest)
            return rest + 0
        }
        # The attributes of <testsuite> may be spread over several lines: join up to its closing bracket.
        FNR == 1 { open = ""; seen = 0 }
        !seen && (open != "" || /<testsuite[ \t>]/ || /<testsuite$/) {
            open = open " " $0
            if (open ~ /<testsuite[^>]*>/) {
                $0 = open
                sub(/^.*<testsuite/, " ")
                sub(/>.*$/, " ")
                tests += number("tests"); failures += number("failures")
                errors += number("errors"); skipped += number("skipped")
                seen = 1
            }
        }
        END { print tests + 0, failures + 0, errors + 0, skipped + 0 }
    ' "${files[@]}"
}

"$root/scripts/setup.sh"
if ! command -v shellcheck >/dev/null 2>&1 && can_install; then apt_install "checks the scripts" shellcheck || true; fi
if ! command -v chromium >/dev/null 2>&1 && ! command -v google-chrome >/dev/null 2>&1 \
    && ! command -v chromium-browser >/dev/null 2>&1 && can_install; then
    apt_install "takes the pictures of reports" chromium || true
fi
if [ -z "$(fc-list :lang=zh 2>/dev/null)" ] && can_install; then
    apt_install "shows Chinese in pictures" fontconfig fonts-wqy-microhei || true
fi
"$root/scripts/lint.sh"
build_jars
"$root/scripts/images.sh"
# shellcheck source-path=SCRIPTDIR source=engine.sh
. "$root/scripts/engine.sh"
maven_environment

mkdir -p "$root/target"
started=$(mktemp "$root/target/tests-started.XXXXXX")
trap 'rm -f "$started"' EXIT
code=0
(cd "$root" && mvn -B verify "$@" </dev/null) || code=$?

read -r tests failures errors skipped < <(count_tests)
if [ "$code" = 0 ] && [ "$((failures + errors))" -gt 0 ]; then
    say "Maven is content, but $((failures + errors)) tests failed"
    code=1
fi
if [ "$code" = 0 ] && [ "$tests" = 0 ]; then
    say "no test ran; zero tests is never a pass"
    code=1
fi
echo "tests: $tests run, $((tests - failures - errors - skipped)) passed, $((failures + errors)) failed, $skipped skipped"
echo "result: $([ "$code" = 0 ] && echo PASS || echo FAIL) (exit code $code, $SECONDS s)"
exit "$code"
