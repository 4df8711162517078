package io.nuwa.text2sql.answer;

/** What an answerer tells while it works; the API counts it. */
public interface AnswerEvents {
  /** A question was looked up in memory. */
  void lookedUp(boolean found);

  /** A wrong column was replaced. */
  void repaired();

  /** Memory could not be read or written; the question is answered nevertheless. */
  void memoryFailed(String reason);
}
