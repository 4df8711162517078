package io.nuwa.emergency.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.drill.fault.Expectation;
import io.nuwa.emergency.failure.FailureClass;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final Expectation REPAIRED = Expectation.repaired(FailureClass.KILLED);
  private static final Expectation GIVEN_UP =
      Expectation.givenUp(List.of("FrontEndBot"), FailureClass.KILLED);

  @Test
  void finds_nothing_wrong_with_a_fault_that_was_noticed_recognised_and_repaired() {
    assertThat(Judge.wrongs(REPAIRED, repaired())).isEmpty();
  }

  @Test
  void a_false_green_is_wrong_whatever_else_went_well() {
    Observation seen =
        new Observation(
            Optional.of("text2sql does not run"),
            Optional.of(Duration.ofSeconds(1)),
            Set.of(FailureClass.KILLED),
            List.of(),
            Set.of(),
            Optional.of(Duration.ofSeconds(5)),
            Optional.of("text2sql does not run"),
            1,
            List.of(),
            true,
            List.of());
    assertThat(Judge.wrongs(REPAIRED, seen))
        .singleElement()
        .asString()
        .contains("said green while broken", "text2sql does not run");
  }

  @Test
  void a_false_green_is_wrong_for_every_kind_of_expectation() {
    for (Expectation expectation :
        List.of(REPAIRED, GIVEN_UP, new Expectation.NoAlarm(), new Expectation.Passes())) {
      Observation seen =
          new Observation(
              Optional.of("broken"),
              Optional.of(Duration.ofSeconds(1)),
              Set.of(FailureClass.KILLED),
              List.of(),
              Set.of("FrontEndBot"),
              Optional.empty(),
              Optional.of("broken"),
              2,
              List.of(),
              true,
              List.of());
      assertThat(Judge.wrongs(expectation, seen))
          .as(expectation.toString())
          .anyMatch(why -> why.contains("2 times"));
    }
  }

  @Test
  void what_no_gate_noticed_is_wrong_though_the_tasks_repaired_it_by_chance() {
    Observation seen = seen(Optional.empty(), Set.of(FailureClass.KILLED), Optional.of(5));
    assertThat(Judge.wrongs(REPAIRED, seen)).containsExactly("no gate noticed it");
  }

  @Test
  void another_class_than_the_expected_is_wrong() {
    Observation seen = seen(Optional.of(1), Set.of(FailureClass.UNKNOWN), Optional.of(5));
    assertThat(Judge.wrongs(REPAIRED, seen))
        .containsExactly("recognised as [UNKNOWN], not as one of [KILLED]");
  }

  @Test
  void a_fault_without_effect_proves_nothing() {
    Observation seen =
        new Observation(
            Optional.empty(),
            Optional.of(Duration.ofSeconds(1)),
            Set.of(FailureClass.KILLED),
            List.of(),
            Set.of(),
            Optional.of(Duration.ofSeconds(5)),
            Optional.empty(),
            0,
            List.of(),
            true,
            List.of());
    assertThat(Judge.wrongs(REPAIRED, seen)).singleElement().asString().contains("no effect");
  }

  @Test
  void what_stays_red_is_wrong_where_a_remedy_should_have_helped() {
    assertThat(
            Judge.wrongs(
                REPAIRED, seen(Optional.of(1), Set.of(FailureClass.KILLED), Optional.empty())))
        .containsExactly("did not turn green");
  }

  @Test
  void giving_up_is_right_when_nothing_can_help_and_the_right_role_was_asked() {
    Observation seen = seen(Optional.of(1), Set.of(FailureClass.KILLED), Optional.empty());
    assertThat(Judge.wrongs(GIVEN_UP, seen)).isEmpty();
    assertThat(Judge.wrongs(Expectation.givenUp(List.of("SchemaSage"), FailureClass.KILLED), seen))
        .containsExactly("asked [FrontEndBot], not one of [SchemaSage]");
  }

  @Test
  void green_is_wrong_when_nobody_could_repair_it() {
    assertThat(Judge.wrongs(GIVEN_UP, repaired()))
        .containsExactly("turned green although nobody could repair it");
  }

  @Test
  void an_alarm_is_wrong_when_nothing_is_broken() {
    assertThat(Judge.wrongs(new Expectation.NoAlarm(), repaired())).containsExactly("false alarm");
    assertThat(
            Judge.wrongs(
                new Expectation.NoAlarm(), seen(Optional.empty(), Set.of(), Optional.of(5))))
        .isEmpty();
  }

  @Test
  void what_passes_by_itself_may_raise_an_alarm_and_must_not_cost_a_container() {
    assertThat(Judge.wrongs(new Expectation.Passes(), repaired())).isEmpty();
    Observation seen =
        new Observation(
            Optional.empty(),
            Optional.of(Duration.ofSeconds(1)),
            Set.of(FailureClass.TARGET_DOWN),
            List.of("recreate-container"),
            Set.of(),
            Optional.of(Duration.ofSeconds(9)),
            Optional.empty(),
            0,
            List.of("prometheus"),
            true,
            List.of());
    assertThat(Judge.wrongs(new Expectation.Passes(), seen))
        .containsExactly("replaced what was not broken: prometheus");
  }

  @Test
  void a_stack_that_stays_broken_afterwards_is_wrong() {
    Observation seen =
        new Observation(
            Optional.of("broken"),
            Optional.of(Duration.ofSeconds(1)),
            Set.of(FailureClass.KILLED),
            List.of(),
            Set.of("FrontEndBot"),
            Optional.empty(),
            Optional.empty(),
            0,
            List.of(),
            false,
            List.of());
    assertThat(Judge.wrongs(GIVEN_UP, seen))
        .containsExactly("the stack did not get green again afterwards");
  }

  private static Observation repaired() {
    return seen(Optional.of(1), Set.of(FailureClass.KILLED), Optional.of(5));
  }

  /** Broken at first, undone in the end; times in seconds. */
  private static Observation seen(
      Optional<Integer> noticed, Set<FailureClass> classes, Optional<Integer> green) {
    return new Observation(
        Optional.of("text2sql does not run"),
        noticed.map(Duration::ofSeconds),
        classes,
        List.of(),
        green.isEmpty() ? Set.of("FrontEndBot") : Set.of(),
        green.map(Duration::ofSeconds),
        Optional.empty(),
        0,
        List.of(),
        true,
        List.of());
  }
}
