# shellcheck shell=bash
# shellcheck disable=SC2154
# Sourced by bench.sh, which sets root and work: `status --json` against the founding document's one-liner and a plain java -jar.

status_one_liner() {
    cat <<'PYTHON'
import json
from pathlib import Path
resolved = sum(1 for f in Path('promptx/memory').glob('blocker-*-status.json') 
               if json.loads(f.read_text()).get('status') == 'resolved')
print(f'总进度: {resolved}/3 阻塞已解决 ({resolved/3*100:.0f}%)')
PYTHON
}

# A run of three blockers that is over: three status files and the journal that they come from.
status_finished_run() {
    local id step
    {
        echo 'plan: three'
        echo 'title: 三个阻塞项'
        echo 'time-box: {length: 48h}'
        echo 'roles: [{id: one, duty: runs}]'
        echo 'blockers:'
        for id in B-1 B-2 B-3; do
            printf '  - id: %s\n    title: 阻塞项\n    owner: one\n    gates:\n' "$id"
            echo '      - {id: g, title: 门槛, probe: command-exit, with: {command: ["true"]}, success: "== 0", alert: "!= 0"}'
            echo '    tasks:'
            for step in 1 2 3 4 5; do echo "      - {id: t$step, kind: command, with: {command: [echo, done]}}"; done
        done
    } > "$work/three.yaml"
    mkdir "$work/finished"
    "$root/scripts/emergency" execute --home "$work/finished" --plan "$work/three.yaml" >"$work/out" 2>&1 \
        || fail 1 "the run of three blockers did not end well: $(tail -n 3 "$work/out")"
}

# Three files as the first system left them, and nothing else: the plan is read for the blockers' names.
status_claims() {
    local number
    mkdir -p "$work/claims/promptx/memory"
    for number in 1 2 3; do
        printf '{"blocker": "B-%s", "status": "resolved", "resolved_at": "2025-06-16T20:00:03"}\n' "$number" \
            > "$work/claims/promptx/memory/blocker-B$number-status.json"
    done
}

# status_compare HOME NAME: the three commands take turns, in rounds of a few runs each; and beside them a JVM that
# has nothing to do, because nothing in Java can be quicker than that. Twenty rounds, as the medians of five differed by
# a twentieth from one minute to the next.
status_compare() {
    local round ours=() python=() plain=() idle=()
    for round in $(seq 20); do
        (cd "$1" && hyperfine -N --warmup 1 --runs 5 --style none --export-csv "$work/round.csv" \
            "$root/scripts/emergency status --json" \
            "/usr/bin/python3 $work/one-liner.py" \
            "$JDK_HOME/bin/java -jar $root/target/emergency.jar status --json" \
            "$JDK_HOME/bin/java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -version") >/dev/null 2>"$work/out" \
            || fail 1 "hyperfine failed in round $round: $(tail -n 3 "$work/out")"
        # Column 4 is the median, in seconds; the commands hold no comma.
        ours+=("$(awk -F, 'NR == 2 {print $4 * 1000}' "$work/round.csv")")
        python+=("$(awk -F, 'NR == 3 {print $4 * 1000}' "$work/round.csv")")
        plain+=("$(awk -F, 'NR == 4 {print $4 * 1000}' "$work/round.csv")")
        idle+=("$(awk -F, 'NR == 5 {print $4 * 1000}' "$work/round.csv")")
    done
    row "\`status --json\`, $2 / python one-liner" "$(median "${ours[@]}")" "$(median "${python[@]}")" ms at-most 3
    row "\`status --json\`, $2 / plain \`java -jar\`" "$(median "${ours[@]}")" "$(median "${plain[@]}")" ms at-most 0.3
    stated "\`java -version\` in those rounds" "$(printf '%.1f ms' "$(median "${idle[@]}")")"
}

bench_status() {
    need hyperfine hyperfine
    [ -x /usr/bin/python3 ] || fail 4 "/usr/bin/python3 is not installed; on Debian: apt-get install python3"
    warm_cache
    status_one_liner > "$work/one-liner.py"
    status_finished_run
    status_claims
    status_compare "$work/finished" "a finished run"
    status_compare "$work/claims" "three files of the first system"
}
