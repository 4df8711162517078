package io.nuwa.emergency.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.run.WatchSight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchBeatTest {
  private static final Instant START = Instant.parse("2026-01-05T20:00:00Z");
  private static final RunLock.Holder WATCH =
      new RunLock.Holder(ProcessHandle.current().pid(), START, "monitor --daemon");

  @TempDir private Path home;
  private MemoryFolder memory;

  @BeforeEach
  void build() throws Exception {
    memory = new MemoryFolder(home);
    Files.createDirectories(memory.folder());
  }

  private static Instant after(int minutes) {
    return START.plus(Duration.ofMinutes(minutes));
  }

  private Optional<Instant> silent(int minutes) {
    return WatchBeat.silentSince(memory, WATCH, after(minutes));
  }

  @Test
  void one_that_beats_each_minute_is_not_silent() throws Exception {
    new WatchBeat(after(10), false, Optional.empty()).write(memory);

    assertThat(silent(11)).isEmpty();
    assertThat(silent(14)).contains(after(10));
  }

  @Test
  void a_whole_look_may_take_its_time_but_not_for_ever() throws Exception {
    new WatchBeat(after(10), true, Optional.empty()).write(memory);

    assertThat(silent(100)).isEmpty();
    assertThat(silent(140)).contains(after(10));
  }

  @Test
  void one_that_has_never_beaten_is_silent_since_it_began() throws Exception {
    assertThat(silent(2)).isEmpty();
    assertThat(silent(4)).contains(START);
    new WatchBeat(START.minusSeconds(60), false, Optional.empty()).write(memory);
    assertThat(silent(4)).as("the beat of an earlier watch").contains(START);
  }

  @Test
  void one_that_cannot_look_says_since_when_and_why() throws Exception {
    var blind = new WatchSight.Blind(after(3), "no plan");

    new WatchBeat(after(10), false, Optional.of(blind)).write(memory);
    assertThat(WatchBeat.blind(memory, WATCH)).contains(blind);

    new WatchBeat(after(11), false, Optional.empty()).write(memory);
    assertThat(WatchBeat.blind(memory, WATCH)).isEmpty();
    new WatchBeat(START.minusSeconds(60), false, Optional.of(blind)).write(memory);
    assertThat(WatchBeat.blind(memory, WATCH)).as("the beat of an earlier watch").isEmpty();
  }

  @Test
  void a_beat_that_cannot_be_read_is_none() throws Exception {
    Files.writeString(memory.watchBeat(), "{");

    assertThat(silent(4)).contains(START);
  }

  @Test
  void one_that_the_kernel_has_stopped_is_silent_at_once() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    try {
      var watch = new RunLock.Holder(process.pid(), START, "monitor");
      new WatchBeat(after(1), false, Optional.empty()).write(memory);
      assertThat(WatchBeat.silentSince(memory, watch, after(1))).isEmpty();

      assertThat(new ProcessBuilder("kill", "-STOP", "" + process.pid()).start().waitFor())
          .isZero();
      // The signal is on its way: the kernel says when it has arrived.
      Instant limit = Instant.now().plusSeconds(30);
      while (!Birth.isStopped(process.pid()) && Instant.now().isBefore(limit)) {
        Thread.onSpinWait();
      }

      assertThat(WatchBeat.silentSince(memory, watch, after(1))).contains(after(1));
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
