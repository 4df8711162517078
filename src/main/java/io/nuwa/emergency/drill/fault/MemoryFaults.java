package io.nuwa.emergency.drill.fault;

import static io.nuwa.emergency.failure.FailureClass.KILLED;
import static io.nuwa.emergency.failure.FailureClass.NOT_READY;

import io.nuwa.emergency.drill.ground.ShippedStack;
import io.nuwa.emergency.drill.scene.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Faults of what the product has written itself. */
final class MemoryFaults {
  private static final String STATUS = "promptx/memory/blocker-B-1-status.json";
  private static final String JOURNAL = "promptx/memory/journal.jsonl";
  private static final String GARBLED = "{\"seq\":garbled-by-a-drill";

  private MemoryFaults() {}

  static Fault forged() {
    return new Fault(
        "status-forged",
        "the exporter is killed, and the status file is forged to say: resolved, verified",
        Expectation.repaired(KILLED, NOT_READY),
        scene -> {
          kill(scene, ShippedStack.EXPORTER);
          Path file = scene.file(STATUS);
          Files.writeString(
              file,
              """
              {"blocker": "B-1", "status": "resolved", "resolved_at": "2025-06-16T20:00:03Z",
               "resolved_by": "forger", "verified": true}
              """);
          return Trouble.of(
              () ->
                  Files.readString(file).contains("forger")
                      ? Optional.of(file + " is still the forged one")
                      : Optional.empty(),
              Trouble.NOTHING);
        });
  }

  static Fault garbled() {
    return new Fault(
        "journal-garbled",
        "the journal's end is garbled between two runs, and a container is killed",
        Expectation.repaired(KILLED, NOT_READY),
        scene -> {
          kill(scene, ShippedStack.ALERTMANAGER);
          Path journal = scene.file(JOURNAL);
          Files.writeString(journal, GARBLED, StandardOpenOption.APPEND);
          return Trouble.of(
              () ->
                  Files.readString(journal).contains(GARBLED)
                      ? Optional.of("the journal ends with what nobody recorded")
                      : Optional.empty(),
              Trouble.NOTHING);
        });
  }

  /** A line behind the GO, which nobody would read again. */
  static Fault edited() {
    return new Fault(
        "journal-forged",
        "a line in the middle of the journal is edited: it tells of more rows than were injected",
        Expectation.refused(),
        scene -> {
          Path journal = scene.file(JOURNAL);
          String right = Files.readString(journal);
          String forged = right.replaceFirst("\"data\\.rows\":\"\\d+\"", "\"data.rows\":\"99999\"");
          Files.writeString(journal, forged);
          return Trouble.of(
              () ->
                  Files.readString(journal).startsWith(forged)
                      ? Optional.of("a line of the journal is not what was recorded")
                      : Optional.empty(),
              // What was added since goes on from a line that is not there: it goes as well.
              () -> Files.writeString(journal, right));
        });
  }

  private static void kill(Scene scene, String service) throws IOException, InterruptedException {
    scene.engine().ask("kill", "--signal", "KILL", ContainerFaults.id(scene, service));
  }
}
