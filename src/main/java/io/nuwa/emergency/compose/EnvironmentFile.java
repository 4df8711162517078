package io.nuwa.emergency.compose;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An environment file, read as compose reads it: comments, quotes over several lines, {@code
 * export}, spaces around {@code =}, and references to what stands above or outside.
 */
public final class EnvironmentFile {
  private static final Pattern KEY =
      Pattern.compile("(?:export[ \\t]+)?([^\\s=:#'\"]+)[ \\t]*([=:]?)[ \\t]*");
  private static final Pattern COMMENT = Pattern.compile("(?:^|\\s)#.*");
  private static final Pattern ESCAPE = Pattern.compile("\\\\([abfnrtv\"\\\\])");

  private final String text;
  private final Interpolation interpolation;
  private final Function<String, Optional<String>> outside;
  private final Map<String, String> values = new LinkedHashMap<>();
  private int at;

  private EnvironmentFile(String text, Function<String, Optional<String>> outside) {
    this.text = text;
    this.outside = outside;
    this.interpolation =
        new Interpolation(
            name -> outside.apply(name).or(() -> Optional.ofNullable(values.get(name))));
  }

  /** A file that compose would refuse. The message names the line, and never a value. */
  public static final class BrokenException extends Exception {
    private final int line;

    BrokenException(int line, String message) {
      super(message);
      this.line = line;
    }

    /** Counted from 1. */
    public int line() {
      return line;
    }
  }

  /**
   * Reads a text.
   *
   * @param outside variables from elsewhere; they win over those of the file in references
   * @return values by name, in the order of the file
   * @throws BrokenException when compose would refuse it
   */
  public static Map<String, String> read(String text, Function<String, Optional<String>> outside)
      throws BrokenException {
    String plain = text.replace("\r\n", "\n");
    var file =
        new EnvironmentFile(plain.startsWith("\uFEFF") ? plain.substring(1) : plain, outside);
    while (file.skipToStatement()) {
      file.statement();
    }
    return file.values;
  }

  private boolean skipToStatement() {
    while (at < text.length()) {
      char character = text.charAt(at);
      if (character == '#') {
        at = lineEnd();
      } else if (Character.isWhitespace(character)) {
        at++;
      } else {
        return true;
      }
    }
    return false;
  }

  private void statement() throws BrokenException {
    Matcher key = KEY.matcher(text).region(at, text.length());
    if (!key.lookingAt()) {
      throw broken("a line that is no NAME=value");
    }
    String name = key.group(1);
    at = key.end();
    if (key.group(2).isEmpty()) {
      if (at < lineEnd() && text.charAt(at) != '#') {
        throw broken("a line that is no NAME=value");
      }
      at = lineEnd();
      outside.apply(name).ifPresent(value -> values.put(name, value));
      return;
    }
    values.put(name, value(name));
  }

  private String value(String name) throws BrokenException {
    char quote = at < text.length() ? text.charAt(at) : '\n';
    if (quote == '\'' || quote == '"') {
      String written = quoted(name, quote);
      return quote == '\'' ? written : expanded(name, unescaped(written));
    }
    int end = lineEnd();
    String written = COMMENT.matcher(text.substring(at, end)).replaceFirst("").strip();
    at = end;
    return expanded(name, written);
  }

  private String quoted(String name, char quote) throws BrokenException {
    for (int i = at + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == quote) {
        String written = text.substring(at + 1, i);
        at = i + 1;
        return written;
      }
    }
    throw broken("the quote of " + name + " is not closed");
  }

  private static String unescaped(String written) {
    return ESCAPE
        .matcher(written)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    switch (match.group(1)) {
                      case "a" -> "\u0007";
                      case "b" -> "\b";
                      case "f" -> "\f";
                      case "n" -> "\n";
                      case "r" -> "\r";
                      case "t" -> "\t";
                      case "v" -> "\u000B";
                      default -> match.group(1);
                    }));
  }

  private String expanded(String name, String written) throws BrokenException {
    try {
      return interpolation.apply(written);
    } catch (Interpolation.RefusedException e) {
      // Its message would show the value.
      throw broken("the value of " + name + " holds a '$' that starts no variable");
    }
  }

  private BrokenException broken(String why) {
    int line = 1 + (int) text.substring(0, Math.min(at, text.length())).lines().count();
    boolean within = at > 0 && text.charAt(Math.min(at, text.length()) - 1) != '\n';
    return new BrokenException(Math.max(1, within ? line - 1 : line), why);
  }

  private int lineEnd() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }
}
