package io.nuwa.emergency.acceptance.gate;

import io.nuwa.emergency.acceptance.report.GateReading;
import io.nuwa.emergency.acceptance.report.ReportSetting;
import io.nuwa.emergency.acceptance.report.Suites;
import io.nuwa.emergency.acceptance.report.SystemNow;
import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Range;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.Stack;
import io.nuwa.emergency.step.Probe;
import io.nuwa.emergency.step.ProbeKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Probes {@code test-results}: one number out of the reports.
 *
 * @param home what the reports are relative to
 * @param suites tells the suites of a plan
 * @param system tells of a plan what can say what its suites run against
 */
public record ResultsProbeKind(
    Path home, Function<Plan, Suites> suites, Function<Plan, SystemNow> system)
    implements ProbeKind {
  private static final Duration DEFAULT_MAX_AGE = Duration.ofHours(6);

  /**
   * What to read.
   *
   * @param reports where the reports are, a template
   * @param reads which number
   * @param maxAge how long ago the suite may have ended
   */
  public record ResultsSettings(String reports, ResultsReading reads, Duration maxAge)
      implements Settings {}

  @Override
  public String name() {
    return "test-results";
  }

  @Override
  public Settings read(Section section) {
    List<String> words = Arrays.stream(ResultsReading.values()).map(ResultsReading::id).toList();
    ResultsReading reads =
        section
            .oneOf("reads", words)
            .flatMap(ResultsReading::of)
            .orElseGet(() -> section.missing("reads", ResultsReading.PASS_RATE));
    return new ResultsSettings(
        ReportSetting.read(home, section), reads, section.duration("max-age", DEFAULT_MAX_AGE));
  }

  @Override
  public boolean live() {
    return false;
  }

  @Override
  public Range range(Settings settings, Optional<Stack> stack) {
    return ((ResultsSettings) settings).reads().id().endsWith("rate") ? Range.PERCENT : Range.COUNT;
  }

  @Override
  public Probe probe(Gate gate, Plan plan) {
    var settings = (ResultsSettings) gate.settings();
    var reading =
        new GateReading(
            suites.apply(plan),
            settings.reports(),
            settings.maxAge(),
            settings.reads().bounded(),
            system.apply(plan));
    return new ResultsProbe(reading, settings.reads(), gate.success(), plan);
  }
}
