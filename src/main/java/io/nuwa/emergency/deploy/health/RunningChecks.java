package io.nuwa.emergency.deploy.health;

import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.socket.SocketThreads;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Checks that are being executed, at most one a container. Each goes at its own speed: a service
 * that takes seconds to say no must not keep the others from saying yes.
 */
final class RunningChecks implements AutoCloseable {
  private final FairCheck check;
  private final Duration left;
  private final ExecutorService threads = SocketThreads.each();
  private final LinkedBlockingQueue<Finished> finished = new LinkedBlockingQueue<>();
  private final Map<String, Running> running = new HashMap<>();
  private int started;

  /**
   * No checks yet.
   *
   * @param left until nobody waits any more
   */
  RunningChecks(FairCheck check, Duration left) {
    this.check = check;
    this.left = left;
  }

  /**
   * What came of one check.
   *
   * @param number counts the checks
   */
  record Finished(int number, ServiceHealth service, HealthCheck.Result result) {
    ServiceHealth health() {
      return service.after(result);
    }
  }

  private record Running(
      int number, ServiceHealth service, Instant since, Duration patience, Future<?> task) {}

  boolean isEmpty() {
    return running.isEmpty();
  }

  boolean has(String key) {
    return running.containsKey(key);
  }

  void start(ServiceHealth service, Instant now) {
    int number = started++;
    Duration patience = FairCheck.patience(service.container().orElseThrow(), left);
    Future<?> task =
        threads.submit(
            () -> finished.add(new Finished(number, service, execute(service, patience))));
    running.put(service.key(), new Running(number, service, now, patience, task));
  }

  private HealthCheck.Result execute(ServiceHealth service, Duration patience) {
    try {
      return check.run(service.container().orElseThrow(), patience);
    } catch (InterruptedException e) {
      return HealthCheck.Result.unanswered("its health check was stopped");
    } catch (RuntimeException e) {
      return HealthCheck.Result.unasked(String.valueOf(e));
    }
  }

  /**
   * What has finished since it was last asked; waits for the first when there is none.
   *
   * @param atMost how long to wait
   */
  List<Finished> collect(Duration atMost, Instant now) throws InterruptedException {
    var ended = new ArrayList<Finished>();
    Finished first = finished.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      ended.add(first);
      finished.drainTo(ended);
    }
    // One that was given up may still report: only the check that is awaited counts.
    ended.removeIf(one -> !awaited(one));
    ended.forEach(one -> running.remove(one.service().key()));
    for (Running one : List.copyOf(running.values())) {
      if (!now.isBefore(one.since().plus(one.patience()))) {
        one.task().cancel(true);
        running.remove(one.service().key());
        Container container = one.service().container().orElseThrow();
        ended.add(
            new Finished(one.number(), one.service(), check.endless(container, one.patience())));
      }
    }
    return ended;
  }

  private boolean awaited(Finished one) {
    Running awaited = running.get(one.service().key());
    return awaited != null && awaited.number() == one.number();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
