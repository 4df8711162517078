package io.nuwa.emergency.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Reads the journal of a home folder as a stranger would: line by line, as JSON. */
final class Story {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Path journal;

  Story(Path home) {
    this.journal = home.resolve("promptx/memory/journal.jsonl");
  }

  /** Every whole line; one that is being written just now is left out. */
  List<JsonNode> lines() {
    if (!Files.exists(journal)) {
      return List.of();
    }
    try {
      String text = Files.readString(journal);
      var lines = new ArrayList<JsonNode>();
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
        lines.add(JSON.readTree(line));
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of one type. */
  List<JsonNode> of(String type) {
    return lines().stream().filter(line -> line.path("type").asText().equals(type)).toList();
  }

  /** A step of a line, such as {@code B-1/deploy/up}. */
  static String step(JsonNode line) {
    return line.path("blocker").asText()
        + "/"
        + line.path("task").asText()
        + "/"
        + line.path("step").asText();
  }

  static Predicate<JsonNode> started(String step) {
    return line -> line.path("type").asText().equals("step-started") && step(line).equals(step);
  }

  /** Waits for a line that comes after the first {@code known} ones. */
  void await(int known, Predicate<JsonNode> wanted, Duration within) throws InterruptedException {
    Instant end = Time.system().instant().plus(within);
    while (lines().stream().skip(known).noneMatch(wanted)) {
      if (!Time.system().instant().isBefore(end)) {
        throw new AssertionError("not in the journal after " + within + ":\n" + text());
      }
      Time.system().pause(PAUSE);
    }
  }

  /** Steps that began again although their success was on record in the same round. */
  List<String> repeated() {
    Set<String> done = new HashSet<>();
    var repeated = new ArrayList<String>();
    for (JsonNode line : lines()) {
      String step = step(line);
      switch (line.path("type").asText()) {
        case "round-started" ->
            done.removeIf(s -> s.startsWith(line.path("blocker").asText() + "/"));
        case "step-succeeded", "step-skipped" -> done.add(step);
        case "step-started" -> {
          if (done.contains(step)) {
            repeated.add(step);
          }
        }
        default -> {
          // Says nothing about steps.
        }
      }
    }
    return repeated;
  }

  String text() {
    var text = new StringBuilder();
    lines().forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
