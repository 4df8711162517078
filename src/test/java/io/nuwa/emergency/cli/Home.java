package io.nuwa.emergency.cli;

import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.memory.JournalReader;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A home folder for a test. Its usual plan: B-1 makes a file and wants it there, B-2 prints a
 * number and wants it to be 42; the number stands in the file {@code number}.
 */
record Home(Path folder) {
  static final String ROLES = "roles: [{id: NuWa, duty: all}]\n";

  static Home withPlan(Path folder) {
    return new Home(folder).plan(usual("2h")).put("number", "42\n");
  }

  static String usual(String length) {
    return """
    plan: small
    title: Small
    time-box: {length: %s}
    %sblockers:
      - id: B-1
        title: First
        owner: NuWa
        tasks:
          - {id: make, kind: command, with: {command: [sh, -c, "echo made >> made"]}}
        gates:
          - id: there
            probe: command-exit
            with: {command: [test, -e, made]}
            success: "== 0"
            alert: "!= 0"
      - id: B-2
        title: Second
        owner: NuWa
        tasks:
          - {id: say, kind: command, with: {command: [echo, hello]}}
        gates:
          - id: number
            probe: command-number
            with: {command: [cat, number]}
            success: ">= 42"
            alert: "< 40"
    ladders: {unknown: []}
    """
        .formatted(length, ROLES);
  }

  Home plan(String text) {
    return put("promptx/plan.yaml", text);
  }

  Home put(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FatJar emergency() {
    return FatJar.in(folder);
  }

  String text(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, Object> json(String name) {
    return parsed(text(name));
  }

  static Map<String, Object> parsed(String json) {
    try {
      return JsonText.read(json);
    } catch (IOException e) {
      throw new UncheckedIOException("not exactly one JSON document: " + json, e);
    }
  }

  Path memory() {
    return folder.resolve("promptx/memory");
  }

  Path journal() {
    return memory().resolve("journal.jsonl");
  }

  List<Event> events() {
    return JournalReader.read(journal()).entries().stream().map(Entry::event).toList();
  }

  /** The files of the memory folder whose names begin so. */
  List<Path> inMemory(String beginning) {
    try (Stream<Path> found = Files.list(memory())) {
      return found
          .filter(file -> file.getFileName().toString().startsWith(beginning))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every file below the home folder with its content. */
  Map<String, String> files() {
    var files = new TreeMap<String, String>();
    try (Stream<Path> found = Files.walk(folder)) {
      found
          .filter(Files::isRegularFile)
          .forEach(file -> files.put(folder.relativize(file).toString(), text(file.toString())));
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
