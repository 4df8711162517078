#!/bin/bash
# ShellCheck over every shell script of the repository, whatever its name ends in; and, where systemd-analyze
# is installed, its verdict on the units.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
# shellcheck source-path=SCRIPTDIR source=lib/say.sh
. "$root/scripts/lib/say.sh"

command -v shellcheck >/dev/null 2>&1 || fail 4 "shellcheck is not installed: apt-get install shellcheck"

cd "$root"
files=()
while IFS= read -r -d '' file; do
    line=
    IFS= read -r line < "$file" 2>/dev/null || true
    case $line in
        '#!'*/sh | '#!'*/bash | '# shellcheck shell='*) files+=("$file") ;;
    esac
done < <(find scripts stack .ci -type f ! -name '*.md' -print0)
shellcheck -x "${files[@]}"
say "${#files[@]} scripts are clean"

# The units name a place of their own for the clone; they are judged as if this one stood there.
if command -v systemd-analyze >/dev/null 2>&1; then
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    mkdir "$work/user"
    sed "s:/opt/emergency:$root:" packaging/systemd/emergency-monitor.service > "$work/emergency-monitor.service"
    sed "s:%h/emergency:$root:" packaging/systemd/user/emergency-monitor.service > "$work/user/emergency-monitor.service"
    units_verify() {
        # A word that it does not know is a warning to it, and a mistake to us.
        if ! XDG_RUNTIME_DIR=$work systemd-analyze "$@" > "$work/said" 2>&1 || grep -F emergency-monitor "$work/said"; then
            cat "$work/said" >&2
            fail 1 "systemd-analyze $* does not like the unit (above)"
        fi
    }
    units_verify verify --man=no "$work/emergency-monitor.service"
    units_verify --user verify --man=no "$work/user/emergency-monitor.service"
    say "2 units are sound"
else
    say "systemd-analyze is not installed: the units in packaging/systemd were not looked at"
fi
