package io.nuwa.emergency.memory;

import io.nuwa.emergency.files.AtomicFile;
import io.nuwa.emergency.files.Folders;
import io.nuwa.emergency.files.WholeFile;
import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.run.Assignment;
import io.nuwa.emergency.run.BlockerState;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The status files: one a blocker, projected from the journal. They can be deleted and come back
 * the same; nobody here reads them to decide anything.
 */
public final class StatusFiles implements RunObserver {
  private final MemoryFolder memory;
  private final Map<String, String> written = new HashMap<>();

  /** What each file was brought up to date with last: most events change nothing that it says. */
  private final Map<String, BlockerState> projected = new HashMap<>();

  private String run = "";

  public StatusFiles(MemoryFolder memory) {
    this.memory = memory;
  }

  /** The status file of a blocker. */
  public static Path file(MemoryFolder memory, String blocker) {
    return memory.statusFile(blocker);
  }

  @Override
  public void recorded(Entry entry, RunState state) {
    project(state);
  }

  /** Brings every file up to date that is not. */
  public void project(RunState state) {
    boolean sameRun = run.equals(state.run());
    for (BlockerState blocker : state.blockers().values()) {
      String id = blocker.outline().id();
      if (!sameRun || !saysTheSame(projected.get(id), blocker)) {
        String content = content(blocker, state) + "\n";
        if (!content.equals(written.get(id))) {
          write(file(memory, id), content);
          written.put(id, content);
        }
      }
      projected.put(id, blocker);
    }
    run = state.run();
  }

  /** Whether all that {@link #content} takes of a blocker is the same; false when in doubt. */
  private static boolean saysTheSame(BlockerState before, BlockerState now) {
    return before != null
        && before.outline().equals(now.outline())
        && before.status() == now.status()
        && before.round() == now.round()
        && before.readings().equals(now.readings())
        && before.resolvedAt().equals(now.resolvedAt())
        && before.resolvedBy().equals(now.resolvedBy())
        && before.lastAssignment().equals(now.lastAssignment());
  }

  /**
   * Moves status files away that no run of ours wrote or that cannot be read, before any file is
   * written: nothing of somebody else is lost, and readers do not count a blocker twice. They are
   * kept in the folder {@code claimed}.
   *
   * @param blockers the ids whose files are about to be written
   * @return the files that were moved
   */
  public static List<Path> setClaimsAside(MemoryFolder memory, Collection<String> blockers) {
    Set<Path> ours = blockers.stream().map(memory::statusFile).collect(Collectors.toSet());
    var moved = new ArrayList<Path>();
    for (Path file : Claims.files(memory)) {
      if (ours.contains(file) && isWrittenByUs(file)) {
        continue;
      }
      try {
        Folders.create(memory.claims());
        Files.move(file, Archive.free(memory.claims().resolve(file.getFileName())));
        Folders.sync(memory.claims());
        moved.add(file);
      } catch (IOException e) {
        throw new MemoryException("cannot set aside", file, e);
      }
    }
    return moved;
  }

  private static boolean isWrittenByUs(Path file) {
    return switch (Claims.read(file)) {
      case Claims.Claim claim -> claim.run().isPresent();
      case Claims.Unreadable broken -> false;
    };
  }

  private static void write(Path file, String content) {
    try {
      if (!Files.exists(file) || !WholeFile.text(file).equals(content)) {
        AtomicFile.write(file, content);
      }
    } catch (IOException e) {
      throw new MemoryException("cannot write the status file", file, e);
    }
  }

  private static String content(BlockerState blocker, RunState state) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("blocker", blocker.outline().id());
    fields.put("status", blocker.status().id());
    fields.put("resolved_at", blocker.resolvedAt().map(Object::toString).orElse(null));
    fields.put("resolved_by", blocker.resolvedBy().orElse(null));
    fields.put("verified", blocker.status() == Status.RESOLVED && blocker.allGatesPass());
    fields.put("schemaVersion", 1);
    fields.put("title", blocker.outline().title());
    fields.put("owner", blocker.outline().owner());
    fields.put("run", state.run());
    fields.put("round", blocker.round());
    fields.put("assigned_to", blocker.assigned().map(Assignment::role));
    fields.put("gates", gates(blocker));
    return JsonText.pretty(fields);
  }

  private static List<Map<String, Object>> gates(BlockerState blocker) {
    return blocker.outline().gates().stream()
        .map(
            gate -> {
              var fields = new LinkedHashMap<String, Object>();
              fields.put("id", gate.id());
              fields.put("title", gate.title());
              var reading = Optional.ofNullable(blocker.readings().get(gate.id()));
              fields.put("verdict", reading.map(r -> r.verdict().id()).orElse(null));
              fields.put(
                  "value",
                  reading
                      .filter(r -> r.value().isPresent())
                      .map(r -> (Object) r.value().getAsDouble())
                      .orElse(null));
              fields.put("text", reading.map(r -> r.text()).orElse(null));
              fields.put("measured_at", reading.map(r -> r.at().toString()).orElse(null));
              return (Map<String, Object>) fields;
            })
        .toList();
  }
}
