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
