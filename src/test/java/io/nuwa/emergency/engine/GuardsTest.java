package io.nuwa.emergency.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.GuardRules;
import io.nuwa.emergency.retry.Rung;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.GuardAct;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.step.GuardLook;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.ScriptedGuard;
import io.nuwa.emergency.step.StepResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardsTest {
  private static final GuardLook BUSY = new GuardLook.Overload("93 % busy");
  private static final GuardLook CALM = new GuardLook.Calm("12 % busy");

  @TempDir Path home;
  private Rehearsal rehearsal;

  @BeforeEach
  void prepare() {
    rehearsal = new Rehearsal(home);
  }

  private List<Event.GuardActed> acts() {
    return rehearsal.events().stream()
        .filter(Event.GuardActed.class::isInstance)
        .map(Event.GuardActed.class::cast)
        .toList();
  }

  /** The step takes this long. */
  private void takes(String step, long seconds) {
    rehearsal.feature.step(
        step,
        in -> {
          rehearsal.time.tick(Duration.ofSeconds(seconds));
          return StepResult.Done.of("done");
        });
  }

  @Test
  void new_work_waits_until_the_processors_are_free_and_then_goes_on() throws InterruptedException {
    rehearsal.feature.guard(new ScriptedGuard("cpu", true, BUSY, BUSY, BUSY, CALM));
    takes("a/one", 5);

    RunState state = rehearsal.drive();

    assertThat(state.allResolved()).isTrue();
    assertThat(acts())
        .extracting(Event.GuardActed::what)
        .containsExactly(GuardAct.HELD, GuardAct.RELEASED);
    assertThat(acts().getFirst().text()).contains("93 % busy");
    assertThat(acts().getLast().text()).contains("after 3 s").contains("12 % busy");
    List<Event> events = rehearsal.events();
    int held = events.indexOf(acts().getFirst());
    assertThat(events.get(held - 1)).isInstanceOf(Event.StepSucceeded.class);
    assertThat(events.get(held + 2)).isInstanceOf(Event.StepStarted.class);
  }

  @Test
  void a_guard_that_cannot_tell_for_a_moment_does_not_end_the_wait() throws InterruptedException {
    GuardLook blind = new GuardLook.Unseen("not watched for long enough");
    rehearsal.feature.guard(new ScriptedGuard("cpu", true, BUSY, blind, blind, BUSY, CALM));
    takes("a/one", 5);
    rehearsal.drive();
    assertThat(acts()).hasSize(2);
    assertThat(acts().getLast().text()).contains("after 4 s").contains("12 % busy");
  }

  @Test
  void the_wait_is_bounded_says_so_and_does_not_begin_again_while_it_stays_busy()
      throws InterruptedException {
    var guard = new ScriptedGuard("cpu", true, BUSY);
    rehearsal.feature.guard(guard);
    List.of("a/one", "a/two", "b/one", "b/two").forEach(step -> takes(step, 5));
    Instant start = rehearsal.time.instant();

    rehearsal.drive();

    assertThat(acts()).hasSize(2);
    assertThat(acts().getLast().text()).contains("after 120 s").contains("a deadline rules");
    assertThat(Duration.between(start, rehearsal.time.instant()))
        .isEqualTo(Duration.ofSeconds(140));
  }

  @Test
  void is_held_again_once_it_was_calm_in_between() throws InterruptedException {
    rehearsal
        .guards(
            new GuardRules(
                OptionalLong.empty(),
                OptionalDouble.empty(),
                OptionalDouble.of(80),
                Duration.ofSeconds(1)))
        .feature
        .guard(new ScriptedGuard("cpu", true, BUSY, BUSY, CALM, BUSY, CALM));
    List.of("a/one", "a/two", "b/one", "b/two").forEach(step -> takes(step, 5));

    rehearsal.drive();

    assertThat(acts())
        .extracting(Event.GuardActed::what)
        .containsExactly(GuardAct.HELD, GuardAct.RELEASED, GuardAct.HELD, GuardAct.RELEASED);
  }

  @Test
  void is_not_asked_at_all_while_steps_are_quick() throws InterruptedException {
    var guard = new ScriptedGuard("cpu", true, BUSY);
    rehearsal.feature.guard(guard);
    rehearsal.drive();
    assertThat(guard.looked()).isZero();
    assertThat(acts()).isEmpty();
  }

  @Test
  void a_repair_never_waits() throws InterruptedException {
    var guard = new ScriptedGuard("cpu", true, CALM);
    rehearsal
        .ladder(FailureClass.TIMEOUT, new Rung("mend", 3, Duration.ZERO))
        .feature
        .guard(guard)
        .remedy("mend", failure -> RemedyResult.Applied.of("mended"));
    for (int i = 0; i < 3; i++) {
      rehearsal.feature.step(
          "a/one",
          in -> {
            rehearsal.time.tick(Duration.ofSeconds(30));
            return new StepResult.Failed(
                io.nuwa.emergency.failure.Failure.of(FailureClass.TIMEOUT, "slow", ""));
          });
    }
    rehearsal.drive();
    assertThat(guard.looked()).as("before a/two only, not before a/one again").isEqualTo(1);
  }

  @Test
  void advice_is_given_once_and_taken_back_when_there_is_enough_again()
      throws InterruptedException {
    rehearsal.feature.guard(
        new ScriptedGuard(
            "memory",
            false,
            new GuardLook.Advice("95 % in use"),
            new GuardLook.Advice("96 % in use"),
            new GuardLook.Calm("70 % in use")));
    RunState state = rehearsal.drive();
    assertThat(acts())
        .containsExactly(
            new Event.GuardActed("memory", GuardAct.ADVISED, "95 % in use"),
            new Event.GuardActed("memory", GuardAct.RELEASED, "70 % in use"));
    assertThat(state.watched().guards().get("memory").what()).isEqualTo(GuardAct.RELEASED);
  }

  @Test
  void what_was_removed_is_recorded_and_that_it_was_not_enough() throws InterruptedException {
    rehearsal.feature.guard(
        new ScriptedGuard("disk", false, new GuardLook.Cleaned("removed 3 old logs", false), CALM));
    rehearsal.drive();
    assertThat(acts())
        .extracting(Event.GuardActed::what)
        .containsExactly(GuardAct.CLEANED, GuardAct.ADVISED, GuardAct.RELEASED);
  }

  @Test
  void a_guard_that_breaks_stops_nothing() throws InterruptedException {
    rehearsal.feature.guard(
        new io.nuwa.emergency.step.Guard() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public GuardLook look(io.nuwa.emergency.time.Time time) {
            throw new IllegalStateException("no disk at all");
          }
        });
    assertThat(rehearsal.drive().allResolved()).isTrue();
    assertThat(acts()).isEmpty();
  }
}
