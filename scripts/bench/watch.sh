# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154
# Sourced by bench.sh after deploy.sh, whose helpers it uses: the watch. From kill -9 of the API to a green gate, in
# turn with a second stack and daemon that differ in one line: there the API has `restart: always`, and Podman brings
# it back. Gates, daemon and journal, which says when, are the same on both sides. Then what an idle daemon costs, and
# what a whole look costs for each of nearly ten thousand gates (with their tasks, as many as a plan may hold).

WATCH_KILLS=${BENCH_KILLS:-20}
WATCH_IDLE=${BENCH_IDLE:-600}
WATCH_GATES=${BENCH_GATES-100 2500 5000 9900}
watch_daemons=()

# numbers WHAT VALUE UNIT at-most LIMIT: a line of the table whose other side is the limit.
figure() {
    local met
    met=$(awk -v a="$2" -v limit="$5" 'BEGIN {print a <= limit ? "yes" : "no"}')
    if [ "$met" = no ]; then missed=1; fi
    rows+=("| $1 | $2 $3 | - | - | <= $5 $3 | $met |")
    say "${rows[-1]}"
}

# watch_looks HOME: how many whole looks its daemon has had.
watch_looks() {
    # There is no folder before the first look.
    { find "$1/logs/reports" -name 'report-*.json' 2>/dev/null || true; } | wc -l
}

# watch_until_look HOME N: waits until there were more than N whole looks.
watch_until_look() {
    local tries
    for ((tries = 0; tries < 1200; tries++)); do
        if [ "$(watch_looks "$1")" -gt "$2" ]; then return 0; fi
        sleep 0.1
    done
    tail -n 20 "$1/logs/monitor.log" >&2 || true
    fail 1 "the daemon had no whole look within two minutes"
}

# watch_kill PROJECT HOME: kills the API while no look is under way, and prints the milliseconds until the journal says
# that its gates are green again; "unseen" when within a minute it says nothing of a death at all.
watch_kill() {
    python3 - "$1" "$2/promptx/memory/journal.jsonl" <<'PYTHON'
import datetime, json, os, subprocess, sys, time
project, journal = sys.argv[1:]
pid = int(subprocess.check_output(["podman", "inspect", "--format", "{{.State.Pid}}", f"{project}-text2sql-1"]))
assert pid > 1, "the API does not run"
holder = os.path.join(os.path.dirname(journal), "run-holder.json")
patience = time.time() + 60
while os.path.exists(holder):
    assert time.time() < patience, "a look has been under way for a minute"
    time.sleep(0.1)
seen = os.path.getsize(journal)
killed = time.time()
told = ""
os.kill(pid, 9)
while time.time() < killed + 60:
    # The journal says itself when: looking often would only take the processor from what is measured.
    time.sleep(0.25)
    with open(journal, "rb") as file:
        file.seek(seen)
        for line in file.read().splitlines():
            try:
                entry = json.loads(line)
            except ValueError:
                continue
            if entry["type"] == "blocker-reopened":
                told = " after it was reopened"
            if entry["type"] == "blocker-resolved":
                whole, _, fraction = entry["at"].rstrip("Z").partition(".")
                at = datetime.datetime.fromisoformat(whole + "+00:00").timestamp() + float("0." + (fraction or "0"))
                print(round((at - killed) * 1000))
                sys.exit()
if told:
    sys.exit(f"not green within a minute{told}")
print("unseen")
PYTHON
}

# watch_round PROJECT HOME: one kill, and the look that follows it.
watch_round() {
    local before took
    before=$(watch_looks "$2")
    took=$(watch_kill "$1" "$2") || fail 1 "a kill was not mended: $(tail -n 20 "$2/logs/monitor.log")"
    if [ "$took" = unseen ]; then
        say "nothing was recorded of a kill at $(date -u +%T): $(tail -n 5 "$2/logs/monitor.log")" >&2
    else
        watch_until_look "$2" "$before"
    fi
    sleep 2
    echo "$took"
}

watch_remove() {
    local daemon
    for daemon in "${watch_daemons[@]}"; do kill "$daemon" 2>/dev/null || true; done
}

# watch_home PROJECT HOME: a stack of its own, cleared by execute.
watch_home() {
    mkdir -p "$2/promptx" "$2/scripts" "$2/target"
    [ -d "$2/stack" ] || cp -r "$root/stack" "$2/stack"
    ln -sf "$root/scripts/images.sh" "$2/scripts/images.sh"
    ln -sf "$root/target/text2sql.jar" "$2/target/text2sql.jar"
    deploy_homes[$1]=$2
    deploy_ports
    deploy_plan "$1" "$2"
    sed -i "s/9464/$(free_port)/g" "$2/promptx/plan.yaml"
    # A watch asks a role for what comes back again and again; here that is the measurement.
    echo 'ladders: {killed: [{remedy: start-container, budget: 100}]}' >> "$2/promptx/plan.yaml"
}

# watch_start HOME: its daemon, which has had its first look.
watch_start() {
    local before
    before=$(watch_looks "$1")
    milliseconds "$root/scripts/emergency" execute --home "$1" >/dev/null
    setsid "$root/scripts/emergency" monitor --daemon --home "$1" </dev/null >"$1/daemon.out" 2>&1 &
    watch_daemons+=($!)
    watch_until_look "$1" "$before"
}

# watch_gates COUNT: prints seconds of CPU and the most memory in KiB of one whole look at so many gates.
watch_gates() {
    local home=$work/gates
    rm -rf "$home"
    mkdir -p "$home/promptx"
    python3 - "$1" > "$home/promptx/plan.yaml" <<'PYTHON'
import sys
count = int(sys.argv[1])
print("plan: gates\ntime-box: {length: 1h}\nroles: [{id: NuWa}]\nguards: {disk: off, memory: off, cpu: off}\nblockers:")
for blocker in range(100):
    print(f"  - id: G{blocker}\n    owner: NuWa\n    needs: []\n    tasks: [{{id: t, kind: command, with: {{command: ['true']}}}}]\n    gates:")
    for gate in range(count // 100):
        # Nobody listens at port 1: one refused connection is about the cheapest measurement there is.
        print(f"      - {{id: g{gate}, probe: open-ports, with: {{ports: ['1']}}, success: '== 0', alert: '> 0'}}")
PYTHON
    "$root/scripts/emergency" execute --home "$home" >"$work/out" 2>&1 || fail 1 "a plan of $1 gates did not run: $(tail -n 3 "$work/out")"
    python3 - "$root/scripts/emergency" "$home" <<'PYTHON'
import resource, subprocess, sys
subprocess.run([sys.argv[1], "monitor", "--once", "--no-repair", "--home", sys.argv[2]], check=True,
    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{used.ru_utime + used.ru_stime:.3f} {used.ru_maxrss}")
PYTHON
}

bench_watch() {
    local project=emergency-bench-$$-w home=$work/watched other=$work/restarting round ours=() theirs=() took tries ticks before after most=0 rss
    # shellcheck source-path=SCRIPTDIR/.. source=engine.sh
    . "$root/scripts/engine.sh"
    [ "$ENGINE" = podman ] || fail 4 "the watch is measured against Podman's restart policy; there is no Podman here"
    [ -r "$root/stack/secrets.env" ] || fail 4 "stack/secrets.env is missing; run scripts/setup.sh"
    images_ready
    warm_cache
    watch_home "$project" "$home"
    watch_start "$home"
    watch_home "$project-r" "$other"
    sed -i '/^ *image: .*text2sql:dev$/{n;/serve/s/^\( *\).*$/&\n\1restart: always/}' "$other/stack/compose.yaml"
    [ "$(grep -c 'restart: always' "$other/stack/compose.yaml")" = 1 ] || fail 1 "stack/compose.yaml has no line 'command: [\"serve\"]' after the API's image any more"
    watch_start "$other"
    for ((round = 1; round <= WATCH_KILLS; round++)); do
        took=$(watch_round "$project" "$home")
        [ "$took" != unseen ] || fail 1 "the daemon did not see a kill"
        ours+=("$took")
        # A daemon that is busy with a look may find the API back already: then there was nothing for it to record.
        for tries in 1 2 3; do
            took=$(watch_round "$project-r" "$other")
            [ "$took" = unseen ] || break
        done
        [ "$took" != unseen ] || fail 1 "with restart: always no kill was seen in $tries tries"
        theirs+=("$took")
        say "kill $round: gate green after ${ours[-1]} ms, with restart: always after ${theirs[-1]} ms"
    done
    figure "kill -9 of the API -> gate green again, median of $WATCH_KILLS" "$(median "${ours[@]}")" ms at-most 500
    row "kill -9 of the API -> gate green again / the same gate where Podman restarts it (\`restart: always\`)" \
        "$(median "${ours[@]}")" "$(median "${theirs[@]}")" ms at-most 1
    kill "${watch_daemons[1]}" 2>/dev/null || true
    deploy_down "$project-r"
    if [ "$WATCH_IDLE" -gt 0 ]; then
        say "watching the daemon idle for $WATCH_IDLE s"
        ticks=$(getconf CLK_TCK)
        before=$(sed 's/.*) //' "/proc/${watch_daemons[0]}/stat" | awk '{print $12 + $13}')
        for ((round = 0; round < WATCH_IDLE; round += 10)); do
            sleep 10
            rss=$(awk '/^VmRSS/ {print $2}' "/proc/${watch_daemons[0]}/status")
            if [ "$rss" -gt "$most" ]; then most=$rss; fi
        done
        after=$(sed 's/.*) //' "/proc/${watch_daemons[0]}/stat" | awk '{print $12 + $13}')
        figure "idle daemon, most memory (RSS) in $WATCH_IDLE s" "$(awk -v kb="$most" 'BEGIN {printf "%.3f", kb * 1024 / 1e6}')" MB at-most 80
        figure "idle daemon, CPU of one core over $WATCH_IDLE s" \
            "$(awk -v t="$((after - before))" -v hz="$ticks" -v s="$WATCH_IDLE" 'BEGIN {printf "%.3f", 100 * t / hz / s}')" % at-most 0.2
    fi
    kill "${watch_daemons[0]}" 2>/dev/null || true
    watch_daemons=()
    deploy_down "$project"
    [ -z "$WATCH_GATES" ] || watch_gates 100 >/dev/null
    for round in $WATCH_GATES; do
        read -r ticks rss < <(watch_gates "$round")
        stated "one whole look at $round gates" "$ticks s CPU, $((rss * 1024 / 1000000)) MB"
    done
}
