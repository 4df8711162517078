package io.nuwa.emergency.memory;

import io.nuwa.emergency.files.Folders;
import io.nuwa.emergency.files.Uninterrupted;
import io.nuwa.emergency.files.WholeFile;
import io.nuwa.emergency.json.JsonObject;
import io.nuwa.emergency.json.JsonText;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One run at a time in a home folder. The operating system frees the lock when its holder dies. A
 * second file names the holder by PID and birth, so that a reused PID is not taken for it: the
 * locked file itself is never opened to be read, because POSIX frees all locks that a process has
 * on a file as soon as that process closes the file anywhere.
 */
public final class RunLock implements Closeable {
  /**
   * What this process holds. A lock of the operating system is the whole process's, and merely
   * opening and closing the file to see whether it is held would free it: so it is known here.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  /** What only one process at a time may do. */
  public enum Kind {
    /** Drive a run. */
    RUN("run", "another run works here"),
    /** Watch over a home folder. */
    WATCH("monitor", "another monitor watches here");

    final String name;
    private final String taken;

    Kind(String name, String taken) {
      this.name = name;
      this.taken = taken;
    }
  }

  private final Path file;
  private final Path holder;
  private final FileChannel channel;
  private final FileLock lock;

  /** What must stay in place as long as this is held. */
  private final List<OwnFile> own;

  private RunLock(Path file, Path holder, FileChannel channel, FileLock lock) throws IOException {
    this.file = file;
    this.holder = holder;
    this.channel = channel;
    this.lock = lock;
    this.own = List.of(OwnFile.of("the lock", file), OwnFile.of("the lock's holder", holder));
  }

  /**
   * Makes sure that this still keeps others out: on a lock file that was removed or replaced
   * another process could take the same lock.
   *
   * @throws MemoryException when it does not
   */
  public void requireHeld() {
    for (OwnFile each : own) {
      each.requireSame();
    }
  }

  /**
   * Who holds the lock.
   *
   * @param pid of the process
   * @param startedAt when that process started
   * @param command what it was asked to do
   */
  public record Holder(long pid, Instant startedAt, String command) {}

  /** Somebody else holds the lock. */
  public static final class HeldException extends RuntimeException {
    private final boolean named;

    public HeldException(Kind kind, Path file, Optional<Holder> holder) {
      super(
          kind.taken
              + holder
                  .map(
                      h ->
                          ": '%s', process %d, since %s"
                              .formatted(h.command(), h.pid(), h.startedAt()))
                  .orElse("")
              + " (lock "
              + file
              + "); wait for it, or stop it with SIGTERM");
      this.named = holder.isPresent();
    }

    /** Whether the holder is known; one that has just begun may not have written its name yet. */
    public boolean isNamed() {
      return named;
    }
  }

  /**
   * Takes the lock of a run.
   *
   * @param command to be shown to whoever finds it held
   * @throws HeldException when another process holds it
   */
  public static RunLock take(MemoryFolder memory, String command) {
    return take(memory, Kind.RUN, command);
  }

  /**
   * Takes a lock.
   *
   * @param kind which of them
   * @param command to be shown to whoever finds it held
   * @throws HeldException when another process holds it
   */
  public static RunLock take(MemoryFolder memory, Kind kind, String command) {
    Path file = memory.lock(kind);
    try {
      Path real = Folders.create(file.getParent()).toRealPath().resolve(file.getFileName());
      if (!HELD.add(real)) {
        throw new HeldException(kind, file, holder(memory, kind));
      }
      return held(memory, kind, real, command);
    } catch (IOException e) {
      throw new MemoryException("cannot lock", file, e);
    }
  }

  private static RunLock held(MemoryFolder memory, Kind kind, Path file, String command)
      throws IOException {
    boolean taken = false;
    try {
      RunLock lock = Uninterrupted.call(() -> open(memory, kind, file, command));
      taken = true;
      return lock;
    } finally {
      if (!taken) {
        HELD.remove(file);
      }
    }
  }

  private static RunLock open(MemoryFolder memory, Kind kind, Path file, String command)
      throws IOException {
    OwnFile.requireNoLink("the lock", file);
    var channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    try {
      FileLock lock = channel.tryLock();
      Optional<Holder> named = holder(memory, kind);
      // Whoever is named and lives may hold a lock file that was removed under it.
      if (lock == null || named.filter(other -> other.pid() != Self.PID).isPresent()) {
        throw new HeldException(kind, memory.lock(kind), named);
      }
      write(memory.holder(kind), command);
      return new RunLock(file, memory.holder(kind), channel, lock);
    } catch (IOException | HeldException e) {
      channel.close();
      throw e;
    }
  }

  /** Who is named as driving a run, if that very process still lives. */
  public static Optional<Holder> holder(MemoryFolder memory) {
    return holder(memory, Kind.RUN);
  }

  /** Who is named as the holder, if that very process still lives. */
  public static Optional<Holder> holder(MemoryFolder memory, Kind kind) {
    Path file = memory.holder(kind);
    // Asked first, because it is seldom there: an exception is much to a command of milliseconds.
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      var o = new JsonObject(JsonText.read(WholeFile.bytes(file)));
      var holder = new Holder(o.number("pid"), o.instant("startedAt"), o.text("command"));
      Optional<String> birth = o.optionalText("birth");
      boolean same =
          birth.isPresent()
              ? birth.equals(Birth.of(holder.pid()))
              : Optional.of(holder.startedAt()).equals(startedAt(holder.pid()));
      return same ? Optional.of(holder) : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> startedAt(long pid) {
    return ProcessHandle.of(pid).flatMap(process -> process.info().startInstant());
  }

  /** Asking the operating system takes a millisecond, and a watch takes the lock for each look. */
  private static final class Self {
    static final long PID = ProcessHandle.current().pid();
    static final Instant STARTED_AT = startedAt(PID).orElse(Instant.EPOCH);
    static final Optional<String> BIRTH = Birth.of(PID);
  }

  private static void write(Path file, String command) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("pid", Self.PID);
    fields.put("startedAt", Self.STARTED_AT.toString());
    fields.put("birth", Self.BIRTH);
    fields.put("command", command);
    Sign.write(file, JsonText.line(fields));
  }

  @Override
  public void close() {
    try (channel) {
      // First the name: afterwards it may be that of the next holder. Not where it is that already.
      if (own.getLast().isSame()) {
        Files.deleteIfExists(holder);
      }
      lock.release();
    } catch (IOException e) {
      // The operating system frees it with the process, and the name is that of a dead one then.
      System.getLogger(RunLock.class.getName()).log(System.Logger.Level.DEBUG, "lock", e);
    } finally {
      HELD.remove(file);
    }
  }
}
