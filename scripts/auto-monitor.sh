#!/bin/sh
# The founding document's door to `emergency monitor`: scripts/auto-monitor.sh --daemon
exec "$(dirname "$0")/emergency" monitor "$@"
