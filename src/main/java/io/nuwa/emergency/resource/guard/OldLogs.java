package io.nuwa.emergency.resource.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Removes old logs of ours, oldest first, until there is room. It never leaves {@code logs/}: each
 * folder is opened through its parent and no link is followed, so that nobody can lead it
 * elsewhere, also while it works. It leaves alone the execution log, what a process holds open,
 * what was written within the last minutes, and reports of the present run.
 *
 * @param home the folder that holds {@code logs/}
 * @param proc where the kernel tells of processes
 */
record OldLogs(Path home, Path proc) {
  private static final Path LOGS = Path.of("logs");
  private static final String WRITTEN_NOW = "emergency-execution.log";

  /** Where what a run leaves behind is part of its proof. */
  private static final Set<String> REPORTS = Set.of("tests", "reports", "diagnoses", "screenshots");

  private static final Duration YOUNG = Duration.ofMinutes(10);
  private static final int DEEPEST = 12;

  /**
   * What was done.
   *
   * @param files how many were removed
   * @param bytes what they held together
   * @param free what is free now
   * @param trouble why not all could be looked at; empty when all could
   */
  record Cleaning(int files, long bytes, long free, Optional<String> trouble) {

    String text() {
      String removed =
          files == 0
              ? "no old log of ours could be removed"
              : "removed %d old log%s of ours, %s"
                  .formatted(files, files == 1 ? "" : "s", Bytes.text(bytes));
      return removed
          + "; "
          + Bytes.text(free)
          + " are free now"
          + trouble.map(text -> " (" + text + ")").orElse("");
    }
  }

  private record Log(List<Path> folders, Path name, Instant written, long bytes) {}

  /**
   * Removes until so much is free, or nothing is left that may be removed.
   *
   * @param wanted in bytes
   * @param runStarted when the present run began; empty when nobody knows, and then no report is
   *     touched
   */
  Cleaning until(long wanted, Instant now, Optional<Instant> runStarted) throws IOException {
    FileStore store = Files.getFileStore(home.resolve(LOGS));
    int files = 0;
    long bytes = 0;
    try (DirectoryStream<Path> top = Files.newDirectoryStream(home)) {
      if (!(top instanceof SecureDirectoryStream<Path> secure)) {
        return new Cleaning(
            0,
            0,
            store.getUsableSpace(),
            Optional.of("this system cannot do it without following links"));
      }
      for (Log log : candidates(secure, now, runStarted)) {
        if (store.getUsableSpace() >= wanted) {
          break;
        }
        if (remove(secure, log)) {
          files++;
          bytes += log.bytes();
        }
      }
      return new Cleaning(files, bytes, store.getUsableSpace(), Optional.empty());
    } catch (IOException | DirectoryIteratorException | UncheckedIOException e) {
      return new Cleaning(
          files, bytes, store.getUsableSpace(), Optional.of("logs/ cannot be read: " + e));
    }
  }

  private List<Log> candidates(
      SecureDirectoryStream<Path> top, Instant now, Optional<Instant> runStarted)
      throws IOException {
    var logs = new ArrayList<Log>();
    collect(top, List.of(), LOGS, logs);
    Set<Path> open = OpenFiles.below(home.toRealPath().resolve(LOGS), proc);
    Path real = home.toRealPath();
    logs.removeIf(log -> log.written().isAfter(now.minus(YOUNG)));
    logs.removeIf(log -> isReport(log) && isOfRun(log, runStarted));
    logs.removeIf(log -> log.folders().size() == 1 && log.name().endsWith(WRITTEN_NOW));
    // What keeps the folder in a repository holds nothing.
    logs.removeIf(log -> log.bytes() == 0 && log.name().toString().startsWith("."));
    logs.removeIf(log -> open.contains(path(real, log)));
    logs.sort(Comparator.comparing(Log::written));
    return logs;
  }

  private static boolean isReport(Log log) {
    return log.folders().size() > 1 && REPORTS.contains(log.folders().get(1).toString());
  }

  private static boolean isOfRun(Log log, Optional<Instant> runStarted) {
    return runStarted.map(start -> !log.written().isBefore(start)).orElse(true);
  }

  private static Path path(Path home, Log log) {
    Path path = home;
    for (Path folder : log.folders()) {
      path = path.resolve(folder);
    }
    return path.resolve(log.name());
  }

  /** Regular files only; a link is neither followed nor removed. */
  private static void collect(
      SecureDirectoryStream<Path> parent, List<Path> above, Path folder, List<Log> found)
      throws IOException {
    var folders = new ArrayList<>(above);
    folders.add(folder);
    try (SecureDirectoryStream<Path> inner =
        parent.newDirectoryStream(folder, LinkOption.NOFOLLOW_LINKS)) {
      for (Path entry : inner) {
        Path name = entry.getFileName();
        BasicFileAttributes attributes = attributes(inner, name);
        if (attributes.isDirectory() && folders.size() < DEEPEST) {
          collect(inner, folders, name, found);
        } else if (attributes.isRegularFile()) {
          found.add(
              new Log(
                  List.copyOf(folders),
                  name,
                  attributes.lastModifiedTime().toInstant(),
                  attributes.size()));
        }
      }
    }
  }

  private static BasicFileAttributes attributes(SecureDirectoryStream<Path> folder, Path name)
      throws IOException {
    return folder
        .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .readAttributes();
  }

  /** Goes down from home once more: what was a folder may be a link by now. */
  private static boolean remove(SecureDirectoryStream<Path> top, Log log) {
    return remove(top, log, 0);
  }

  private static boolean remove(SecureDirectoryStream<Path> parent, Log log, int depth) {
    try (SecureDirectoryStream<Path> inner =
        parent.newDirectoryStream(log.folders().get(depth), LinkOption.NOFOLLOW_LINKS)) {
      if (depth + 1 < log.folders().size()) {
        return remove(inner, log, depth + 1);
      }
      BasicFileAttributes attributes = attributes(inner, log.name());
      if (!attributes.isRegularFile()
          || !attributes.lastModifiedTime().toInstant().equals(log.written())) {
        return false;
      }
      inner.deleteFile(log.name());
      return true;
    } catch (IOException e) {
      // Somebody else was quicker, or it may not be removed: the next one may.
      return false;
    }
  }
}
