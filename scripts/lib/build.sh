# shellcheck shell=bash
# Sourced: what executor and tests share before their own work. Needs say.sh, jdk.sh and `root`.
: "${root:?build.sh: set root to the folder of the repository first}"

# Lets Maven start where no java is on the PATH, and shows its toolchain plugin the JDK we found.
maven_environment() {
    jdk_find 25 javac || fail 4 "no JDK 25 or newer: run scripts/setup.sh"
    export JAVA25_HOME=${JAVA25_HOME:-$JDK_HOME}
    if [ -z "${JAVA_HOME:-}" ] && ! command -v java >/dev/null 2>&1; then export JAVA_HOME=$JDK_HOME; fi
}

# build_jars: packages only when a source is newer than the jars (a removed file makes its folder newer).
build_jars() {
    local jar started=$SECONDS
    for jar in "$root/target/emergency.jar" "$root/target/text2sql.jar"; do
        if [ ! -f "$jar" ] || [ -n "$(find "$root/src/main" "$root/pom.xml" -newer "$jar" -print -quit)" ]; then
            say "building with Maven (mvn -DskipTests package)"
            maven_environment
            (cd "$root" && mvn -B -q -DskipTests package </dev/null >&2) \
                || fail 4 "the build failed; its messages stand above, 'mvn -DskipTests package' repeats them"
            say "built emergency.jar and text2sql.jar ($((SECONDS - started)) s)"
            return 0
        fi
    done
}
