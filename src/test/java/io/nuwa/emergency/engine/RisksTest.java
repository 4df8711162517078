package io.nuwa.emergency.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Risk;
import io.nuwa.emergency.plan.Severity;
import io.nuwa.emergency.run.Alert;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RiskStanding;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.StepResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RisksTest {
  @TempDir Path home;
  private Rehearsal rehearsal;

  @BeforeEach
  void prepare() {
    rehearsal = new Rehearsal(home);
  }

  private List<Event.RiskJudged> judged() {
    return rehearsal.events().stream()
        .filter(Event.RiskJudged.class::isInstance)
        .map(Event.RiskJudged.class::cast)
        .toList();
  }

  private void slowAfter(long seconds) {
    rehearsal.risk(
        new Risk(
            "slow",
            "slow deployment",
            Severity.YELLOW,
            new Risk.Took("B-1", "a", Duration.ofSeconds(seconds))));
  }

  private void takes(String step, long seconds) {
    rehearsal.feature.step(
        step,
        in -> {
          rehearsal.time.tick(Duration.ofSeconds(seconds));
          return StepResult.Done.of("done");
        });
  }

  @Test
  void a_task_that_took_longer_is_seen_by_the_sum_of_its_steps_and_alerts()
      throws InterruptedException {
    slowAfter(300);
    takes("a/one", 200);
    takes("a/two", 101);
    RunState state = rehearsal.drive();
    assertThat(judged()).hasSize(1);
    assertThat(judged().getFirst().standing()).isEqualTo(RiskStanding.SEEN);
    assertThat(judged().getFirst().text()).isEqualTo("B-1/a took 301 s, the limit is 300 s");
    assertThat(Alert.firing(state))
        .extracting(Alert::name, Alert::subject, Alert::severity)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Alert.RISK_SEEN, "slow", Severity.YELLOW));
  }

  @Test
  void exactly_the_limit_is_not_longer() throws InterruptedException {
    slowAfter(300);
    takes("a/one", 300);
    RunState state = rehearsal.drive();
    assertThat(judged().getFirst().standing()).isEqualTo(RiskStanding.GONE);
    assertThat(Alert.firing(state)).isEmpty();
  }

  @Test
  void is_told_only_when_it_changes_and_the_last_execution_counts() throws InterruptedException {
    slowAfter(300);
    takes("a/one", 400);
    rehearsal.drive();
    rehearsal.drive();
    assertThat(judged()).hasSize(1);
    // Red, and only the tasks can mend it: they run once more, quicker this time.
    rehearsal.feature.reads("up", 0).reads("up", 0).reads("up", 1);
    rehearsal.time.tick(Duration.ofHours(1));
    rehearsal.drive();
    rehearsal.drive();
    assertThat(judged())
        .extracting(Event.RiskJudged::standing)
        .containsExactly(RiskStanding.SEEN, RiskStanding.GONE);
  }

  @Test
  void a_reading_alerts_and_what_cannot_be_read_is_unknown_and_not_gone()
      throws InterruptedException {
    rehearsal.risk(
        new Risk("errors", "errors", Severity.RED, new Risk.Reads(Rehearsal.gate("errors"))));
    rehearsal
        .feature
        .reads("errors", 0)
        .reads(
            "errors",
            new Measurement.Unmeasured(Failure.of(FailureClass.SERIES_GAP, "no sample", "")))
        .reads("errors", 1);
    RunState seen = rehearsal.drive();
    assertThat(Alert.firing(seen)).hasSize(1);
    RunState unknown = rehearsal.drive();
    assertThat(unknown.watched().risk("errors")).isEqualTo(RiskStanding.UNKNOWN);
    rehearsal.drive();
    assertThat(judged())
        .extracting(Event.RiskJudged::standing, Event.RiskJudged::text)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(RiskStanding.SEEN, "errors reads 0.0"),
            org.assertj.core.groups.Tuple.tuple(RiskStanding.UNKNOWN, "no sample"),
            org.assertj.core.groups.Tuple.tuple(RiskStanding.GONE, "errors reads 1.0"));
  }

  @Test
  void what_was_never_measured_is_unknown_and_not_worth_a_word() throws InterruptedException {
    rehearsal.risk(
        new Risk("errors", "errors", Severity.RED, new Risk.Reads(Rehearsal.gate("errors"))));
    rehearsal.feature.reads(
        "errors", new Measurement.Unmeasured(Failure.of(FailureClass.SERIES_GAP, "none", "")));
    RunState state = rehearsal.drive();
    assertThat(judged()).isEmpty();
    assertThat(Alert.firing(state)).isEmpty();
    assertThat(state.allResolved()).as("a risk is in nobody's way").isTrue();
  }
}
