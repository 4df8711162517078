package io.nuwa.emergency.drill.ground;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One drill at a time in a home folder; the operating system frees it when its holder dies. */
public final class DrillLock implements Closeable {
  private final FileChannel channel;

  private DrillLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Another drill is at work. */
  public static final class HeldException extends RuntimeException {
    HeldException(Path file) {
      super("another drill works here (lock " + file + "); wait for it, or stop it with SIGTERM");
    }
  }

  static DrillLock take(Path drills) throws IOException {
    Files.createDirectories(drills);
    Path file = drills.resolve("drill.lock");
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new HeldException(file);
    }
    return new DrillLock(channel);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
