package io.nuwa.emergency.redaction;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts {@code ***} wherever a text holds a secret. Immutable, and built once for a set of secrets.
 *
 * <p>A known secret is found plain, percent-encoded, escaped for JSON, XML, SQL or a shell (in any
 * mixture), in hex, and in base64 of both alphabets, also in the middle of what was encoded, such
 * as {@code user:password}. What is not known is found by its shape: {@code PASSWORD=...}, {@code
 * Authorization: ...}, the password of a URL, a private key, the tokens of well-known services.
 *
 * <p>A value shorter than {@value #SHORTEST} characters, or one of the words that every
 * configuration holds, such as {@code true}, is hidden by shape alone: taken out wherever it
 * stands, it would blank out half of a text and protect nothing.
 */
public final class Redaction {
  /** What stands in place of a secret. */
  public static final String STARS = "***";

  /** Shorter values are hidden by shape alone. */
  public static final int SHORTEST = 4;

  private static final int PLAIN = 8;

  /** Knows no secret by value. */
  public static final Redaction BY_SHAPE = new Redaction(List.of());

  private final KnownValues known;

  private Redaction(Collection<String> secrets) {
    this.known = KnownValues.of(secrets);
  }

  /** Hides these values, and whatever looks like a secret. */
  public static Redaction of(Collection<String> secrets) {
    return secrets.isEmpty() ? BY_SHAPE : new Redaction(secrets);
  }

  /**
   * Hides what of an environment file is a secret: all but short plain words and numbers whose name
   * does not speak of one, such as {@code WEB_PORT=8080}.
   */
  public static Redaction ofEnvironment(Map<String, String> lines) {
    return of(secretsOf(lines, Set.of()));
  }

  /**
   * The values of these that are secrets.
   *
   * @param asked names of lines that are secrets whatever they look like
   */
  public static Set<String> secretsOf(Map<String, String> lines, Set<String> asked) {
    return lines.entrySet().stream()
        .filter(
            line ->
                asked.contains(line.getKey())
                    || SecretNames.isOfSecret(line.getKey())
                    || !isPlain(line.getValue()))
        .map(Map.Entry::getValue)
        .collect(Collectors.toSet());
  }

  private static boolean isPlain(String value) {
    return value.length() < PLAIN
        && (value.chars().allMatch(Character::isDigit)
            || value.chars().allMatch(Character::isLowerCase));
  }

  /** The text with every secret as stars; hiding twice changes nothing more. */
  public String hide(String text) {
    return Shapes.hide(known.hide(text));
  }

  /** Hides the known secrets only: for a value that work depends on, such as a fact of a run. */
  public String hideKnown(String text) {
    return known.hide(text);
  }
}
