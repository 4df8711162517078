#!/bin/bash
# From a fresh clone to a decision: sets up what is missing, builds, brings the images up to date and runs
# `emergency execute` with the arguments given here; its exit code is the script's.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
# shellcheck source-path=SCRIPTDIR source=lib/say.sh
. "$root/scripts/lib/say.sh"
# shellcheck source-path=SCRIPTDIR source=lib/ready.sh
. "$root/scripts/lib/ready.sh"

make_ready
exec "$root/scripts/emergency" execute "$@"
