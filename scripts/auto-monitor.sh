#!/bin/bash
# From a fresh clone to a watch: sets up what is missing, builds, brings the images up to date and runs
# `emergency monitor` with the arguments given here, one look only where there is no --daemon; its exit code is
# the script's, and its process too, so that signals sent to `$!` reach it:
#     ./scripts/auto-monitor.sh --daemon &
self=$(readlink -f "$0")
door=${self%/*}/lib/door.sh
# A copy has no clone around it: it belongs to the one that `emergency` is linked to.
if ! [ -f "$door" ] && launcher=$(command -v emergency); then
    launcher=$(readlink -f "$launcher")
    door=${launcher%/*}/lib/door.sh
fi
if ! [ -f "$door" ]; then
    echo "${0##*/}: this copy finds no clone to work with: link it instead of copying it, or run the clone's scripts/setup.sh" >&2
    exit 4
fi
exec bash "$door" auto-monitor.sh "$@"
