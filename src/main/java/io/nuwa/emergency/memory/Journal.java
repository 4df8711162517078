package io.nuwa.emergency.memory;

import io.nuwa.emergency.files.AtomicFile;
import io.nuwa.emergency.files.Folders;
import io.nuwa.emergency.files.Uninterrupted;
import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RunState;
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
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * The journal of a run: one JSON line an event, each with the SHA-256 of the line before. Nothing
 * counts as recorded before {@link #commit()}, and nobody acts on what is not recorded. Owned by
 * the holder of the {@link RunLock}: before each write it makes sure that lock and file are still
 * the ones that it began with.
 */
public final class Journal implements Closeable {
  /**
   * When a journal is tidied.
   *
   * @param segment bytes from which on a file is closed and the next one begun
   * @param records after so many more a snapshot is left
   * @param bytes or after so many more bytes
   */
  record Bounds(long segment, long records, long bytes) {
    static final Bounds USUAL = new Bounds(16L << 20, 2_000, 1L << 20);
  }

  private final Path file;
  private final Runnable lock;
  private final Bounds bounds;
  private FileChannel channel;
  private OwnFile own;
  private JournalEnd end;

  /** Where it will end when what is pending is written. */
  private JournalEnd next;

  private long snapshotRecords;
  private long snapshotBytes;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private boolean broken;

  private Journal(Path file, Runnable lock, Bounds bounds, FileChannel channel, JournalEnd end)
      throws IOException {
    this.file = file;
    this.lock = lock;
    this.bounds = bounds;
    this.channel = channel;
    this.own = OwnFile.of("the journal", file);
    this.end = end;
    this.next = end;
    this.snapshotRecords = Snapshot.of(file).map(known -> known.end().records()).orElse(0L);
    this.snapshotBytes = end.bytes();
  }

  /**
   * Opens the journal to go on where somebody who has read it, or written it, knows that it ends.
   * What stands behind that is cut off.
   *
   * @param lock throws when the lock under which this is written was lost
   */
  public static Journal open(Path file, JournalEnd end, Runnable lock) {
    return open(file, end, lock, Bounds.USUAL);
  }

  static Journal open(Path file, JournalEnd end, Runnable lock, Bounds bounds) {
    try {
      Folders.create(file.getParent());
      OwnFile.requireNoLink("the journal", file);
      FileChannel channel =
          Uninterrupted.call(() -> channel(file, end.bytes(), StandardOpenOption.CREATE));
      // Not only when the file is new: its name may not have been forced when it was made.
      if (end.bytes() == 0) {
        Folders.sync(file.getParent());
      }
      return new Journal(file, lock, bounds, channel, end);
    } catch (IOException e) {
      throw new MemoryException("cannot open the journal", file, e);
    }
  }

  /**
   * Keeps a copy of a damaged journal before it is opened for writing.
   *
   * @return where the damaged original was kept; empty when it is whole
   */
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
   * Moves the journal of an earlier run away, with all of its files, so that a fresh one can begin.
   *
   * @param wanted where to; a number is put behind it when something stands there already
   */
  public static Optional<Path> archive(Path file, Path wanted) {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS) && Segments.of(file).isEmpty()) {
      return Optional.empty();
    }
    Path kept = Archive.free(wanted);
    try {
      // The file that is written goes last: as long as it is there, what is missing is noticed.
      Segments.move(file, kept);
      if (Files.exists(Snapshot.file(file), LinkOption.NOFOLLOW_LINKS)) {
        Files.move(Snapshot.file(file), Snapshot.file(kept));
      }
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(file, kept);
      } else {
        Files.createFile(kept);
      }
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
    fields.put("seq", next.records() + 1);
    fields.put("at", at);
    fields.put("prev", next.lastHash());
    fields.putAll(EventCodec.encode(event));
    byte[] line = JsonText.line(fields).getBytes(StandardCharsets.UTF_8);
    pending.writeBytes(line);
    pending.write('\n');
    next =
        new JournalEnd(
            next.records() + 1,
            next.sealed(),
            next.bytes() + line.length + 1,
            next.bytes(),
            Hash.of(line));
    return new Entry(next.records(), at, event);
  }

  /**
   * Writes everything appended, at once, and makes it survive a power loss.
   *
   * @throws MemoryException when it could not, or when the lock or the file is not the one any more
   *     that this began with; nothing is written any more then, because after a failed fsync nobody
   *     knows what a second one would mean
   */
  public void commit() {
    requireSound();
    if (pending.size() == 0) {
      return;
    }
    requireOurs();
    byte[] lines = pending.toByteArray();
    try {
      Uninterrupted.call(() -> durable(lines));
      pending.reset();
      end = next;
    } catch (IOException e) {
      broken = true;
      cutBack(e);
      throw new MemoryException("cannot write the journal", file, e);
    }
  }

  /**
   * Closes the file when it is full and begins the next one; leaves a snapshot when much was
   * recorded since the last.
   *
   * @param state the fold of all that was committed
   */
  public void tidy(RunState state) {
    if (broken || pending.size() > 0 || state.sequence() != end.records()) {
      return;
    }
    boolean full = end.bytes() >= bounds.segment();
    if (full) {
      seal();
    }
    if (full
        || end.records() - snapshotRecords >= bounds.records()
        || end.bytes() - snapshotBytes >= bounds.bytes()) {
      new Snapshot(end, state).leave(file);
      snapshotRecords = end.records();
      snapshotBytes = end.bytes();
    }
  }

  /** A kill at any point leaves all lines under one name or the other. */
  private void seal() {
    requireOurs();
    int number = end.sealed() + 1;
    Path closed = Segments.plain(file, number);
    try {
      if (Files.exists(closed, LinkOption.NOFOLLOW_LINKS)
          || Files.exists(Segments.packed(file, number), LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException(closed.getFileName() + " is there already");
      }
      channel.close();
      Files.move(file, closed);
      Folders.sync(file.getParent());
      channel = Uninterrupted.call(() -> channel(file, 0, StandardOpenOption.CREATE));
      Folders.sync(file.getParent());
      own = OwnFile.of("the journal", file);
      end = new JournalEnd(end.records(), number, 0, 0, end.lastHash());
      next = end;
    } catch (IOException e) {
      broken = true;
      throw new MemoryException("cannot begin the next file of the journal", file, e);
    }
  }

  /** Where it ends when everything that was appended is written. */
  public JournalEnd end() {
    commit();
    return end;
  }

  private void requireSound() {
    if (broken) {
      throw new IllegalStateException("the journal " + file + " could not be written before");
    }
  }

  private void requireOurs() {
    try {
      lock.run();
      own.require(end.bytes());
    } catch (MemoryException e) {
      broken = true;
      throw e;
    }
  }

  private boolean durable(byte[] lines) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(lines);
    FileChannel target = open().position(end.bytes());
    while (buffer.hasRemaining()) {
      target.write(buffer);
    }
    target.force(false);
    return true;
  }

  /** The channel, opened again behind the last whole line when an interruption closed it. */
  private FileChannel open() throws IOException {
    if (!channel.isOpen()) {
      own.requireSame();
      channel = channel(file, end.bytes(), StandardOpenOption.WRITE);
    }
    return channel;
  }

  private static FileChannel channel(Path file, long end, StandardOpenOption more)
      throws IOException {
    var channel = FileChannel.open(file, more, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
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
      Uninterrupted.call(() -> open().truncate(end.bytes()));
    } catch (IOException | MemoryException e) {
      cause.addSuppressed(e);
    }
  }

  private static String stamp(Instant now) {
    return now.truncatedTo(ChronoUnit.MILLIS).toString().replace(":", "");
  }

  @Override
  public void close() {
    try {
      if (!broken) {
        commit();
        requireOurs();
        Segments.pack(file, end.sealed());
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
