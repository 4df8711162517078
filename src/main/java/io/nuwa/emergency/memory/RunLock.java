package io.nuwa.emergency.memory;

import io.nuwa.emergency.files.Uninterrupted;
import io.nuwa.emergency.json.JsonObject;
import io.nuwa.emergency.json.JsonText;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One run at a time in a home folder. The operating system frees the lock when its holder dies; the
 * file names the holder by PID and start time, so that a reused PID is not taken for it.
 */
public final class RunLock implements Closeable {
  private final FileChannel channel;
  private final FileLock lock;

  private RunLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
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
    public HeldException(Path file, Optional<Holder> holder) {
      super(
          holder
                  .map(
                      h ->
                          "another run works here: '%s', process %d, since %s"
                              .formatted(h.command(), h.pid(), h.startedAt()))
                  .orElse("another run works here")
              + " (lock "
              + file
              + "); wait for it, or stop it with SIGTERM");
    }
  }

  /**
   * Takes the lock.
   *
   * @param command to be shown to whoever finds it held
   * @throws HeldException when another process holds it
   */
  public static RunLock take(MemoryFolder memory, String command) {
    Path file = memory.lock();
    try {
      Files.createDirectories(file.getParent());
      return Uninterrupted.call(() -> open(memory, file, command));
    } catch (IOException e) {
      throw new MemoryException("cannot lock", file, e);
    }
  }

  private static RunLock open(MemoryFolder memory, Path file, String command) throws IOException {
    var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      FileLock lock = tryLock(channel);
      if (lock == null) {
        throw new HeldException(file, holder(memory));
      }
      write(channel, command);
      return new RunLock(channel, lock);
    } catch (IOException | HeldException e) {
      channel.close();
      throw e;
    }
  }

  /** Who the lock file names, if that very process still lives. */
  public static Optional<Holder> holder(MemoryFolder memory) {
    try {
      var o = new JsonObject(JsonText.read(Files.readString(memory.lock())));
      var holder = new Holder(o.number("pid"), o.instant("startedAt"), o.text("command"));
      return ProcessHandle.of(holder.pid())
          .flatMap(process -> process.info().startInstant())
          .filter(holder.startedAt()::equals)
          .map(same -> holder);
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static void write(FileChannel channel, String command) throws IOException {
    ProcessHandle self = ProcessHandle.current();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("pid", self.pid());
    fields.put("startedAt", self.info().startInstant().orElse(Instant.EPOCH).toString());
    fields.put("command", command);
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(JsonText.line(fields).getBytes(StandardCharsets.UTF_8)), 0);
  }

  @Override
  public void close() {
    try (channel) {
      channel.truncate(0);
      lock.release();
    } catch (IOException e) {
      // The operating system frees it with the process.
      System.getLogger(RunLock.class.getName()).log(System.Logger.Level.DEBUG, "lock", e);
    }
  }
}
