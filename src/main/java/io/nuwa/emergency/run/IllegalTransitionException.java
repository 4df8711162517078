package io.nuwa.emergency.run;

/** An event that cannot follow the state before it. */
public final class IllegalTransitionException extends RuntimeException {
  public IllegalTransitionException(String what) {
    super(what);
  }
}
