package io.nuwa.emergency.resource.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.GuardLook;
import io.nuwa.emergency.step.Progress;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk of 16 MiB that is really full. Skipped where nothing may be mounted. */
class DiskGuardTest {
  private static final int MIB = 1 << 20;
  private static final long LIMIT = 8L * MIB;

  private static final Failure FULL =
      Failure.of(FailureClass.NO_SPACE, "No space left on device", "");
  private static final StepInput INPUT =
      new StepInput(
          "r", new Values(Map.of(), Map.of()), Instant.MAX, Time.system(), Progress.SILENT);

  @TempDir Path folder;

  private static DiskGuard guard(Path home) {
    return new DiskGuard(
        home,
        List.of(),
        LIMIT,
        new OldLogs(home, Path.of("/proc")),
        () -> Optional.of(Instant.MAX));
  }

  private static void log(Path home, String name, int megabytes, int daysOld) throws IOException {
    Path file = Files.createDirectories(home.resolve("logs")).resolve(name);
    Files.write(file, new byte[megabytes * MIB]);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(daysOld))));
  }

  @Test
  void removes_the_oldest_logs_until_there_is_room_and_no_more()
      throws IOException, InterruptedException {
    assumeTrue(SmallDisk.mount(folder, 16), "mounting a small disk is not permitted here");
    try (var _ = new SmallDisk(folder)) {
      log(folder, "newest.log", 3, 1);
      log(folder, "middle.log", 3, 5);
      log(folder, "oldest.log", 3, 9);
      Files.write(folder.resolve("other"), new byte[5 * MIB]);

      GuardLook look = guard(folder).look(Time.system());

      // 2 of 16 MiB were free; the two oldest make it 8, and the newest may stay.
      assertThat(look).isInstanceOf(GuardLook.Cleaned.class);
      assertThat(((GuardLook.Cleaned) look).enough()).isTrue();
      assertThat(look.text()).contains("removed 2 old logs of ours, 6.0 MiB; 8.0 MiB are free now");
      assertThat(folder.resolve("logs/newest.log")).exists();
      assertThat(folder.resolve("logs/middle.log")).doesNotExist();
      assertThat(guard(folder).look(Time.system())).isInstanceOf(GuardLook.Calm.class);
    }
  }

  @Test
  void says_that_it_was_not_enough_and_then_what_people_can_do()
      throws IOException, InterruptedException {
    assumeTrue(SmallDisk.mount(folder, 16), "mounting a small disk is not permitted here");
    try (var _ = new SmallDisk(folder)) {
      log(folder, "old.log", 1, 9);
      Files.write(folder.resolve("other"), new byte[14 * MIB]);
      GuardLook first = guard(folder).look(Time.system());
      assertThat(first).isInstanceOf(GuardLook.Cleaned.class);
      assertThat(((GuardLook.Cleaned) first).enough()).isFalse();
      GuardLook second = guard(folder).look(Time.system());
      assertThat(second).isInstanceOf(GuardLook.Advice.class);
      assertThat(second.text()).contains("2.0 MiB are free for " + folder).contains("free some");
    }
  }

  @Test
  void logs_on_another_disk_than_the_full_one_stay() throws IOException, InterruptedException {
    Path small = Files.createDirectories(folder.resolve("engine"));
    Path home = Files.createDirectories(folder.resolve("home"));
    assumeTrue(SmallDisk.mount(small, 4), "mounting a small disk is not permitted here");
    try (var _ = new SmallDisk(small)) {
      log(home, "old.log", 1, 9);
      var guard =
          new DiskGuard(
              home, List.of(small), LIMIT, new OldLogs(home, Path.of("/proc")), Optional::empty);
      GuardLook look = guard.look(Time.system());
      assertThat(look).isInstanceOf(GuardLook.Advice.class);
      assertThat(look.text()).contains("4.0 MiB are free for " + small);
      assertThat(home.resolve("logs/old.log")).exists();
    }
  }

  @Test
  void as_a_remedy_it_applies_only_where_room_lacks() throws IOException, InterruptedException {
    assumeTrue(SmallDisk.mount(folder, 16), "mounting a small disk is not permitted here");
    try (var _ = new SmallDisk(folder)) {
      var remedy = new CleanLogs(guard(folder));
      log(folder, "old.log", 1, 9);
      assertThat(remedy.apply(FULL, INPUT)).isInstanceOf(RemedyResult.NotApplicable.class);
      assertThat(folder.resolve("logs/old.log")).exists();
      Files.write(folder.resolve("other"), new byte[12 * MIB]);
      assertThat(remedy.apply(FULL, INPUT)).isInstanceOf(RemedyResult.Applied.class);
      assertThat(folder.resolve("logs/old.log")).doesNotExist();
      assertThat(remedy.apply(FULL, INPUT)).isInstanceOf(RemedyResult.NotApplicable.class);
    }
  }

  @Test
  void a_full_disk_without_logs_is_not_said_to_have_room()
      throws IOException, InterruptedException {
    assumeTrue(SmallDisk.mount(folder, 4), "mounting a small disk is not permitted here");
    try (var _ = new SmallDisk(folder)) {
      var left = (RemedyResult.NotApplicable) new CleanLogs(guard(folder)).apply(FULL, INPUT);

      assertThat(left.reason())
          .startsWith("4.0 MiB are free for " + folder)
          .endsWith("; no logs/ lies there");
    }
  }
}
