package io.nuwa.emergency.control;

import io.nuwa.emergency.memory.JournalReader;
import io.nuwa.emergency.memory.MemoryFolder;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.PlanReader;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.run.RunOutline;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.step.ScriptedFeature;
import io.nuwa.emergency.time.TickedTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The use cases on a scripted feature, a ticked clock and a home folder of their own. B-2 needs
 * B-1, B-3 needs B-2; each has a task and a gate of its own name in small letters, which passes at
 * 1.
 */
final class Workbench {
  static final String PLAN =
      """
      plan: bench
      title: Bench
      time-box: {length: 48h, check-every: 6h}
      ports: {web: 8000}
      roles: [{id: NuWa}]
      blockers:
      """
          + blocker("B-1", "a")
          + blocker("B-2", "b")
          + blocker("B-3", "c")
          + "ladders: {unknown: [], not-ready: []}\n";

  final ScriptedFeature feature = new ScriptedFeature();
  final TickedTime time = TickedTime.at("2026-01-05T20:00:00Z");
  final List<Entry> told = new ArrayList<>();
  final List<String> notices = new ArrayList<>();
  final Workplace workplace;
  private String text = PLAN;

  Workbench(Path home) {
    this.workplace = new Workplace(home, Map.of(), "java");
  }

  private static String blocker(String id, String name) {
    return """
      - id: %1$s
        title: title of %1$s
        owner: NuWa
        tasks: [{id: %2$s, kind: scripted}]
        gates: [{id: %2$s, probe: scripted, success: "== 1", alert: "< 1"}]
    """
        .formatted(id, name);
  }

  Workbench planText(String changed) {
    text = changed;
    return this;
  }

  Plan plan() {
    return PlanReader.read("plan.yaml", text, catalog().vocabulary());
  }

  Catalog catalog() {
    return new Catalog(List.of(feature));
  }

  ExecuteRun.Result execute(String... selected) throws InterruptedException {
    return execute(false, selected);
  }

  ExecuteRun.Result fresh() throws InterruptedException {
    return execute(true);
  }

  private ExecuteRun.Result execute(boolean fresh, String... selected) throws InterruptedException {
    RunObserver observer = (Entry entry, RunState state) -> told.add(entry);
    return new ExecuteRun(workplace, catalog(), time, observer, notices::add)
        .run(new ExecuteRun.Request(plan(), Set.of(selected), fresh, "execute"));
  }

  StatusView status() {
    return new ReadStatus(workplace, time).read(() -> RunOutline.of(plan()));
  }

  MemoryFolder memory() {
    return workplace.memory();
  }

  List<Event> events() {
    return JournalReader.read(memory().journal()).entries().stream().map(Entry::event).toList();
  }

  Path put(String name, String content) {
    try {
      Path file = workplace.home().resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> namesInMemory() {
    try (Stream<Path> found = Files.list(memory().folder())) {
      return found.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
