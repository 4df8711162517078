package io.nuwa.emergency.drill.ground;

/** A drill that must not or cannot begin; the message names why and the next step. */
public final class RefusedException extends RuntimeException {
  public RefusedException(String message) {
    super(message);
  }

  public RefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
