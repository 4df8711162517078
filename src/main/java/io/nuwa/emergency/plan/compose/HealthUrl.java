package io.nuwa.emergency.plan.compose;

import io.nuwa.emergency.compose.ComposeHealth;
import io.nuwa.emergency.compose.ComposeService;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a health check asks inside the container, if asking the same from outside tells the same: a
 * plain GET that fails on anything but success. A check with a user, headers, another method, a
 * socket, redirects or a shell around it is none.
 *
 * @param port the port inside
 * @param path with its query
 */
record HealthUrl(int port, String path) {
  private static final Pattern LOCAL =
      Pattern.compile(
          "(?:http://)?(?:localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|\\[::1])(?::(\\d{1,5}))?"
              + "(/[A-Za-z0-9._~/?=&%-]*)?");

  /** Of options that stand alone; short ones of curl may be joined. */
  private static final Pattern CURL_FLAG =
      Pattern.compile(
          "-[fsSqN]+|--fail|--fail-with-body|--silent|--show-error|--no-progress-meter|--no-buffer");

  private static final Pattern WGET_FLAG =
      Pattern.compile(
          "-(?:q|nv|S|qO-|O-|q?O/dev/null)|--quiet|--no-verbose|--spider|--no-check-certificate"
              + "|--(?:tries|timeout|output-document)=\\S+|-[tT]\\d+");

  private static final Set<String> CURL_WITH_VALUE =
      Set.of("-m", "--max-time", "--connect-timeout", "--retry", "--retry-delay", "-o", "--output");
  private static final Set<String> WGET_WITH_VALUE =
      Set.of("-t", "--tries", "-T", "--timeout", "-O", "--output-document", "-qO");

  /** {@code || exit 1} says no more than the program itself. */
  private static final Pattern EXIT = Pattern.compile("\\s*\\|\\|\\s*(?:exit\\s+\\d+|false)\\s*$");

  private static final Pattern SHELL = Pattern.compile("[|&;<>`$(){}*\\\\]");

  /** Of the check of a service; empty where it cannot be asked from outside. */
  static Optional<HealthUrl> of(ComposeService service) {
    return service.health().filter(ComposeHealth::checks).flatMap(one -> ofTest(one.test()));
  }

  private static Optional<HealthUrl> ofTest(List<String> test) {
    List<String> words = test.subList(1, test.size());
    if (test.getFirst().equals("CMD-SHELL")) {
      String line = EXIT.matcher(String.join(" ", words)).replaceFirst("").strip();
      String plain = line.replaceAll("[\"']([^\"'\\s]*)[\"']", "$1");
      // A query in quotes may hold an '&', which is no shell's there.
      String outside = line.replaceAll("\"[^\"$`\\\\]*\"|'[^']*'", "");
      if (SHELL.matcher(outside).find() || plain.contains("\"") || plain.contains("'")) {
        return Optional.empty();
      }
      words = Arrays.asList(plain.split("\\s+"));
    }
    return words.isEmpty() ? Optional.empty() : ofCommand(words);
  }

  private static Optional<HealthUrl> ofCommand(List<String> words) {
    String program = words.getFirst().substring(words.getFirst().lastIndexOf('/') + 1);
    boolean curl = program.equals("curl");
    if (!curl && !program.equals("wget")) {
      return Optional.empty();
    }
    Optional<HealthUrl> found = Optional.empty();
    boolean fails = !curl;
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if ((curl ? CURL_FLAG : WGET_FLAG).matcher(word).matches()) {
        fails |= word.startsWith("--fail") || word.matches("-\\w*f\\w*");
      } else if ((curl ? CURL_WITH_VALUE : WGET_WITH_VALUE).contains(word)) {
        i++;
      } else {
        Matcher url = LOCAL.matcher(word);
        if (found.isPresent() || !url.matches()) {
          return Optional.empty();
        }
        int port = url.group(1) == null ? 80 : Integer.parseInt(url.group(1));
        found = Optional.of(new HealthUrl(port, url.group(2) == null ? "/" : url.group(2)));
      }
    }
    return fails ? found : Optional.empty();
  }
}
