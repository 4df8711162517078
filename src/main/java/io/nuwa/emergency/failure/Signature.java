package io.nuwa.emergency.failure;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a class of failure reads in the words of a real program.
 *
 * @param kind the class that it means
 * @param pattern what to find; its named groups become the details of the failure
 * @param source the program and version in whose output it was seen
 */
public record Signature(FailureClass kind, Pattern pattern, String source) {

  public static Signature of(FailureClass kind, String regex, String source) {
    return new Signature(
        kind, Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.MULTILINE), source);
  }

  /** The failure that {@code text} speaks of, if this signature fits it. */
  Optional<Failure> recognise(String summary, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    var details = new java.util.TreeMap<String, String>();
    for (String group : pattern.namedGroups().keySet()) {
      if (matcher.group(group) != null) {
        details.put(group, matcher.group(group));
      }
    }
    return Optional.of(new Failure(kind, summary, text, details));
  }
}
