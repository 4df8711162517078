#!/bin/bash
# Prepares the classes of the packaged JAR, which is its argument, for AOT caches: raises those of picocli to
# what they take (src/build/java/RaiseClassFiles.java), and makes plain in ours what they do not keep
# (PlainDispatch.java). Part of the build, in a JDK 25 whichever JDK runs Maven.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
# shellcheck source-path=SCRIPTDIR source=jdk.sh
. "$root/scripts/jdk.sh"

if ! jdk_find 25 javac; then
    echo "prepare-class-files.sh: no JDK 25 or newer found; run scripts/setup.sh or set JAVA_HOME" >&2
    exit 4
fi
"$JDK_HOME/bin/java" "$root/src/build/java/RaiseClassFiles.java" "$1" picocli
"$JDK_HOME/bin/java" "$root/src/build/java/PlainDispatch.java" "$1" io/nuwa/emergency
