package io.nuwa.emergency.acceptance.report;

import io.nuwa.emergency.plan.Values;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * Facts of a run that say what the reports of one suite are worth. They bear its name, so that
 * several suites do not take each other's.
 *
 * @param suite {@code blocker/task}
 */
public record SuiteFacts(String suite) {

  /** When the suite whose reports lie there was started; empty while that is open. */
  public String started() {
    return name("started");
  }

  /** When it had ended. */
  public String ended() {
    return name("ended");
  }

  /** What it ended with. */
  public String exit() {
    return name("exit");
  }

  /** What its reports looked like when it had ended, see {@link ReportDigest}. */
  public String digest() {
    return name("digest");
  }

  /** When its failing cases were run alone; empty while that was not measured. */
  public String alone() {
    return name("alone");
  }

  /** What of the system it ran against, see {@link SystemParts}. */
  public String system() {
    return name("system");
  }

  /** What is known before the suite has ended: nothing. */
  public Map<String, String> unknown() {
    return Map.of(started(), "", ended(), "", exit(), "", digest(), "", alone(), "", system(), "");
  }

  /** A moment; empty when it is not known. */
  static Optional<Instant> moment(Values values, String fact) {
    try {
      return values.fact(fact).filter(text -> !text.isEmpty()).map(Instant::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private String name(String what) {
    return "tests." + suite + "." + what;
  }
}
