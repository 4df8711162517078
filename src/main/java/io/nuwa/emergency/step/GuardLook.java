package io.nuwa.emergency.step;

/** What a guard saw, or did. */
public sealed interface GuardLook {

  /** What it saw, with figures. */
  String text();

  /** There is enough. */
  record Calm(String text) implements GuardLook {}

  /** It could not look, or has not looked for long enough to say anything. */
  record Unseen(String text) implements GuardLook {}

  /** There is too little, and people should do what the text says. */
  record Advice(String text) implements GuardLook {}

  /**
   * It removed something.
   *
   * @param enough whether there is enough now
   */
  record Cleaned(String text, boolean enough) implements GuardLook {}

  /** There is so much to do that new work should wait. */
  record Overload(String text) implements GuardLook {}
}
