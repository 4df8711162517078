package io.nuwa.emergency.acceptance.report;

import io.nuwa.emergency.acceptance.junit.JUnitFile;
import io.nuwa.emergency.acceptance.junit.JUnitReader;
import io.nuwa.emergency.acceptance.junit.TestResults;
import io.nuwa.emergency.step.StepInput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Reads the reports of cases that were run alone. What cannot be believed is left out: no case is
 * called flaky on its word.
 *
 * @param home where the stores of suites are
 */
public record AloneReading(Path home, Suite suite) {
  private static final Duration ANY_AGE = Duration.ofDays(36_500);

  /** The results, if the failing cases of the last suite were run alone to the end. */
  public Optional<TestResults> read(StepInput input) throws IOException {
    Optional<Instant> alone = SuiteFacts.moment(input.values(), suite.facts().alone());
    Optional<Instant> whole = SuiteFacts.moment(input.values(), suite.facts().started());
    if (alone.isEmpty() || whole.isEmpty() || alone.get().isBefore(whole.get())) {
      return Optional.empty();
    }
    return read(alone.get(), input);
  }

  /** The results of a run of single cases that began then. */
  public Optional<TestResults> read(Instant started, StepInput input) throws IOException {
    Instant now = input.time().instant();
    var freshness = new Freshness(started, now, now, ANY_AGE);
    var reader = new JUnitReader();
    var believable = new ArrayList<JUnitFile>();
    for (Path path : ReportPattern.allOf(SuiteStore.of(home, suite).alone()).list().reports()) {
      JUnitFile file = reader.read(path);
      if (file.problem().isEmpty()
          && file.contradictions().isEmpty()
          && freshness.objection(file).isEmpty()) {
        believable.add(file);
      }
    }
    return believable.isEmpty() ? Optional.empty() : Optional.of(TestResults.of(believable));
  }
}
