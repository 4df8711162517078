package io.nuwa.emergency.acceptance.junit;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One report, as far as it could be read.
 *
 * @param path the file
 * @param suiteStarted the latest moment at which the earliest suite in it may have begun by its own
 *     word, whatever its time zone; empty when no suite names a time
 * @param cases in the order of the file; each is one of its own, whatever its name
 * @param remarks what is odd and changes no number
 * @param contradictions where it says worse of itself than stands in it
 * @param shortages where it says that it holds more cases than it does
 * @param seconds the sum of the cases' times
 * @param problem why it could not be read to its end, with line and column
 */
public record JUnitFile(
    Path path,
    Optional<Instant> suiteStarted,
    List<TestCase> cases,
    List<String> remarks,
    List<String> contradictions,
    List<String> shortages,
    double seconds,
    Optional<String> problem) {
  public JUnitFile {
    cases = List.copyOf(cases);
    remarks = List.copyOf(remarks);
    contradictions = List.copyOf(contradictions);
    shortages = List.copyOf(shortages);
  }
}
