# shellcheck shell=sh
# Sourced by the launcher (dash) and by the other scripts (bash): finds a JDK without starting one.

# jdk_read_feature HOME: sets jdk_feature to the feature release (25), 0 when unknown.
jdk_read_feature() {
    jdk_feature=0
    [ -r "$1/release" ] || return 0
    while IFS='=' read -r jdk_key jdk_value; do
        case $jdk_key in
            JAVA_VERSION)
                jdk_value=${jdk_value#\"}
                jdk_value=${jdk_value%%[!0-9]*}
                jdk_feature=${jdk_value:-0}
                return 0
                ;;
        esac
    done < "$1/release"
}

# jdk_find MINIMUM TOOL: sets JDK_HOME to the home of a JDK of at least that feature release which has
# bin/TOOL. JAVA_HOME goes first, then the `java` on the PATH, then the usual folders, there the
# lowest release that is enough. Returns 1 where there is none.
jdk_find() {
    JDK_HOME=
    jdk_on_path=$(command -v java 2>/dev/null) || jdk_on_path=
    if [ -n "$jdk_on_path" ]; then
        jdk_on_path=$(readlink -f "$jdk_on_path" 2>/dev/null) || jdk_on_path=
        jdk_on_path=${jdk_on_path%/bin/java}
    fi
    for jdk_candidate in "${JAVA_HOME:-}" "$jdk_on_path"; do
        if [ -n "$jdk_candidate" ] && [ -x "$jdk_candidate/bin/$2" ]; then
            jdk_read_feature "$jdk_candidate"
            if [ "$jdk_feature" -ge "$1" ]; then
                JDK_HOME=$jdk_candidate
                return 0
            fi
        fi
    done
    jdk_best=
    for jdk_candidate in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/* /opt/java/* /usr/local/jdk* \
        /usr/local/java/* "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* \
        "${RUNNER_TOOL_CACHE:-/nonexistent}"/Java_*/*/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        [ -x "$jdk_candidate/bin/$2" ] || continue
        jdk_read_feature "$jdk_candidate"
        if [ "$jdk_feature" -ge "$1" ] && { [ -z "$jdk_best" ] || [ "$jdk_feature" -lt "$jdk_best" ]; }; then
            jdk_best=$jdk_feature
            JDK_HOME=$jdk_candidate
        fi
    done
    [ -n "$JDK_HOME" ]
}
