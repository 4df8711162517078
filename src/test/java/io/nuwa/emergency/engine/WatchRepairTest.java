package io.nuwa.emergency.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.retry.Rung;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.RemedyResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a watch mends, what it leaves to 'execute', and when it asks a role. */
class WatchRepairTest {
  @TempDir Path home;
  private Rehearsal rehearsal;

  @BeforeEach
  void all_is_green() throws Exception {
    rehearsal = new Rehearsal(home).ladder(FailureClass.NOT_READY, Rung.of("start", 2));
    rehearsal.feature.remedy("start", _ -> RemedyResult.Applied.of("started"));
    rehearsal.drive();
    rehearsal.feature.effects.clear();
  }

  @Test
  void what_waits_to_be_deployed_is_left_to_execute_and_a_role_is_asked() throws Exception {
    rehearsal.feature.reads("up", waiting());

    RunState state = rehearsal.watch();
    rehearsal.watch();

    assertThat(state.blocker("B-1").assigned().orElseThrow().reason())
        .isEqualTo("web runs an older build");
    assertThat(rehearsal.feature.effects).isEmpty();
    assertThat(rehearsal.events().stream().filter(Event.RoleAssigned.class::isInstance)).hasSize(1);
  }

  @Test
  void execute_deploys_what_waits() throws Exception {
    rehearsal.feature.reads("up", waiting());
    rehearsal.watch();

    rehearsal.feature.reads("up", 1);
    rehearsal.watch();
    RunState state = rehearsal.drive();

    assertThat(rehearsal.feature.effects).contains("a/one", "a/two");
    assertThat(state.allResolved()).isTrue();
  }

  @Test
  void what_dies_again_and_again_is_mended_five_times_and_then_a_role_is_asked() throws Exception {
    dies(9);
    for (int looks = 0; looks < 9; looks++) {
      rehearsal.time.tick(Duration.ofSeconds(30));
      rehearsal.watch("scripted");
    }

    assertThat(rehearsal.feature.effects).containsOnly("remedy:start").hasSize(5);
    RunState state = rehearsal.watch("scripted");
    assertThat(state.blocker("B-1").status()).isNotEqualTo(Status.RESOLVED);
    assertThat(state.blocker("B-1").assigned().orElseThrow().reason())
        .endsWith("start was applied 5 times within 10 min, and it came back each time");
  }

  @Test
  void a_role_that_was_asked_for_what_comes_back_is_not_helped_by_more_starts() throws Exception {
    dies(5);
    rehearsal.feature.reads("up", red());
    for (int looks = 0; looks < 6; looks++) {
      rehearsal.time.tick(Duration.ofSeconds(30));
      rehearsal.watch("scripted");
    }
    rehearsal.feature.effects.clear();
    rehearsal.time.tick(Duration.ofHours(1));
    rehearsal.watch();

    assertThat(rehearsal.feature.effects).isEmpty();
  }

  @Test
  void what_dies_now_and_then_is_mended_each_time() throws Exception {
    dies(9);
    for (int looks = 0; looks < 9; looks++) {
      rehearsal.time.tick(Duration.ofMinutes(20));
      rehearsal.watch("scripted");
    }

    assertThat(rehearsal.feature.effects).containsOnly("remedy:start").hasSize(9);
  }

  @Test
  void what_others_have_mended_is_no_merit_of_the_remedy_and_is_measured_again() throws Exception {
    rehearsal.feature.remedy("start", _ -> new RemedyResult.Overtaken("its engine was quicker"));
    dies(1);

    RunState state = rehearsal.watch("scripted");

    assertThat(state.allResolved()).isTrue();
    assertThat(state.blocker("B-1").repairs().history().get("not-ready/start").applied()).isZero();
  }

  @Test
  void what_its_engine_brings_back_again_and_again_is_not_waited_for_for_ever() throws Exception {
    rehearsal.feature.remedy("start", _ -> new RemedyResult.Overtaken("its engine was quicker"));
    rehearsal.feature.reads("up", red());

    RunState state = rehearsal.watch("scripted");

    assertThat(state.blocker("B-1").assigned()).isPresent();
  }

  /** A container that died makes the tests fail: that is no matter of tests. */
  @Test
  void what_a_blocker_stands_on_is_mended_before_its_own_ladder_is_climbed() throws Exception {
    rehearsal.ladder(FailureClass.TEST_FAILURE, Rung.of("debug", 2));
    rehearsal.feature.remedy("debug", _ -> RemedyResult.Applied.of("debugged"));
    rehearsal.feature.reads("rate", failing()).reads("rate", green());
    rehearsal.feature.reads("up", red()).reads("up", green());
    rehearsal.time.tick(Duration.ofMinutes(1));

    RunState state = rehearsal.drive("B-2");

    assertThat(rehearsal.feature.effects).containsExactly("remedy:start");
    assertThat(state.allResolved()).isTrue();
  }

  /** It is red when it is looked at, and green when it was started again. */
  private void dies(int times) {
    for (int i = 0; i < times; i++) {
      rehearsal.feature.reads("up", red()).reads("up", green());
    }
  }

  private static Measurement waiting() {
    return new Measurement.Measured(
        0,
        "web runs an older build",
        Optional.of(
            new Failure(
                FailureClass.CONFIGURATION,
                "web runs an older build",
                "",
                Map.of(Failure.BY_EXECUTE, "needed"))),
        List.of());
  }

  private static Measurement red() {
    return new Measurement.Measured(
        0,
        "web is exited",
        Optional.of(
            new Failure(FailureClass.NOT_READY, "web is exited", "", Map.of("services", "web"))),
        List.of());
  }

  private static Measurement failing() {
    return new Measurement.Measured(
        0,
        "1 failed",
        Optional.of(Failure.of(FailureClass.TEST_FAILURE, "1 failed", "")),
        List.of());
  }

  private static Measurement green() {
    return new Measurement.Measured(1, "fine", Optional.empty(), List.of());
  }
}
