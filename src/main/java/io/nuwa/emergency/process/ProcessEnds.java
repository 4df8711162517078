package io.nuwa.emergency.process;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Tells within a millisecond or two that a process has ended, whoever started it. The kernel wakes
 * one thread, so nothing is spent while nothing happens; {@code ProcessHandle.onExit} would look
 * only every 0.3 to 5 s at a process that is no child of this one.
 */
public final class ProcessEnds implements AutoCloseable {
  /** The kernel's pollfd: descriptor, wanted events, seen events. */
  private static final int ENTRY_BYTES = 8;

  private static final short READABLE = 1;
  private static final int FOR_EVER = -1;

  private final Libc libc;
  private final LongConsumer ended;
  private final Thread watcher;
  private final int wakeFrom;
  private final int wakeTo;
  private final Map<Long, Integer> watched = new HashMap<>();
  private Set<Long> wanted = Set.of();
  private boolean closed;

  private ProcessEnds(Libc libc, int wakeFrom, int wakeTo, LongConsumer ended) {
    this.libc = libc;
    this.wakeFrom = wakeFrom;
    this.wakeTo = wakeTo;
    this.ended = ended;
    this.watcher = Thread.ofPlatform().daemon().name("process-ends").start(this::watch);
  }

  /**
   * Begins, watching nothing yet.
   *
   * @param ended is told the PID of each watched process that has ended, once, on a thread of its
   *     own; it must be quick
   * @return empty where the kernel cannot tell (Linux 5.3 and newer can)
   */
  public static Optional<ProcessEnds> open(LongConsumer ended) {
    Optional<Libc> libc = Libc.here();
    if (libc.isEmpty()) {
      return Optional.empty();
    }
    int self = libc.get().watch((int) ProcessHandle.current().pid());
    if (self < 0) {
      return Optional.empty();
    }
    libc.get().close(self);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ends = arena.allocate(JAVA_INT, 2);
      if (libc.get().pipe(ends) != 0) {
        return Optional.empty();
      }
      return Optional.of(
          new ProcessEnds(
              libc.get(), ends.getAtIndex(JAVA_INT, 0), ends.getAtIndex(JAVA_INT, 1), ended));
    }
  }

  /** From now on these, and no others. One that is gone already is told at once. */
  public void watchOnly(Set<Long> pids) {
    synchronized (this) {
      wanted = Set.copyOf(pids);
    }
    wake();
  }

  private void wake() {
    try (Arena arena = Arena.ofConfined()) {
      libc.write(wakeTo, arena.allocateFrom(JAVA_BYTE, (byte) 1));
    }
  }

  private void watch() {
    while (true) {
      List<Long> gone = adopt();
      gone.forEach(ended::accept);
      if (isClosed()) {
        watched.values().forEach(libc::close);
        libc.close(wakeFrom);
        return;
      }
      List<Long> order = List.copyOf(watched.keySet());
      for (long pid : await(order)) {
        libc.close(watched.remove(pid));
        forget(pid);
        ended.accept(pid);
      }
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized void forget(long pid) {
    wanted = Set.copyOf(wanted.stream().filter(other -> other != pid).toList());
  }

  /** Opens what is wanted and not watched, closes what is not wanted any more. */
  private List<Long> adopt() {
    Set<Long> now;
    synchronized (this) {
      now = wanted;
    }
    watched
        .entrySet()
        .removeIf(
            one -> {
              boolean unwanted = !now.contains(one.getKey());
              if (unwanted) {
                libc.close(one.getValue());
              }
              return unwanted;
            });
    var gone = new ArrayList<Long>();
    for (long pid : now) {
      if (!watched.containsKey(pid)) {
        int descriptor = libc.watch((int) pid);
        if (descriptor >= 0) {
          watched.put(pid, descriptor);
        } else {
          forget(pid);
          // It may be that this process has too many files open: that ends no other.
          if (ProcessHandle.of(pid).isEmpty()) {
            gone.add(pid);
          }
        }
      }
    }
    return gone;
  }

  private List<Long> await(List<Long> order) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment polled = arena.allocate((long) ENTRY_BYTES * (order.size() + 1), 8);
      entry(polled, 0, wakeFrom);
      for (int i = 0; i < order.size(); i++) {
        entry(polled, i + 1, watched.get(order.get(i)));
      }
      libc.poll(polled, order.size() + 1L, FOR_EVER);
      if (seen(polled, 0)) {
        libc.read(wakeFrom, arena.allocate(64));
      }
      var over = new ArrayList<Long>();
      for (int i = 0; i < order.size(); i++) {
        if (seen(polled, i + 1)) {
          over.add(order.get(i));
        }
      }
      return over;
    }
  }

  private static void entry(MemorySegment polled, int index, int descriptor) {
    polled.set(JAVA_INT, (long) index * ENTRY_BYTES, descriptor);
    polled.set(JAVA_SHORT, (long) index * ENTRY_BYTES + 4, READABLE);
  }

  private static boolean seen(MemorySegment polled, int index) {
    return polled.get(JAVA_SHORT, (long) index * ENTRY_BYTES + 6) != 0;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    wake();
    try {
      watcher.join(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    libc.close(wakeTo);
  }
}
