#!/bin/bash
# Measures what docs/performance.md promises and prints one table, honest when a limit is missed:
#
#   scripts/bench.sh                 all parts, about 35 minutes: 25 of them the watch
#   scripts/bench.sh status steps    only these (status, steps, deploy, data, watch)
#
# Both sides of a ratio take turns, so that the noise of a shared machine hits both. Containers, volumes and
# files are its own and are removed at the end; ports are free ones on loopback. Exits 1 when a limit is
# missed, 4 when something is not installed.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
# shellcheck source-path=SCRIPTDIR source=lib/say.sh
. "$root/scripts/lib/say.sh"
# shellcheck source-path=SCRIPTDIR source=lib/debian.sh
. "$root/scripts/lib/debian.sh"
# shellcheck source-path=SCRIPTDIR source=jdk.sh
. "$root/scripts/jdk.sh"
# shellcheck source-path=SCRIPTDIR source=bench/measure.sh
. "$root/scripts/bench/measure.sh"
# shellcheck source-path=SCRIPTDIR source=bench/status.sh
. "$root/scripts/bench/status.sh"
# shellcheck source-path=SCRIPTDIR source=bench/steps.sh
. "$root/scripts/bench/steps.sh"
# shellcheck source-path=SCRIPTDIR source=bench/deploy.sh
. "$root/scripts/bench/deploy.sh"
# shellcheck source-path=SCRIPTDIR source=bench/data.sh
. "$root/scripts/bench/data.sh"
# shellcheck source-path=SCRIPTDIR source=bench/watch.sh
. "$root/scripts/bench/watch.sh"

parts=("$@")
if [ "${#parts[@]}" = 0 ]; then parts=(status steps deploy data watch); fi
for part in "${parts[@]}"; do
    case $part in
        status | steps | deploy | data | watch) ;;
        *) fail 2 "unknown part '$part'; there are: status steps deploy data watch" ;;
    esac
done

[ -f "$root/target/emergency.jar" ] || fail 4 "target/emergency.jar is not built; run 'mvn -q -DskipTests package'"
jdk_find 25 java || fail 4 "no JDK 25 or newer found; run scripts/setup.sh"

work=$(mktemp -d "${TMPDIR:-/tmp}/emergency-bench.XXXXXX")
cleanup() {
    set +e
    watch_remove
    deploy_remove
    data_remove
    rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
unset EMERGENCY_HOME EMERGENCY_PLAN

for part in "${parts[@]}"; do
    say "measuring: $part"
    "bench_$part"
done
print_table
[ "$missed" = 0 ]
