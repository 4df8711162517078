package io.nuwa.emergency.memory;

import io.nuwa.emergency.files.AtomicFile;
import io.nuwa.emergency.files.Folders;
import io.nuwa.emergency.files.Uninterrupted;
import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * The journal of a run: one JSON line an event, each with the SHA-256 of the line before. Nothing
 * counts as recorded before {@link #commit()}, and nobody acts on what is not recorded. Owned by
 * the holder of the {@link RunLock}.
 */
public final class Journal implements Closeable {
  private final Path file;
  private final OwnFile own;
  private final Runnable stillHeld;
  private FileChannel channel;
  private long sequence;
  private long end;
  private String lastHash;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private boolean broken;

  private Journal(OwnFile own, Runnable stillHeld, FileChannel channel, JournalEnd end) {
    this.file = own.path();
    this.own = own;
    this.stillHeld = stillHeld;
    this.channel = channel;
    this.sequence = end.records();
    this.end = end.bytes();
    this.lastHash = end.lastHash();
  }

  /**
   * Opens the journal to go on behind what {@code reading} holds. What could not be read is copied
   * to a file beside it first, then cut off.
   *
   * @return where the damaged original was kept is told by {@link #setAside}
   */
  public static Journal open(Path file, JournalReading reading) {
    return open(file, reading.end(), () -> {});
  }

  /**
   * Opens the journal to go on where somebody who has read it, or written it, knows that it ends.
   *
   * @param stillHeld throws when the lock is not ours any more; asked before each write
   */
  public static Journal open(Path file, JournalEnd end, Runnable stillHeld) {
    try {
      Folders.create(file.getParent());
      FileChannel channel = Uninterrupted.call(() -> channel(file, end.bytes()));
      // Not only when the file is new: its name may not have been forced when it was made.
      if (end.records() == 0) {
        Folders.sync(file.getParent());
      }
      return new Journal(OwnFile.at(file), stillHeld, channel, end);
    } catch (IOException e) {
      throw new MemoryException("cannot open the journal", file, e);
    }
  }

  /** Keeps a copy of a damaged journal before it is opened for writing. */
  public static Optional<Path> setAside(Path file, JournalReading reading, Instant now) {
    if (reading.damage().isEmpty()) {
      return Optional.empty();
    }
    Path copy = Archive.free(file.resolveSibling(file.getFileName() + ".damaged-" + stamp(now)));
    try {
      AtomicFile.copy(file, copy);
      return Optional.of(copy);
    } catch (IOException e) {
      throw new MemoryException("cannot keep a copy of the damaged journal as", copy, e);
    }
  }

  /**
   * Moves the journal of an earlier run away, so that a fresh one can begin.
   *
   * @param wanted where to; a number is put behind it when something stands there already
   */
  public static Optional<Path> archive(Path file, Path wanted) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Path kept = Archive.free(wanted);
    try {
      Files.move(file, kept);
      Folders.sync(file.getParent());
      return Optional.of(kept);
    } catch (IOException e) {
      throw new MemoryException("cannot move the earlier journal to", kept, e);
    }
  }

  /** Appends an event; it counts after {@link #commit()}. */
  public Entry append(Event event, Instant at) {
    requireSound();
    var fields = new LinkedHashMap<String, Object>();
    fields.put("seq", sequence + 1);
    fields.put("at", at);
    fields.put("prev", lastHash);
    fields.putAll(EventCodec.encode(event));
    byte[] line = JsonText.line(fields).getBytes(StandardCharsets.UTF_8);
    pending.writeBytes(line);
    pending.write('\n');
    sequence++;
    lastHash = Hash.of(line);
    return new Entry(sequence, at, event);
  }

  /**
   * Writes everything appended, at once, and makes it survive a power loss.
   *
   * @throws MemoryException when it could not; nothing is written any more then, because after a
   *     failed fsync nobody knows what a second one would mean
   */
  public void commit() {
    requireSound();
    if (pending.size() == 0) {
      return;
    }
    byte[] lines = pending.toByteArray();
    try {
      requireOurs();
      end = Uninterrupted.call(() -> durable(lines));
      pending.reset();
    } catch (IOException e) {
      broken = true;
      cutBack(e);
      throw new MemoryException("cannot write the journal", file, e);
    }
  }

  /** Where it ends when everything that was appended is written. */
  public JournalEnd end() {
    commit();
    return new JournalEnd(sequence, end, lastHash);
  }

  private void requireSound() {
    if (broken) {
      throw new IllegalStateException("the journal " + file + " could not be written before");
    }
  }

  /** Into a file that is not ours any more nothing is written, and nothing is cut off it. */
  private void requireOurs() throws IOException {
    boolean ours = false;
    try {
      stillHeld.run();
      Optional<String> change = own.changed(end);
      if (change.isPresent()) {
        throw MemoryException.lost("the journal", file, change.get());
      }
      ours = true;
    } finally {
      broken |= !ours;
    }
  }

  private long durable(byte[] lines) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(lines);
    FileChannel target = open().position(end);
    while (buffer.hasRemaining()) {
      target.write(buffer);
    }
    target.force(false);
    return target.position();
  }

  /** The channel, opened again behind the last whole line when an interruption closed it. */
  private FileChannel open() throws IOException {
    if (!channel.isOpen()) {
      channel = channel(file, end);
    }
    return channel;
  }

  private static FileChannel channel(Path file, long end) throws IOException {
    var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    try {
      channel.truncate(end);
      return channel.position(end);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Half a line must not stay: the next start would have to set it aside. */
  private void cutBack(IOException cause) {
    try {
      Uninterrupted.call(() -> open().truncate(end));
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private static String stamp(Instant now) {
    return now.truncatedTo(java.time.temporal.ChronoUnit.MILLIS).toString().replace(":", "");
  }

  @Override
  public void close() {
    try {
      if (!broken) {
        commit();
      }
    } finally {
      closeChannel();
    }
  }

  private void closeChannel() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new MemoryException("cannot close the journal", file, e);
    }
  }
}
