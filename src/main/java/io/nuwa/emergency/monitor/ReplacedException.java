package io.nuwa.emergency.monitor;

/** The program was replaced under the process: what it has not loaded yet is not there. */
public final class ReplacedException extends RuntimeException {
  ReplacedException(Throwable cause) {
    super(
        "a part of the program cannot be loaded ("
            + cause
            + "), presumably because it was replaced while it ran: the watch ends; start it"
            + " again",
        cause);
  }
}
