package io.nuwa.emergency.report.watch;

import java.util.function.Consumer;

/**
 * Says that something does not work once, not at each try, and once that it works again: a disk
 * that stays full for a day is one fault.
 */
public final class Notices {
  private final Consumer<String> notice;
  private final String again;
  private boolean failing;

  /**
   * Begins with all well.
   *
   * @param again what is said when it works again
   */
  public Notices(Consumer<String> notice, String again) {
    this.notice = notice;
    this.again = again;
  }

  /** It does not work. */
  public synchronized void fault(String why) {
    if (!failing) {
      failing = true;
      notice.accept(why);
    }
  }

  /** It works. */
  public synchronized void well() {
    if (failing) {
      failing = false;
      notice.accept(again);
    }
  }
}
