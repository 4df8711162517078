#!/bin/bash
# Breaks runs on purpose and prints what came of it, one table:
#
#   scripts/reliability.sh                  1000 kills, every disk fault, 10,400 damaged files
#   scripts/reliability.sh kills 200        only kills, so many
#   scripts/reliability.sh disk             only faults of the disk
#   scripts/reliability.sh fuzz 2600        only damaged files, so many for each of four readers
#
# Kills: real processes of the fat JAR, ended with SIGKILL at random instants and started again until GO; the
# seed is printed, EMERGENCY_SEED=N draws the same instants again. Disk: a whole run for each change that it
# makes to the disk and each kind of failure. Exits 1 when a record was lost, an effect repeated or a test
# failed, 4 when something is not installed. The figures also stand in target/reliability/*.json.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
# shellcheck source-path=SCRIPTDIR source=lib/say.sh
. "$root/scripts/lib/say.sh"
# shellcheck source-path=SCRIPTDIR source=jdk.sh
. "$root/scripts/jdk.sh"
# shellcheck source-path=SCRIPTDIR source=lib/build.sh
. "$root/scripts/lib/build.sh"

kills=1000
inputs=2600
tests=KillCampaignIT,EveryWriteTest,FuzzTest,JUnitFuzzTest
case ${1-} in
    '') ;;
    kills)
        tests=KillCampaignIT
        kills=${2:-1000}
        ;;
    disk) tests=EveryWriteTest ;;
    fuzz)
        tests=FuzzTest,JUnitFuzzTest
        inputs=${2:-2600}
        ;;
    *) fail 2 "unknown part '$1'; there are: kills [N], disk, fuzz [N]" ;;
esac
case $kills$inputs in
    *[!0-9]*) fail 2 "'${2-}' is no number" ;;
esac

build_jars
maven_environment
figures=$root/target/reliability
rm -rf "$figures"
log=$root/target/reliability.log
say "running $tests; its output goes to $log"
code=0
(cd "$root" && mvn -B test-compile surefire:test "-Dtest=$tests" "-Demergency.kills=$kills" \
    "-Demergency.fuzz=$inputs" ${EMERGENCY_SEED:+"-Demergency.seed=$EMERGENCY_SEED" "-Demergency.fuzz.seed=$EMERGENCY_SEED"} </dev/null >"$log" 2>&1) || code=$?

# number NAME FILE: the value of a key at the top of a document that we wrote.
number() {
    sed -n "s/^  \"$1\" : \\([0-9.-]*\\),\\{0,1\\}\$/\\1/p" "$2"
}

row() {
    printf '| %s | %s |\n' "$1" "$2"
}

row what count
row --- ---
if [ -f "$figures/kills.json" ]; then
    file=$figures/kills.json
    row "kills with SIGKILL (seed $(number seed "$file"))" "$(number kills "$file")"
    row 'starts' "$(number starts "$file")"
    row 'runs that reached GO' "$(number runs "$file")"
    row 'records in their journals' "$(number records "$file")"
    row 'records lost' "$(number lost "$file")"
    row 'effects repeated that were recorded as done' "$(number repeated "$file")"
    row 'steps in flight that ran twice' "$(number twiceInFlight "$file")"
    row 'seconds' "$(number seconds "$file")"
fi
if [ -f "$figures/disk.json" ]; then
    file=$figures/disk.json
    row 'runs on a disk that failed' "$(number trials "$file")"
    row 'of them ended by the fault, with its name' "$(number ended "$file")"
    row 'of them taken up without loss' "$(number survived "$file")"
fi
for file in "$figures"/fuzz-*.json; do
    if [ -f "$file" ]; then
        name=${file##*/fuzz-}
        row "damaged files read as ${name%.json} (seed $(number seed "$file"))" "$(number inputs "$file")"
        row 'of them stack traces shown' "$(number stackTraces "$file")"
    fi
done
if [ "$code" != 0 ]; then
    say "a test failed; the reason stands in $log"
    exit 1
fi
