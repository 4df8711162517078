package io.nuwa.emergency.drill.scene;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * What came of asking somebody who may be away; being away is an answer, too.
 *
 * @param answer what was said; null when nobody answered
 * @param away why nobody did
 */
record Reach<T>(T answer, Optional<String> away) {

  /** Something that is asked over a network. */
  @FunctionalInterface
  interface Asking<T> {
    T ask() throws IOException, InterruptedException;
  }

  static <T> Reach<T> of(String what, Asking<T> asking) {
    try {
      return new Reach<>(asking.ask(), Optional.empty());
    } catch (IOException e) {
      return new Reach<>(null, Optional.of(what + " does not answer: " + e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reach<>(null, Optional.of("stopped while asking " + what));
    }
  }

  /** The harm that the answer tells of, or that there is none. */
  Optional<String> fold(Function<T, Optional<String>> harm) {
    return away.isPresent() ? away : harm.apply(answer);
  }
}
