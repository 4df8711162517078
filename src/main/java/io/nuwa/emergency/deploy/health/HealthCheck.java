package io.nuwa.emergency.deploy.health;

import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.PodmanService;
import java.time.Duration;

/** Executes a container's own health check, now. */
interface HealthCheck {

  /**
   * Executes it.
   *
   * @param container a running one that has a health check
   * @param patience how long it may take
   */
  Result run(Container container, Duration patience) throws InterruptedException;

  /** Ways in which it can come out. */
  enum Outcome {
    HEALTHY,
    FAILING,
    /** Nobody knows what it would have said: it was not given the time, or the machine had none. */
    UNANSWERED,
    /** The container is no longer what it was when it was listed. */
    CHANGED,
    /** The engine did not execute it: nothing is known. */
    UNASKED
  }

  /**
   * What came of it.
   *
   * @param text why not, when it did not pass
   */
  record Result(Outcome outcome, String text) {
    static final Result HEALTHY = new Result(Outcome.HEALTHY, "");

    static Result failing(String text) {
      return new Result(Outcome.FAILING, text);
    }

    /**
     * It did not end: it has failed when it had the time that it claims for itself, and is
     * unanswered when we were the ones who had no more patience.
     */
    static Result endless(Container container, Duration waited) {
      Duration timeout = container.health().timeout();
      return waited.compareTo(timeout) < 0
          ? unanswered(
              "its health check did not end in "
                  + waited.toSeconds()
                  + " s, of the "
                  + timeout.toSeconds()
                  + " s that it may take")
          : failing("its health check did not end in " + waited.toSeconds() + " s");
    }

    static Result unanswered(String text) {
      return new Result(Outcome.UNANSWERED, text);
    }

    static Result changed(String text) {
      return new Result(Outcome.CHANGED, text);
    }

    static Result unasked(String text) {
      return new Result(Outcome.UNASKED, text);
    }

    boolean changed() {
      return outcome == Outcome.CHANGED;
    }
  }

  /**
   * The quickest way with this engine: Podman's API takes half of what its command takes. Where the
   * engine would execute other words than the compose file's, those are executed themselves.
   */
  static HealthCheck with(Engine engine) {
    return switch (engine.kind()) {
      case DOCKER -> new ExecHealthCheck(engine);
      case PODMAN -> {
        var service = new PodmanService(engine);
        HealthCheck own =
            service.listens()
                ? new SocketHealthCheck(
                    engine.machine(),
                    service.socket().orElseThrow(),
                    new CommandHealthCheck(engine))
                : new CommandHealthCheck(engine);
        HealthCheck itself = new ExecHealthCheck(engine);
        yield (container, patience) ->
            (container.health().cut() ? itself : own).run(container, patience);
      }
    };
  }
}
