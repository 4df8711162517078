package io.nuwa.emergency.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts programs with posix_spawn and waits for them on the calling thread alone. {@link
 * ProcessBuilder} runs a helper program before each program, which costs as much as the program
 * itself when that is a small one.
 */
final class SpawnLauncher implements Launcher {
  /** Larger than the C library's own structures: 80 bytes of actions, 336 of attributes. */
  private static final int ROOMY = 512;

  private static final int ATTRIBUTE_SIGNAL_MASK = 8;
  private static final int FIRST_OF_OURS = 3;

  private final Libc libc;

  private SpawnLauncher(Libc libc) {
    this.libc = libc;
  }

  static Optional<Launcher> here() {
    return Libc.here().filter(SpawnLauncher::watchesChildren).map(SpawnLauncher::new);
  }

  /** Kernels before 5.3 have no descriptor for a process. */
  private static boolean watchesChildren(Libc libc) {
    int descriptor = libc.watch((int) ProcessHandle.current().pid());
    if (descriptor < 0) {
      return false;
    }
    libc.close(descriptor);
    return true;
  }

  @Override
  public Completion run(Invocation invocation) throws IOException, InterruptedException {
    long start = System.nanoTime();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(JAVA_INT, 2);
      MemorySegment err = arena.allocate(JAVA_INT, 2);
      if (libc.pipe(out) != 0) {
        throw new IOException("no pipe");
      }
      if (libc.pipe(err) != 0) {
        close(out, 0);
        close(out, 1);
        throw new IOException("no pipe");
      }
      int pid;
      try {
        pid = spawn(arena, invocation, out, err);
      } catch (IOException e) {
        close(out, 0);
        close(err, 0);
        throw e;
      } finally {
        close(out, 1);
        close(err, 1);
      }
      int[] streams = {out.getAtIndex(JAVA_INT, 0), err.getAtIndex(JAVA_INT, 0)};
      try (var child = new SpawnedChild(libc, arena, pid, streams)) {
        return child.await(start, invocation.timeout());
      }
    }
  }

  private int spawn(Arena arena, Invocation invocation, MemorySegment out, MemorySegment err)
      throws IOException {
    MemorySegment actions = arena.allocate(ROOMY, 16);
    libc.beginActions(actions);
    try {
      libc.open(actions, 0, arena.allocateFrom("/dev/null"));
      libc.duplicate(actions, out.getAtIndex(JAVA_INT, 1), 1);
      libc.duplicate(actions, err.getAtIndex(JAVA_INT, 1), 2);
      libc.folder(actions, arena.allocateFrom(invocation.folder().toString()));
      libc.closeFrom(actions, FIRST_OF_OURS);
      // Flags come first, the rest is zero: an empty signal mask, whatever this thread blocks.
      MemorySegment attributes = arena.allocate(ROOMY, 16);
      attributes.set(JAVA_SHORT, 0, (short) ATTRIBUTE_SIGNAL_MASK);
      MemorySegment pid = arena.allocate(JAVA_INT);
      MemorySegment words = words(arena, invocation.command());
      int error =
          libc.spawn(
              pid,
              words.getAtIndex(ADDRESS, 0),
              actions,
              attributes,
              words,
              environment(arena, invocation.environment()));
      if (error != 0) {
        throw new IOException("error " + error);
      }
      return pid.get(JAVA_INT, 0);
    } finally {
      libc.endActions(actions);
    }
  }

  private static MemorySegment words(Arena arena, List<String> command) throws IOException {
    var pointers = new ArrayList<MemorySegment>();
    for (String word : command) {
      if (word.indexOf('\0') >= 0) {
        throw new IOException("a word of the command holds a null character");
      }
      pointers.add(arena.allocateFrom(word));
    }
    return list(arena, pointers);
  }

  /** Unchanged variables are handed on as the bytes that they are, in whatever encoding. */
  private MemorySegment environment(Arena arena, Map<String, String> changes) {
    MemorySegment ours = libc.environment();
    if (changes.isEmpty()) {
      return ours;
    }
    var pointers = new ArrayList<MemorySegment>();
    for (int i = 0; !ours.getAtIndex(ADDRESS, i).equals(MemorySegment.NULL); i++) {
      MemorySegment entry = ours.getAtIndex(ADDRESS, i);
      String text = text(entry);
      int equals = text.indexOf('=');
      if (equals < 0 || !changes.containsKey(text.substring(0, equals))) {
        pointers.add(entry);
      }
    }
    changes.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            pointers.add(arena.allocateFrom(name + "=" + value));
          }
        });
    return list(arena, pointers);
  }

  @SuppressWarnings("restricted")
  private static String text(MemorySegment entry) {
    return entry.reinterpret(Long.MAX_VALUE).getString(0);
  }

  private static MemorySegment list(Arena arena, List<MemorySegment> pointers) {
    MemorySegment list = arena.allocate(ADDRESS, pointers.size() + 1L);
    for (int i = 0; i < pointers.size(); i++) {
      list.setAtIndex(ADDRESS, i, pointers.get(i));
    }
    return list;
  }

  private void close(MemorySegment pipe, int end) {
    libc.close(pipe.getAtIndex(JAVA_INT, end));
  }
}
