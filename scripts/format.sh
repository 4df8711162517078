#!/bin/bash
# Formats every Java file, or with --check names those that are not formatted and fails. The formatter comes
# with the build (target/tools); without it, it is fetched by Maven first.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
# shellcheck source-path=SCRIPTDIR source=jdk.sh
. "$root/scripts/jdk.sh"

jar=$root/target/tools/google-java-format.jar
if ! [ -f "$jar" ]; then
    (cd "$root" && mvn -q -B dependency:copy@formatter </dev/null)
fi
if ! jdk_find 25 java; then
    echo "format.sh: no JDK 25 or newer found; run scripts/setup.sh or set JAVA_HOME" >&2
    exit 4
fi

flags=()
for package in api code file parser tree util; do
    flags+=(--add-exports "jdk.compiler/com.sun.tools.javac.$package=ALL-UNNAMED")
done
files=$(mktemp)
trap 'rm -f "$files"' EXIT
find "$root/src" -name '*.java' | sort >"$files"

case ${1-} in
    --check)
        if ! "$JDK_HOME/bin/java" "${flags[@]}" -jar "$jar" --dry-run --set-exit-if-changed "@$files"; then
            echo "format.sh: the files above are not formatted; run scripts/format.sh" >&2
            exit 1
        fi
        ;;
    '') "$JDK_HOME/bin/java" "${flags[@]}" -jar "$jar" --replace "@$files" ;;
    *)
        echo "format.sh: usage: scripts/format.sh [--check]" >&2
        exit 2
        ;;
esac
