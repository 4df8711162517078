package io.nuwa.emergency.files;

import io.nuwa.emergency.files.FaultyDisk.Call;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** An open file on a {@link FaultyDisk}. */
final class FaultyChannel extends FileChannel {
  private final FaultyDisk disk;
  private final Path real;
  private final FileChannel channel;

  FaultyChannel(FaultyDisk disk, Path real, FileChannel channel) {
    this.disk = disk;
    this.real = real;
    this.channel = channel;
  }

  private interface Work<T> {
    T call() throws IOException;
  }

  /** An interruption closes the channel below; then this one is closed too. */
  private <T> T guarded(Work<T> work) throws IOException {
    try {
      return work.call();
    } catch (ClosedByInterruptException e) {
      close();
      throw e;
    }
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return guarded(() -> channel.write(allowed(source)));
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    return guarded(() -> channel.write(allowed(source), position));
  }

  /** A full disk takes what it has room for and says how much that was. */
  private ByteBuffer allowed(ByteBuffer source) throws IOException {
    if (!disk.before(Call.WRITE, real)) {
      return source;
    }
    int half = source.remaining() / 2;
    ByteBuffer part = source.slice(source.position(), half);
    source.position(source.position() + half);
    return part;
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) {
    throw new UnsupportedOperationException("nobody here gathers");
  }

  @Override
  public void force(boolean metadata) throws IOException {
    guarded(
        () -> {
          disk.before(Call.FORCE, real);
          // The file may have another name by now; then it is not worth a thought here.
          if (Files.exists(real)) {
            disk.durable().forced(real);
          }
          return real;
        });
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    return guarded(
        () -> {
          if (size < channel.size()) {
            disk.before(Call.TRUNCATE, real);
          }
          channel.truncate(size);
          return this;
        });
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return guarded(() -> channel.read(target));
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    return guarded(() -> channel.read(target, position));
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
    return guarded(() -> channel.read(targets, offset, length));
  }

  @Override
  public long position() throws IOException {
    return guarded(channel::position);
  }

  @Override
  public FileChannel position(long position) throws IOException {
    return guarded(
        () -> {
          channel.position(position);
          return this;
        });
  }

  @Override
  public long size() throws IOException {
    return guarded(channel::size);
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    return guarded(() -> channel.transferTo(position, count, target));
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw new UnsupportedOperationException("nobody here transfers");
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) {
    throw new UnsupportedOperationException("nobody here maps");
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    return guarded(() -> channel.lock(position, size, shared));
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return guarded(() -> channel.tryLock(position, size, shared));
  }

  @Override
  protected void implCloseChannel() throws IOException {
    channel.close();
  }

  /** What the operating system does for a process that died. */
  void abandon() throws IOException {
    channel.close();
  }
}
