package io.nuwa.emergency.plan.compose;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text of a compose file with its variables replaced by their defaults.
 *
 * @param text what is left; a variable without a default leaves nothing
 * @param variable the variable, if the whole text is one
 * @param complete whether every variable had a default
 */
record Interpolated(String text, Optional<String> variable, boolean complete) {
  /** The inmost variables first: a default may hold another variable. */
  private static final Pattern BRACED =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-?+])([^${}]*))?}");

  private static final Pattern BARE = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)");
  private static final Pattern WHOLE =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)[^}]*}|\\$([A-Za-z_][A-Za-z0-9_]*)");
  private static final int DEEPEST = 8;

  /** Stands for {@code $$}, a plain dollar; no file that was read holds this character. */
  private static final String DOLLAR = "\u0001";

  static Interpolated of(String written) {
    Matcher whole = WHOLE.matcher(written);
    Optional<String> variable =
        whole.matches()
            ? Optional.ofNullable(whole.group(1)).or(() -> Optional.of(whole.group(2)))
            : Optional.empty();
    var complete = new boolean[] {true};
    String text = written.replace("$$", DOLLAR);
    for (int i = 0; i < DEEPEST && BRACED.matcher(text).find(); i++) {
      text =
          BRACED
              .matcher(text)
              .replaceAll(
                  match ->
                      Matcher.quoteReplacement(usual(match.group(2), match.group(3), complete)));
    }
    if (BARE.matcher(text).find()) {
      complete[0] = false;
      text = BARE.matcher(text).replaceAll("");
    }
    return new Interpolated(text.replace(DOLLAR, "$"), variable, complete[0]);
  }

  private static String usual(String operator, String value, boolean[] complete) {
    if (operator != null && operator.endsWith("-")) {
      return value;
    }
    boolean replacesOnlyIfSet = operator != null && operator.endsWith("+");
    complete[0] = complete[0] && replacesOnlyIfSet;
    return "";
  }
}
