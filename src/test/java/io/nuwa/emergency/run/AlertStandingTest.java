package io.nuwa.emergency.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertStandingTest {
  private static final Instant AT = Instant.parse("2026-01-05T20:00:00Z");
  private static final Alert.Subject GATE = new Alert.Subject(Alert.GATE, "B-1/ports");
  private static final Alert.Subject GUARD = new Alert.Subject(Alert.GUARD, "cpu");

  private int sequence = 1;
  private RunState state =
      RunState.begin(
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
                  List.of(
                      new BlockerOutline(
                          "B-1",
                          "t",
                          "Owner",
                          List.of(new BlockerOutline.GateOutline("ports", "ports")))),
                  Map.of())));

  private AlertStanding after(Event event) {
    sequence++;
    state = state.after(new Entry(sequence, AT.plusSeconds(sequence), event));
    return AlertStanding.of(state);
  }

  private static Event reads(Verdict verdict) {
    return new Event.GateMeasured(
        "B-1",
        "ports",
        new Reading(verdict, OptionalDouble.of(3), "3 of 4 ports open", AT),
        Optional.empty(),
        List.of());
  }

  @Test
  void that_a_watch_is_blind_is_over_only_when_it_sees() {
    var watch = new Alert.Subject(Alert.WATCH_BLIND, "watch");
    AlertStanding known = after(new Event.RoundStarted("B-1", 1));

    assertThat(known.with(new WatchSight.Blind(AT, "no plan")).firing())
        .extracting(Alert::about, Alert::severity, Alert::since)
        .containsExactly(tuple(watch, Severity.RED, Optional.of(AT)));
    assertThat(known.with(new WatchSight.Unknown()).isClear(watch)).isFalse();
    assertThat(known.unmeasured()).contains(watch);
    assertThat(known.with(new WatchSight.Sees()).isClear(watch)).isTrue();
  }

  @Test
  void a_gate_in_alert_is_told_before_any_ladder_is_spent() {
    after(new Event.RoundStarted("B-1", 1));

    assertThat(after(reads(Verdict.ALERT)).firing())
        .extracting(Alert::about, Alert::severity, Alert::role, Alert::summary)
        .containsExactly(tuple(GATE, Severity.YELLOW, "Owner", "3 of 4 ports open"));
  }

  @ParameterizedTest
  @CsvSource({"PASS,true", "WARN,true", "UNKNOWN,false"})
  void the_alert_of_a_gate_ends_by_a_measurement_alone(Verdict next, boolean over) {
    assertThat(AlertStanding.of(state).isClear(GATE)).isFalse();
    after(new Event.RoundStarted("B-1", 1));
    assertThat(after(reads(Verdict.ALERT)).isClear(GATE)).isFalse();

    AlertStanding standing = after(reads(next));

    assertThat(standing.isClear(GATE)).isEqualTo(over);
    assertThat(standing.unmeasured().contains(GATE)).isEqualTo(!over);
    assertThat(standing.firing()).isEmpty();
  }

  @Test
  void alert_and_assignment_name_the_same_role() {
    after(new Event.RoundStarted("B-1", 1));
    after(reads(Verdict.ALERT));
    after(new Event.RoleAssigned("B-1", "Porter", FailureClass.PORT_IN_USE, "held"));

    assertThat(after(new Event.BlockerFailed("B-1", "held")).firing())
        .extracting(Alert::name, Alert::role)
        .containsExactly(tuple(Alert.NOT_RESOLVED, "Porter"), tuple(Alert.GATE, "Porter"));
    assertThat(state.blocker("B-1").asked()).isEqualTo("Porter");
  }

  @ParameterizedTest
  @CsvSource({"HELD,false", "ADVISED,false", "RELEASED,true", "CLEANED,true"})
  void a_guard_alerts_while_what_it_does_lasts(GuardAct act, boolean over) {
    AlertStanding standing = after(new Event.GuardActed("cpu", act, "2 of 2 busy"));

    assertThat(standing.isClear(GUARD)).isEqualTo(over);
    assertThat(standing.firing().stream().anyMatch(alert -> alert.about().equals(GUARD)))
        .isEqualTo(!over);
  }
}
