package io.nuwa.emergency.monitor;

import io.nuwa.emergency.control.Looks;
import io.nuwa.emergency.run.WatchSight;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Says what went wrong with the looks of a watch; the same again and again is said once. Twice in a
 * row, and the watch is blind until a look comes to its end: whoever relies on it must hear that.
 */
final class Complaints {
  private final Consumer<String> notice;
  private final Heartbeat heartbeat;
  private final InstantSource time;
  private boolean busyTold;
  private String faultTold = "";
  private Optional<Instant> failing = Optional.empty();

  Complaints(Consumer<String> notice, Heartbeat heartbeat, InstantSource time) {
    this.notice = notice;
    this.heartbeat = heartbeat;
    this.time = time;
  }

  /** A look went well: what goes wrong after it is news. */
  void calm() {
    busyTold = false;
    faultTold = "";
    failing = Optional.empty();
    heartbeat.sees(new WatchSight.Sees());
  }

  /** Something broke, and no look has gone well since. */
  boolean failing() {
    return failing.isPresent();
  }

  void busy(Looks.BusyException e) {
    if (!busyTold) {
      busyTold = true;
      notice.accept(e.getMessage() + ": the watch looks again when it is over");
    }
  }

  /**
   * Something broke that is tried again.
   *
   * @throws ReplacedException when trying again is in vain
   */
  void broke(Throwable e) {
    if (e instanceof LinkageError) {
      throw new ReplacedException(e);
    }
    String text = String.valueOf(e);
    failing.ifPresent(since -> heartbeat.sees(new WatchSight.Blind(since, text)));
    failing = failing.or(() -> Optional.of(time.instant()));
    if (!text.equals(faultTold)) {
      faultTold = text;
      notice.accept("a look broke and is tried again: " + text);
    }
  }
}
