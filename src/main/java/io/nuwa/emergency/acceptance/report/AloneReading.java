package io.nuwa.emergency.acceptance.report;

import io.nuwa.emergency.acceptance.junit.JUnitFile;
import io.nuwa.emergency.acceptance.junit.JUnitReader;
import io.nuwa.emergency.acceptance.junit.TestResults;
import io.nuwa.emergency.step.StepInput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Reads the reports of cases that were run alone. What cannot be believed is left out: no case is
 * called flaky on its word.
 *
 * @param home what the pattern is relative to
 * @param reports the pattern of the suite, a template
 */
public record AloneReading(Path home, String reports) {
  private static final Duration ANY_AGE = Duration.ofDays(36_500);

  /** The results, if the failing cases of the last suite were run alone to the end. */
  public Optional<TestResults> read(StepInput input) throws IOException {
    Optional<Instant> started = instant(input, SuiteFacts.ALONE);
    Optional<Instant> suite = instant(input, SuiteFacts.STARTED);
    if (started.isEmpty() || suite.isEmpty() || started.get().isBefore(suite.get())) {
      return Optional.empty();
    }
    return read(started.get(), input);
  }

  /** The results of a run of single cases that began then. */
  public Optional<TestResults> read(Instant started, StepInput input) throws IOException {
    var freshness = new Freshness(started, input.time().instant(), ANY_AGE);
    var reader = new JUnitReader(ZoneId.systemDefault());
    var believable = new ArrayList<JUnitFile>();
    for (Path path : ReportPattern.of(home, input.values().resolve(reports)).alone().files()) {
      JUnitFile file = reader.read(path);
      if (file.problem().isEmpty() && freshness.objection(file).isEmpty()) {
        believable.add(file);
      }
    }
    return believable.isEmpty() ? Optional.empty() : Optional.of(TestResults.of(believable));
  }

  private static Optional<Instant> instant(StepInput input, String fact) {
    try {
      return input.values().fact(fact).filter(text -> !text.isEmpty()).map(Instant::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
