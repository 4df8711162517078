package io.nuwa.emergency.memory;

import io.nuwa.emergency.files.AtomicFile;
import io.nuwa.emergency.files.WholeFile;
import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.run.Assignment;
import io.nuwa.emergency.run.BlockerState;
import io.nuwa.emergency.run.DiagnosisName;
import io.nuwa.emergency.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who was asked to take over what, projected from the journal. The file can be deleted and comes
 * back the same; nobody here reads it to decide anything. There is none before the first role was
 * asked.
 */
public final class AssignmentsFile {
  private final Path file;
  private final Optional<String> coordinator;
  private String written = "";

  /** What was projected last: most events ask nobody. */
  private Optional<RunState> projected = Optional.empty();

  /**
   * Writes nothing yet.
   *
   * @param coordinator the role that watches over what the others are asked
   */
  public AssignmentsFile(MemoryFolder memory, Optional<String> coordinator) {
    this.file = memory.assignments();
    this.coordinator = coordinator;
  }

  /** Brings the file up to date if it is not. */
  public void project(RunState state) {
    if (projected.isPresent() && asksTheSame(projected.get(), state)) {
      return;
    }
    write(state);
    projected = Optional.of(state);
  }

  private static boolean asksTheSame(RunState before, RunState now) {
    // Another plan may have other blockers, titles and owners, and another order of them.
    if (!before.run().equals(now.run()) || !before.digest().equals(now.digest())) {
      return false;
    }
    for (BlockerState blocker : now.blockers().values()) {
      BlockerState known = before.blockers().get(blocker.outline().id());
      if (known == null || !known.lastAssignment().equals(blocker.lastAssignment())) {
        return false;
      }
    }
    return true;
  }

  private void write(RunState state) {
    List<Map<String, Object>> assignments =
        state.blockers().values().stream()
            .flatMap(blocker -> blocker.lastAssignment().map(a -> fields(blocker, a)).stream())
            .toList();
    if (assignments.isEmpty() && !Files.exists(file)) {
      return;
    }
    String content = content(state, assignments);
    if (content.equals(written)) {
      return;
    }
    try {
      if (!Files.exists(file) || !WholeFile.text(file).equals(content)) {
        AtomicFile.write(file, content);
      }
      written = content;
    } catch (IOException e) {
      throw new MemoryException("cannot write the assignments", file, e);
    }
  }

  private String content(RunState state, List<Map<String, Object>> assignments) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("schemaVersion", 1);
    fields.put("plan", state.plan());
    fields.put("run", state.run());
    fields.put("coordinator", coordinator.map(AssignmentsFile::mention));
    fields.put("assignments", assignments);
    return JsonText.pretty(fields) + "\n";
  }

  private static Map<String, Object> fields(BlockerState blocker, Assignment asked) {
    String id = blocker.outline().id();
    var fields = new LinkedHashMap<String, Object>();
    fields.put("blocker", id);
    fields.put("title", blocker.outline().title());
    fields.put("owner", mention(blocker.outline().owner()));
    fields.put("assigned_to", mention(asked.role()));
    fields.put("class", asked.kind().id());
    fields.put("reason", asked.reason());
    fields.put("since", asked.since());
    fields.put("diagnosis", asked.diagnosedAt().map(at -> DiagnosisName.path(id, at)));
    fields.put("status", asked.isOpen() ? "open" : "closed");
    fields.put("closed_at", asked.closedAt());
    return fields;
  }

  /** As chats call somebody. */
  private static String mention(String role) {
    return "@" + role;
  }
}
