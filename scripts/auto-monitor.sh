#!/bin/sh
# The founding document's door to `emergency monitor`: scripts/auto-monitor.sh --daemon
exec "${0%/*}/emergency" monitor "$@"
