package io.nuwa.emergency.acceptance.junit;

import java.util.Optional;

/**
 * A case with all attempts at it.
 *
 * @param name for people: class and name
 * @param first how the first attempt ended
 * @param last how the last attempt ended
 * @param message what the report says about a failed attempt; may be empty
 */
public record TestCase(String name, Outcome first, Outcome last, String message) {
  /** Stands between the class and the case in a name. */
  static final String BETWEEN = " › ";

  /** What the suite calls the case, without its class. */
  public String title() {
    int end = name.indexOf(BETWEEN);
    return end < 0 ? name : name.substring(end + BETWEEN.length());
  }

  /** The class, module or suite that it stands in; empty when the report names none. */
  public String container() {
    int end = name.indexOf(BETWEEN);
    return end < 0 ? "" : name.substring(0, end);
  }

  /** Failed at first and passed in the end. */
  public boolean flaky() {
    return first == Outcome.FAILED && last == Outcome.PASSED;
  }

  /** This case when the same one was reported again later. */
  TestCase again(TestCase later) {
    if (later.last == Outcome.SKIPPED) {
      return this;
    }
    Outcome start = first == Outcome.SKIPPED ? later.first : first;
    return new TestCase(name, start, later.last, message.isEmpty() ? later.message : message);
  }

  /** One line, or more when the message has more. */
  public String readable() {
    return Optional.of(message)
        .filter(text -> !text.isEmpty())
        .map(t -> name + ": " + t)
        .orElse(name);
  }
}
