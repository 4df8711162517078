#!/bin/bash
# Raises the class files of picocli in the packaged JAR, which is its argument, to what AOT caches take
# (src/build/java/RaiseClassFiles.java). Part of the build, in a JDK 25 whichever JDK runs Maven.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
# shellcheck source-path=SCRIPTDIR source=jdk.sh
. "$root/scripts/jdk.sh"

if ! jdk_find 25 javac; then
    echo "raise-class-files.sh: no JDK 25 or newer found; run scripts/setup.sh or set JAVA_HOME" >&2
    exit 4
fi
exec "$JDK_HOME/bin/java" "$root/src/build/java/RaiseClassFiles.java" "$1" picocli
