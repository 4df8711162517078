package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.memory.JournalReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The daemon, killed with SIGKILL at random moments of its life and begun again. {@code
 * -Demergency.seed=7} draws the same moments once more.
 */
@Timeout(240)
final class MonitorKillIT {
  private static final int KILLS = 16;
  private static final long SEED = Long.getLong("emergency.seed", System.nanoTime());

  /** From the start of the JVM until well after the first looks, in nanoseconds. */
  private static final double LIFE = 4e9;

  @TempDir private Path folder;

  @Test
  void killed_at_any_moment_it_loses_nothing_and_tells_nothing_twice() throws Exception {
    var random = new Random(SEED);
    try (var chat = new Chat(200)) {
      var watched = WatchedHome.in(folder);
      watched.home().plan(WatchedHome.plan("Watched", chat.alerts())).put("broken", "");
      Path journal = watched.home().journal();
      byte[] seen = new byte[0];
      int records = 0;
      for (int kill = 0; kill < KILLS; kill++) {
        boolean heals = kill >= KILLS / 2;
        if (heals) {
          watched.remove("broken");
          watched.remove("made");
        }
        try (FatJar.Running daemon = watched.daemon("--interval", "1s")) {
          LockSupport.parkNanos((long) (random.nextDouble() * LIFE));
          byte[] before = wholeLines(journal);
          boolean killed = daemon.kill();
          assertThat(killed)
              .as("it watched until it was killed, kill %d: %s", kill, watched.log())
              .withFailMessage(() -> "it had ended by itself: " + daemon.end())
              .isTrue();
          byte[] now = wholeLines(journal);
          assertThat(startsWith(before, seen)).as("seed %d, kill %d", SEED, kill).isTrue();
          assertThat(startsWith(now, before)).as("seed %d, kill %d", SEED, kill).isTrue();
          seen = now;
        }
        int known = Files.exists(journal) ? JournalReader.read(journal).entries().size() : 0;
        assertThat(known)
            .as("records, seed %d, kill %d", SEED, kill)
            .isGreaterThanOrEqualTo(records);
        records = known;
      }

      try (FatJar.Running daemon = watched.daemon("--interval", "1s")) {
        watched.await("the run goes on", () -> watched.exists("made"));
        watched.awaitStatus("resolved");
        watched.await("the end is told", () -> chat.news("B-1") == 0 || chat.ends("B-1") > 0);
        daemon.signal("TERM");
        daemon.end().hasCode(143);
      }
      watched.awaitNobody();
      assertThat(chat.news("B-1")).as("news, seed %d", SEED).isLessThanOrEqualTo(1);
      watched.home().emergency().run("report", "--verify").hasCode(0);
      assertThat(startsWith(wholeLines(journal), seen)).isTrue();
      assertThat(watched.home().inMemory("journal.jsonl.")).isEmpty();
    }
  }

  @Test
  void a_kill_between_two_looks_has_nothing_told_again() throws Exception {
    try (var chat = new Chat(200)) {
      var watched = WatchedHome.in(folder);
      watched.home().plan(WatchedHome.plan("Watched", chat.alerts())).put("broken", "");
      try (FatJar.Running daemon = watched.daemon()) {
        watched.await("it is told", () -> chat.news("B-1") == 1);
        watched.await(
            "and known to be",
            () -> watched.home().text("promptx/memory/alerts.json").contains("B-1"));
        daemon.kill();
      }
      try (FatJar.Running daemon = watched.daemon()) {
        watched.await("it is given up again", () -> givenUp(watched) == 2);
        watched.remove("broken");
        daemon.signal("USR1");
        watched.awaitStatus("resolved");
        watched.await("the end is told", () -> chat.ends("B-1") == 1);
        daemon.signal("TERM");
        daemon.end().hasCode(143);
      }
      watched.awaitNobody();
      // The blocker and its gate in alert, each told once and ended once.
      assertThat(chat.letters()).isEqualTo(4);
    }
  }

  private static long givenUp(WatchedHome watched) {
    return watched.log().lines().filter(line -> line.contains("diagnosis of B-1")).count();
  }

  /** What ends with a newline; the rest is what a kill, or a write at this moment, leaves. */
  private static byte[] wholeLines(Path journal) throws IOException {
    byte[] all = Files.exists(journal) ? Files.readAllBytes(journal) : new byte[0];
    int end = all.length;
    while (end > 0 && all[end - 1] != '\n') {
      end--;
    }
    return Arrays.copyOf(all, end);
  }

  private static boolean startsWith(byte[] all, byte[] beginning) {
    return all.length >= beginning.length
        && Arrays.equals(all, 0, beginning.length, beginning, 0, beginning.length);
  }
}
