package io.nuwa.emergency.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.step.StepResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forty-eight hours with all their checkpoints, on a clock that is ticked by hand. */
class TimeBoxTest {
  @TempDir Path home;
  private Rehearsal rehearsal;

  @BeforeEach
  void prepare() {
    rehearsal = new Rehearsal(home);
  }

  private List<Event.CheckpointReached> checkpoints() {
    return of(Event.CheckpointReached.class);
  }

  private List<Event.DecisionMade> decisions() {
    return of(Event.DecisionMade.class);
  }

  private <E extends Event> List<E> of(Class<E> kind) {
    return rehearsal.events().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private RunState driveAfter(long hours) throws InterruptedException {
    rehearsal.time.tick(Duration.ofHours(hours));
    return rehearsal.drive();
  }

  @Test
  void judges_each_of_the_four_checkpoints_once_and_decides_once_at_the_end()
      throws InterruptedException {
    rehearsal.feature.reads("rate", 0);
    assertThat(rehearsal.drive().decision()).isEqualTo(Decision.UNDECIDED);
    driveAfter(6);
    driveAfter(12);
    driveAfter(18);
    rehearsal.feature.reads("rate", 1);
    // The old reading is used up by the first measurement, the new one stays.
    driveAfter(6);
    RunState mended = driveAfter(3);
    assertThat(mended.decision()).isEqualTo(Decision.GO);
    assertThat(mended.decided()).as("before the end it may be revoked").isFalse();
    RunState state = driveAfter(3);

    assertThat(checkpoints())
        .extracting(Event.CheckpointReached::checkpoint)
        .containsExactly("6h", "18h", "36h", "48h");
    assertThat(checkpoints())
        .extracting(Event.CheckpointReached::met)
        .containsExactly(true, false, false, true);
    assertThat(checkpoints()).allMatch(point -> point.late().isZero());
    assertThat(state.decision()).isEqualTo(Decision.GO);
    assertThat(state.decided()).isTrue();
    assertThat(state.reasons()).contains("2 of 2 blockers are resolved");
    int made = decisions().size();
    for (int look = 0; look < 5; look++) {
      assertThat(driveAfter(6).decision()).isEqualTo(Decision.GO);
    }
    assertThat(decisions()).as("written once").hasSize(made);
    assertThat(rehearsal.feature.effects).containsOnlyOnce("go/one", "go/two");
  }

  @Test
  void a_no_go_stays_one_whatever_is_mended_afterwards() throws InterruptedException {
    rehearsal.feature.reads("rate", 0);
    rehearsal.drive();
    RunState late = driveAfter(49);
    assertThat(late.decision()).isEqualTo(Decision.NO_GO);
    List<String> reasons = late.reasons();
    rehearsal.feature.reads("rate", 1);

    RunState later = driveAfter(2);

    assertThat(later.decision()).isEqualTo(Decision.NO_GO);
    assertThat(later.reasons()).isEqualTo(reasons);
    assertThat(decisions()).filteredOn(d -> d.decision() == Decision.NO_GO).hasSize(1);
    assertThat(rehearsal.feature.effects).doesNotContain("go/one");
  }

  @Test
  void a_go_is_revoked_before_the_end_when_a_gate_turns_red_and_its_tasks_ran_once()
      throws InterruptedException {
    assertThat(rehearsal.drive().decision()).isEqualTo(Decision.GO);
    rehearsal.feature.reads("up", 0);
    RunState red = driveAfter(1);
    assertThat(red.decision()).isEqualTo(Decision.UNDECIDED);
    rehearsal.feature.reads("up", 1);
    driveAfter(1);
    RunState green = driveAfter(1);
    assertThat(green.decision()).isEqualTo(Decision.GO);
    assertThat(rehearsal.feature.effects).containsOnlyOnce("go/one", "go/two");
  }

  @Test
  void a_gate_that_turns_red_after_the_end_leaves_the_decision_and_is_recorded()
      throws InterruptedException {
    rehearsal.drive();
    assertThat(driveAfter(48).decided()).isTrue();
    rehearsal.feature.reads("up", 0);
    RunState state = driveAfter(1);
    assertThat(state.decision()).isEqualTo(Decision.GO);
    assertThat(state.blocker("B-1").status()).isEqualTo(Status.IN_PROGRESS);
  }

  @Test
  void checkpoints_that_came_while_nobody_looked_are_told_in_order_before_anything_is_measured()
      throws InterruptedException {
    rehearsal.feature.reads("rate", 0);
    rehearsal.drive();
    int before = rehearsal.events().size();
    rehearsal.feature.reads("rate", 1);

    driveAfter(40);

    List<Event> since = rehearsal.events().subList(before, rehearsal.events().size());
    assertThat(since.subList(0, 3)).allMatch(Event.CheckpointReached.class::isInstance);
    assertThat(checkpoints())
        .extracting(Event.CheckpointReached::checkpoint)
        .containsExactly("6h", "18h", "36h");
    assertThat(checkpoints())
        .extracting(Event.CheckpointReached::late)
        .containsExactly(Duration.ofHours(34), Duration.ofHours(22), Duration.ofHours(4));
    assertThat(checkpoints().get(1).met()).as("on what was known then").isFalse();
    assertThat(checkpoints().get(1).reason()).contains("judged 1320 min late");
  }

  @Test
  void a_checkpoint_is_not_met_by_readings_of_another_time() throws InterruptedException {
    rehearsal.drive();
    // Both blockers are resolved and nobody looks until hour 20.
    driveAfter(20);

    assertThat(checkpoints()).extracting(Event.CheckpointReached::met).containsExactly(true, false);
    assertThat(checkpoints().getLast().reason())
        .contains("not so: B-1/up was last measured 18 h 0 min before");
  }

  @Test
  void what_was_done_after_a_checkpoint_does_not_count_for_it() throws InterruptedException {
    rehearsal.feature.step(
        "c/one",
        in -> {
          rehearsal.time.tick(Duration.ofHours(19));
          return StepResult.Done.of("at last");
        });
    RunState state = rehearsal.drive();
    assertThat(state.blocker("B-2").status()).isEqualTo(Status.RESOLVED);
    Event.CheckpointReached point = checkpoints().get(1);
    assertThat(point.checkpoint()).isEqualTo("18h");
    assertThat(point.met()).isFalse();
    assertThat(point.late()).isEqualTo(Duration.ofHours(1));
  }
}
