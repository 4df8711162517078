package io.nuwa.emergency.memory;

import java.nio.file.Path;

/**
 * Where a home folder keeps what must survive.
 *
 * @param home the folder that holds {@code promptx/} and {@code logs/}
 */
public record MemoryFolder(Path home) {
  private static final int LONGEST_NAME = 100;

  public Path folder() {
    return home.resolve("promptx").resolve("memory");
  }

  public Path journal() {
    return folder().resolve("journal.jsonl");
  }

  /** The status file of a blocker. */
  public Path statusFile(String blocker) {
    return folder().resolve("blocker-" + fileName(blocker) + "-status.json");
  }

  /** The text of the plan that a watch keeps to, whatever became of the file since. */
  public Path watchedPlan() {
    return folder().resolve("monitor-plan.yaml");
  }

  /** When the loop of a watch turned last. */
  Path watchBeat() {
    return folder().resolve("monitor-beat.json");
  }

  /** Who was asked to take over what. */
  public Path assignments() {
    return folder().resolve("assignments.json");
  }

  /** Where the journal of an earlier run is kept. */
  public Path archive(String run) {
    return folder().resolve("journal-" + fileName(run) + ".jsonl");
  }

  /** A plan's ids are fit for file names; a journal that somebody forged may say anything. */
  private static String fileName(String id) {
    var name = new StringBuilder();
    for (int i = 0; i < Math.min(id.length(), LONGEST_NAME); i++) {
      char sign = id.charAt(i);
      boolean fit = sign < 128 && (Character.isLetterOrDigit(sign) || "._-".indexOf(sign) >= 0);
      name.append(fit ? sign : '_');
    }
    return name.toString();
  }

  /** What is locked. */
  Path lock(RunLock.Kind kind) {
    return folder().resolve(kind.name + ".lock");
  }

  /** Names who holds the lock. */
  Path holder(RunLock.Kind kind) {
    return folder().resolve(kind.name + "-holder.json");
  }

  public Path evidence() {
    return folder().resolve("evidence");
  }

  Path claims() {
    return folder().resolve("claimed");
  }
}
