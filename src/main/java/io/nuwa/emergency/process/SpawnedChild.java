package io.nuwa.emergency.process;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/** A child of this process: its two streams are read, and its end awaited, on one thread. */
final class SpawnedChild implements AutoCloseable {
  /** How long an interruption may go unnoticed. */
  private static final long SLICE_MILLIS = 50;

  /** The kernel's pollfd: descriptor, wanted events, seen events. */
  private static final int ENTRY_BYTES = 8;

  private static final int WATCH = 2;
  private static final int INTERRUPTED_CALLS = 100;
  private static final short READABLE = 1;

  private final Libc libc;
  private final int pid;
  private final MemorySegment polled;
  private final MemorySegment buffer;
  private final MemorySegment status;
  private final Tail[] tails = {new Tail(), new Tail()};
  private final int[] open;
  private boolean reaped;

  SpawnedChild(Libc libc, Arena arena, int pid, int[] streams) {
    this.libc = libc;
    this.pid = pid;
    this.open = new int[] {streams[0], streams[1], libc.watch(pid)};
    this.polled = arena.allocate(ENTRY_BYTES * 3L, 8);
    this.buffer = arena.allocate(8192);
    this.status = arena.allocate(JAVA_INT);
  }

  Completion await(long start, Duration timeout) throws InterruptedException {
    boolean ended = until(start + nanos(timeout));
    if (!ended) {
      end();
    }
    // A grandchild may keep a pipe open for ever: the program itself has ended, so do not wait.
    drain(System.nanoTime() + Processes.GRACE.toNanos());
    int exit = exitCode();
    return new Completion(
        ended ? exit : Processes.TIMED_OUT,
        tails[0].text(),
        tails[1].text(),
        Duration.ofNanos(System.nanoTime() - start),
        !ended);
  }

  /** Reads until the child has ended; false when the time was up before. */
  private boolean until(long deadline) throws InterruptedException {
    while (open[WATCH] >= 0) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      if (Thread.interrupted()) {
        end();
        throw new InterruptedException("stopped while a program ran");
      }
      look(left);
    }
    return true;
  }

  private void drain(long deadline) {
    for (long left = 1; left > 0 && (open[0] >= 0 || open[1] >= 0); ) {
      left = deadline - System.nanoTime();
      look(Math.max(1, left));
    }
  }

  /** Waits for the next event, at most a slice, and takes what is there. */
  private void look(long nanos) {
    for (int i = 0; i < open.length; i++) {
      polled.set(JAVA_INT, i * (long) ENTRY_BYTES, open[i]);
      polled.set(JAVA_SHORT, i * (long) ENTRY_BYTES + 4, READABLE);
      polled.set(JAVA_SHORT, i * (long) ENTRY_BYTES + 6, (short) 0);
    }
    int milliseconds = (int) Math.min(SLICE_MILLIS, nanos / 1_000_000 + 1);
    if (libc.poll(polled, open.length, milliseconds) <= 0) {
      return;
    }
    for (int i = 0; i < open.length; i++) {
      if (open[i] >= 0 && polled.get(JAVA_SHORT, i * (long) ENTRY_BYTES + 6) != 0) {
        take(i);
      }
    }
  }

  private void take(int which) {
    if (which != WATCH) {
      int count = libc.read(open[which], buffer);
      if (count > 0) {
        tails[which].keep(buffer.asSlice(0, count).toArray(JAVA_BYTE), count);
        return;
      }
    }
    libc.close(open[which]);
    open[which] = -1;
  }

  private void end() {
    ProcessHandle handle = ProcessHandle.of(pid).orElse(null);
    if (handle == null) {
      return;
    }
    Family family = Family.of(handle);
    family.ask();
    long deadline = System.nanoTime() + Processes.GRACE.toNanos();
    while (open[WATCH] >= 0 && System.nanoTime() < deadline) {
      look(deadline - System.nanoTime());
    }
    family.force();
  }

  /** As shells say it: 128 and the signal's number for a child that a signal ended. */
  private int exitCode() {
    reaped = true;
    int tries = INTERRUPTED_CALLS;
    while (libc.waitFor(pid, status) != pid) {
      if (--tries == 0) {
        throw new IllegalStateException("process " + pid + " has ended and nobody knows how");
      }
    }
    int raw = status.get(JAVA_INT, 0);
    int signal = raw & 0x7f;
    return signal == 0 ? (raw >> 8) & 0xff : 128 + signal;
  }

  private static long nanos(Duration timeout) {
    // More than a century is for ever; the sum with the clock must not overflow.
    return timeout.compareTo(Duration.ofDays(36_500)) > 0
        ? Duration.ofDays(36_500).toNanos()
        : timeout.toNanos();
  }

  @Override
  public void close() {
    for (int i = 0; i < open.length; i++) {
      if (open[i] >= 0) {
        libc.close(open[i]);
        open[i] = -1;
      }
    }
    if (!reaped) {
      exitCode();
    }
  }
}
