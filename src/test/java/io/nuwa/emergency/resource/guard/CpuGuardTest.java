package io.nuwa.emergency.resource.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.step.GuardLook;
import io.nuwa.emergency.time.TickedTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine of two processors whose counts a test writes, second by second. */
class CpuGuardTest {
  private static final int TICKS = 200;

  @TempDir Path proc;
  private final TickedTime time = TickedTime.at("2026-01-05T20:00:00Z");
  private CpuGuard guard;
  private long others;
  private long own;
  private long idle;

  @BeforeEach
  void prepare() {
    guard = new CpuGuard(proc, 80, 42, List::of);
  }

  /** A second passes in which these parts of the machine are used. */
  private GuardLook second(int percentOthers, int percentOwn) throws IOException {
    time.tick(Duration.ofSeconds(1));
    others += TICKS * percentOthers / 100;
    own += TICKS * percentOwn / 100;
    idle += TICKS * (100 - percentOthers - percentOwn) / 100;
    Files.writeString(
        proc.resolve("stat"),
        "cpu  %d 0 0 %d 5 0 0 0 0 0\ncpu0 1 2 3 4\n".formatted(others + own, idle));
    Files.createDirectories(proc.resolve("42"));
    Files.writeString(
        proc.resolve("42/stat"),
        "42 (a (b) c) S 1 1 1 0 -1 4 0 0 0 0 %d 0 0 0 20 0".formatted(own));
    return guard.look(time);
  }

  private List<GuardLook> seconds(int count, int percentOthers, int percentOwn) throws IOException {
    var looks = new ArrayList<GuardLook>();
    for (int i = 0; i < count; i++) {
      looks.add(second(percentOthers, percentOwn));
    }
    return looks;
  }

  @Test
  void says_nothing_before_it_has_watched_for_ten_seconds() throws IOException {
    assertThat(seconds(10, 100, 0)).allMatch(GuardLook.Unseen.class::isInstance);
    assertThat(seconds(3, 100, 0).getLast()).isInstanceOf(GuardLook.Overload.class);
  }

  @Test
  void a_machine_that_is_busy_with_others_is_overloaded_until_they_are_done() throws IOException {
    GuardLook busy = seconds(15, 90, 5).getLast();
    assertThat(busy).isInstanceOf(GuardLook.Overload.class);
    assertThat(busy.text())
        .isEqualTo("CPU 90 % busy with the work of others for 10 s, the limit is 80 %");
    List<GuardLook> after = seconds(10, 5, 5);
    assertThat(after.getLast()).isInstanceOf(GuardLook.Calm.class);
    assertThat(after.getFirst()).as("a moment is no proof").isInstanceOf(GuardLook.Overload.class);
  }

  @Test
  void our_own_work_is_no_reason_to_hold_our_own_work() throws IOException {
    assertThat(seconds(30, 20, 80))
        .noneMatch(GuardLook.Overload.class::isInstance)
        .last()
        .isInstanceOf(GuardLook.Calm.class);
  }

  @Test
  void exactly_the_limit_is_not_above_it() throws IOException {
    assertThat(seconds(20, 80, 0)).noneMatch(GuardLook.Overload.class::isInstance);
    assertThat(seconds(20, 81, 0)).anyMatch(GuardLook.Overload.class::isInstance);
  }

  @Test
  void knows_again_ten_seconds_after_a_long_step_in_which_nobody_asked() throws IOException {
    seconds(2, 100, 0);
    time.tick(Duration.ofSeconds(20));
    assertThat(second(100, 0)).isInstanceOf(GuardLook.Overload.class);
    List<GuardLook> next = seconds(12, 100, 0);
    assertThat(next).noneMatch(GuardLook.Calm.class::isInstance);
    assertThat(next.getLast()).isInstanceOf(GuardLook.Overload.class);
  }

  @Test
  void two_looks_far_enough_apart_are_enough() throws IOException {
    seconds(1, 100, 0);
    time.tick(Duration.ofSeconds(9));
    assertThat(second(100, 0)).isInstanceOf(GuardLook.Overload.class);
  }

  @Test
  void a_burst_is_no_load() throws IOException {
    seconds(12, 10, 0);
    assertThat(seconds(5, 100, 0)).noneMatch(GuardLook.Overload.class::isInstance);
  }

  @Test
  void what_was_long_ago_does_not_count() throws IOException {
    seconds(15, 100, 0);
    time.tick(Duration.ofMinutes(10));
    assertThat(second(100, 0)).isInstanceOf(GuardLook.Unseen.class);
  }

  @Test
  void cannot_say_anything_where_the_kernel_does_not() {
    assertThat(guard.look(time)).isInstanceOf(GuardLook.Unseen.class);
  }
}
