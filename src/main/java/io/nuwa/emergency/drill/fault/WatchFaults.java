package io.nuwa.emergency.drill.fault;

import io.nuwa.emergency.drill.daemon.Daemon;
import io.nuwa.emergency.drill.scene.Scene;
import io.nuwa.emergency.process.Completion;
import io.nuwa.emergency.process.Invocation;
import io.nuwa.emergency.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Faults of the watch itself. */
final class WatchFaults {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LONGEST_BEGIN = Duration.ofSeconds(60);
  private static final String LOG = "logs/monitor.log";
  private static final Processes PROCESSES = new Processes();

  private WatchFaults() {}

  /** Its process is there, and nobody looks: what it has measured grows old. */
  static Fault stopped() {
    return new Fault(
        "watch-stopped",
        "the watch is stopped (SIGSTOP), and a plain status says what it measured last",
        new Expectation.Refused(List.of("status", "--exit-code")),
        scene -> {
          Files.deleteIfExists(scene.file(LOG));
          Daemon watch = Daemon.start(scene.ground(), scene.program());
          return Trouble.brought(
              () -> {
                begin(scene);
                signal("-STOP", watch);
              },
              () -> state(watch).filter("T"::equals).map(state -> "nobody looks: it is stopped"),
              () -> {
                if (watch.ended().isEmpty()) {
                  signal("-CONT", watch);
                }
                watch.close();
              });
        });
  }

  private static void begin(Scene scene) throws IOException, InterruptedException {
    Instant end = scene.time().instant().plus(LONGEST_BEGIN);
    while (!Files.exists(scene.file(LOG))) {
      if (scene.time().instant().isAfter(end)) {
        throw new IOException("the watch does not begin; see logs/daemon.out");
      }
      scene.time().pause(Duration.ofMillis(200));
    }
  }

  private static void signal(String name, Daemon watch) throws IOException, InterruptedException {
    var kill = List.of("kill", name, Long.toString(watch.pid()));
    Completion done = PROCESSES.run(new Invocation(kill, Map.of(), Path.of("/"), PATIENCE));
    if (!done.succeeded()) {
      throw new IOException(String.join(" ", kill) + ": " + done.text().strip());
    }
  }

  private static Optional<String> state(Daemon watch) {
    try {
      String stat = Files.readString(Path.of("/proc/" + watch.pid() + "/stat"));
      return Optional.of(stat.substring(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
