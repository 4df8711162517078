package io.nuwa.emergency.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.config.InvalidConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plan has watched and guarded. */
class VigilanceTest {

  private static Vigilance with(String text) {
    String plan = Words.shippedPlan();
    String bare =
        plan.substring(0, plan.indexOf("\nrisks:"))
            + "\n"
            + text
            + "\n"
            + plan.substring(plan.indexOf("\non-go:"));
    return PlanReader.read("plan.yaml", bare, Words.week2()).vigilance();
  }

  @Test
  void the_shipped_plan_watches_what_the_founding_document_names() {
    Vigilance vigilance =
        PlanReader.read("plan.yaml", Words.shippedPlan(), Words.week2()).vigilance();
    assertThat(vigilance.guards()).isEqualTo(GuardRules.USUAL);
    assertThat(vigilance.risks())
        .extracting(Risk::id)
        .containsExactly("slow-deployment", "failure-rate", "exporter-errors");
    assertThat(vigilance.risks().getFirst().sign())
        .isEqualTo(new Risk.Took("B-1", "deploy", Duration.ofSeconds(300)));
    Gate failures = ((Risk.Reads) vigilance.risks().get(1).sign()).gate();
    assertThat(failures.alert()).hasToString("> 10");
    assertThat(failures.success()).hasToString("<= 10");
  }

  @Test
  void guards_are_on_where_a_plan_says_nothing_and_each_can_be_switched_off() {
    assertThat(with("").guards()).isEqualTo(GuardRules.USUAL);
    assertThat(with("guards: {disk: 512MB, memory: 75.5%, cpu: off, hold-at-most: 90s}").guards())
        .isEqualTo(
            new GuardRules(
                OptionalLong.of(512L << 20),
                OptionalDouble.of(75.5),
                OptionalDouble.empty(),
                Duration.ofSeconds(90)));
    assertThat(with("guards: {disk: off, memory: false}").guards().disk()).isEmpty();
    assertThat(with("guards: {disk: off, memory: false}").guards().memory()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          guards: {disk: 2}                                          | 'disk' must be a size such as 2GB, or off, not '2'
          guards: {disk: 0GB}                                        | 'disk' must be a size
          guards: {cpu: 101%}                                        | 'cpu' must be a share such as 80%, or off, not '101%'
          guards: {cpu: 0%}                                          | 'cpu' must be a share
          guards: {hold-at-most: 2h}                                 | 'hold-at-most' must be at most 1h
          guards: {dsk: 2GB}                                         | 'dsk' is not known here; did you mean 'disk'?
          risks: [{id: a, severity: red}]                            | write one of the two
          risks: [{id: a, severity: red, task: B-1/deploy, probe: open-ports, took: "> 1s"}] | write one of the two
          risks: [{id: a, severity: red, task: B-1/deploi, took: "> 1s"}] | did you mean 'B-1/deploy'?
          risks: [{id: a, severity: red, task: B-1/deploy}]          | 'took' is missing
          risks: [{id: a, severity: red, task: B-1/deploy, took: "< 1s"}] | 'took' must be a time such as '> 300s', not '< 1s'
          risks: [{id: a, severity: red, probe: open-ports, took: "> 1s", alert: "> 1"}] | 'took' means nothing without 'task'
          risks: [{id: a, severity: red, probe: open-ports}]         | 'alert' is missing
          risks: [{id: a, severity: rot, probe: open-ports, alert: "> 1"}] | 'rot' is not known as 'severity'
          risks: [{id: a, severity: red, probe: open-prts, alert: "> 1"}] | did you mean 'open-ports'?
          """)
  void says_what_is_wrong(String text, String message) {
    assertThatThrownBy(() -> with(text))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining(message);
  }

  @Test
  void a_threshold_and_its_opposite_never_hold_together_and_one_always_does() {
    for (String text : List.of("> 10", ">= 10", "< 10", "<= 10", "== 10", "!= 10")) {
      Threshold threshold = Threshold.parse(text).orElseThrow();
      for (double value : new double[] {9, 10, 11}) {
        assertThat(threshold.holds(value)).isNotEqualTo(threshold.negated().holds(value));
      }
    }
  }
}
