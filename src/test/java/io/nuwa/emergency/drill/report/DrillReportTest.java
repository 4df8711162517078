package io.nuwa.emergency.drill.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.drill.report.DrillRow.Verdict;
import io.nuwa.emergency.failure.FailureClass;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrillReportTest {
  private final DrillRow right =
      row("container-killed", Verdict.RIGHT, Optional.of(600), Optional.of(10_400), 0, List.of());
  private final DrillRow lying =
      row(
          "rows-deleted",
          Verdict.WRONG,
          Optional.of(2_000),
          Optional.of(4_000),
          2,
          List.of("lied"));
  private final DrillRow quiet =
      row("cpu-busy", Verdict.RIGHT, Optional.empty(), Optional.of(90_000), 0, List.of());
  private final DrillRow skipped = DrillRow.skipped("disk-full", "a full disk", "not root");

  @Test
  void one_wrong_verdict_makes_a_drill_wrong_and_a_skipped_one_does_not() {
    assertThat(report(right, skipped).allRight()).isTrue();
    assertThat(report(right, lying).allRight()).isFalse();
    assertThat(report(right, DrillRow.broken("x", "y", "z")).allRight()).isFalse();
    assertThat(report(skipped).allRight()).as("nothing was drilled").isFalse();
    assertThat(report().allRight()).isFalse();
  }

  @Test
  void figures_are_about_faults_that_raised_an_alarm() {
    DrillReport report = report(right, lying, quiet, skipped);
    assertThat(report.falseGreens()).isEqualTo(2);
    assertThat(report.medianNoticed()).contains(Duration.ofMillis(600));
    assertThat(report.worstNoticed()).contains(Duration.ofMillis(2_000));
    assertThat(report.medianGreen()).contains(Duration.ofMillis(4_000));
    assertThat(report.worstGreen()).contains(Duration.ofMillis(10_400));
  }

  @Test
  void the_table_has_a_line_a_fault_and_says_what_is_wrong() {
    String table = DrillTable.of(report(right, lying, quiet, skipped));
    assertThat(table.lines().toList())
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches("container-killed +killed +tasks again +0.6 s +10.4 s +right"))
        .anySatisfy(
            line ->
                assertThat(line).matches("rows-deleted +killed +tasks again +2.0 s +4.0 s +wrong"))
        .anySatisfy(line -> assertThat(line).matches("cpu-busy +killed +none needed +- +- +right"))
        .anySatisfy(line -> assertThat(line).matches("disk-full +- +- +- +- +skipped"))
        .contains("rows-deleted: lied", "disk-full: not root");
    assertThat(table).contains("2 right, 1 wrong, 1 skipped; 2 false greens");
  }

  @Test
  void a_fault_that_was_given_up_shows_who_was_asked() {
    DrillRow asked =
        new DrillRow(
            "product-failing",
            "the product fails",
            Optional.of(FailureClass.TEST_FAILURE),
            List.of(FailureClass.TEST_FAILURE),
            List.of("run-again", "run-again"),
            List.of("SchemaSage"),
            Optional.of(Duration.ofSeconds(1)),
            Optional.empty(),
            Verdict.RIGHT,
            0,
            List.of());
    assertThat(DrillTable.of(report(asked)))
        .containsPattern(
            "product-failing +test-failure +run-again, asked SchemaSage +1.0 s +never +right");
  }

  static DrillReport report(DrillRow... rows) {
    return new DrillReport(
        DrillReport.Driver.EXECUTE,
        240,
        Optional.of(7L),
        Duration.ofSeconds(61),
        "/home/logs/drill/1",
        List.of(rows));
  }

  private static DrillRow row(
      String fault,
      Verdict verdict,
      Optional<Integer> noticed,
      Optional<Integer> green,
      int lies,
      List<String> reasons) {
    return new DrillRow(
        fault,
        "what of " + fault,
        Optional.of(FailureClass.KILLED),
        List.of(FailureClass.KILLED),
        List.of(),
        List.of(),
        noticed.map(Duration::ofMillis),
        green.map(Duration::ofMillis),
        verdict,
        lies,
        reasons);
  }
}
