package io.nuwa.emergency.run;

/** Is told what was recorded, after it was made durable. Reads; decides nothing. */
public interface RunObserver {

  /** An entry is durable and {@code state} includes it. */
  void recorded(Entry entry, RunState state);

  /**
   * A step says how far it is; many calls a second are possible.
   *
   * @param fraction from 0 to 1; negative when unknown
   */
  default void progress(StepKey step, String what, double fraction) {}
}
