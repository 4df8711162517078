package io.nuwa.emergency.step;

/** Where long work says how far it is. Calls are cheap and may be dropped. */
@FunctionalInterface
public interface Progress {
  /** Nobody looks. */
  Progress SILENT = (what, fraction) -> {};

  /**
   * Says how far it is.
   *
   * @param what such as {@code 3 of 5 healthy}
   * @param fraction from 0 to 1; negative when unknown
   */
  void at(String what, double fraction);
}
