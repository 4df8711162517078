package io.nuwa.emergency.run.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Phase;
import io.nuwa.emergency.plan.Severity;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.PlanClock;
import io.nuwa.emergency.run.RemedyOutcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockTest {
  private static final long HOUR = 3600;

  private static Instant hour(long hours) {
    return Runs.START.plus(Duration.ofHours(hours));
  }

  private static Due firstDue(Runs run) {
    return run.clock().deadlines().getFirst();
  }

  @Test
  void a_phase_holds_from_its_first_to_before_its_last_moment() {
    assertThat(new Runs().clock().phase()).map(Phase::id).contains("one");
    assertThat(new Runs().after(6 * HOUR - 1).clock().phase()).map(Phase::id).contains("one");
    assertThat(new Runs().after(6 * HOUR).clock().phase()).map(Phase::id).contains("two");
    assertThat(new Runs().after(48 * HOUR).clock().phase()).isEmpty();
  }

  @Test
  void nothing_is_forecast_where_nothing_was_tried() {
    Due due = firstDue(new Runs());
    assertThat(due.standing()).isEqualTo(Standing.AHEAD);
    assertThat(due.at()).isEqualTo(hour(6));
    assertThat(due.forecast().earliest()).isEmpty();
    assertThat(due.forecast().latest()).isEmpty();
    assertThat(due.forecast().basis()).isEqualTo("no forecast: nothing was tried yet");
    assertThat(new Runs().clock().deadlines().getLast().at()).isEqualTo(hour(48));
  }

  @Test
  void the_first_attempt_gives_no_forecast_before_it_has_ended() {
    Due due = firstDue(new Runs().after(0, Runs.round(1)).after(41));
    assertThat(due.forecast().earliest()).isEmpty();
    assertThat(due.forecast().basis())
        .isEqualTo("no forecast: its first attempt has taken 41 s so far");
  }

  @Test
  void a_forecast_rests_on_what_attempts_took_on_average_and_on_the_rounds_left() {
    // Attempts of 30, 50 and 43 s: a round, the remedies in it, and the round that goes on.
    Runs run =
        new Runs()
            .after(0, Runs.round(1))
            .after(30, Runs.remedy(RemedyOutcome.APPLIED))
            .after(20, Runs.remedy(RemedyOutcome.NOT_APPLICABLE))
            .after(30, Runs.remedy(RemedyOutcome.APPLIED))
            .after(43, Runs.round(2))
            .after(11);
    Due due = firstDue(run);
    assertThat(due.forecast().basis()).isEqualTo("3 attempts took 41 s on average; 1 round left");
    assertThat(due.forecast().earliest()).contains(run.at().plusSeconds(30));
    assertThat(due.forecast().latest()).contains(run.at().plusSeconds(71));
    assertThat(due.standing()).isEqualTo(Standing.AHEAD);
  }

  @Test
  void an_attempt_that_takes_longer_than_the_others_may_end_now() {
    Runs run = new Runs().after(0, Runs.round(1)).after(40, Runs.round(2)).after(100);
    assertThat(firstDue(run).forecast().earliest()).contains(run.at());
    assertThat(firstDue(run).forecast().latest()).contains(run.at().plusSeconds(40));
    assertThat(firstDue(run).forecast().basis()).startsWith("1 attempt took 40 s; 1 round left");
  }

  @Test
  void the_time_in_which_nobody_worked_is_no_part_of_an_attempt() {
    Runs run =
        new Runs()
            .after(0, Runs.round(1))
            .after(40, new Event.RunStopped("signal"))
            .after(HOUR, new Event.RunResumed(1, "again"))
            .after(20, Runs.round(2));
    assertThat(firstDue(run).forecast().basis()).startsWith("1 attempt took 1 min; ");
    Runs killed =
        new Runs()
            .after(0, Runs.round(1))
            .after(40, Runs.reads(50))
            .after(HOUR, new Event.RunResumed(1, "after a kill"))
            .after(20, Runs.round(2));
    assertThat(firstDue(killed).forecast().basis()).startsWith("1 attempt took 1 min; ");
    Runs stopped = run.after(5, new Event.RunStopped("signal")).after(HOUR);
    assertThat(firstDue(stopped).forecast().basis()).endsWith("; nobody works on it now");
    assertThat(firstDue(stopped).forecast().earliest()).contains(stopped.at().plusSeconds(55));
  }

  @Test
  void an_open_blocker_is_at_risk_when_its_rounds_may_take_longer_than_there_is_time() {
    Runs run = new Runs().after(0, Runs.round(1)).after(2 * HOUR, Runs.round(2));
    assertThat(firstDue(run).standing()).isEqualTo(Standing.AHEAD);
    run.after(60);
    assertThat(firstDue(run).standing()).isEqualTo(Standing.AHEAD);
    Runs slower = new Runs().after(0, Runs.round(1)).after(2 * HOUR + 1, Runs.round(2));
    assertThat(firstDue(slower).standing()).isEqualTo(Standing.AT_RISK);
    assertThat(firstDue(slower).text())
        .isEqualTo("B-1 may take 4 h: 1 attempt took 2 h; 1 round left");
  }

  @Test
  void an_open_blocker_is_at_risk_in_the_last_tenth_of_its_time_without_any_forecast() {
    assertThat(firstDue(new Runs().after(6 * HOUR * 9 / 10 - 1)).standing())
        .isEqualTo(Standing.AHEAD);
    Due due = firstDue(new Runs().after(6 * HOUR * 9 / 10));
    assertThat(due.standing()).isEqualTo(Standing.AT_RISK);
    assertThat(due.text()).isEqualTo("B-1 is pending, 36 min left");
  }

  @Test
  void what_was_given_up_is_at_risk_and_has_no_forecast() {
    Runs run =
        new Runs()
            .after(0, Runs.round(1))
            .after(
                10,
                new Event.RoleAssigned("B-1", "NuWa", FailureClass.TIMEOUT, "slow"),
                new Event.BlockerFailed("B-1", "slow"));
    assertThat(firstDue(run).standing()).isEqualTo(Standing.AT_RISK);
    assertThat(firstDue(run).forecast().basis())
        .isEqualTo("no forecast: work on it has ended, NuWa was asked");
    assertThat(run.clock().next()).map(Point::standing).contains(Standing.AHEAD);
    assertThat(run.clock().checkpoints().get(1).standing()).isEqualTo(Standing.AT_RISK);
    assertThat(run.clock().checkpoints().get(1).text()).isEqualTo("B-1 is failed");
  }

  @Test
  void a_deadline_is_met_missed_or_met_late() {
    Runs inTime = new Runs().after(10, Runs.round(1), Runs.reads(95), Runs.resolved());
    assertThat(firstDue(inTime).standing()).isEqualTo(Standing.MET);
    assertThat(firstDue(new Runs().after(6 * HOUR)).standing()).isEqualTo(Standing.MISSED);
    Runs late =
        new Runs().after(0, Runs.round(1)).after(6 * HOUR + 720, Runs.reads(95), Runs.resolved());
    assertThat(firstDue(late).standing()).isEqualTo(Standing.MISSED);
    assertThat(firstDue(late).text()).isEqualTo("resolved 12 min late");
  }

  @Test
  void what_was_resolved_in_time_and_is_mended_later_has_met_its_deadline() {
    Runs run =
        new Runs()
            .after(10, Runs.round(1), Runs.reads(95), Runs.resolved())
            .after(20 * HOUR, Runs.reads(10), new Event.BlockerReopened("B-1", "g", "red"));
    assertThat(firstDue(run).standing()).isEqualTo(Standing.MISSED);
    assertThat(firstDue(run).text()).isEqualTo("was resolved in time, and is open again");
    run.after(10, Runs.reads(95), Runs.resolved());
    assertThat(firstDue(run).standing()).isEqualTo(Standing.MET);
  }

  @Test
  void a_checkpoint_whose_time_has_come_is_due_until_somebody_judges_it() {
    Runs run = new Runs().after(6 * HOUR);
    assertThat(run.clock().next()).map(Point::id).contains("6h");
    assertThat(run.clock().next()).map(Point::standing).contains(Standing.DUE);
    run.after(1, new Event.CheckpointReached("6h", false, Severity.RED, "B-1 is pending"));
    assertThat(run.clock().checkpoints().getFirst().standing()).isEqualTo(Standing.MISSED);
    assertThat(run.clock().next()).map(Point::id).contains("18h");
  }

  @Test
  void a_checkpoint_that_is_true_already_is_in_no_danger() {
    Runs run = new Runs().after(36 * HOUR - 60);
    assertThat(run.clock().checkpoints().getLast().standing()).isEqualTo(Standing.AT_RISK);
    run.after(0, Runs.round(1), Runs.reads(90));
    assertThat(run.clock().checkpoints().getLast().standing()).isEqualTo(Standing.AHEAD);
    run.after(0, Runs.reads(84.9));
    assertThat(run.clock().checkpoints().getLast().standing()).isEqualTo(Standing.AT_RISK);
  }

  @Test
  void a_journal_that_knows_no_clock_is_due_at_the_end_of_its_time_box() {
    Runs old = new Runs(PlanClock.NONE).after(HOUR);
    assertThat(old.clock().phase()).isEmpty();
    assertThat(old.clock().checkpoints()).isEmpty();
    assertThat(old.clock().next()).isEmpty();
    assertThat(firstDue(old).at()).isEqualTo(hour(48));
  }
}
