package io.nuwa.emergency.resource.guard;

import io.nuwa.emergency.step.Guard;
import io.nuwa.emergency.step.GuardLook;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * Has new work wait while others keep the processors busy. What this process and its children use
 * does not count: our own work is no reason to hold our own work. It never waits by itself: each
 * look is compared with an earlier one, and the first says nothing.
 */
final class CpuGuard implements Guard {
  /** A shorter window would hold work for a burst. */
  private static final Duration WINDOW = Duration.ofSeconds(10);

  /** An older look says what was, not what is. */
  private static final Duration OLDEST = Duration.ofSeconds(30);

  private final Path proc;
  private final double limit;
  private final long self;
  private final Supplier<List<Long>> descendants;
  private final Deque<Sample> samples = new ArrayDeque<>();

  /**
   * Has not looked yet.
   *
   * @param limit in percent of all processors together
   */
  CpuGuard(Path proc, double limit) {
    this(proc, limit, ProcessHandle.current().pid(), CpuGuard::descendants);
  }

  /** The same with other processes as our own. */
  CpuGuard(Path proc, double limit, long self, Supplier<List<Long>> descendants) {
    this.proc = proc;
    this.limit = limit;
    this.self = self;
    this.descendants = descendants;
  }

  /**
   * One look.
   *
   * @param own what our own processes have used
   */
  private record Sample(long at, CpuTimes times, long own) {}

  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public boolean holdsWork() {
    return true;
  }

  @Override
  public GuardLook look(Time time) {
    try {
      return judge(time.nanoseconds(), CpuTimes.of(proc));
    } catch (IOException e) {
      return new GuardLook.Unseen("processor time cannot be read: " + e.getMessage());
    }
  }

  private GuardLook judge(long now, CpuTimes times) {
    samples.removeIf(sample -> now - sample.at() > OLDEST.toNanos());
    Sample last = samples.peekLast();
    Sample earlier = null;
    for (Sample sample : samples) {
      // The youngest that is old enough.
      earlier = now - sample.at() >= WINDOW.toNanos() ? sample : earlier;
    }
    boolean busy =
        (last != null && share(last, times, 0) > limit)
            || (earlier != null && share(earlier, times, 0) > limit);
    long own = own(busy);
    samples.addLast(new Sample(now, times, own));
    if (earlier == null) {
      return new GuardLook.Unseen("the processors were not watched for long enough");
    }
    double all = share(earlier, times, 0);
    if (all <= limit) {
      return new GuardLook.Calm("CPU %.0f %% busy".formatted(all));
    }
    double others = share(earlier, times, own - earlier.own());
    String text =
        "CPU %.0f %% busy with the work of others for %d s, the limit is %.0f %%"
            .formatted(others, Duration.ofNanos(now - earlier.at()).toSeconds(), limit);
    return others > limit ? new GuardLook.Overload(text) : new GuardLook.Calm(text);
  }

  /** In percent; a part may have been counted by the kernel before or after the whole. */
  private static double share(Sample earlier, CpuTimes now, long own) {
    long total = now.total() - earlier.times().total();
    long busy = now.busy() - earlier.times().busy() - Math.max(0, own);
    return total <= 0 ? 0 : Math.clamp(100.0 * busy / total, 0, 100);
  }

  /**
   * Between two steps our children have ended, and the kernel has added them to us. Those that live
   * are looked for only on a busy machine, because that means a look at all processes; counting one
   * that began before the window errs on the side of not waiting.
   */
  private long own(boolean busy) {
    return CpuTimes.of(proc, List.of(self)) + (busy ? CpuTimes.of(proc, descendants.get()) : 0);
  }

  private static List<Long> descendants() {
    return ProcessHandle.current().descendants().map(ProcessHandle::pid).toList();
  }
}
