package io.nuwa.emergency.process;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs programs and waits for them; on interruption or timeout the whole process tree ends. */
public final class Processes {
  /** How long a program may take to end when asked, and its pipes to close after it ended. */
  static final Duration GRACE = Duration.ofSeconds(2);

  /** The exit code that timeout(1) gives a program whose time was up. */
  static final int TIMED_OUT = 124;

  /**
   * Linking the quick way costs some milliseconds of another core and saves about 1 ms a program.
   */
  private static final int WORTH_LINKING = 2;

  private final Launcher everywhere = new JdkLauncher();
  private final AtomicInteger untilQuick;
  private volatile Optional<Launcher> quick = Optional.empty();

  /** For a few programs. */
  public Processes() {
    this(Integer.MAX_VALUE);
  }

  private Processes(int untilQuick) {
    this.untilQuick = new AtomicInteger(untilQuick);
  }

  /**
   * For work that may run hundreds of programs: with the second one the quick way is linked, and
   * taken as soon as it is there, where this machine has it.
   */
  public static Processes forMany() {
    return new Processes(WORTH_LINKING);
  }

  /** The quick way from the first program on, for tests. */
  static Processes quickAtOnce() {
    var processes = new Processes();
    processes.link();
    return processes;
  }

  /**
   * Runs a program to its end.
   *
   * @throws InterruptedException when this thread is interrupted; the program has been ended then
   */
  public Completion run(Invocation invocation) throws InterruptedException {
    long start = System.nanoTime();
    try {
      if (untilQuick.get() > 0 && untilQuick.decrementAndGet() == 0) {
        Thread.ofPlatform().daemon().name("linking").start(this::link);
      }
      Optional<Launcher> launcher = quick;
      if (launcher.isPresent()) {
        try {
          return launcher.get().run(invocation);
        } catch (IOException e) {
          // It did not start; the way that works everywhere knows the reason or another answer.
        }
      }
      return everywhere.run(invocation);
    } catch (IOException e) {
      return new Completion(
          127,
          "",
          String.valueOf(e.getMessage()),
          Duration.ofNanos(System.nanoTime() - start),
          false);
    }
  }

  private void link() {
    quick = SpawnLauncher.here().map(PlatformThreads::new);
  }
}
