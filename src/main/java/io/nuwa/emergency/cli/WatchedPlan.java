package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.PlanLoader;
import io.nuwa.emergency.control.PlanLoader.Source;
import io.nuwa.emergency.files.AtomicFile;
import io.nuwa.emergency.files.Folders;
import io.nuwa.emergency.files.PlainFile;
import io.nuwa.emergency.memory.MemoryException;
import io.nuwa.emergency.monitor.PlanSource;
import io.nuwa.emergency.plan.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The plan that a watch keeps to until it is told to read it again. Its text is kept, so that the
 * processes that have the whole looks follow the same one, whatever became of the file since.
 */
final class WatchedPlan implements PlanSource {
  private final PlanLoader loader;
  private final Optional<String> asked;
  private final Path kept;
  private Source source;
  private volatile Plan plan;

  private WatchedPlan(PlanLoader loader, Optional<String> asked, Path kept, Source source) {
    this.loader = loader;
    this.asked = asked;
    this.kept = kept;
    this.source = source;
    this.plan = loader.read(source);
  }

  /**
   * Reads the plan.
   *
   * @param asked the file that the user named
   * @param kept where its text is kept while somebody watches
   */
  static WatchedPlan of(PlanLoader loader, Optional<String> asked, Path kept) {
    return new WatchedPlan(loader, asked, kept, loader.source(asked));
  }

  /**
   * Reads what a watch has kept, for one of its looks.
   *
   * @param name of the file that the watch has read it from
   */
  static WatchedPlan kept(PlanLoader loader, String name, Path kept) {
    String text = loader.source(Optional.of(kept.toString())).text();
    return new WatchedPlan(loader, Optional.empty(), kept, new Source(name, text));
  }

  /** The plan as it was read last. */
  Plan current() {
    return plan;
  }

  /** From now on it is kept; only for whoever holds the lock of the watch. */
  void keep() {
    keep(source);
  }

  private void keep(Source text) {
    try {
      Folders.create(kept.getParent());
      AtomicFile.write(kept, text.text(), PlainFile.ownersOnly());
    } catch (IOException e) {
      throw new MemoryException("cannot keep the plan that is watched", kept, e);
    }
  }

  @Override
  public Plan load() {
    Source read = loader.source(asked);
    Plan changed = loader.read(read);
    keep(read);
    source = read;
    plan = changed;
    return changed;
  }
}
