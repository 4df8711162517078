package io.nuwa.emergency.monitor;

import io.nuwa.emergency.control.Looks;
import java.util.function.Consumer;

/** Says what went wrong with the looks of a watch; the same again and again is said once. */
final class Complaints {
  private final Consumer<String> notice;
  private boolean busyTold;
  private String faultTold = "";

  Complaints(Consumer<String> notice) {
    this.notice = notice;
  }

  /** A look went well: what goes wrong after it is news. */
  void calm() {
    busyTold = false;
    faultTold = "";
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
    if (!text.equals(faultTold)) {
      faultTold = text;
      notice.accept("a look broke and is tried again: " + text);
    }
  }
}
