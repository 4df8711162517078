package io.nuwa.emergency.compose;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables as compose writes them: {@code $NAME}, {@code ${NAME}}, and with a word behind the name
 * that may hold more of them: {@code :-} and {@code -} for a default, {@code :+} and {@code +} for
 * what stands in its place, {@code :?} and {@code ?} for a message. {@code $$} is a dollar. What is
 * not known is empty; a dollar before anything else stays.
 */
final class Interpolation {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Function<String, Optional<String>> variables;

  Interpolation(Function<String, Optional<String>> variables) {
    this.variables = variables;
  }

  /** A text cannot be read as compose reads it. The message says why. */
  static final class RefusedException extends Exception {
    RefusedException(String message) {
      super(message);
    }
  }

  String apply(String text) throws RefusedException {
    int dollar = text.indexOf('$');
    if (dollar < 0) {
      return text;
    }
    var replaced = new StringBuilder();
    int at = 0;
    while (dollar >= 0) {
      replaced.append(text, at, dollar);
      at = variable(text, dollar, replaced);
      dollar = text.indexOf('$', at);
    }
    return replaced.append(text.substring(at)).toString();
  }

  /** Replaces the one that starts at this dollar, and says where the text goes on. */
  private int variable(String text, int dollar, StringBuilder replaced) throws RefusedException {
    int next = dollar + 1;
    if (text.startsWith("$", next)) {
      replaced.append('$');
      return next + 1;
    }
    boolean braced = text.startsWith("{", next);
    Matcher name = NAME.matcher(text).region(braced ? next + 1 : next, text.length());
    if (!name.lookingAt()) {
      if (!braced) {
        replaced.append('$');
        return next;
      }
      throw new RefusedException(
          "'" + text + "' holds '${' before no name: write '$$' for a dollar");
    }
    if (!braced) {
      replaced.append(variables.apply(name.group()).orElse(""));
      return name.end();
    }
    int end = closing(text, next);
    if (end < 0) {
      throw new RefusedException("'" + text + "' opens '${' and does not close it");
    }
    replaced.append(value(name.group(), text.substring(name.end(), end)));
    return end + 1;
  }

  private String value(String name, String rest) throws RefusedException {
    Optional<String> known = variables.apply(name);
    if (rest.isEmpty()) {
      return known.orElse("");
    }
    boolean emptyIsUnset = rest.startsWith(":");
    String operator = emptyIsUnset ? rest.substring(1) : rest;
    String word = operator.isEmpty() ? "" : operator.substring(1);
    boolean set = known.isPresent() && !(emptyIsUnset && known.get().isEmpty());
    return switch (operator.isEmpty() ? ' ' : operator.charAt(0)) {
      case '-' -> set ? known.get() : apply(word);
      case '+' -> set ? apply(word) : "";
      case '?' -> {
        if (!set) {
          throw new RefusedException(
              "the variable " + name + " must be set: " + apply(word).strip());
        }
        yield known.get();
      }
      default -> throw new RefusedException("'${" + name + rest + "}' is no variable of compose");
    };
  }

  /** The brace that closes this one; those of variables within are passed over. */
  private static int closing(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      if (text.startsWith("${", i)) {
        depth++;
        i++;
      } else if (i == open) {
        depth++;
      } else if (text.charAt(i) == '}' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }
}
