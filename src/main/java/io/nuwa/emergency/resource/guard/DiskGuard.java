package io.nuwa.emergency.resource.guard;

import io.nuwa.emergency.step.Guard;
import io.nuwa.emergency.step.GuardLook;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Keeps room on the disks of home, logs and the engines' storage: with less than its limit it
 * removes old logs, where that can help, and says what it did.
 *
 * @param folders whose disks matter; those that are not there do not
 * @param limit in bytes
 * @param runStarted when the present run began
 */
record DiskGuard(
    Path home, List<Path> folders, long limit, OldLogs logs, Supplier<Optional<Instant>> runStarted)
    implements Guard {
  private static final String ADVICE =
      "; free some: images and volumes that nobody uses, other people's files";

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public GuardLook look(Time time) {
    try {
      List<Path> low = low();
      if (low.isEmpty()) {
        return new GuardLook.Calm(Bytes.text(free(home)) + " are free for " + home);
      }
      String seen = seen(low);
      if (!logsAreOn(low)) {
        return new GuardLook.Advice(seen + ADVICE);
      }
      OldLogs.Cleaning cleaning = logs.until(limit, time.instant(), runStarted.get());
      return cleaning.files() == 0
          ? new GuardLook.Advice(seen + "; " + cleaning.text() + ADVICE)
          : new GuardLook.Cleaned(seen + "; " + cleaning.text(), low().isEmpty());
    } catch (IOException e) {
      return new GuardLook.Unseen("the disks cannot be read: " + e);
    }
  }

  /** Of each disk that has too little room the first folder. */
  List<Path> low() throws IOException {
    var low = new ArrayList<Path>();
    var seen = new HashSet<String>();
    for (Path folder : all()) {
      if (Files.isDirectory(folder)
          && seen.add(Files.getFileStore(folder).toString())
          && free(folder) < limit) {
        low.add(folder);
      }
    }
    return low;
  }

  /** Whether removing logs would make room where it lacks. */
  boolean logsAreOn(List<Path> low) throws IOException {
    Path folder = home.resolve("logs");
    if (!Files.isDirectory(folder)) {
      return false;
    }
    FileStore store = Files.getFileStore(folder);
    for (Path other : low) {
      if (Files.getFileStore(other).toString().equals(store.toString())) {
        return true;
      }
    }
    return false;
  }

  /** What is left where it lacks. */
  String seen(List<Path> low) throws IOException {
    var text = new StringBuilder();
    for (Path folder : low) {
      text.append(text.isEmpty() ? "" : ", ")
          .append(Bytes.text(free(folder)))
          .append(" are free for ")
          .append(folder);
    }
    return text + ", the limit is " + Bytes.text(limit);
  }

  private Set<Path> all() {
    var all = new LinkedHashSet<Path>();
    all.add(home);
    all.add(home.resolve("logs"));
    all.addAll(folders);
    return all;
  }

  private static long free(Path folder) throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }
}
