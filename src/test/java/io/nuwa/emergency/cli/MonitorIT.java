package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.nuwa.emergency.run.Event;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code monitor --daemon} as a process: who watches, its signals, and what it does. */
@Timeout(120)
final class MonitorIT {
  private static final Duration ORDERLY = Duration.ofSeconds(5);

  @TempDir private Path folder;
  private WatchedHome watched;

  @BeforeEach
  void writePlan() {
    watched = WatchedHome.in(folder);
  }

  private static void endsInTime(FatJar.Running daemon) {
    Instant asked = Instant.now();
    daemon.signal("TERM");
    FatJar.Answer answer = daemon.end().hasCode(143);
    assertThat(Duration.between(asked, Instant.now())).isLessThan(ORDERLY);
    assertThat(answer.stdout()).isEmpty();
    assertThat(answer.stderr()).isEmpty();
  }

  @Test
  void one_watches_and_is_named_a_second_one_is_refused_and_sigterm_ends_it() {
    FatJar emergency = watched.home().emergency();
    try (FatJar.Running daemon = watched.daemon()) {
      watched.awaitStatus("resolved");
      ProcessHandle process = ProcessHandle.of(daemon.pid()).orElseThrow();
      String start = process.info().startInstant().orElseThrow().toString();
      assertThat(watched.home().json("promptx/memory/monitor-holder.json"))
          .containsEntry("pid", daemon.pid())
          .containsEntry("startedAt", start)
          .containsEntry("command", "monitor --daemon");

      emergency
          .run("monitor", "--daemon")
          .hasCode(5)
          .complains("another monitor watches here", "process " + daemon.pid(), start);
      String status = emergency.run("status", "--json").hasCode(0).stdout();
      assertThat(PublishedSchema.STATUS.problems(status)).isEmpty();
      assertThat(Home.parsed(status))
          .containsEntry("monitor", Map.of("pid", daemon.pid(), "since", start));
      assertThat(emergency.run("status").hasCode(0).stdout()).contains("Monitor: " + daemon.pid());

      endsInTime(daemon);
    }
    assertThat(watched.exists("promptx/memory/monitor-holder.json")).isFalse();
    assertThat(Home.parsed(emergency.run("status", "--json").stdout()))
        .doesNotContainKey("monitor");
  }

  @Test
  void sigterm_ends_it_in_time_while_a_whole_look_is_at_work() {
    String waits = "trap '' TERM; touch begun; until test -e go; do sleep 0.02; done";
    watched
        .home()
        .plan(WatchedHome.plan("Long", "").replace("test ! -e broken && touch made", waits));
    try (FatJar.Running daemon = watched.daemon()) {
      watched.await("the task", () -> watched.exists("begun"));
      List<ProcessHandle> children =
          ProcessHandle.of(daemon.pid()).orElseThrow().descendants().toList();
      assertThat(children).isNotEmpty();

      endsInTime(daemon);

      assertThat(children).noneMatch(ProcessHandle::isAlive);
    }
    watched.home().emergency().run("report", "--verify").hasCode(0);
  }

  @Test
  void a_gate_that_turns_red_is_noticed_and_mended_and_a_run_beside_it_works() {
    try (FatJar.Running daemon = watched.daemon("--interval", "1s")) {
      watched.awaitStatus("resolved");
      watched.remove("made");
      watched.await("it is made again", () -> watched.exists("made"));
      watched.awaitStatus("resolved");
      assertThat(watched.home().events()).hasAtLeastOneElementOfType(Event.BlockerReopened.class);

      String holds = "touch begun; until test -e go; do sleep 0.02; done; touch made";
      watched
          .home()
          .put(
              "held.yaml",
              WatchedHome.plan("Held", "").replace("test ! -e broken && touch made", holds));
      watched.remove("made");
      watched.home().put("broken", "");
      watched.awaitStatus("failed");
      try (FatJar.Running execute = startWhenFree("execute", "--plan", "held.yaml")) {
        watched.awaitLog("process " + execute.pid());
        assertThat(watched.log()).contains("looks again when it is over");
        assertThat(daemon.isAlive()).isTrue();
        watched.home().put("go", "");
        watched.remove("broken");
        execute.end().hasCode(0);
      }
      watched.awaitNextLook();
      endsInTime(daemon);
    }
  }

  /** A look of the watch may hold the run just then: told so, a user tries again. */
  private FatJar.Running startWhenFree(String... words) {
    Optional<FatJar.Running> running = Optional.empty();
    while (running.isEmpty()) {
      FatJar.Running tried = watched.home().emergency().start(words);
      watched.await("it begins or ends", () -> watched.exists("begun") || !tried.isAlive());
      if (watched.exists("begun")) {
        running = Optional.of(tried);
      } else {
        tried.end().hasCode(5);
        tried.close();
      }
    }
    return running.get();
  }

  @Test
  void a_port_that_closes_is_noticed_between_two_looks() throws Exception {
    var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    int port = server.getLocalPort();
    watched
        .home()
        .plan(
            WatchedHome.plan("Port", "")
                .replace("{unknown:", "{not-ready: [], unknown:")
                .replaceFirst(
                    "probe: command-exit\\s+with: .*",
                    "probe: open-ports\n        with: {ports: ['%d']}".formatted(port))
                .replace("success: \"== 0\"", "success: \"== 1\"")
                .replace("alert: \"!= 0\"", "alert: \"< 1\""));
    try (server;
        FatJar.Running daemon = watched.daemon()) {
      watched.awaitReport();
      server.close();
      watched.awaitLog("gate B-1/there: ");
      assertThat(watched.home().events()).hasAtLeastOneElementOfType(Event.BlockerReopened.class);
      assertThat(watched.status()).isNotEqualTo("resolved");

      try (var _ = new ServerSocket(port, 5, InetAddress.getLoopbackAddress())) {
        daemon.signal("USR1");
        watched.awaitStatus("resolved");
        endsInTime(daemon);
      }
    }
  }

  @Test
  void sighup_with_a_bad_plan_keeps_the_old_one_and_with_a_good_one_adopts_it() throws Exception {
    assumeFalse(ignoresHangUp(), "whoever started these tests has SIGHUP ignored, as nohup does");
    try (FatJar.Running daemon = watched.daemon()) {
      watched.awaitStatus("resolved");
      watched.home().plan("plan: watched\ntitle: [");
      daemon.signal("HUP");
      watched.awaitLog("the plan was not read again, the one from before is kept: ");

      watched.remove("made");
      daemon.signal("USR1");
      watched.await("mended by the old plan", () -> watched.exists("made"));
      watched.awaitStatus("resolved");
      assertThat(watched.log()).doesNotContain("a look broke");

      watched.home().plan(WatchedHome.plan("Other", ""));
      watched.remove("made");
      daemon.signal("USR1");
      watched.await("mended before it was told", () -> watched.exists("made"));
      assertThat(title()).isEqualTo("Watched");
      daemon.signal("HUP");
      watched.awaitLog("the plan was read again from promptx/plan.yaml");
      watched.await("the new title", () -> title().equals("Other"));
      endsInTime(daemon);
    }
  }

  /** A process inherits what is ignored, and a JVM leaves it so. */
  private static boolean ignoresHangUp() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16) % 2 == 1);
  }

  private String title() {
    String json = watched.home().emergency().run("status", "--json").hasCode(0).stdout();
    return Home.parsed(json).get("title").toString();
  }

  @Test
  void sigusr1_has_everything_looked_at_now() {
    try (FatJar.Running daemon = watched.daemon()) {
      watched.awaitStatus("resolved");
      watched.remove("made");
      daemon.signal("USR1");
      watched.await("it is made again", () -> watched.exists("made"));
      endsInTime(daemon);
    }
  }

  @Test
  void a_look_that_is_killed_is_told_and_tried_again() {
    String waits = "touch begun; until test -e go; do sleep 0.02; done; touch made";
    watched
        .home()
        .plan(WatchedHome.plan("Long", "").replace("test ! -e broken && touch made", waits));
    try (FatJar.Running daemon = watched.daemon()) {
      watched.await("the task", () -> watched.exists("begun"));
      ProcessHandle look =
          ProcessHandle.of(daemon.pid()).orElseThrow().children().findFirst().orElseThrow();
      List<ProcessHandle> below = look.descendants().toList();
      look.destroyForcibly();
      below.forEach(ProcessHandle::destroyForcibly);

      watched.awaitLog("the process of the look ended with code 137");
      watched.home().put("go", "");
      watched.awaitStatus("resolved");
      assertThat(daemon.isAlive()).isTrue();
      endsInTime(daemon);
    }
  }

  @Test
  void nobody_at_the_other_end_of_its_streams_and_an_ignored_sighup_do_not_matter()
      throws Exception {
    FatJar jar = watched.home().emergency().through("sh", "-c", "exec nohup \"$@\" >&- 2>&-", "sh");
    try (FatJar.Running daemon = jar.start("monitor", "--daemon", "--interval", "1s")) {
      watched.awaitStatus("resolved");
      daemon.signal("HUP");
      watched.remove("made");
      watched.await("it is made again", () -> watched.exists("made"));
      assertThat(daemon.isAlive()).isTrue();
      daemon.signal("TERM");
      daemon.end().hasCode(143);
    }
    assertThat(Files.readString(folder.resolve("logs/emergency-execution.log"))).contains("First");
  }
}
