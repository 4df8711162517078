# shellcheck shell=bash
# shellcheck disable=SC2154
# Sourced by bench.sh, which sets root and work: a thousand steps that run /bin/true, each journaled, against GNU make.

STEPS=1000

steps_ours() {
    rm -rf "$work/steps/home"
    mkdir "$work/steps/home"
    "$root/scripts/emergency" execute --home "$work/steps/home" --plan "$work/steps/plan.yaml" || return
    # Begun and succeeded, for each of them.
    [ "$(grep -c '"type":"step-' "$work/steps/home/promptx/memory/journal.jsonl")" = $((2 * STEPS)) ]
}

steps_make() {
    make -s -C "$work/steps"
}

bench_steps() {
    local number round targets ours=() other=()
    need make make
    warm_cache
    mkdir "$work/steps"
    {
        echo 'plan: steps'
        echo 'time-box: {length: 1h}'
        echo 'roles: [{id: one, duty: runs}]'
        echo 'blockers:'
        echo '  - id: S-1'
        echo '    owner: one'
        echo '    gates: [{id: g, probe: command-exit, with: {command: [/bin/true]}, success: "== 0", alert: "!= 0"}]'
        echo '    tasks:'
        for ((number = 1; number <= STEPS; number++)); do
            echo "      - {id: t$number, kind: command, with: {command: [/bin/true]}}"
        done
    } > "$work/steps/plan.yaml"
    targets=$(seq -s ' ' -f 't%.0f' "$STEPS")
    {
        echo ".PHONY: all $targets"
        echo "all: $targets"
        for ((number = 1; number <= STEPS; number++)); do printf 't%s:\n\t/bin/true\n' "$number"; done
    } > "$work/steps/Makefile"
    for round in 1 2 3 4 5 6 7 8; do
        other+=("$(milliseconds steps_make)")
        ours+=("$(milliseconds steps_ours)")
        say "round $round: ours ${ours[-1]} ms, make ${other[-1]} ms"
    done
    row "$STEPS steps \`/bin/true\`, journal fsynced / GNU make" "$(median "${ours[@]}")" "$(median "${other[@]}")" ms at-most 2.5
}
