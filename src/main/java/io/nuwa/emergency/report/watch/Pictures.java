package io.nuwa.emergency.report.watch;

import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.process.Completion;
import io.nuwa.emergency.process.Invocation;
import io.nuwa.emergency.process.Processes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Has pictures taken by a child process, one occasion after the other, so that neither a browser
 * nor AWT lives in the process that watches. The thread that waits for the child ends with the last
 * occasion.
 */
public final class Pictures implements AutoCloseable {
  /** More occasions than this at once are not photographed. */
  private static final int MOST_WAITING = 16;

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int SAID = 400;

  /** Longer than a program that is told to end may take. */
  private static final Duration TO_END = Duration.ofSeconds(4);

  private final Path home;
  private final List<String> program;
  private final Notices notices;
  private final Queue<String> waiting = new ArrayDeque<>();
  private boolean working;
  private Thread worker;

  /**
   * Prepares.
   *
   * @param home the folder that holds {@code logs/}
   * @param program the words that take pictures; the home folder and the occasion are added
   * @param notice is told once why pictures cannot be taken, and once that they can be again
   */
  public Pictures(Path home, List<String> program, Consumer<String> notice) {
    this.home = home;
    this.program = List.copyOf(program);
    this.notices = new Notices(notice, "pictures are taken again");
  }

  /**
   * Has pictures taken, and returns at once; survives any fault.
   *
   * @param occasion of {@link io.nuwa.emergency.control.PictureName}: a checkpoint or a failure
   */
  public synchronized void take(Plan plan, String occasion) {
    if (plan.pictures().pages().isEmpty()) {
      return;
    }
    if (waiting.size() >= MOST_WAITING) {
      notices.fault("no picture of " + occasion + ": " + MOST_WAITING + " occasions wait already");
      return;
    }
    waiting.add(occasion);
    if (!working) {
      working = true;
      worker = Thread.ofPlatform().daemon().name("pictures").start(this::work);
    }
  }

  /** Ends the child that takes pictures, and takes no more of those that wait. */
  @Override
  public void close() {
    Thread ending;
    synchronized (this) {
      waiting.clear();
      if (!working) {
        return;
      }
      ending = worker;
      ending.interrupt();
    }
    try {
      ending.join(TO_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    for (String occasion = next(); occasion != null; occasion = next()) {
      try {
        run(occasion);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        abandon();
        return;
      } catch (RuntimeException e) {
        notices.fault("no picture of " + occasion + ": " + e);
      }
    }
  }

  private synchronized String next() {
    String occasion = waiting.poll();
    working = occasion != null;
    return occasion;
  }

  private synchronized void abandon() {
    waiting.clear();
    working = false;
  }

  private void run(String occasion) throws InterruptedException {
    var words = new ArrayList<>(program);
    words.addAll(List.of("--home", home.toString(), "--occasion", occasion));
    Completion end = new Processes().run(new Invocation(words, Map.of(), home, LIMIT));
    if (end.succeeded()) {
      notices.well();
    } else {
      String said = end.text().strip().replaceAll("\\s+", " ");
      notices.fault(
          "not every picture of "
              + occasion
              + " could be taken"
              + (end.timedOut() ? " within " + LIMIT.toMinutes() + " min" : "")
              + ": "
              + said.substring(0, Math.min(SAID, said.length())));
    }
  }
}
