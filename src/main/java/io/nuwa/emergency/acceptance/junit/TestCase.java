package io.nuwa.emergency.acceptance.junit;

import java.util.Optional;

/**
 * A case with all attempts at it that its report tells of.
 *
 * @param name class and name, which other cases may bear too
 * @param place what makes it this case
 * @param label for people: the name, and the place where the name stands more than once
 * @param first how the first attempt ended
 * @param last how the last attempt ended
 * @param message what the report says about a failed attempt; may be empty
 */
public record TestCase(
    String name, Place place, String label, Outcome first, Outcome last, String message) {
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

  /** This case with a label that no case of the same name has. */
  TestCase distinguished() {
    return new TestCase(name, place, name + " [" + place.text() + "]", first, last, message);
  }

  /** One line, or more when the message has more. */
  public String readable() {
    return Optional.of(message)
        .filter(text -> !text.isEmpty())
        .map(t -> label + ": " + t)
        .orElse(label);
  }
}
