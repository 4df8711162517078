#!/bin/bash
# ShellCheck over every shell script of the repository, whatever its name ends in.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
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
