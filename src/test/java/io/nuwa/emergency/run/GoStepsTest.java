package io.nuwa.emergency.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the journal says of the work that follows a decision, wherever a process was killed. */
class GoStepsTest {
  private static final Instant AT = Instant.parse("2026-01-05T20:00:00Z");
  private static final StepKey STAGE = new StepKey(RunState.ON_GO, "stage", "set");
  private static final StepKey MAIL = new StepKey(RunState.ON_GO, "mail", "run");
  private static final StepKey BACK = new StepKey(RunState.ON_GO_WITHDRAWN, "stage", "put-back");

  private static GoSteps after(Event... events) {
    var entries = new ArrayList<Entry>();
    entries.add(
        new Entry(
            1,
            AT,
            new Event.RunStarted(
                "r",
                "p",
                "d",
                "t",
                Duration.ofHours(48),
                Duration.ofHours(6),
                List.of(),
                Map.of())));
    for (Event event : events) {
      entries.add(new Entry(entries.size() + 1, AT.plusSeconds(entries.size()), event));
    }
    return RunState.fold(entries).orElseThrow().goSteps();
  }

  private static Event begins(StepKey step) {
    return new Event.StepStarted(step, 1);
  }

  private static Event ends(StepKey step) {
    return new Event.StepSucceeded(step, "done", Map.of(), List.of());
  }

  @Test
  void a_step_that_was_cut_off_may_have_taken_effect_and_is_not_done() {
    GoSteps steps = after(begins(STAGE), ends(STAGE), begins(MAIL));
    assertThat(steps.begun()).containsExactly(STAGE, MAIL);
    assertThat(steps.done()).containsOnlyKeys(STAGE);
  }

  @Test
  void nothing_counts_as_done_once_taking_back_has_begun() {
    GoSteps steps = after(begins(STAGE), ends(STAGE), begins(BACK));
    assertThat(steps.done()).isEmpty();
    assertThat(steps.takenBack()).isEmpty();
    assertThat(steps.begun()).containsExactly(STAGE);
  }

  @Test
  void a_step_that_is_taken_back_is_not_taken_back_twice() {
    GoSteps steps = after(begins(STAGE), ends(STAGE), begins(BACK), ends(BACK));
    assertThat(steps.takenBack()).containsOnlyKeys(BACK);
  }

  @Test
  void what_follows_the_next_go_will_have_to_be_taken_back_anew() {
    GoSteps steps =
        after(begins(STAGE), ends(STAGE), begins(BACK), ends(BACK), begins(STAGE), ends(STAGE));
    assertThat(steps.takenBack()).isEmpty();
    assertThat(steps.done()).containsOnlyKeys(STAGE);
  }
}
