#!/bin/bash
# From a fresh clone to a watch: sets up what is missing, builds, brings the images up to date and runs
# `emergency monitor` with the arguments given here; its exit code is the script's, and its process too, so
# that signals sent to `$!` reach it:
#     ./scripts/auto-monitor.sh --daemon &
# Home is --home, else $EMERGENCY_HOME, else the folder that one stands in if it holds promptx/, else this clone.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
# shellcheck source-path=SCRIPTDIR source=lib/say.sh
. "$root/scripts/lib/say.sh"
# shellcheck source-path=SCRIPTDIR source=lib/ready.sh
. "$root/scripts/lib/ready.sh"

make_ready
if [ -z "${EMERGENCY_HOME:-}" ] && ! [ -d promptx ]; then export EMERGENCY_HOME=$root; fi
exec "$root/scripts/emergency" monitor "$@"
