package io.nuwa.emergency.acceptance.junit;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One report, as far as it could be read.
 *
 * @param path the file
 * @param written when it was last written
 * @param suiteStarted the earliest start that a suite in it names, read in its favour where the
 *     time zone is left out
 * @param cases in the order of the file, the same case possibly more than once
 * @param rerunsFirst whether this producer lists a passed rerun before the failure it made good
 * @param remarks what is odd, such as a count that differs from the cases
 * @param seconds the sum of the cases' times
 * @param problem why it could not be read to its end, with line and column
 */
public record JUnitFile(
    Path path,
    Instant written,
    Optional<Instant> suiteStarted,
    List<TestCase> cases,
    boolean rerunsFirst,
    List<String> remarks,
    double seconds,
    Optional<String> problem) {
  public JUnitFile {
    cases = List.copyOf(cases);
    remarks = List.copyOf(remarks);
  }
}
