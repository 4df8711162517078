package io.nuwa.emergency.deploy.compose;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compose's own variables, as its files write them: {@code $NAME}, {@code ${NAME}}, {@code
 * ${NAME:-default}}, {@code ${NAME-default}}; {@code $$} is a dollar. What is not known is empty.
 */
final class Interpolation {
  private static final Pattern VARIABLE =
      Pattern.compile(
          "\\$(?:(?<dollar>\\$)|(?<plain>[A-Za-z_]\\w*)"
              + "|\\{(?<name>[A-Za-z_]\\w*)(?:(?<sign>:?[-?+])(?<word>[^}]*))?})");

  private final Map<String, String> variables;

  Interpolation(Map<String, String> variables) {
    this.variables = variables;
  }

  String apply(String text) {
    Matcher matcher = VARIABLE.matcher(text);
    var replaced = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(replaced, Matcher.quoteReplacement(value(matcher)));
    }
    return matcher.appendTail(replaced).toString();
  }

  private String value(Matcher matcher) {
    if (matcher.group("dollar") != null) {
      return "$";
    }
    if (matcher.group("plain") != null) {
      return variables.getOrDefault(matcher.group("plain"), "");
    }
    String value = variables.get(matcher.group("name"));
    String sign = matcher.group("sign");
    if (sign == null) {
      return value == null ? "" : value;
    }
    boolean set = value != null && !(sign.startsWith(":") && value.isEmpty());
    String word = apply(matcher.group("word"));
    if (sign.endsWith("+")) {
      return set ? word : "";
    }
    return set ? value : sign.endsWith("-") ? word : "";
  }
}
