package io.nuwa.emergency.notify.message;

/** What came of a message. */
public sealed interface Answer {

  /** It was taken. */
  record Taken() implements Answer {}

  /**
   * It was not taken, that much is known.
   *
   * @param why without any address, which may hold a password
   */
  record Refused(String why) implements Answer {}

  /** It may have been taken. */
  record Unanswered(String why) implements Answer {}
}
