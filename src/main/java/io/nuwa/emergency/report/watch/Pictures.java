package io.nuwa.emergency.report.watch;

import io.nuwa.emergency.control.ReportCase;
import io.nuwa.emergency.process.Completion;
import io.nuwa.emergency.process.Invocation;
import io.nuwa.emergency.process.Processes;
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
public final class Pictures {
  /** More occasions than this at once are not photographed. */
  private static final int MOST_WAITING = 16;

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int SAID = 400;

  private final List<String> program;
  private final Notices notices;
  private final Queue<Job> waiting = new ArrayDeque<>();
  private boolean working;

  private record Job(ReportCase one, String occasion) {}

  /**
   * Prepares.
   *
   * @param program the words that take pictures; the home folder and the occasion are added
   * @param notice is told once why pictures cannot be taken, and once that they can be again
   */
  public Pictures(List<String> program, Consumer<String> notice) {
    this.program = List.copyOf(program);
    this.notices = new Notices(notice, "pictures are taken again");
  }

  /**
   * Has pictures taken, and returns at once; survives any fault.
   *
   * @param occasion of {@link io.nuwa.emergency.control.PictureName}: a checkpoint or a failure
   */
  public synchronized void take(ReportCase one, String occasion) {
    if (one.plan().pictures().pages().isEmpty()) {
      return;
    }
    if (waiting.size() >= MOST_WAITING) {
      notices.fault("no picture of " + occasion + ": " + MOST_WAITING + " occasions wait already");
      return;
    }
    waiting.add(new Job(one, occasion));
    if (!working) {
      working = true;
      Thread.ofPlatform().daemon().name("pictures").start(this::work);
    }
  }

  private void work() {
    for (Job job = next(); job != null; job = next()) {
      try {
        run(job);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        abandon();
        return;
      } catch (RuntimeException e) {
        notices.fault("no picture of " + job.occasion() + ": " + e);
      }
    }
  }

  private synchronized Job next() {
    Job job = waiting.poll();
    working = job != null;
    return job;
  }

  private synchronized void abandon() {
    waiting.clear();
    working = false;
  }

  private void run(Job job) throws InterruptedException {
    var words = new ArrayList<>(program);
    words.addAll(List.of("--home", job.one().home().toString(), "--occasion", job.occasion()));
    Completion end = new Processes().run(new Invocation(words, Map.of(), job.one().home(), LIMIT));
    if (end.succeeded()) {
      notices.well();
    } else {
      String said = end.text().strip().replaceAll("\\s+", " ");
      notices.fault(
          "not every picture of "
              + job.occasion()
              + " could be taken"
              + (end.timedOut() ? " within " + LIMIT.toMinutes() + " min" : "")
              + ": "
              + job.one().redaction().hide(said.substring(0, Math.min(SAID, said.length()))));
    }
  }
}
