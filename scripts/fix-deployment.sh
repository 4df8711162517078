#!/bin/sh
# The founding document's door to `emergency execute B-1`.
exec "$(dirname "$0")/emergency" execute B-1 "$@"
