package io.nuwa.emergency.report;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.failure.KnownSignatures;
import io.nuwa.emergency.failure.Signature;
import io.nuwa.emergency.run.FailureNote;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line of a failure's text by which its class was recognised.
 *
 * @param line as it stands there
 * @param source in whose words the signature was recorded; empty when no signature fits and the
 *     line is the one that says most
 */
record RecognisedLine(String line, Optional<String> source) {
  private static final List<String> SOURCES = List.of("engine", "program", "file");
  private static final Pattern TELLING =
      Pattern.compile(
          "error|fail|denied|refused|cannot|could not|no such|not found|timed? ?out|in use|fatal",
          Pattern.CASE_INSENSITIVE);

  /** Empty when there is no text, or when it is a measurement: no line of that was recognised. */
  static Optional<RecognisedLine> of(FailureNote failure, String text) {
    String stripped = text.strip();
    if (stripped.isEmpty() || stripped.startsWith("[") || stripped.startsWith("{")) {
      return Optional.empty();
    }
    return bySignature(failure.kind(), text).or(() -> byWeight(failure, text));
  }

  private static Optional<RecognisedLine> bySignature(FailureClass kind, String text) {
    for (String source : SOURCES) {
      for (Signature signature : KnownSignatures.of(source).list()) {
        Matcher matcher = signature.pattern().matcher(text);
        if (signature.kind() == kind && matcher.find()) {
          return Optional.of(
              new RecognisedLine(lineAt(text, matcher.start()), Optional.of(signature.source())));
        }
      }
    }
    return Optional.empty();
  }

  private static String lineAt(String text, int at) {
    int from = text.lastIndexOf('\n', at) + 1;
    int end = text.indexOf('\n', at);
    return text.substring(from, end < 0 ? text.length() : end).strip();
  }

  /** SQLSTATEs, HTTP codes and test reports have no signature: their details do. */
  private static Optional<RecognisedLine> byWeight(FailureNote failure, String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .filter(line -> weight(failure, line) > 0)
        .max(Comparator.comparingInt(line -> weight(failure, line)))
        .map(line -> new RecognisedLine(line, Optional.empty()));
  }

  private static int weight(FailureNote failure, String line) {
    long details =
        failure.details().values().stream()
            .filter(value -> value.length() > 2 && line.contains(value))
            .count();
    return (int) (2 * details) + (TELLING.matcher(line).find() ? 1 : 0);
  }
}
