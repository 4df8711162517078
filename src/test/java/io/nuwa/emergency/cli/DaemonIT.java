package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code monitor --daemon} as a shell starts it in the background. */
@Timeout(120)
final class DaemonIT {
  /** Says the PID, then what the command substitution waited for. */
  private static final String SHELL = "x=$(\"$@\" & echo $!); echo \"$x\"";

  @TempDir private Path folder;
  private WatchedHome watched;

  @BeforeEach
  void writePlan() {
    watched = WatchedHome.in(folder);
  }

  @Test
  void whoever_waits_for_its_output_need_not_wait() throws Exception {
    ProcessHandle daemon = ProcessHandle.of(Long.parseLong(shell("monitor", "--daemon"))).get();
    try {
      watched.awaitReport();
      assertThat(watched.log()).contains("process " + daemon.pid() + " watches");
      Path own = Path.of("/proc/" + daemon.pid() + "/fd");
      Path log = folder.toRealPath().resolve("logs/monitor.log");
      assertThat(Files.readSymbolicLink(own.resolve("0"))).isEqualTo(Path.of("/dev/null"));
      assertThat(Files.readSymbolicLink(own.resolve("1"))).isEqualTo(log);
      assertThat(Files.readSymbolicLink(own.resolve("2"))).isEqualTo(log);
      assertThat(session(daemon.pid())).isEqualTo(daemon.pid());
    } finally {
      daemon.destroy();
      daemon.onExit().get(20, TimeUnit.SECONDS);
    }
    assertThat(watched.log()).contains("watches no longer: stopped");
  }

  @Test
  void what_keeps_it_from_beginning_is_said_where_it_was_started() throws Exception {
    watched.home().plan("plan: broken\n");
    assertThat(shell("monitor", "--daemon")).contains("promptx/plan.yaml:1", "nothing was started");
  }

  private String shell(String... words) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.addAll(List.of("sh", "-c", SHELL, "sh", FatJar.JAVA.toString()));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-jar"));
    command.add(FatJar.JAR.toString());
    command.addAll(List.of(words));
    var start = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    start.environment().keySet().removeIf(name -> name.startsWith("EMERGENCY_"));
    Process process = start.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.strip();
  }

  /** The sixth word of what the kernel says of a process, whose name here has no blanks. */
  private static long session(long pid) throws IOException {
    return Long.parseLong(Files.readString(Path.of("/proc/" + pid + "/stat")).split(" ", -1)[5]);
  }
}
