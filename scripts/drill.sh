#!/bin/bash
# The whole game day: every fault that `emergency drill --list` names, one at a time, on a scratch
# copy of the shipped stack. Words are handed on, such as --speed 60, --seed 7, --json or names of faults.
# Ends with 0 only when every verdict is right.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
# shellcheck source-path=SCRIPTDIR source=engine.sh
. "$root/scripts/engine.sh"

"$root/scripts/images.sh" >&2
exec "$root/scripts/emergency" drill --home "$root" "$@"
