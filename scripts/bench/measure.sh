# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154
# Sourced by bench.sh, which sets root and work: tools, clocks, medians and the table.

rows=()
missed=0

# need TOOL PACKAGE: installs a Debian package when its tool is missing.
need() {
    if command -v "$1" >/dev/null 2>&1; then return 0; fi
    if can_install && apt_install "for the benchmark" "$2" && command -v "$1" >/dev/null 2>&1; then return 0; fi
    fail 4 "$1 is not installed; on Debian: apt-get install $2"
}

# milliseconds COMMAND...: how long it takes, by the wall clock. A command that fails ends the benchmark.
milliseconds() {
    local start=$EPOCHREALTIME end
    if ! "$@" >"$work/out" 2>&1; then
        tail -n 20 "$work/out" >&2
        fail 1 "failed while it was measured: $*"
    fi
    end=$EPOCHREALTIME
    echo $(((${end/./} - ${start/./}) / 1000))
}

# median NUMBER...
median() {
    printf '%s\n' "$@" | sort -n | awk '{v[NR] = $1} END {print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2}'
}

# row WHAT OURS OTHER UNIT at-most|at-least LIMIT: adds a line to the table.
row() {
    local met
    met=$(awk -v a="$2" -v b="$3" -v how="$5" -v limit="$6" \
        'BEGIN {r = a / b; print (how == "at-most" ? r <= limit : r >= limit) ? "yes" : "no"}')
    if [ "$met" = no ]; then missed=1; fi
    rows+=("$(awk -v what="$1" -v a="$2" -v b="$3" -v unit="$4" -v how="$5" -v limit="$6" -v met="$met" \
        'BEGIN {f = a < 1000 && unit == "ms" ? "%.1f" : "%.0f"
            printf "| %s | " f " %s | " f " %s | %.2f | %s %s | %s |", what, a, unit, b, unit, a / b,
            how == "at-most" ? "<=" : ">=", limit, met}')")
    say "${rows[-1]}"
}

# stated WHAT VALUE: a line of the table without a limit.
stated() {
    rows+=("| $1 | $2 | - | - | stated | - |")
    say "${rows[-1]}"
}

print_table() {
    local java
    java=$(sed -n 's/^IMPLEMENTOR_VERSION="\(.*\)"/\1/p' "$JDK_HOME/release")
    printf '%s, %s cores, %s, load %s (1 min) when it ended\n\n' \
        "$(date -u +%Y-%m-%dT%H:%MZ)" "$(nproc)" "${java:-unknown JDK}" "$(cut -d' ' -f1 /proc/loadavg)"
    printf '| what | ours | other | ratio | limit | met |\n|---|---|---|---|---|---|\n'
    printf '%s\n' "${rows[@]}"
}

# free_port: a port of loopback that nobody listens on, below the range that the kernel gives to clients, and
# another one each time.
free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 10000))
        if ! grep -qsx "$port" "$work/ports" && ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            echo "$port" | tee -a "$work/ports"
            return
        fi
    done
}

# warm_cache: the launcher makes its AOT caches in the background on first use; waits for them.
warm_cache() {
    "$root/scripts/emergency" --version >/dev/null
    local tries
    for ((tries = 0; tries < 600; tries++)); do
        if [ ! -e "$root/target/emergency.aot.lock" ] && [ ! "$root/target/emergency.jar" -nt "$root/target/emergency.aot" ]; then
            return 0
        fi
        sleep 0.2
    done
    say "the AOT cache was not made; going on without it"
}

# images_ready: the stack's images as they are; built only where one is missing, because others may use them.
images_ready() {
    local name
    for name in postgres text2sql prometheus alertmanager; do
        if ! "$ENGINE" image inspect "localhost/emergency/$name:dev" >/dev/null 2>&1; then
            "$root/scripts/images.sh" >/dev/null
            return
        fi
    done
}
