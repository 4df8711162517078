package io.nuwa.emergency.notify.ledger;

import io.nuwa.emergency.files.PlainFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Held while messages go out, so that a run and a watch beside it do not tell the same thing twice.
 * Where it cannot be had at all, as on a full disk, messages go out without it.
 */
public final class OutboxLock implements AutoCloseable {
  private final Optional<FileChannel> channel;

  private OutboxLock(Optional<FileChannel> channel) {
    this.channel = channel;
  }

  /**
   * Asks for it, without waiting.
   *
   * @param outbox the file that it is for
   * @return empty while another process is telling
   */
  public static Optional<OutboxLock> ask(Path outbox) {
    try {
      Files.createDirectories(outbox.getParent());
      return held(
          FileChannel.open(
              PlainFile.writable(outbox.resolveSibling("alerts.lock")),
              LinkOption.NOFOLLOW_LINKS,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE));
    } catch (IOException e) {
      return Optional.of(new OutboxLock(Optional.empty()));
    }
  }

  private static Optional<OutboxLock> held(FileChannel channel) throws IOException {
    try {
      if (channel.tryLock() != null) {
        return Optional.of(new OutboxLock(Optional.of(channel)));
      }
    } catch (OverlappingFileLockException e) {
      // Another desk of this process has it.
      channel.close();
      return Optional.empty();
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  @Override
  public void close() {
    channel.ifPresent(OutboxLock::close);
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock ends with the process at the latest.
      return;
    }
  }
}
