package io.nuwa.emergency.failure;

import java.util.List;

/**
 * An ordered list of signatures: the first one that fits decides.
 *
 * @param list most specific first
 */
public record Signatures(List<Signature> list) {
  public Signatures {
    list = List.copyOf(list);
  }

  /**
   * Classifies the output of a program that failed.
   *
   * @param summary one line for the reader: what was tried
   * @param text the output in which to look
   * @return never null; {@link FailureClass#UNKNOWN} when no signature fits
   */
  public Failure classify(String summary, String text) {
    for (Signature signature : list) {
      var failure = signature.recognise(summary, text);
      if (failure.isPresent()) {
        return failure.get();
      }
    }
    return Failure.of(FailureClass.UNKNOWN, summary, text);
  }
}
