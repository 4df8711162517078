package io.nuwa.emergency.run.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.IllegalTransitionException;
import io.nuwa.emergency.run.RemedyOutcome;
import io.nuwa.emergency.run.Status;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds of the clock of any run, at any moment. */
class ClockPropertiesTest {
  private static final Set<Standing> WORSE_THAN_AHEAD =
      Set.of(Standing.AT_RISK, Standing.DUE, Standing.MISSED);

  /** Does what can be done next of what the numbers say. */
  private static Runs run(List<Integer> deeds, List<Integer> seconds) {
    var run = new Runs();
    int round = 0;
    for (int i = 0; i < deeds.size(); i++) {
      run.after(seconds.get(i % seconds.size()));
      Status status = run.state().blocker("B-1").status();
      boolean open = status == Status.IN_PROGRESS;
      switch (deeds.get(i)) {
        case 0 -> {
          if (status != Status.RESOLVED) {
            run.after(0, Runs.round(++round % 3 + 1));
          }
        }
        case 1 -> {
          if (open) {
            run.after(0, Runs.remedy(RemedyOutcome.APPLIED));
          }
        }
        case 2 -> run.after(0, Runs.reads(90));
        case 3 -> {
          if (open) {
            run.after(0, Runs.reads(100), Runs.resolved());
          }
        }
        case 4 -> {
          if (open) {
            run.after(0, new Event.RoleAssigned("B-1", "NuWa", FailureClass.UNKNOWN, "no"));
            run.after(0, new Event.BlockerFailed("B-1", "no"));
          }
        }
        case 5 -> run.after(0, new Event.RunStopped("signal"));
        case 6 -> run.after(0, new Event.RunResumed(1, "again"));
        default -> {
          if (status == Status.RESOLVED) {
            run.after(0, Runs.reads(1), new Event.BlockerReopened("B-1", "g", "red"));
          }
        }
      }
    }
    return run;
  }

  @Property
  void a_forecast_never_lies_before_now_and_rests_on_something(
      @ForAll @Size(max = 30) List<@IntRange(max = 7) Integer> deeds,
      @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 20_000) Integer> seconds,
      @ForAll @IntRange(max = 200_000) int later) {
    Runs run = run(deeds, seconds);
    Instant now = run.at().plusSeconds(later);
    for (Due due : Clock.of(run.state(), now).deadlines()) {
      assertThat(due.forecast().basis().isEmpty())
          .isEqualTo(run.state().blocker(due.blocker()).status() == Status.RESOLVED);
      assertThat(due.forecast().earliest().isPresent())
          .isEqualTo(due.forecast().latest().isPresent());
      if (due.forecast().earliest().isPresent()) {
        assertThat(due.forecast().earliest().get()).isAfterOrEqualTo(now);
        assertThat(due.forecast().latest().get()).isAfterOrEqualTo(due.forecast().earliest().get());
        assertThat(run.state().watched().effort(due.blocker()).attempts()).isPositive();
      }
    }
  }

  @Property
  void a_doubt_does_not_go_by_waiting(
      @ForAll @Size(max = 30) List<@IntRange(max = 7) Integer> deeds,
      @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 20_000) Integer> seconds,
      @ForAll @IntRange(max = 200_000) int later,
      @ForAll @IntRange(max = 200_000) int evenLater) {
    Runs run = run(deeds, seconds);
    Clock sooner = Clock.of(run.state(), run.at().plusSeconds(later));
    Clock then = Clock.of(run.state(), run.at().plusSeconds(later).plusSeconds(evenLater));
    for (int i = 0; i < sooner.deadlines().size(); i++) {
      if (WORSE_THAN_AHEAD.contains(sooner.deadlines().get(i).standing())) {
        assertThat(then.deadlines().get(i).standing()).isIn(WORSE_THAN_AHEAD);
      }
    }
    for (int i = 0; i < sooner.checkpoints().size(); i++) {
      if (WORSE_THAN_AHEAD.contains(sooner.checkpoints().get(i).standing())) {
        assertThat(then.checkpoints().get(i).standing()).isIn(WORSE_THAN_AHEAD);
      }
    }
  }

  @Property
  void a_final_decision_never_changes(
      @ForAll @Size(max = 20) List<@IntRange(max = 7) Integer> deeds,
      @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 20_000) Integer> seconds,
      @ForAll @Size(max = 10) List<@IntRange(max = 7) Integer> more) {
    Runs run = run(deeds, seconds);
    run.after(48 * 3600, new Event.DecisionMade(Decision.NO_GO, List.of("the time box is over")));
    assertThat(run.state().decided()).isTrue();
    for (Decision other : List.of(Decision.GO, Decision.UNDECIDED)) {
      assertThatThrownBy(() -> run.after(1, new Event.DecisionMade(other, List.of())))
          .isInstanceOf(IllegalTransitionException.class)
          .hasMessageContaining("NO-GO was decided");
    }
    run.after(1, new Event.DecisionMade(Decision.NO_GO, List.of("said again")));
    if (run.state().blocker("B-1").status() == Status.IN_PROGRESS) {
      run.after(1, Runs.reads(100), Runs.resolved());
    }
    for (int deed : more) {
      if (deed == 2 && run.state().blocker("B-1").status() == Status.RESOLVED) {
        run.after(1, Runs.reads(1), new Event.BlockerReopened("B-1", "g", "red"));
      }
    }
    assertThat(run.state().decision()).isEqualTo(Decision.NO_GO);
    assertThat(run.state().reasons()).containsExactly("the time box is over");
  }
}
