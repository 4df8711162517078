#!/bin/bash
# What the first system's scripts do now: door.sh NAME ARGUMENT... is `emergency` with the words that NAME
# stands for. Options of the first system are done, mapped, or refused with the new word (exit 2).
# Home is --home, else $EMERGENCY_HOME, else the folder that one stands in if it holds promptx/, else this clone.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "$0")")/../.." && pwd)
# shellcheck source-path=SCRIPTDIR source=say.sh
. "$root/scripts/lib/say.sh"
# shellcheck source-path=SCRIPTDIR source=ready.sh
. "$root/scripts/lib/ready.sh"

door=$1
shift
say() {
    printf '%s\n' "$door: $*" >&2
}

case $door in
    emergency-executor.sh) command=(execute) ready=yes ;;
    auto-monitor.sh) command=(monitor) ready=yes ;;
    fix-deployment.sh) command=(execute B-1) ready=no ;;
    inject-test-data.py) command=(execute B-2) ready=no ;;
    blocker-resolution-status.py) command=(status) ready=no ;;
    *) fail 2 "door.sh knows no such script" ;;
esac

# The new word for looking without touching; `status` touches nothing anyway.
check_only() {
    case ${command[0]} in
        execute) words+=(--dry-run) ;;
        monitor) words+=(--once --no-repair) ;;
    esac
}

refuse_force() {
    case ${command[0]} in
        execute) fail 2 "--force is not taken: what is resolved is not done again. For a new run: --fresh --yes" ;;
        monitor) fail 2 "--force is not taken: end the other watch first ('emergency status' names its process)" ;;
        *) fail 2 "--force is not taken: to measure everything now, --verify" ;;
    esac
}

words=()
home=${EMERGENCY_HOME:-}
once=yes
for word in "$@"; do
    case $word in
        --auto-retry) say "--auto-retry is not needed: failures are retried as the plan's ladders say" ;;
        --rootless)
            [ "$(id -u)" != 0 ] || fail 2 "--rootless is not taken from root: run this as an ordinary user;" \
                "where permission is denied, rootless is switched to by itself"
            say "--rootless is not needed: without root, Podman is rootless"
            ;;
        --check-only) check_only ;;
        --force) refuse_force ;;
        *) words+=("$word") ;;
    esac
    case $word in
        --home | --home=*) home=given ;;
        --daemon | --once | --check-only | --help | -h) once=no ;;
    esac
    # To look is not to touch: a program that is built is taken as it is.
    case $word in
        --check-only | --dry-run | --help | -h) if [ -f "$root/target/emergency.jar" ]; then ready=no; fi ;;
    esac
done
if [ "${command[0]}" = monitor ] && [ "$once" = yes ]; then words+=(--once); fi

if [ "$ready" = yes ]; then make_ready; fi
if [ -z "$home" ] && ! [ -d promptx ]; then export EMERGENCY_HOME=$root; fi
exec "$root/scripts/emergency" "${command[@]}" "${words[@]}"
