# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154
# Sourced by bench.sh after deploy.sh, whose home and ports it uses: the watch. From kill -9 of the API to a green
# gate, against a container of the same image with Podman's --restart=always that is killed in turn; what an idle
# daemon costs; what a whole look costs for each of nearly ten thousand gates (with their tasks, as many as a plan may hold).

WATCH_KILLS=${BENCH_KILLS:-20}
WATCH_IDLE=${BENCH_IDLE:-600}
WATCH_GATES=${BENCH_GATES-100 2500 5000 9900}
watch_daemon=
watch_container=

# numbers WHAT VALUE UNIT at-most LIMIT: a line of the table whose other side is the limit.
figure() {
    local met
    met=$(awk -v a="$2" -v limit="$5" 'BEGIN {print a <= limit ? "yes" : "no"}')
    if [ "$met" = no ]; then missed=1; fi
    rows+=("| $1 | $2 $3 | - | - | <= $5 $3 | $met |")
    say "${rows[-1]}"
}

watch_looks() {
    # There is no folder before the first look.
    { find "$work/deploy/logs/reports" -name 'report-*.json' 2>/dev/null || true; } | wc -l
}

# watch_until_look N: waits until there were more than N whole looks.
watch_until_look() {
    local tries
    for ((tries = 0; tries < 1200; tries++)); do
        if [ "$(watch_looks)" -gt "$1" ]; then return 0; fi
        sleep 0.1
    done
    tail -n 20 "$work/deploy/logs/monitor.log" >&2 || true
    fail 1 "the daemon had no whole look within two minutes"
}

# watch_kill PROJECT: kills the API and prints the milliseconds until the journal says that its gates are green again.
watch_kill() {
    python3 - "$1" "$work/deploy/promptx/memory/journal.jsonl" <<'PYTHON'
import datetime, json, os, subprocess, sys, time
project, journal = sys.argv[1:]
pid = int(subprocess.check_output(["podman", "inspect", "--format", "{{.State.Pid}}", f"{project}-text2sql-1"]))
assert pid > 1, "the API does not run"
seen = os.path.getsize(journal)
killed = time.time()
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
            if entry["type"] == "blocker-resolved":
                whole, _, fraction = entry["at"].rstrip("Z").partition(".")
                at = datetime.datetime.fromisoformat(whole + "+00:00").timestamp() + float("0." + (fraction or "0"))
                print(round((at - killed) * 1000))
                sys.exit()
sys.exit("not green within a minute")
PYTHON
}

# watch_restart NAME PORT SOCKET [OTHER...]: kills a container's process and prints the milliseconds until it answers
# 200, and until its health check and those of the others, executed at once over the engine's socket as our gate has
# them executed, pass.
watch_restart() {
    python3 - "$@" <<'PYTHON'
import concurrent.futures, http.client, json, os, socket, subprocess, sys, time, urllib.request
name, port, engine, *others = sys.argv[1:]
pid = int(subprocess.check_output(["podman", "inspect", "--format", "{{.State.Pid}}", name]))
assert pid > 1, "it does not run"

class Engine(http.client.HTTPConnection):
    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(engine)

def healthy(container):
    connection = Engine("engine")
    connection.request("GET", f"/v4.0.0/libpod/containers/{container}/healthcheck")
    answer = json.load(connection.getresponse())
    connection.close()
    return answer.get("Status") == "healthy"

def answers():
    try:
        return urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2).status == 200
    except OSError:
        return False

def until(true):
    while time.time() < killed + 60:
        if true():
            return round((time.time() - killed) * 1000)
        time.sleep(0.01)
    sys.exit("not back within a minute")

with concurrent.futures.ThreadPoolExecutor(1 + len(others)) as threads:
    # Its threads are there before they are needed.
    list(threads.map(time.sleep, [0.05] * (1 + len(others))))
    killed = time.time()
    os.kill(pid, 9)
    time.sleep(0.02)
    print(until(answers), until(lambda: all(threads.map(healthy, [name, *others]))))
PYTHON
}

watch_remove() {
    if [ -n "$watch_daemon" ]; then kill "$watch_daemon" 2>/dev/null || true; fi
    if [ -n "$watch_container" ]; then podman rm -f -t 1 "$watch_container" >/dev/null 2>&1 || true; fi
}

watch_start() {
    local before
    before=$(watch_looks)
    setsid "$root/scripts/emergency" monitor --daemon --home "$work/deploy" </dev/null >"$work/daemon.out" 2>&1 &
    watch_daemon=$!
    watch_until_look "$before"
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
    local project=emergency-bench-$$-w round ours=() other=() gate=() answering=() our_answering=() our_healthy=() answers healthy others engine_socket port ticks before after most=0 rss
    # shellcheck source-path=SCRIPTDIR/.. source=engine.sh
    . "$root/scripts/engine.sh"
    [ "$ENGINE" = podman ] || fail 4 "the watch is measured against Podman's restart policy; there is no Podman here"
    [ -r "$root/stack/secrets.env" ] || fail 4 "stack/secrets.env is missing; run scripts/setup.sh"
    images_ready
    warm_cache
    mkdir -p "$work/deploy/promptx" "$work/deploy/scripts" "$work/deploy/target"
    [ -d "$work/deploy/stack" ] || cp -r "$root/stack" "$work/deploy/stack"
    ln -sf "$root/scripts/images.sh" "$work/deploy/scripts/images.sh"
    ln -sf "$root/target/text2sql.jar" "$work/deploy/target/text2sql.jar"
    deploy_projects+=("$project")
    deploy_ports
    deploy_plan "$project"
    sed -i "s/9464/$(free_port)/g" "$work/deploy/promptx/plan.yaml"
    milliseconds "$root/scripts/emergency" execute --home "$work/deploy" >/dev/null
    port=$(free_port)
    watch_container=$project-restarted
    # shellcheck disable=SC1091
    (. "$work/deploy/stack/secrets.env" && podman run -d --name "$watch_container" --restart=always \
        --network "${project}_default" -p "127.0.0.1:$port:8000" -e PORT=8000 \
        -e "DATABASE_URL=jdbc:postgresql://postgres:$POSTGRES_PORT/text2sql" -e DATABASE_USER=text2sql \
        -e "DATABASE_PASSWORD=$POSTGRES_PASSWORD" localhost/emergency/text2sql:dev serve >/dev/null)
    watch_start
    engine_socket=$(podman info --format '{{.Host.RemoteSocket.Path}}')
    engine_socket=${engine_socket#unix://}
    others=("$project-postgres-1" "$project-prometheus-1" "$project-mcp-exporter-1" "$project-alertmanager-1")
    for ((round = 1; round <= WATCH_KILLS; round++)); do
        before=$(watch_looks)
        ours+=("$(watch_kill "$project")")
        watch_until_look "$before"
        read -r answers healthy < <(watch_restart "$watch_container" "$port" "$engine_socket")
        answering+=("$answers")
        other+=("$healthy")
        sleep 2
        # Nobody looks after it but Podman; what our gate measures besides is measured at once when it answers.
        read -r answers healthy < <(watch_restart "$watch_container" "$port" "$engine_socket" "${others[@]}")
        gate+=("$healthy")
        # The same stopwatch on the container that the daemon looks after.
        before=$(watch_looks)
        read -r answers healthy < <(watch_restart "$project-text2sql-1" "$TEXT2SQL_PORT" "$engine_socket")
        our_answering+=("$answers")
        our_healthy+=("$healthy")
        watch_until_look "$before"
        say "kill $round: gate green ${ours[-1]} ms; answers, health check passes: ours ${our_answering[-1]}, ${our_healthy[-1]} ms, --restart=always ${answering[-1]}, ${other[-1]} ms, with the other four checks ${gate[-1]} ms"
        sleep 2
    done
    figure "kill -9 of the API -> gate green again, median of $WATCH_KILLS" "$(median "${ours[@]}")" ms at-most 500
    row "kill -9 of the API -> it answers 200 / the same with Podman's \`--restart=always\`" \
        "$(median "${our_answering[@]}")" "$(median "${answering[@]}")" ms at-most 1
    row "kill -9 of the API -> its health check passes / the same with \`--restart=always\`" \
        "$(median "${our_healthy[@]}")" "$(median "${other[@]}")" ms at-most 1
    row "kill -9 of the API -> gate green again: five health checks / the same five with \`--restart=always\`" \
        "$(median "${ours[@]}")" "$(median "${gate[@]}")" ms at-most 1
    row "kill -9 of the API -> gate green again: five health checks / its own one with \`--restart=always\`" \
        "$(median "${ours[@]}")" "$(median "${other[@]}")" ms at-most 1
    podman rm -f -t 1 "$watch_container" >/dev/null 2>&1 || true
    watch_container=
    say "watching the daemon idle for $WATCH_IDLE s"
    ticks=$(getconf CLK_TCK)
    before=$(sed 's/.*) //' "/proc/$watch_daemon/stat" | awk '{print $12 + $13}')
    for ((round = 0; round < WATCH_IDLE; round += 10)); do
        sleep 10
        rss=$(awk '/^VmRSS/ {print $2}' "/proc/$watch_daemon/status")
        if [ "$rss" -gt "$most" ]; then most=$rss; fi
    done
    after=$(sed 's/.*) //' "/proc/$watch_daemon/stat" | awk '{print $12 + $13}')
    figure "idle daemon, most memory (RSS) in $WATCH_IDLE s" "$(awk -v kb="$most" 'BEGIN {printf "%.3f", kb * 1024 / 1e6}')" MB at-most 80
    figure "idle daemon, CPU of one core over $WATCH_IDLE s" \
        "$(awk -v t="$((after - before))" -v hz="$ticks" -v s="$WATCH_IDLE" 'BEGIN {printf "%.3f", 100 * t / hz / s}')" % at-most 0.2
    kill "$watch_daemon" 2>/dev/null || true
    watch_daemon=
    deploy_down "$project"
    deploy_projects=()
    [ -z "$WATCH_GATES" ] || watch_gates 100 >/dev/null
    for round in $WATCH_GATES; do
        read -r ticks rss < <(watch_gates "$round")
        say "$round gates: $ticks s of CPU, $((rss * 1024 / 1000000)) MB"
        rows+=("| one whole look at $round gates | $ticks s CPU, $((rss * 1024 / 1000000)) MB | - | - | stated | - |")
    done
}
